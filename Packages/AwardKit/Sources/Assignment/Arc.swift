/// A way for flow from one node to another. Millions of them are scanned, hence the narrow fields.
struct Arc {
    /// Where the arc stands in a basis solution. The raw value is the sign with which its reduced cost
    /// counts.
    enum Place: Int8 {
        case empty = 1
        case inTree = 0
        case full = -1
    }

    let cost: Int
    private let narrowSource: Int32
    private let narrowTarget: Int32
    private let narrowCapacity: Int32
    var place = Place.empty

    init(source: Int, target: Int, capacity: Int, cost: Int) {
        self.cost = cost
        narrowSource = Int32(source)
        narrowTarget = Int32(target)
        narrowCapacity = Int32(capacity)
    }

    var source: Int { Int(narrowSource) }
    var target: Int { Int(narrowTarget) }
    var capacity: Int { Int(narrowCapacity) }
}

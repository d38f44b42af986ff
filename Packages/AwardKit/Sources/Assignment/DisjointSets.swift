/// Things that are joined into sets step by step (union and find, Tarjan 1975).
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) {
        parents = Array(0..<count)
    }

    mutating func representative(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    mutating func join(_ one: Int, _ other: Int) {
        let first: Int = representative(of: one)
        let second: Int = representative(of: other)
        parents[max(first, second)] = min(first, second)
    }
}

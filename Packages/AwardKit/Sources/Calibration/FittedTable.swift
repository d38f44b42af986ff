/// The scores of the components that are calibrated, in units in which those of each component have mean zero
/// and those of all together have variance one.
///
/// Nodes are what the equations are solved for: the jurors, then the effects of the nominations, those of
/// each component apart.
struct FittedTable: Sendable {
    /// The caller's numbers.
    let applications: [Int]
    let jurorNumbers: [Int]

    let starts: [Int]
    let jurors: [Int32]
    let values: [Double]
    let componentOfApplication: [Int]
    let componentOfJuror: [Int]
    let jurorsInComponent: [Int]
    /// By juror.
    let reviewCounts: [Int]
    /// The nomination's node by application; empty where nominations are not told apart.
    let groupNodes: [Int]
    let nodeCount: Int
    let mostReviews: Int
    /// From these units to the scale of the scores.
    let scale: Scale

    var applicationCount: Int { applications.count }
    var jurorCount: Int { jurorNumbers.count }

    subscript(application: Int) -> Range<Int> { starts[application]..<starts[application + 1] }

    func groupNode(of application: Int) -> Int? { groupNodes.isEmpty ? nil : groupNodes[application] }

    init(_ table: ScoreTable, _ components: Components, calibrated: [Bool], nominations: [Int]?) {
        let isFitted: (Int?) -> Bool = { $0.map { calibrated[$0] } ?? false }
        let applications: [Int] = components.ofApplication.indices.filter {
            isFitted(components.ofApplication[$0])
        }
        let jurorNumbers: [Int] = components.ofJuror.indices.filter { isFitted(components.ofJuror[$0]) }
        let ofApplication: [Int] = applications.compactMap { components.ofApplication[$0] }
        componentOfApplication = ofApplication
        componentOfJuror = jurorNumbers.compactMap { components.ofJuror[$0] }
        var jurorsInComponent = [Int](repeating: 0, count: components.count)
        for component in componentOfJuror { jurorsInComponent[component] += 1 }
        self.jurorsInComponent = jurorsInComponent

        var ownNumbers = [Int32](repeating: 0, count: table.jurorCount)
        for (own, number) in jurorNumbers.enumerated() { ownNumbers[number] = Int32(own) }
        var starts: [Int] = [0]
        var places: [Int] = []
        for application in applications {
            places += table[application]
            starts.append(places.count)
        }
        self.starts = starts
        jurors = places.map { ownNumbers[table.jurors[$0]] }
        var reviewCounts = [Int](repeating: 0, count: jurorNumbers.count)
        for juror in jurors { reviewCounts[Int(juror)] += 1 }
        self.reviewCounts = reviewCounts
        mostReviews = applications.reduce(0) { max($0, table[$1].count) }
        let ofScore: [Int] = applications.indices.flatMap { own in
            repeatElement(ofApplication[own], count: table[applications[own]].count)
        }
        let values: [Double] = places.map { table.values[$0] }
        let scale = Scale(values, components: ofScore, count: components.count)
        self.scale = scale
        self.values = values.indices.map { (values[$0] - scale.means[ofScore[$0]]) / scale.deviation }

        let groups: [Int] = Self.groups(applications.map { nominations?[$0] ?? 0 }, within: ofApplication)
        let groupCount: Int = (groups.max() ?? 0) + 1
        let tellsApart: Bool = groupCount > Set(ofApplication).count
        groupNodes = tellsApart ? groups.map { jurorNumbers.count + $0 } : []
        nodeCount = jurorNumbers.count + (tellsApart ? groupCount : 0)
        self.applications = applications
        self.jurorNumbers = jurorNumbers
    }

    /// Numbers the nominations of each component, in the order of their first applications.
    private static func groups(_ nominations: [Int], within components: [Int]) -> [Int] {
        var numbers: [[Int]: Int] = [:]
        return zip(components, nominations).map { component, nomination in
            let next: Int = numbers.count
            let number: Int = numbers[[component, nomination]] ?? next
            numbers[[component, nomination]] = number
            return number
        }
    }

    /// The mean over the jurors of each component.
    func componentMeans<Lanes: SIMD>(of nodes: [Lanes]) -> [Lanes] where Lanes.Scalar == Double {
        var means = [Lanes](repeating: .zero, count: jurorsInComponent.count)
        for juror in 0..<jurorCount { means[componentOfJuror[juror]] += nodes[juror] }
        for component in means.indices where jurorsInComponent[component] > 0 {
            means[component] /= Double(jurorsInComponent[component])
        }
        return means
    }
}

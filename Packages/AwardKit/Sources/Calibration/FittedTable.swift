/// The scores of the components that are calibrated, in units in which they have mean zero and variance one.
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
    /// The nomination's node by application; empty where nominations are not told apart.
    let groupNodes: [Int]
    let nodeCount: Int
    let mostReviews: Int
    let mean: Double
    let deviation: Double

    var applicationCount: Int { applications.count }
    var jurorCount: Int { jurorNumbers.count }

    subscript(application: Int) -> Range<Int> { starts[application]..<starts[application + 1] }

    func groupNode(of application: Int) -> Int? { groupNodes.isEmpty ? nil : groupNodes[application] }

    init(_ table: ScoreTable, _ components: Components, calibrated: [Bool], nominations: [Int]?) {
        let isFitted: (Int?) -> Bool = { $0.map { calibrated[$0] } ?? false }
        applications = components.ofApplication.indices.filter { isFitted(components.ofApplication[$0]) }
        jurorNumbers = components.ofJuror.indices.filter { isFitted(components.ofJuror[$0]) }
        var ownNumbers = [Int32](repeating: 0, count: table.jurorCount)
        for (own, number) in jurorNumbers.enumerated() { ownNumbers[number] = Int32(own) }

        var starts: [Int] = [0]
        var jurors: [Int32] = []
        var values: [Double] = []
        for application in applications {
            for place in table[application] {
                jurors.append(ownNumbers[table.jurors[place]])
                values.append(table.values[place])
            }
            starts.append(values.count)
        }
        mostReviews = applications.reduce(0) { max($0, table[$1].count) }
        (mean, deviation) = meanAndDeviation(values)
        self.starts = starts
        self.jurors = jurors
        self.values = values.map { [mean, deviation] in ($0 - mean) / deviation }

        componentOfApplication = applications.compactMap { components.ofApplication[$0] }
        componentOfJuror = jurorNumbers.compactMap { components.ofJuror[$0] }
        var counts = [Int](repeating: 0, count: components.count)
        for component in componentOfJuror { counts[component] += 1 }
        jurorsInComponent = counts
        let groups: [Int] = Self.groups(
            applications.map { nominations?[$0] ?? 0 }, within: componentOfApplication)
        let groupCount: Int = (groups.max() ?? 0) + 1
        let tellsApart: Bool = groupCount > Set(componentOfApplication).count
        groupNodes = tellsApart ? groups.map { [count = jurorNumbers.count] in count + $0 } : []
        nodeCount = jurorNumbers.count + (tellsApart ? groupCount : 0)
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

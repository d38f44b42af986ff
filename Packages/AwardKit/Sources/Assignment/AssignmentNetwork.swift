/// An assignment problem as a flow network: applications, then jurors, then the sink.
struct AssignmentNetwork {
    let problem: AssignmentProblem
    /// The candidates in their order, then what applications lack, then the places of jurors.
    let arcs: [Arc]
    let supplies: [NetworkSimplex.Supply]

    init(_ problem: AssignmentProblem) {
        let applications: Int = problem.openDemand.count
        let sink: Int = applications + problem.openCapacity.count
        let shortfallPrice: Int = problem.shortfallPrice
        let table: CandidateTable = problem.table
        var arcs: [Arc] = (0..<table.count).map { index in
            let pair: AssignmentProblem.Pair = table.pair(index)
            return Arc(
                source: pair.application, target: applications + pair.juror,
                capacity: problem.isOpen[index] ? 1 : 0, cost: table.costs[index])
        }
        var supplies: [NetworkSimplex.Supply] = []
        for (application, demand) in problem.openDemand.enumerated() {
            supplies.append(NetworkSimplex.Supply(amount: demand, arc: arcs.count))
            arcs.append(Arc(source: application, target: sink, capacity: demand + 1, cost: shortfallPrice))
        }
        for juror in problem.openCapacity.indices {
            supplies.append(NetworkSimplex.Supply(amount: 0, arc: arcs.count))
            arcs += Self.places(of: juror, in: problem, from: applications + juror, to: sink)
        }
        self.problem = problem
        self.arcs = arcs
        self.supplies = supplies
    }

    /// One arc for all places where each costs the same, otherwise one for each, which fill up in order of
    /// cost.
    private static func places(
        of juror: Int, in problem: AssignmentProblem, from source: Int, to sink: Int
    ) -> [Arc] {
        let capacity: Int = problem.openCapacity[juror]
        guard problem.load.step > 0, capacity > 0 else {
            return [Arc(source: source, target: sink, capacity: capacity, cost: 0)]
        }
        return (0..<capacity).map { count in
            Arc(
                source: source, target: sink, capacity: 1,
                cost: problem.load.cost(ofJuror: juror, after: count))
        }
    }

    /// Reads the assignment off an optimal flow.
    func solution(flows: [Int], costsToSink: [Int]) -> AssignmentSolution {
        let applications: Int = problem.openDemand.count
        let table: CandidateTable = problem.table
        let chosen: [AssignmentProblem.Pair] = (0..<table.count)
            .filter { flows[$0] == 1 }
            .map { table.pair($0) }
        let lacking: Range<Int> = table.count..<table.count + applications
        var cost = 0
        for index in arcs.indices where !lacking.contains(index) {
            cost += flows[index] * arcs[index].cost
        }
        return AssignmentSolution(
            pairs: (problem.fixedPairs + chosen).sorted(), cost: cost, shortfall: Array(flows[lacking]),
            jurorPrices: Array(costsToSink[applications..<costsToSink.count - 1]))
    }
}

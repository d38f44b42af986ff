/// The candidates between which something is to be decided, as a market in which places with jurors are sold.
struct Market {
    /// Where the candidates of each application begin, and where the last ends.
    private(set) var rowStarts: [Int] = [0]
    private(set) var jurors: [Int32] = []
    /// What a candidate is worth to its application: its score, times `factor`.
    private(set) var values: [Int] = []
    /// Where each stands in the problem's table; nil for having nobody.
    private(set) var origins: [Int?] = []
    let demand: [Int]
    /// The places of each juror; the last juror is nobody, who has as many as there are reviews lacking.
    let capacity: [Int]
    private let load: LoadCost

    /// What a point of score is multiplied by, so that increments of one decide exactly: no chain of
    /// exchanges meets more jurors, nobody and the free places included.
    let factor: Int

    init(_ problem: AssignmentProblem, lacking: Int) {
        demand = problem.openDemand
        capacity = problem.openCapacity + [lacking]
        load = problem.load
        factor = capacity.count + 2
        jurors.reserveCapacity(problem.table.count)
        values.reserveCapacity(problem.table.count)
        origins.reserveCapacity(problem.table.count)
        for application in demand.indices {
            for index in problem.table.row(of: application) where problem.isOpen[index] {
                jurors.append(problem.table.jurors[index])
                values.append(-problem.table.costs[index] * factor)
                origins.append(index)
            }
            for _ in 0..<min(lacking, demand[application]) {
                jurors.append(Int32(problem.openCapacity.count))
                values.append(0)
                origins.append(nil)
            }
            rowStarts.append(jurors.count)
        }
    }

    /// What the juror's next review costs beside its pair, when so many places are taken; nobody has no load.
    func loadCost(of juror: Int, after count: Int) -> Int {
        guard load.step > 0, juror < load.fixedLoads.count else { return 0 }
        return load.cost(ofJuror: juror, after: count) * factor
    }

    var hasLoadCosts: Bool { load.step > 0 }

    var rangeOfValues: Int {
        guard let least = values.min(), let greatest = values.max() else { return 0 }
        return greatest - least
    }
}

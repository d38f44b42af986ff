/// An assignment that can be changed pair by pair.
struct Standing {
    let problem: AssignmentProblem
    /// Which candidates are chosen; fixed pairs are not among them.
    private(set) var isChosen: [Bool]
    /// The chosen candidates of each application and of each juror.
    private(set) var ofApplication: [[Int]]
    private(set) var ofJuror: [[Int]]
    /// The sum of scores of each application, that of fixed pairs included where it is known.
    private(set) var sums: [Int]

    init(_ problem: AssignmentProblem, chosen: [Int]) {
        self.problem = problem
        isChosen = Array(repeating: false, count: problem.table.count)
        ofApplication = Array(repeating: [], count: problem.openDemand.count)
        ofJuror = Array(repeating: [], count: problem.openCapacity.count)
        sums = Array(repeating: 0, count: problem.openDemand.count)
        for pair in problem.fixedPairs {
            guard let index = problem.table.index(of: pair) else { continue }
            sums[pair.application] -= problem.table.costs[index]
        }
        for index in chosen { add(index) }
    }

    init(_ problem: AssignmentProblem, pairs: [AssignmentProblem.Pair]) {
        let fixed = Set(problem.fixedPairs)
        let open: [AssignmentProblem.Pair] = pairs.filter { !fixed.contains($0) }
        self.init(problem, chosen: open.compactMap { problem.table.index(of: $0) })
    }

    mutating func add(_ index: Int) {
        let pair: AssignmentProblem.Pair = problem.table.pair(index)
        isChosen[index] = true
        ofApplication[pair.application].append(index)
        ofJuror[pair.juror].append(index)
        sums[pair.application] -= problem.table.costs[index]
    }

    mutating func remove(_ index: Int) {
        let pair: AssignmentProblem.Pair = problem.table.pair(index)
        isChosen[index] = false
        ofApplication[pair.application].removeAll { $0 == index }
        ofJuror[pair.juror].removeAll { $0 == index }
        sums[pair.application] += problem.table.costs[index]
    }

    func count(of candidates: [Int]) -> Int { candidates.count { isChosen[$0] } }

    /// How many more reviews a juror can take.
    func room(of juror: Int) -> Int { problem.openCapacity[juror] - ofJuror[juror].count }

    var shortfall: [Int] {
        zip(problem.openDemand, ofApplication).map { $0 - $1.count }
    }

    /// The cost of the chosen pairs and of their loads.
    var cost: Int {
        var cost = 0
        for chosen in ofApplication {
            for index in chosen { cost += problem.table.costs[index] }
        }
        for (juror, chosen) in ofJuror.enumerated() {
            for count in chosen.indices { cost += problem.load.cost(ofJuror: juror, after: count) }
        }
        return cost
    }

    /// Sorted, fixed pairs included.
    var pairs: [AssignmentProblem.Pair] {
        let chosen: [AssignmentProblem.Pair] = ofApplication.joined().map { problem.table.pair($0) }
        return (problem.fixedPairs + chosen).sorted()
    }

    /// The least sum of scores among applications that want reviews at all; zero where none does.
    var worstSum: Int {
        var worst: Int?
        for application in sums.indices where problem.wantsReviews(application) {
            worst = min(worst ?? .max, sums[application])
        }
        return worst ?? 0
    }
}

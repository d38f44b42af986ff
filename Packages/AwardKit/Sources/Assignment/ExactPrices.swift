/// Turns the prices of an auction into whole prices at which nobody would rather have anything else.
///
/// Prices that are too low are raised until no application gains by taking another juror instead of one it
/// has: longest paths by correction (Bellman 1958). Rounded down, an auction's prices are hardly ever too
/// high, since it ends with increments too small for any chain to add up to one; zero never is.
struct ExactPrices {
    private let problem: AssignmentProblem
    private let standing: Standing
    private let shortfall: [Int]
    private var prices: [Int]
    private var isTooHigh = false
    private var waiting: [Int]
    private var isWaiting: [Bool]

    /// - Precondition: the assignment is the best there is, else prices rise for ever.
    static func prices(of standing: Standing, from estimates: [Int]) -> [Int] {
        var exact = ExactPrices(standing, estimates)
        if exact.settle() { return exact.prices }
        exact = ExactPrices(standing, estimates.map { _ in 0 })
        precondition(exact.settle(), "no prices support the assignment")
        return exact.prices
    }

    /// Whether the prices are right in the end, and not too high for anyone.
    private mutating func settle() -> Bool {
        while let application = waiting.popLast(), !isTooHigh { satisfy(application) }
        for (juror, price) in prices.enumerated() where standing.room(of: juror) > 0 {
            let taken: Int = standing.ofJuror[juror].count
            if price > problem.load.cost(ofJuror: juror, after: taken) { isTooHigh = true }
        }
        return !isTooHigh
    }

    private init(_ standing: Standing, _ estimates: [Int]) {
        let problem: AssignmentProblem = standing.problem
        self.problem = problem
        self.standing = standing
        shortfall = standing.shortfall
        prices = estimates.enumerated().map { juror, estimate in
            let taken: Int = standing.ofJuror[juror].count
            return max(estimate, taken > 0 ? problem.load.cost(ofJuror: juror, after: taken - 1) : 0)
        }
        waiting = problem.openDemand.indices.reversed()
        isWaiting = problem.openDemand.map { _ in true }
    }

    /// Raises what the application would rather have than the dearest it has.
    private mutating func satisfy(_ application: Int) {
        isWaiting[application] = false
        var dearest: Int? = shortfall[application] > 0 ? problem.shortfallPrice : nil
        for index in standing.ofApplication[application] {
            dearest = max(
                dearest ?? .min, problem.table.costs[index] + prices[Int(problem.table.jurors[index])])
        }
        guard let dearest else { return }
        if dearest > problem.shortfallPrice {
            isTooHigh = true
            return
        }
        for index in problem.table.row(of: application)
        where problem.isOpen[index] && !standing.isChosen[index] {
            let juror = Int(problem.table.jurors[index])
            let needed: Int = dearest - problem.table.costs[index]
            guard prices[juror] < needed else { continue }
            prices[juror] = needed
            for held in standing.ofJuror[juror] {
                let holder = Int(problem.table.applications[held])
                if isWaiting[holder] { continue }
                isWaiting[holder] = true
                waiting.append(holder)
            }
        }
    }
}

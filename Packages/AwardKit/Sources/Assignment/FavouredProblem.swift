/// A problem in which previous pairs cost less, so that the best total keeps them.
struct FavouredProblem {
    let problem: AssignmentProblem
    let keeping: AssignmentPolicy.Keeping
    /// What each previous pair gains by staying.
    let bonus: Int
    /// The previous pairs among the candidates.
    let previous: [Int]

    init(_ problem: AssignmentProblem, _ policy: AssignmentPolicy) {
        keeping = policy.keeping
        let indices: [Int] = Set(policy.previous).compactMap { problem.table.index(of: $0) }
        previous = indices.filter { problem.isOpen[$0] }.sorted()
        switch policy.keeping {
        case .worth(let worth): bonus = worth
        case .most: bonus = previous.isEmpty ? 0 : problem.shortfallPrice
        }
        guard bonus != 0 else {
            self.problem = problem
            return
        }
        var costs: [Int] = problem.table.costs
        for index in previous { costs[index] -= bonus }
        self.problem = problem.with(costs: costs)
    }

    /// Which candidates stay once they are chosen.
    var isLocked: [Bool] {
        var isLocked = [Bool](repeating: false, count: problem.table.count)
        if keeping == .most {
            for index in previous { isLocked[index] = true }
        }
        return isLocked
    }

    /// Whether no sum passes what an integer holds when scores weigh more for fairness. Where reviews lack,
    /// each place with a juror who could help costs as much as such a review, which the weights multiply on
    /// top of what staying is worth; at great sizes the worst-served is then not lifted.
    func canBeWeighted(_ best: AssignmentSolution) -> Bool {
        guard best.totalShortfall > 0 else { return true }
        let reviews: Int = problem.openDemand.reduce(0, +)
        let (dearest, isTooDear): (Int, Bool) =
            problem.shortfallPrice.multipliedReportingOverflow(by: FairWeights.unit + FairWeights.greatest)
        return !isTooDear && !dearest.multipliedReportingOverflow(by: 4 * reviews).overflow
    }

    /// The sum of scores less the cost of loads; with what staying is worth where that has a price.
    func total(of standing: Standing) -> Int {
        keeping == .most ? -standing.cost : -standing.cost + bonus * standing.count(of: previous)
    }

    /// What bounds it, by the prices of the best solution.
    func totalBound(_ best: AssignmentSolution) -> Int {
        let bound: Int = problem.lowerBound(jurorPrices: best.jurorPrices)
        let cost: Int = bound - problem.shortfallPrice * best.totalShortfall
        guard keeping == .most, bonus > 0 else { return -cost }
        return -cost - bonus * Standing(problem, pairs: best.pairs).count(of: previous)
    }
}

/// Weighs the scores of badly served applications more, so that the best total serves them better.
///
/// The weights are multipliers of Lagrange: a unit of the total counts `unit`, a unit of an application's sum
/// as much more as it weighs. Whatever they are, the best weighted total bounds what any assignment can reach
/// (Geoffrion, *Lagrangean relaxation for integer programming*, 1974).
struct FairWeights {
    /// What one unit of the total counts.
    static let unit = 16
    /// No weight is greater, so that sums of weighted scores stay far from overflow.
    static let greatest = 64 * unit

    enum Raise {
        case doubling
        case adding(Int)
    }

    private let problem: AssignmentProblem
    private let favoured: FavouredProblem
    private var weights: [Int]
    /// The sums that fixed pairs give.
    private let fixedSums: [Int]

    init(_ problem: AssignmentProblem, _ favoured: FavouredProblem) {
        self.problem = problem
        self.favoured = favoured
        weights = problem.openDemand.map { _ in 0 }
        fixedSums = Standing(problem, chosen: []).sums
    }

    /// Adds to the weight of every application that a standing serves below a level; says whether any weight
    /// changed.
    mutating func raise(below level: Int, in standing: Standing, by raise: Raise) -> Bool {
        let former: [Int] = weights
        for application in standing.sums.indices
        where standing.sums[application] < level && problem.openDemand[application] > 0 {
            let step: Int =
                switch raise {
                case .doubling: max(Self.unit / 4, weights[application])
                case .adding(let step): step
                }
            weights[application] = min(Self.greatest, weights[application] + step)
        }
        return weights != former
    }

    /// The assignment with the best weighted total, and what no total exceeds while nobody is served below
    /// the level.
    func best(level: Int) -> (standing: Standing, totalBound: Int) {
        let unit: Int = Self.unit
        let bonus: Int = favoured.bonus * (favoured.keeping == .most ? unit + (weights.max() ?? 0) : unit)
        var costs: [Int] = problem.table.costs
        for index in costs.indices {
            costs[index] *= unit + weights[Int(problem.table.applications[index])]
        }
        for index in favoured.previous { costs[index] -= bonus }
        let (standing, least): (Standing, Int) = solve(costs: costs, loadFactor: unit)
        var bound: Int = -least
        if favoured.keeping == .most { bound -= bonus * standing.count(of: favoured.previous) }
        for application in weights.indices {
            bound -= weights[application] * (level - fixedSums[application])
        }
        return (standing, bound.quotientRoundedDown(by: unit))
    }

    /// The assignment in which only weights count, and what the worst-served application cannot exceed: the
    /// weighted mean of the sums of those with weights cannot.
    func heaviest() -> (standing: Standing, worstServedBound: Int) {
        var costs: [Int] = problem.table.costs
        for index in costs.indices { costs[index] *= weights[Int(problem.table.applications[index])] }
        let (standing, least): (Standing, Int) = solve(costs: costs, loadFactor: 0)
        var greatest: Int = -least
        for application in weights.indices { greatest += weights[application] * fixedSums[application] }
        let sum: Int = weights.reduce(0, +)
        return (standing, sum > 0 ? greatest.quotientRoundedDown(by: sum) : .max)
    }

    private func solve(costs: [Int], loadFactor: Int) -> (standing: Standing, least: Int) {
        let weighted: AssignmentProblem = problem.with(costs: costs, loadFactor: loadFactor)
        let best = weighted.solve()
        let bound: Int = weighted.lowerBound(jurorPrices: best.jurorPrices)
        return (
            Standing(problem, pairs: best.pairs), bound - weighted.shortfallPrice * best.totalShortfall
        )
    }
}

extension Int {
    func quotientRoundedDown(by divisor: Int) -> Int {
        let (quotient, remainder): (Int, Int) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

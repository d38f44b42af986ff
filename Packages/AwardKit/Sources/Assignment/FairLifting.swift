/// Lifts the worst-served applications as far as they can be lifted.
///
/// For each level tried, the applications below it are lifted by the cheapest chains of exchanges that leave
/// nobody else below; where these do not reach it, the scores of those below weigh more and more in the best
/// total, and the chains begin there. Which level can be reached is found by halving. *PeerReview4All*
/// (Stelmakh, Shah and Singh 2021) too lifts the worst first, but by flows of equal scores.
struct FairLifting {
    struct Result {
        let standing: Standing
        let worstServedBound: Int
        /// What no total exceeds while the worst-served application is served as well.
        let totalBound: Int
    }

    private let problem: AssignmentProblem
    private let favoured: FavouredProblem
    private let best: Standing
    private let bestTotal: Int
    /// Pairs that are not to be given up.
    private let isLocked: [Bool]
    private var search: ExchangeSearch
    /// How often weights are raised for one level: fewer times where each takes long.
    private let rounds: Int
    /// So many exchanges are looked at for each search of chains.
    private static let effort = 30_000_000

    /// - Parameters:
    ///   - best: the assignment of the best total, from which everything begins.
    ///   - bestTotal: what bounds that total.
    init(_ favoured: FavouredProblem, _ best: Standing, prices: [Int], bestTotal: Int) {
        problem = best.problem
        self.favoured = favoured
        self.best = best
        self.bestTotal = bestTotal
        isLocked = favoured.isLocked
        search = ExchangeSearch(problem, prices: prices, effort: 0)
        rounds = max(5, min(40, 10_000_000 / max(1, problem.table.count)))
    }

    mutating func run(atMost ownBest: Int) -> Result {
        var fairest: Standing = best
        var bound: Int = ownBest
        var outOfReach: Int = ownBest + 1
        var level: Int = ownBest
        while level > fairest.worstSum {
            if let higher = reach(level) {
                fairest = higher
            } else {
                if level == ownBest { bound = worstServedBound(below: ownBest) }
                outOfReach = min(level, bound + 1)
            }
            level = fairest.worstSum + (outOfReach - fairest.worstSum) / 2
        }
        return polished(fairest, worstServedBound: max(bound, fairest.worstSum))
    }

    /// An assignment that serves nobody below a level; nil where none was found.
    private mutating func reach(_ level: Int) -> Standing? {
        if let lifted = lifted(best, to: level) { return lifted }
        var weights = FairWeights(problem, favoured)
        var standing: Standing = best
        for _ in 0..<rounds {
            guard weights.raise(below: level, in: standing, by: .doubling) else { break }
            standing = weights.best(level: level).standing
            if let lifted = lifted(standing, to: level) { return lifted }
        }
        return nil
    }

    private func worstServedBound(below level: Int) -> Int {
        var weights = FairWeights(problem, favoured)
        var standing: Standing = best
        var bound: Int = level
        for _ in 0..<rounds {
            guard weights.raise(below: level, in: standing, by: .adding(1)) else { break }
            let heaviest: (standing: Standing, worstServedBound: Int) = weights.heaviest()
            standing = heaviest.standing
            bound = min(bound, heaviest.worstServedBound)
        }
        return bound
    }

    /// The best total found at the level that was reached, and its bound.
    private func polished(_ fairest: Standing, worstServedBound: Int) -> Result {
        let level: Int = fairest.worstSum
        var weights = FairWeights(problem, favoured)
        var (chosen, standing): (Standing, Standing) = (fairest, best)
        var totalBound: Int = bestTotal
        for _ in 0..<rounds {
            guard weights.raise(below: level, in: standing, by: .adding(FairWeights.unit / 8)) else { break }
            let weighted: (standing: Standing, totalBound: Int) = weights.best(level: level)
            standing = weighted.standing
            totalBound = min(totalBound, weighted.totalBound)
            let isBetter: Bool = favoured.total(of: standing) > favoured.total(of: chosen)
            if standing.worstSum >= level, isBetter { chosen = standing }
        }
        return Result(standing: chosen, worstServedBound: worstServedBound, totalBound: totalBound)
    }
}

// MARK: - Chains

extension FairLifting {
    /// Lifts everybody to a level, the worst first; nil where that was not found.
    private mutating func lifted(_ standing: Standing, to level: Int) -> Standing? {
        search.effortLeft = Self.effort
        let sums: [Int] = standing.sums
        let low: [Int] = sums.indices.filter { sums[$0] < level && problem.wantsReviews($0) }
        var standing = standing
        for application in low.sorted(by: { (sums[$0], $0) < (sums[$1], $1) }) {
            while standing.sums[application] < level {
                guard let chain = chain(lifting: application, to: level, standing) else { return nil }
                standing.apply(chain)
            }
        }
        return standing
    }

    /// Reaches the level by one exchange where one does; otherwise by half of what is missing, or a third …
    private mutating func chain(lifting application: Int, to level: Int, _ standing: Standing) -> Chain? {
        let isLocked: [Bool] = self.isLocked
        let missing: Int = level - standing.sums[application]
        let given: [Int] = standing.ofApplication[application].filter { !isLocked[$0] }
        for share in 1...max(1, given.count) {
            let gain: Int = (missing + share - 1) / share
            let wanted: Int = standing.sums[application] + gain
            var cheapest: Chain?
            for given in given {
                let chain: Chain? = search.cheapestChain(
                    giving: given, in: standing, first: { standing.sum(after: $0) >= wanted },
                    others: { !isLocked[$0.given] && standing.isBearable($0, floor: level) })
                guard let chain else { continue }
                if chain.loss < cheapest?.loss ?? .max { cheapest = chain }
            }
            if let cheapest { return cheapest }
        }
        return nil
    }
}

extension Standing {
    /// Whether the application does not fall below a floor, nor any lower where it is below it already.
    func isBearable(_ exchange: Exchange, floor: Int) -> Bool {
        let application = Int(problem.table.applications[exchange.given])
        return sum(after: exchange) >= min(floor, sums[application])
    }
}

/// Lifts the worst-served applications by the cheapest chains of exchanges that leave nobody else too low.
///
/// Which levels can be reached is found by halving, from the best total each time. In the spirit of
/// *PeerReview4All* (Stelmakh, Shah and Singh 2021), which too lifts the worst first, but by flows.
struct FairLifting {
    private let best: Standing
    /// Pairs that are not to be given up.
    private let isLocked: [Bool]
    private let search: ExchangeSearch
    /// So many exchanges are looked at in all; a level not reached by then counts as out of reach.
    private let mostEffort: Int

    init(_ best: Standing, prices: [Int], isLocked: [Bool]) {
        self.best = best
        self.isLocked = isLocked
        search = ExchangeSearch(best.problem, prices: prices)
        mostEffort = 100_000_000 + 20 * best.problem.table.count
    }

    /// The assignment whose worst-served application is served best, of those found.
    func lifted(atMost bound: Int) -> Standing {
        var fairest: Standing = best
        var tooHigh: Int = bound + 1
        var level: Int = bound
        while level > fairest.worstSum {
            if let higher = lifted(to: level) {
                fairest = higher
            } else {
                tooHigh = level
            }
            let low: Int = fairest.worstSum
            level = low + (tooHigh - low) / 2
        }
        return fairest
    }

    /// The best total with every application lifted to a level; nil where that was not found.
    private func lifted(to level: Int) -> Standing? {
        var standing: Standing = best
        let low: [Int] = standing.sums.indices.filter { application in
            standing.sums[application] < level && best.problem.wantsReviews(application)
        }
        for application in low.sorted(by: { (best.sums[$0], $0) < (best.sums[$1], $1) }) {
            while standing.sums[application] < level {
                guard search.effort < mostEffort, let chain = chain(lifting: application, to: level, standing)
                else { return nil }
                standing.apply(chain)
            }
        }
        return standing
    }

    /// Reaches the level by one exchange where one does; otherwise by half of what is missing, or a third …
    private func chain(lifting application: Int, to level: Int, _ standing: Standing) -> Chain? {
        let missing: Int = level - standing.sums[application]
        let given: [Int] = standing.ofApplication[application].filter { !isLocked[$0] }
        for share in 1...max(1, given.count) {
            let gain: Int = (missing + share - 1) / share
            let wanted: Int = standing.sums[application] + gain
            let chains: [Chain] = given.compactMap { given in
                search.cheapestChain(
                    giving: given, in: standing, first: { standing.sum(after: $0) >= wanted },
                    others: { isBearable($0, level: level, standing) })
            }
            if let cheapest = chains.min(by: { $0.loss < $1.loss }) { return cheapest }
        }
        return nil
    }

    /// Nobody falls below the level, and who is below it already falls no lower.
    private func isBearable(_ exchange: Exchange, level: Int, _ standing: Standing) -> Bool {
        if isLocked[exchange.given] { return false }
        let application = Int(standing.problem.table.applications[exchange.given])
        return standing.sum(after: exchange) >= min(level, standing.sums[application])
    }
}

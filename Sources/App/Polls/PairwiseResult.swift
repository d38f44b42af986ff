internal import PairwiseRanking

/// Items by strength, part by part: those that no chain of comparisons connects were never weighed against
/// each other, and are ranked apart.
struct PairwiseResult: Codable, Sendable, Equatable {
    struct Standing: Codable, Sendable, Equatable {
        let item: String
        /// In log-odds around the mean of its part, with the 95 % interval.
        let score: Double
        let low: Double
        let high: Double
        /// The ranks that the intervals leave open.
        let bestRank: Int
        let worstRank: Int
    }

    let voters: Int
    let comparisons: Int
    /// Pairs to which somebody could not say anything.
    let skips: Int
    /// The largest first; within each the strongest.
    let parts: [[Standing]]
    let neverCompared: [String]

    init(items: [String], _ tally: PairTally) {
        voters = tally.voters
        comparisons = tally.comparisons.count
        skips = tally.skips
        let all = PairwiseModel(items: items.count, judges: tally.voters, comparisons: tally.comparisons)
        let sets = all.connectedSets
        neverCompared = sets.filter { $0.count == 1 }.map { items[$0[0]] }
        parts = sets.filter { $0.count > 1 }.map { Self.standings($0, items, tally) }
    }

    private static func standings(_ part: [Int], _ items: [String], _ tally: PairTally) -> [Standing] {
        let places = Dictionary(uniqueKeysWithValues: part.enumerated().map { ($1, $0) })
        let own: [Comparison] = tally.comparisons.compactMap { comparison in
            guard let left = places[comparison.left], let right = places[comparison.right] else { return nil }
            return Comparison(
                left: left, right: right, outcome: comparison.outcome, judge: comparison.judge)
        }
        let model = PairwiseModel(items: part.count, judges: tally.voters, comparisons: own)
        return PairwiseRanking(model).standings.map { standing in
            Standing(
                item: items[part[standing.item]], score: rounded(standing.score),
                low: rounded(standing.interval.lowerBound), high: rounded(standing.interval.upperBound),
                bestRank: standing.ranks.lowerBound, worstRank: standing.ranks.upperBound)
        }
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 1_000).rounded() / 1_000
    }
}

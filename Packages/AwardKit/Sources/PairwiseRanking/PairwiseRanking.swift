/// Items by strength, with how sure that is.
public struct PairwiseRanking: Sendable {
    /// Where one item stands.
    public struct Standing: Hashable, Sendable {
        /// The caller's number.
        public let item: Int
        /// In log-odds around the mean of all items.
        public let score: Double
        /// Of the score, in log-odds.
        public let standardError: Double
        /// The 95 % interval of the score.
        public let interval: ClosedRange<Double>
        /// The first has 1; exactly equal scores share the better rank.
        public let rank: Int
        /// The ranks that the intervals leave open: an item is surely ahead of another only where their
        /// intervals do not meet (Klein, Wright and Wieczorek, *A joint confidence region for an overall
        /// ranking of populations*, 2020).
        public let ranks: ClosedRange<Int>
    }

    /// The strongest first; equal ones by number.
    public let standings: [Standing]

    public init(_ model: PairwiseModel) {
        let scores: [Double] = model.strengths
        let errors: [Double] = StrengthPrecision(model).centredVariances().map { $0.squareRoot() }
        let lows: [Double] = zip(scores, errors).map { $0 - Self.deviations * $1 }
        let highs: [Double] = zip(scores, errors).map { $0 + Self.deviations * $1 }
        let (sortedScores, sortedLows, sortedHighs) = (scores.sorted(), lows.sorted(), highs.sorted())
        let order: [Int] = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        standings = order.map { item in
            let above: Int = scores.count - Self.count(in: sortedScores, upTo: scores[item])
            let surelyAbove: Int = scores.count - Self.count(in: sortedLows, upTo: highs[item])
            let surelyBelow: Int = Self.count(in: sortedHighs, below: lows[item])
            return Standing(
                item: item, score: scores[item], standardError: errors[item],
                interval: lows[item]...highs[item], rank: above + 1,
                ranks: surelyAbove + 1...scores.count - surelyBelow)
        }
    }

    /// Of the normal distribution, within which 95 % lie.
    private static let deviations = 1.959_963_984_540_054

    private static func count(in sorted: [Double], upTo bound: Double) -> Int {
        partition(sorted) { $0 <= bound }
    }

    private static func count(in sorted: [Double], below bound: Double) -> Int {
        partition(sorted) { $0 < bound }
    }

    /// How many values at the beginning fulfil a condition that none after them does.
    private static func partition(_ sorted: [Double], _ fulfils: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle: Int = (low + high) / 2
            if fulfils(sorted[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What comparisons in pairs say about the strength of items and about those who judged.
///
/// Strengths are in log-odds: of two items that differ by 1, the stronger is preferred to the weaker 2.7
/// times as often. The model is Bradley and Terry's with ties as Davidson has them (*On extending the
/// Bradley–Terry model to accommodate ties*, 1970), an advantage of the side (Davidson and Beaver 1977),
/// judges who differ in reliability (Chen, Bennett, Collins-Thompson and Horvitz 2013) and inclinations,
/// and pairs that depart from what their items' strengths would make one expect (Böckenholt 2001). Normal
/// priors shrink all of them; the fit is where the posterior density is greatest.
///
/// The order of the comparisons has no influence; the same input gives the same bits.
public struct PairwiseModel: Sendable {
    /// What one judge's answers are like.
    public struct JudgeTraits: Hashable, Sendable {
        /// How much strengths count in the judge's answers: 1 as on average, 0 not at all; negative for one
        /// who prefers what others find worse.
        public let reliability: Double
        /// The log-odds by which the judge inclines to the left side.
        public let side: Double
        /// How readily the judge answers with a tie: the logarithm of its weight.
        public let tie: Double
    }

    /// The chances of the three answers, which add up to 1.
    public struct Chances: Hashable, Sendable {
        /// That left is preferred.
        public let left: Double
        /// That right is preferred.
        public let right: Double
        /// That neither is.
        public let tie: Double

        /// That left is preferred, once one of the two is.
        public var leftOfDecided: Double { left / (left + right) }
    }

    /// Around zero, one for each item.
    public let strengths: [Double]
    /// By the caller's numbers.
    public let judges: [JudgeTraits]
    /// The traits of the average judge, and of anybody unknown.
    public let averageJudge: JudgeTraits
    /// Items that comparisons connect, directly or by way of others, each by number and the largest set
    /// first.
    ///
    /// With more than one set, strengths of different sets were never weighed against each other; only the
    /// prior puts them on one scale.
    public let connectedSets: [[Int]]

    /// More items, or judges, than this cannot be told apart.
    public static let largestCount = ComparedPairs.largestNumber

    let posterior: PairwisePosterior
    let parameters: [Double]
    private let departures: [Int: Double]
    private let table: JudgeTable

    /// Fits the model to comparisons of items by judges, who are numbered from zero.
    ///
    /// - Precondition: numbers are in range, and no item is compared with itself.
    public init(
        items: Int, judges: Int = 0, comparisons: [Comparison], priors: PairwisePriors = PairwisePriors()
    ) {
        precondition(max(items, judges) <= Self.largestCount, "there are too many")
        for comparison in comparisons {
            precondition(comparison.left != comparison.right, "an item is compared with itself")
            precondition((0..<items).contains(comparison.left), "an item is out of range")
            precondition((0..<items).contains(comparison.right), "an item is out of range")
            precondition(comparison.judge.map((0..<judges).contains) ?? true, "a judge is out of range")
        }
        let compared = ComparedPairs(comparisons, judgeCount: judges)
        let posterior = PairwisePosterior(compared: compared, items: items, judges: judges, priors: priors)
        let layout: ParameterLayout = posterior.layout
        let start = [Double](repeating: 0, count: layout.count)
        let search = QuasiNewton(curvature: posterior.curvature(at: start))
        let parameters: [Double] = search.minimize(from: start, posterior.value)
        self.posterior = posterior
        self.parameters = parameters
        let mean: Double = parameters[layout.strengths].reduce(0, +) / Double(max(1, items))
        strengths = parameters[layout.strengths].map { $0 - mean }
        let average = JudgeTraits(reliability: 1, side: parameters[layout.side], tie: parameters[layout.tie])
        averageJudge = average
        self.judges = (0..<judges).map { judge in
            JudgeTraits(
                reliability: 1 + parameters[layout.reliabilities.lowerBound + judge],
                side: average.side + parameters[layout.judgeSides.lowerBound + judge],
                tie: average.tie + parameters[layout.judgeTies.lowerBound + judge])
        }
        connectedSets = compared.connectedSets(items: items)
        departures = Self.departures(posterior, parameters)
        table = JudgeTable(parameters, posterior)
    }

    /// The chances of what a judge will say of two items; nil is an average item, or judge.
    public func chances(left: Int?, right: Int?, judge: Int? = nil) -> Chances {
        var difference: Double = (left.map { strengths[$0] } ?? 0) - (right.map { strengths[$0] } ?? 0)
        if let left, let right, let departure = departures[Self.key(min(left, right), max(left, right))] {
            difference += left < right ? departure : -departure
        }
        let chances = table.chances(judge: judge ?? posterior.layout.judges, at: difference)
        return Chances(left: chances.left, right: chances.right, tie: chances.tie)
    }

    /// How far each pair that was compared more than once is from what its items' strengths say.
    private static func departures(_ posterior: PairwisePosterior, _ parameters: [Double]) -> [Int: Double] {
        var departures: [Int: Double] = [:]
        for pair in posterior.compared.pairs {
            guard let departure = pair.departure else { continue }
            let value: Double = parameters[posterior.layout.departures.lowerBound + departure]
            departures[key(pair.first, pair.second)] = value
        }
        return departures
    }

    private static func key(_ first: Int, _ second: Int) -> Int {
        first << 20 | second
    }
}

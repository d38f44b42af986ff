/// Turns decimal scores into exact integers and back.
///
/// A score becomes a whole number of units, and a unit is the power of ten that the scores need: one
/// hundredth where the longest has two decimals. So that 0.1 + 0.2 is 0.3, sums and comparisons are exact.
/// More than six decimals are rounded to six, and to fewer where scores are so great that units would pass
/// `AssignmentProblem.largestCost`.
public struct ScoreScale: Hashable, Sendable {
    /// How many units make one point: 1, 10 … 1,000,000.
    public let unitsPerPoint: Int
    /// Whether every score is a whole number of units, so that nothing was rounded.
    public let isExact: Bool

    /// The scale with the fewest decimals that these scores need; nil where one of them is not finite or
    /// greater than `AssignmentProblem.largestCost`.
    public init?(scores: some Sequence<Double>) {
        var (units, greatest, isExact) = (1, 0.0, true)
        for score in scores {
            guard score.magnitude <= Double(AssignmentProblem.largestCost) else { return nil }
            greatest = max(greatest, score.magnitude)
            while isExact, !Self.isWhole(score, units) {
                if units == Self.mostUnits { isExact = false } else { units *= 10 }
            }
        }
        while greatest * Double(units) > Double(AssignmentProblem.largestCost) {
            units /= 10
            isExact = false
        }
        unitsPerPoint = units
        self.isExact = isExact
    }

    private static let mostUnits = 1_000_000

    /// The nearest decimal of that length reads back as the same number.
    private static func isWhole(_ score: Double, _ units: Int) -> Bool {
        (score * Double(units)).rounded() / Double(units) == score
    }

    /// A score as the nearest whole number of units.
    public func units(_ score: Double) -> Int {
        Int((score * Double(unitsPerPoint)).rounded())
    }

    /// Units as the score that they stand for.
    public func score(_ units: Int) -> Double {
        Double(units) / Double(unitsPerPoint)
    }
}

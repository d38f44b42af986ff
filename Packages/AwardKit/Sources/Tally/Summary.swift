/// How scores of one rubric lie: where their middle is and how far they spread.
///
/// All of it is exact and independent of the order of the scores; only the standard deviation is rounded,
/// once, when the root of the exact variance is taken.
public struct Summary: Hashable, Sendable {
    /// How many scores there are: one or more.
    public let count: Int
    /// Their sum over their number.
    public let mean: Rational
    /// The middle score, or the mean of the two in the middle.
    public let median: Rational
    /// The least of the scores.
    public let lowest: Rational
    /// The greatest of the scores.
    public let highest: Rational
    /// The highest score less the lowest.
    public let range: Rational
    /// Of the scores as a sample, with `count - 1` in the denominator; nil for a single score, which has no
    /// spread.
    public let standardDeviation: Double?

    /// Nil where there is no score.
    public init?(of scores: [Rational]) {
        guard !scores.isEmpty else { return nil }
        let denominator: Int = scores.reduce(1) { leastCommonMultiple($0, $1.denominator) }
        let parts: [Int] = scores.map { $0.numerator * (denominator / $0.denominator) }.sorted()
        let (least, most) = (parts[0], parts[parts.count - 1])
        count = parts.count
        mean = Rational(parts.reduce(0, +), over: parts.count * denominator)
        median = Rational(parts[(parts.count - 1) / 2] + parts[parts.count / 2], over: 2 * denominator)
        lowest = Rational(least, over: denominator)
        highest = Rational(most, over: denominator)
        range = Rational(most - least, over: denominator)
        standardDeviation = Self.standardDeviation(of: parts).map { $0 / Double(denominator) }
    }

    /// From the integer `count * (count - 1) * variance`, which is the same as `count * Σx² - (Σx)²`.
    private static func standardDeviation(of values: [Int]) -> Double? {
        guard values.count > 1 else { return nil }
        let count = Int128(values.count)
        var (sum, sumOfSquares) = (Int128(0), Int128(0))
        for value in values {
            sum += Int128(value)
            sumOfSquares += Int128(value) * Int128(value)
        }
        let deviation: Int128 = count * sumOfSquares - sum * sum
        return (Double(deviation) / Double(count * (count - 1))).squareRoot()
    }
}

/// An exact fraction in lowest terms, so that a tie is a tie and no order of summation shows.
public struct Rational: Hashable, Comparable, Sendable {
    /// With the fraction's sign.
    public let numerator: Int
    /// Greater than zero.
    public let denominator: Int

    /// - Precondition: the denominator is greater than zero.
    public init(_ numerator: Int, over denominator: Int = 1) {
        precondition(denominator > 0, "a fraction needs a denominator greater than zero")
        let divisor: Int = greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// For display and drawing; comparisons belong to the fractions themselves.
    public var doubleValue: Double { Double(numerator) / Double(denominator) }

    public static func < (left: Rational, right: Rational) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator)
            * Int128(left.denominator)
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension Rational: CustomStringConvertible {
    /// Such as `3/4`, or `2` for a whole number.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (larger, smaller) = (abs(left), abs(right))
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller)
    }
    return larger
}

func leastCommonMultiple(_ left: Int, _ right: Int) -> Int {
    left / greatestCommonDivisor(left, right) * right
}

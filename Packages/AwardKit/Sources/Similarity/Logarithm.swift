/// The natural logarithm of a number from 1 on, from additions and multiplications alone: a system's own may
/// round differently on another processor. With an error below 1e-14.
func logarithm(_ value: Double) -> Double {
    // ln m = 2 artanh((m - 1) / (m + 1)), where the quotient is at most a third.
    let quotient: Double = (value.significand - 1) / (value.significand + 1)
    var sum = 0.0
    var term: Double = quotient
    for odd in stride(from: 1, through: 31, by: 2) {
        sum += term / Double(odd)
        term *= quotient * quotient
    }
    return Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum
}

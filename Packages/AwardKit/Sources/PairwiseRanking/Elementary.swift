/// The exponential function, from additions and multiplications alone.
///
/// A system's own may round differently on another processor; this one gives the same bits everywhere. Its
/// relative error is below 1e-15.
func exponential(_ x: Double) -> Double {
    guard x > -700 else { return x.isNaN ? x : 0 }
    guard x < 700 else { return .infinity }
    // Adding and taking away 1.5 · 2^52 rounds to a whole number.
    let power: Double = (x * 1.442_695_040_888_963_4 + 0x1.8p52) - 0x1.8p52
    // The logarithm of 2 in two parts, the first with so few digits that its multiples are exact.
    let rest: Double = (x - power * 0.693_147_180_369_123_8) - power * 1.908_214_929_270_587_7e-10
    let square: Double = rest * rest
    let even: Double = taylor(square, 1, 1 / 2, 1 / 24, 1 / 720, 1 / 40_320, 1 / 3_628_800, 1 / 479_001_600)
    let odd: Double = taylor(
        square, 1, 1 / 6, 1 / 120, 1 / 5_040, 1 / 362_880, 1 / 39_916_800, 1 / 6_227_020_800)
    return (even + rest * odd) * Double(bitPattern: UInt64(Int(power) + 1_023) << 52)
}

@inline(__always)
private func taylor(
    _ x: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double, _ g: Double
) -> Double {
    a + x * (b + x * (c + x * (d + x * (e + x * (f + x * g)))))
}

/// The natural logarithm of a positive number, the same bits everywhere, with an error below 1e-15 of it or
/// of 1.
func logarithm(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x < 0 ? .nan : x }
    let isLarge: Bool = x.significand > 1.414_213_562_373_095_1
    let mantissa: Double = isLarge ? x.significand / 2 : x.significand
    let power = Double(x.exponent + (isLarge ? 1 : 0))
    // log m = 2 artanh((m - 1) / (m + 1)), where the quotient is at most 0.172.
    let quotient: Double = (mantissa - 1) / (mantissa + 1)
    let square: Double = quotient * quotient
    let tail: Double = taylor(square, 1 / 15, 1 / 17, 1 / 19, 1 / 21, 0, 0, 0)
    let power14: Double = square * square * square * square * square * square * square
    let head: Double = taylor(square, 1, 1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13)
    return power * 0.693_147_180_559_945_3 + 2 * quotient * (head + power14 * tail)
}

// Exponential and logarithm from additions and multiplications alone. The mathematical libraries of two
// systems differ in the last bit; a ranking that anybody may recompute must not.

/// Euler's number to the power of a value.
func exponential(_ value: Double) -> Double {
    guard value > -700 else { return 0 }
    guard value < 700 else { return .infinity }
    let doublings: Double = (value * 1.442_695_040_888_963_4).rounded()
    // The logarithm of two in two pieces, the first exact in every product here (Cody and Waite 1980).
    let rest: Double =
        (value - doublings * 0.693_147_180_369_123_8) - doublings * 1.908_214_929_270_587_7e-10
    var sum: Double = 1.0 / 6_227_020_800
    sum = sum * rest + 1.0 / 479_001_600
    sum = sum * rest + 1.0 / 39_916_800
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5_040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    return sum * Double(bitPattern: UInt64(Int64(doublings) + 1023) << 52)
}

/// The natural logarithm of a value greater than zero.
func logarithm(_ value: Double) -> Double {
    var (mantissa, exponent) = (value.significand, Double(value.exponent))
    if mantissa > 1.414_213_562_373_095_1 {
        mantissa /= 2
        exponent += 1
    }
    let ratio: Double = (mantissa - 1) / (mantissa + 1)
    let square: Double = ratio * ratio
    var sum: Double = 0
    var odd: Double = 21
    while odd >= 1 {
        sum = 1 / odd + square * sum
        odd -= 2
    }
    return exponent * 0.693_147_180_559_945_3 + 2 * ratio * sum
}

/// How likely a standard normal variable is at most a value; the error is below 7.5e-8.
///
/// Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 26.2.17.
func normalProbability(upTo value: Double) -> Double {
    let distance: Double = abs(value)
    guard distance < 8 else { return value < 0 ? 0 : 1 }
    let ratio: Double = 1 / (1 + 0.231_641_9 * distance)
    var sum: Double = 1.330_274_429
    sum = sum * ratio - 1.821_255_978
    sum = sum * ratio + 1.781_477_937
    sum = sum * ratio - 0.356_563_782
    sum = sum * ratio + 0.319_381_530
    let density: Double = 0.398_942_280_401_432_7 * exponential(-distance * distance / 2)
    let above: Double = density * ratio * sum
    return value < 0 ? above : 1 - above
}

/// Half the width of a 90 % interval of a normal variable, in standard deviations.
let ninetyPercent: Double = 1.644_853_626_951_472_2

/// Noise with mean zero and variance one, eight values at a time, the same for the same seed everywhere.
///
/// The bits that are set among 64 random ones: a binomial distribution, whose mean and variance are exact and
/// whose shape is normal but for a kurtosis of -1/32. What is made of it here are sums of many. The bits are
/// those of SplitMix64 (Steele, Lea and Flood 2014).
struct NoiseSource {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> SIMD8<Double> {
        var counts = SIMD8<Double>()
        for lane in 0..<8 {
            counts[lane] = Double(nextBits().nonzeroBitCount)
        }
        return (counts - 32) / 4
    }

    private mutating func nextBits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

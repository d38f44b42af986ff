internal import SplitMix

/// Noise with mean zero and variance one, eight values at a time, the same for the same seed everywhere.
///
/// Each value counts the bits that are set among 16 random ones: a binomial distribution, whose mean and
/// variance are exact and whose shape is normal but for a kurtosis of -1/8. What is made of it are sums of
/// many.
struct NoiseSource {
    private var bits: SplitMix64

    init(seed: UInt64) {
        bits = SplitMix64(seed: seed)
    }

    mutating func next() -> SIMD8<Double> {
        let counts: UInt64 = bitsSetInEachByte(bits.next()) + bitsSetInEachByte(bits.next())
        let bytes: SIMD8<UInt8> = unsafeBitCast(counts.littleEndian, to: SIMD8<UInt8>.self)
        return (SIMD8<Double>(bytes) - 8) / 2
    }

    private func bitsSetInEachByte(_ word: UInt64) -> UInt64 {
        let pairs: UInt64 = word - ((word >> 1) & 0x5555_5555_5555_5555)
        let nibbles: UInt64 = (pairs & 0x3333_3333_3333_3333) + ((pairs >> 2) & 0x3333_3333_3333_3333)
        return (nibbles + (nibbles >> 4)) & 0x0F0F_0F0F_0F0F_0F0F
    }
}

/// Numbers that look random and are the same for the same seed, on every machine and in every run.
///
/// Steele, Lea and Flood, *Fast splittable pseudorandom number generators* (2014). Not for secrets.
@frozen
public struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// Every seed gives a sequence of its own.
    @inlinable
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next number from 0, included, to 1, excluded, in steps of 2⁻⁵³.
    @inlinable
    public mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}

import Foundation

/// A linear congruential generator: the state is multiplied by Knuth's constant, its high bits are drawn.
struct Draws {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        step()
        return Int(state >> 33) % limit
    }

    /// Between zero and one, never quite either.
    mutating func unit() -> Double {
        step()
        return (Double(state >> 12) + 0.5) / Double(UInt64(1) << 52)
    }

    private mutating func step() {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    }

    /// Shares of 24 topics, from a Dirichlet distribution; the fewer, the smaller the shape.
    mutating func mixture(_ shape: Double) -> SIMD32<Float> {
        var parts = SIMD32<Float>(repeating: 0)
        for topic in 0..<24 { parts[topic] = Float(gamma(shape)) }
        let sum: Float = parts.sum()
        return sum > 0 ? parts / sum : parts
    }

    /// Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), for shapes below one.
    private mutating func gamma(_ shape: Double) -> Double {
        let boosted: Double = shape + 1 - 1 / 3.0
        let width: Double = 1 / (9 * boosted).squareRoot()
        while true {
            let normal: Double = normal()
            let cube: Double = pow(1 + width * normal, 3)
            guard cube > 0 else { continue }
            let isAccepted: Bool = log(unit()) < normal * normal / 2 + boosted * (1 - cube + log(cube))
            if isAccepted { return boosted * cube * pow(unit(), 1 / shape) }
        }
    }

    /// Box and Muller (1958).
    mutating func normal() -> Double {
        (-2 * log(unit())).squareRoot() * cos(2 * Double.pi * unit())
    }
}

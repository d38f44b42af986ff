import Foundation
import PairwiseRanking
import SplitMix

/// Answers drawn from strengths as Bradley and Terry have it, without ties.
enum Crowd {
    /// Pairs at random, about items with strengths from N(0, 1).
    static func comparisons(items: Int, count: Int, seed: UInt64) -> [Comparison] {
        var generator = SplitMix64(seed: seed)
        let strengths: [Double] = (0..<items).map { _ in normal(using: &generator) }
        return (0..<count).map { _ in
            let left = Int.random(in: 0..<items, using: &generator)
            let right = (left + Int.random(in: 1..<items, using: &generator)) % items
            return answer(left, right, strengths, using: &generator)
        }
    }

    static func answer(
        _ left: Int, _ right: Int, _ strengths: [Double], using generator: inout SplitMix64
    ) -> Comparison {
        let odds: Double = exp(strengths[left] - strengths[right])
        let isLeft: Bool = Double.random(in: 0..<1, using: &generator) < odds / (1 + odds)
        return Comparison(left: left, right: right, outcome: isLeft ? .left : .right)
    }
}

/// A number from the standard normal distribution (Box and Muller).
func normal(using generator: inout SplitMix64) -> Double {
    let radius: Double = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
}

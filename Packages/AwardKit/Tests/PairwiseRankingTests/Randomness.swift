import Foundation
import SeededRandom

/// A number from the standard normal distribution (Box and Muller).
func normal(using generator: inout SplitMix) -> Double {
    let radius: Double = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
}

func exponentialOf(_ x: Double) -> Double { exp(x) }

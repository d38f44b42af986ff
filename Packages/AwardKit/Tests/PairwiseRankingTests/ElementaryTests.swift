import Foundation
import SplitMix
import Testing

@testable import PairwiseRanking

/// The system's own functions are right to the last digit or two; ours must not be further off than that.
@Suite struct ElementaryTests {
    @Test func theExponentialIsThatOfTheSystem() {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<20_000 {
            let x = Double.random(in: -690...690, using: &generator)
            #expect(abs(exponential(x) / exp(x) - 1) < 1e-15)
        }
        #expect(exponential(0) == 1)
        #expect(exponential(-800) == 0)
        #expect(exponential(800) == .infinity)
        #expect(exponential(.nan).isNaN)
    }

    @Test func theLogarithmIsThatOfTheSystem() {
        var generator = SplitMix64(seed: 2)
        for _ in 0..<20_000 {
            let x: Double = exp(Double.random(in: -690...690, using: &generator))
            #expect(abs(logarithm(x) - log(x)) < 1e-15 * max(1, abs(log(x))))
        }
        #expect(logarithm(1) == 0)
        #expect(logarithm(0) == -.infinity)
        #expect(logarithm(-1).isNaN)
        #expect(logarithm(.infinity) == .infinity)
    }
}

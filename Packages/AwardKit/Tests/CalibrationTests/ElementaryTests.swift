import Foundation
import SplitMix
import Testing

@testable import Calibration

/// Functions made of additions and multiplications agree with the system's.
struct ElementaryTests {
    @Test func exponentialAgrees() {
        for step in -6_990...6_990 {
            let value = Double(step) / 10.03
            #expect(abs(exponential(value) / exp(value) - 1) < 1e-13)
        }
        #expect((exponential(0), exponential(-1_000), exponential(1_000)) == (1, 0, .infinity))
    }

    @Test func logarithmAgrees() {
        for step in -300...300 {
            let value: Double = pow(10, Double(step) / 1.01) * 1.37
            #expect(abs(logarithm(value) - log(value)) < 1e-13 * max(1, abs(log(value))))
        }
        #expect(logarithm(1) == 0)
    }

    @Test func normalProbabilityAgrees() {
        for step in -900...900 {
            let value = Double(step) / 100
            #expect(abs(normalProbability(upTo: value) - erfc(-value / 2.0.squareRoot()) / 2) < 1e-7)
        }
    }

    @Test func noiseHasMeanZeroAndVarianceOne() {
        var source = NoiseSource(seed: 5)
        var (sum, squares, products) = (0.0, 0.0, 0.0)
        for _ in 0..<20_000 {
            let noise: SIMD8<Double> = source.next()
            sum += noise.sum()
            squares += (noise * noise).sum()
            products += (noise.lowHalf * noise.highHalf).sum()
        }
        #expect(abs(sum / 160_000) < 0.01)
        #expect(abs(squares / 160_000 - 1) < 0.015)
        #expect(abs(products / 80_000) < 0.015)
    }

    @Test func selectionFindsThePlaces() {
        var generator = SplitMix64(seed: 1)
        for count in 2...40 {
            let values: [Double] = (0..<count).map { _ in Double(generator.next() % 12) }
            let sorted: [Double] = values.sorted(by: >)
            for place in 1..<count {
                var lot: [Double] = values
                let (value, next) = lot.greatest(place)
                #expect((value, next) == (sorted[place - 1], sorted[place]))
            }
        }
    }
}

import PairwiseRanking
import SeededRandom
import Testing

@Suite struct SpeedTests {
    /// The time is printed rather than demanded: a busy machine is no mistake.
    @Test func fitsFiveThousandItems() {
        let comparisons: [Comparison] = Crowd.comparisons(items: 5_000, count: 100_000, seed: 7)
        var model: PairwiseModel?
        let time: Duration = ContinuousClock().measure {
            model = PairwiseModel(items: 5_000, comparisons: comparisons)
        }
        print("5,000 items with 100,000 comparisons: \(time)")
        #expect(model?.strengths.count == 5_000)
    }
}

enum Crowd {
    static func comparisons(items: Int, count: Int, seed: UInt64) -> [Comparison] {
        var generator = SplitMix(seed: seed)
        let strengths: [Double] = (0..<items).map { _ in normal(using: &generator) }
        return (0..<count).map { _ in
            let left = Int.random(in: 0..<items, using: &generator)
            let right = (left + Int.random(in: 1..<items, using: &generator)) % items
            return answer(left, right, strengths, using: &generator)
        }
    }

    static func answer(
        _ left: Int, _ right: Int, _ strengths: [Double], using generator: inout SplitMix
    ) -> Comparison {
        let odds: Double = exponentialOf(strengths[left] - strengths[right])
        let isLeft: Bool = Double.random(in: 0..<1, using: &generator) < odds / (1 + odds)
        return Comparison(left: left, right: right, outcome: isLeft ? .left : .right)
    }
}

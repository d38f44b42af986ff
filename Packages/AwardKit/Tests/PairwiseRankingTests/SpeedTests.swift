import PairwiseRanking
import Testing

@Suite struct SpeedTests {
    /// The time is printed rather than demanded: a busy machine is no mistake.
    @Test func fitsFiveThousandItems() {
        let (items, count) = isThorough ? (5_000, 100_000) : (500, 10_000)
        let comparisons: [Comparison] = Crowd.comparisons(items: items, count: count, seed: 7)
        var model: PairwiseModel?
        let time: Duration = ContinuousClock().measure {
            model = PairwiseModel(items: items, comparisons: comparisons)
        }
        print("\(items) items with \(count) comparisons fitted in \(time)")
        #expect(model?.connectedSets.count == 1)
    }
}

import OpinionMap
import Testing

/// Figures by hand from the table of pairs.
@Suite struct AdjustedRandIndexTests {
    struct Example: Sendable {
        let first: [Int]
        let second: [Int]
        let index: Double
    }

    @Test(arguments: [
        Example(first: [0, 0, 1, 1], second: [1, 1, 0, 0], index: 1),
        Example(first: [0, 0, 1, 1], second: [0, 0, 1, 2], index: 4.0 / 7),
        Example(first: [0, 0, 0, 0], second: [0, 1, 2, 3], index: 0),
        Example(first: [0, 0, 1, 1], second: [0, 1, 0, 1], index: -0.5),
        Example(first: [0, 0, 0], second: [0, 0, 0], index: 1),
        Example(first: [], second: [], index: 1),
    ])
    func isThatOfHubertAndArabie(example: Example) {
        #expect(abs(adjustedRandIndex(example.first, example.second) - example.index) < 1e-12)
        #expect(abs(adjustedRandIndex(example.second, example.first) - example.index) < 1e-12)
    }
}

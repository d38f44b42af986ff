import Testing

@testable import App

struct SeededRandomTests {
    /// The first numbers for the seed 1234567, as in the reference implementation of Sebastiano Vigna.
    @Test func itIsSplitMix64() {
        var random = SeededRandom(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect(expected.map { _ in random.next() } == expected)
    }

    @Test func streamsOfDifferentNamesDiffer() {
        var first = SeededRandom(seed: 1, stream: "people")
        var second = SeededRandom(seed: 1, stream: "projects")
        var again = SeededRandom(seed: 1, stream: "people")
        let numbers: [UInt64] = (0..<4).map { _ in first.next() }
        #expect(numbers == (0..<4).map { _ in again.next() })
        #expect(numbers != (0..<4).map { _ in second.next() })
    }

    @Test func drawsStayInTheirRange() {
        var random = SeededRandom(seed: 3)
        var seen: Set<Int> = []
        for _ in 0..<500 { seen.insert(random.number(in: -2...3)) }
        #expect(seen == Set(-2...3))
        #expect(random.shuffled(Array(0..<50)).sorted() == Array(0..<50))
        let normal: [Double] = (0..<2_000).map { _ in random.normal(mean: 5, deviation: 2) }
        let mean: Double = normal.reduce(0, +) / 2_000
        #expect(abs(mean - 5) < 0.2)
    }
}

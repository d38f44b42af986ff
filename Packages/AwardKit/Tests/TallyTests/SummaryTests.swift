import SplitMix
import Tally
import Testing

struct SummaryTests {
    @Test func describesScores() throws {
        let summary = try #require(Summary(of: [40, 90, 70, 75]))
        #expect(summary.count == 4)
        #expect(summary.mean == Rational(275, over: 4))
        #expect(summary.median == Rational(145, over: 2))
        #expect((summary.lowest, summary.highest, summary.range) == (40, 90, 50))
    }

    @Test func takesTheMiddleOfAnOddNumber() throws {
        #expect(try #require(Summary(of: [90, 10, 20])).median == 20)
    }

    @Test func hasNothingToSayAboutNoScores() {
        #expect(Summary(of: []) == nil)
    }

    @Test func knowsNoSpreadOfASingleScore() throws {
        let summary = try #require(Summary(of: [Rational(100, over: 3)]))
        #expect(summary.standardDeviation == nil)
        #expect(summary.mean == Rational(100, over: 3))
        #expect(summary.median == Rational(100, over: 3))
        #expect(summary.range == 0)
    }

    @Test func findsNoSpreadAmongEqualScores() throws {
        let third = Rational(100, over: 3)
        #expect(try #require(Summary(of: [third, third, third])).standardDeviation == 0)
    }

    /// NIST Statistical Reference Datasets, NumAcc4: mean 10000000.2 and standard deviation 0.1, certified;
    /// the shortcut formula in floating point loses every digit.
    @Test func reachesTheCertifiedFiguresOfNumAcc4() throws {
        var values = [Rational(100_000_002, over: 10)]
        for _ in 0..<500 {
            values += [Rational(100_000_001, over: 10), Rational(100_000_003, over: 10)]
        }
        let summary = try #require(Summary(of: values))
        #expect(summary.count == 1_001)
        #expect(summary.mean == Rational(100_000_002, over: 10))
        #expect(summary.standardDeviation == 0.1)
    }

    @Test func doesNotDependOnTheOrderOfScores() throws {
        var generator = SplitMix64(seed: 2)
        for _ in 0..<100 {
            let scores: [Rational] = randomScores(using: &generator)
            #expect(Summary(of: scores) == Summary(of: scores.shuffled(using: &generator)))
        }
    }

    @Test func agreesWithTheTextbookFormulas() throws {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<100 {
            let scores: [Rational] = randomScores(using: &generator)
            let summary = try #require(Summary(of: scores))
            let values: [Double] = scores.map(\.doubleValue)
            let mean: Double = values.reduce(0, +) / Double(values.count)
            let squares: Double = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation: Double = (squares / Double(values.count - 1)).squareRoot()
            #expect(abs(summary.mean.doubleValue - mean) < 1e-9)
            #expect(abs(try #require(summary.standardDeviation) - deviation) < 1e-9)
            #expect(summary.lowest <= summary.median && summary.median <= summary.highest)
            #expect(summary.lowest <= summary.mean && summary.mean <= summary.highest)
            #expect(scores.count { $0 < summary.median } <= scores.count / 2)
            #expect(scores.count { $0 > summary.median } <= scores.count / 2)
        }
    }

    private func randomScores(using generator: inout SplitMix64) -> [Rational] {
        let count = Int.random(in: 2...40, using: &generator)
        return (0..<count).map { _ in Rational(Int.random(in: 0...6_300, using: &generator), over: 63) }
    }
}

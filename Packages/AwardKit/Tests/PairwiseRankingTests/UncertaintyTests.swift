import SplitMix
import Testing

@testable import PairwiseRanking

@Suite struct UncertaintyTests {
    /// Strengths drawn from the prior lie within their intervals as often as those promise.
    @Test func intervalsHoldWhatTheyPromise() {
        let (crowds, items) = (isThorough ? 200 : 10, 20)
        var covered = 0
        for seed in 0..<crowds {
            var generator = SplitMix64(seed: UInt64(seed) + 100)
            let strengths: [Double] = (0..<items).map { _ in normal(using: &generator) }
            let comparisons: [Comparison] = (0..<250).map { _ in
                let left = Int.random(in: 0..<items, using: &generator)
                let right = (left + Int.random(in: 1..<items, using: &generator)) % items
                return Crowd.answer(left, right, strengths, using: &generator)
            }
            let mean: Double = strengths.reduce(0, +) / Double(items)
            let ranking = PairwiseRanking(PairwiseModel(items: items, comparisons: comparisons))
            covered += ranking.standings.count { $0.interval.contains(strengths[$0.item] - mean) }
        }
        let share = Double(covered) / Double(crowds * items)
        #expect(abs(share - 0.95) < (isThorough ? 0.015 : 0.06), "\(share)")
    }

    @Test func ranksLeaveOpenWhatIntervalsLeaveOpen() {
        let crowd: [Comparison] = Crowd.comparisons(items: 30, count: 900, seed: 3)
        let ranking = PairwiseRanking(PairwiseModel(items: 30, comparisons: crowd))
        #expect(ranking.standings.map(\.rank) == Array(1...30))
        for standing in ranking.standings {
            let above: Int = ranking.standings.count {
                $0.interval.lowerBound > standing.interval.upperBound
            }
            let below: Int = ranking.standings.count {
                $0.interval.upperBound < standing.interval.lowerBound
            }
            #expect(standing.ranks == above + 1...30 - below)
            #expect(standing.ranks.contains(standing.rank))
        }
        #expect(ranking.standings[0].ranks.upperBound < 20)
    }

    @Test func manyItemsHaveAboutTheErrorsOfTheExactWay() {
        let crowd: [Comparison] = Crowd.comparisons(items: 120, count: 1_500, seed: 4)
        let precision = StrengthPrecision(PairwiseModel(items: 120, comparisons: crowd))
        let (exact, estimated) = (precision.centredVariances(), precision.centredVariances(exactUpTo: 0))
        let ratios: [Double] = zip(estimated, exact).map { ($0 / $1).squareRoot() }
        #expect(ratios.allSatisfy { $0 > 0.8 && $0 < 1.25 })
        #expect(abs(ratios.reduce(0, +) / 120 - 1) < 0.02)
    }

    @Test func theCovarianceIsTheInverseOfThePrecision() {
        let crowd: [Comparison] = Crowd.comparisons(items: 15, count: 60, seed: 5)
        let precision = StrengthPrecision(PairwiseModel(items: 15, comparisons: crowd))
        let covariance: SquareMatrix = precision.covariance()
        var product = [Double](repeating: 0, count: 15)
        for column in 0..<15 {
            precision.multiply((0..<15).map { covariance[$0, column] }, into: &product)
            for row in 0..<15 { #expect(abs(product[row] - (row == column ? 1 : 0)) < 1e-12) }
        }
    }
}

import PairwiseRanking
import SplitMix
import Testing

@Suite struct PairwiseModelTests {
    private static let items = 12
    private static let judges = 5

    /// Comparisons with ties, sides and judges of all sorts.
    private static let crowd: [Comparison] = {
        var generator = SplitMix64(seed: 5)
        return (0..<400).map { _ in
            let left = Int.random(in: 0..<items, using: &generator)
            let right = (left + Int.random(in: 1..<items, using: &generator)) % items
            let lean = Double(right - left) / 4 + normal(using: &generator)
            let judge = Int.random(in: 0...judges, using: &generator)
            return Comparison(
                left: left, right: right, outcome: lean > 0.4 ? .left : lean < -0.2 ? .right : .tie,
                judge: judge == judges ? nil : judge)
        }
    }()

    private func fit(_ comparisons: [Comparison]) -> PairwiseModel {
        PairwiseModel(items: Self.items, judges: Self.judges, comparisons: comparisons)
    }

    @Test func theOrderOfTheComparisonsLeavesNoTrace() {
        var generator = SplitMix64(seed: 6)
        let (one, other) = (fit(Self.crowd), fit(Self.crowd.shuffled(using: &generator)))
        #expect(one.strengths == other.strengths)
        #expect(one.judges == other.judges)
        #expect(PairwiseRanking(one).standings == PairwiseRanking(other).standings)
    }

    @Test func theNumbersOfItemsAndJudgesLeaveNoTrace() {
        var generator = SplitMix64(seed: 7)
        let items: [Int] = (0..<Self.items).shuffled(using: &generator)
        let judges: [Int] = (0..<Self.judges).shuffled(using: &generator)
        let renamed = fit(
            Self.crowd.map {
                Comparison(
                    left: items[$0.left], right: items[$0.right], outcome: $0.outcome,
                    judge: $0.judge.map { judges[$0] })
            })
        let original = fit(Self.crowd)
        for item in 0..<Self.items {
            #expect(abs(renamed.strengths[items[item]] - original.strengths[item]) < 1e-5)
        }
        for judge in 0..<Self.judges {
            let (new, old) = (renamed.judges[judges[judge]], original.judges[judge])
            #expect(abs(new.reliability - old.reliability) < 1e-5)
        }
    }

    @Test func mirroringEverythingMirrorsTheSidesAlone() {
        let mirrored = fit(
            Self.crowd.map {
                let outcome: Comparison.Outcome =
                    $0.outcome == .left ? .right : $0.outcome == .right ? .left : .tie
                return Comparison(left: $0.right, right: $0.left, outcome: outcome, judge: $0.judge)
            })
        let original = fit(Self.crowd)
        for (new, old) in zip(mirrored.strengths, original.strengths) { #expect(abs(new - old) < 1e-5) }
        #expect(abs(mirrored.averageJudge.side + original.averageJudge.side) < 1e-5)
        #expect(abs(mirrored.averageJudge.tie - original.averageJudge.tie) < 1e-5)
        let (there, back) = (mirrored.chances(left: 3, right: 8), original.chances(left: 8, right: 3))
        #expect(abs(there.left - back.right) < 1e-5)
    }

    @Test func chancesAddUp() {
        let model = fit(Self.crowd)
        for left in 0..<Self.items {
            for right in 0..<Self.items where left != right {
                let chances = model.chances(left: left, right: right, judge: left % Self.judges)
                #expect(abs(chances.left + chances.right + chances.tie - 1) < 1e-12)
                #expect(chances.left > 0 && chances.right > 0 && chances.tie > 0)
            }
        }
    }

    /// Two items have a difference and an inclination to ties, as many as there are free shares.
    @Test func twoItemsAreFittedAsOftenAsTheyWon() {
        var priors = PairwisePriors()
        (priors.strength, priors.tie, priors.side, priors.pair) = (1_000, 1_000, 1e-6, 1e-6)
        let outcomes: [Comparison.Outcome] =
            Array(repeating: .left, count: 50) + Array(repeating: .right, count: 30)
            + Array(repeating: .tie, count: 20)
        let comparisons: [Comparison] = outcomes.map { Comparison(left: 0, right: 1, outcome: $0) }
        let model = PairwiseModel(items: 2, comparisons: comparisons, priors: priors)
        let chances = model.chances(left: 0, right: 1)
        #expect(abs(chances.left - 0.5) < 1e-4)
        #expect(abs(chances.right - 0.3) < 1e-4)
        #expect(abs(chances.tie - 0.2) < 1e-4)
        #expect(abs(model.strengths[0] - model.strengths[1] - 0.5108256) < 1e-4)
    }

    @Test func whoAlwaysWonIsStrongAndNoMoreThanThat() {
        let always: [Comparison] = (0..<40).map {
            Comparison(left: 0, right: 1 + $0 % 3, outcome: .left)
        }
        let model = PairwiseModel(items: 4, comparisons: always)
        #expect(model.strengths[0] > 1)
        #expect(model.strengths[0] < 5)
        let standing = PairwiseRanking(model).standings[0]
        #expect(standing.item == 0)
        #expect(standing.interval.upperBound.isFinite)
    }

    @Test func whatWasNeverWeighedAgainstEachOtherIsSaid() {
        let comparisons = [
            Comparison(left: 0, right: 3, outcome: .left), Comparison(left: 3, right: 5, outcome: .left),
            Comparison(left: 4, right: 1, outcome: .tie),
        ]
        let model = PairwiseModel(items: 6, comparisons: comparisons)
        #expect(model.connectedSets == [[0, 3, 5], [1, 4], [2]])
        #expect(model.strengths[0] > model.strengths[3] && model.strengths[3] > model.strengths[5])
        #expect(abs(model.strengths[2]) < 1e-9)
        let errors: [Int: Double] = Dictionary(
            uniqueKeysWithValues: PairwiseRanking(model).standings.map { ($0.item, $0.standardError) })
        #expect((errors[2] ?? 0) > (errors[3] ?? 1))
    }

    @Test func nothingKnownIsAnswered() {
        #expect(PairwiseModel(items: 0, comparisons: []).strengths == [])
        #expect(PairwiseRanking(PairwiseModel(items: 0, comparisons: [])).standings.isEmpty)
        let model = PairwiseModel(items: 3, judges: 1, comparisons: [])
        #expect(model.strengths == [0, 0, 0])
        #expect(model.chances(left: 0, right: 1, judge: 0).leftOfDecided == 0.5)
        #expect(model.chances(left: nil, right: 1).leftOfDecided == 0.5)
        #expect(PairwiseRanking(model).standings.map(\.rank) == [1, 1, 1])
    }

    @Test func withoutTiesNoneAreExpected() {
        let model = PairwiseModel(
            items: 2, comparisons: [Comparison(left: 0, right: 1, outcome: .left)])
        #expect(model.chances(left: 0, right: 1).tie == 0)
    }

    @Test func judgesShowTheirTraits() {
        var generator = SplitMix64(seed: 8)
        let strengths: [Double] = (0..<20).map { _ in 1.5 * normal(using: &generator) }
        var comparisons: [Comparison] = []
        for number in 0..<2_000 {
            let left = Int.random(in: 0..<20, using: &generator)
            let right = (left + Int.random(in: 1..<20, using: &generator)) % 20
            let honest = Crowd.answer(left, right, strengths, using: &generator).outcome
            let outcome: Comparison.Outcome =
                switch number % 8 {
                case 0: Bool.random(using: &generator) ? .left : .right
                case 1: honest == .left ? .right : .left
                case 2: Double.random(in: 0..<1, using: &generator) < 0.6 ? .left : honest
                default: honest
                }
            comparisons.append(Comparison(left: left, right: right, outcome: outcome, judge: number % 8))
        }
        let model = PairwiseModel(items: 20, judges: 8, comparisons: comparisons)
        #expect(abs(model.judges[0].reliability) < 0.3, "guesses")
        #expect(model.judges[1].reliability < -0.4, "turns everything round")
        #expect(model.judges[2].side > 0.6, "inclines to the left")
        #expect(model.judges[3...].allSatisfy { $0.reliability > 0.7 && abs($0.side) < 0.6 })
    }
}

import PairwiseRanking
import SplitMix
import Testing

/// Which pair is asked next, and how much sooner that leads to the right order than chance does.
@Suite struct AdaptivePairingTests {
    /// Kendall's tau of fifty items, medians of 200 runs.
    @Test func fewerVotesThanAtRandom() {
        let runs: Int = isThorough ? 200 : 2
        var (random, adaptive): ([Double], [Double]) = ([], [])
        for seed in 0..<runs {
            let simulation = VotingSimulation(seed: UInt64(seed))
            random.append(simulation.tau(afterRandom: 500))
            adaptive.append(simulation.tau(afterAdaptive: 410, refittingEvery: 10))
        }
        print("tau after 500 random votes \(median(random)), after 410 adaptive ones \(median(adaptive))")
        #expect(median(adaptive) >= (isThorough ? median(random) : 0.5))
    }

    @Test func theSameLotGivesTheSamePairs() {
        let model = PairwiseModel(
            items: 20, comparisons: Crowd.comparisons(items: 20, count: 100, seed: 1))
        #expect(pairs(model, seed: 3) == pairs(model, seed: 3))
        #expect(pairs(model, seed: 3) != pairs(model, seed: 4))
    }

    private func pairs(_ model: PairwiseModel, seed: UInt64) -> [[Int]] {
        var choice = PairChoice(model)
        var generator = SplitMix64(seed: seed)
        return (0..<30).compactMap { _ in choice.next(using: &generator).map { [$0.left, $0.right] } }
    }

    @Test func manyAskedAtOnceGetDifferentPairs() {
        let asked: [[Int]] = pairs(PairwiseModel(items: 60, comparisons: []), seed: 5)
        let items: Set<Int> = Set(asked.flatMap(\.self))
        #expect(items.count == 60, "thirty first pairs of sixty unknown items meet each item once")
        #expect((8...22).contains(asked.count { $0[0] < $0[1] }), "sides are drawn by lot")
    }

    @Test func onlyWhatIsAllowedIsAsked() {
        let model = PairwiseModel(items: 6, comparisons: [])
        var choice = PairChoice(model)
        var generator = SplitMix64(seed: 6)
        let only = choice.next(where: { $0 == 2 && $1 == 5 }, using: &generator)
        #expect(only.map { Set([$0.left, $0.right]) } == [2, 5])
        #expect(choice.next(where: { _, _ in false }, using: &generator) == nil)
        var none = PairChoice(PairwiseModel(items: 1, comparisons: []))
        #expect(none.next(using: &generator) == nil)
    }

    /// One item is known to be far ahead: asking about it again would tell least.
    @Test func asksWhatIsOpen() {
        let known: [Comparison] = (0..<60).map {
            Comparison(left: 0, right: 1 + $0 % 3, outcome: .left)
        }
        var choice = PairChoice(PairwiseModel(items: 4, comparisons: known))
        var generator = SplitMix64(seed: 7)
        for _ in 0..<5 {
            let pair = choice.next(using: &generator)
            #expect(pair.map { $0.left != 0 && $0.right != 0 } == true)
        }
    }
}

private func median(_ values: [Double]) -> Double {
    let sorted: [Double] = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Fifty items with strengths from N(0, 1), and votes about them.
private struct VotingSimulation {
    private let strengths: [Double]
    private let seed: UInt64

    init(seed: UInt64, items: Int = 50) {
        var generator = SplitMix64(seed: seed)
        strengths = (0..<items).map { _ in normal(using: &generator) }
        self.seed = seed
    }

    func tau(afterRandom count: Int) -> Double {
        var generator = SplitMix64(seed: seed &+ 1_000_000)
        let votes: [Comparison] = (0..<count).map { _ in
            let left = Int.random(in: strengths.indices, using: &generator)
            let step = Int.random(in: 1..<strengths.count, using: &generator)
            return Crowd.answer(left, (left + step) % strengths.count, strengths, using: &generator)
        }
        return tau(of: PairwiseModel(items: strengths.count, comparisons: votes))
    }

    func tau(afterAdaptive count: Int, refittingEvery batch: Int) -> Double {
        var generator = SplitMix64(seed: seed &+ 2_000_000)
        var votes: [Comparison] = []
        var model = PairwiseModel(items: strengths.count, comparisons: [])
        while votes.count < count {
            var choice = PairChoice(model)
            for _ in 0..<batch {
                guard let pair = choice.next(using: &generator) else { break }
                votes.append(Crowd.answer(pair.left, pair.right, strengths, using: &generator))
            }
            model = PairwiseModel(items: strengths.count, comparisons: votes)
        }
        return tau(of: model)
    }

    /// Kendall's: the share of item pairs in the true order less that of those in the wrong one.
    private func tau(of model: PairwiseModel) -> Double {
        var balance = 0.0
        for first in strengths.indices {
            for second in 0..<first {
                let truth: Double = strengths[first] - strengths[second]
                let found: Double = model.strengths[first] - model.strengths[second]
                balance += truth * found > 0 ? 1 : truth * found < 0 ? -1 : 0
            }
        }
        return balance / Double(strengths.count * (strengths.count - 1) / 2)
    }
}

import PairwiseRanking
import SeededRandom
import Testing

@Suite struct AdaptivePairingTests {
    @Test func measures() {
        var random: [Double] = []
        var curves: [Int: [Double]] = [:]
        let clock = ContinuousClock()
        let t0 = clock.now
        for seed in 0..<200 {
            let simulation = VotingSimulation(seed: UInt64(seed))
            random.append(simulation.tau(afterRandom: 500))
            for (count, tau) in simulation.taus(afterAdaptive: [350, 370, 390, 410], refittingEvery: 10) {
                curves[count, default: []].append(tau)
            }
        }
        print("random", median(random), random.reduce(0, +) / 200)
        for c in curves.keys.sorted() { print(c, median(curves[c]!), curves[c]!.reduce(0, +) / 200) }
        print(clock.now - t0)
    }
}

private func median(_ values: [Double]) -> Double {
    let sorted: [Double] = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Fifty items with strengths from N(0, 1), and votes about them.
private struct VotingSimulation {
    let strengths: [Double]
    private let seed: UInt64

    init(seed: UInt64, items: Int = 50) {
        var generator = SplitMix(seed: seed)
        strengths = (0..<items).map { _ in normal(using: &generator) }
        self.seed = seed
    }

    func tau(afterRandom count: Int) -> Double {
        var generator = SplitMix(seed: seed &+ 1_000_000)
        let votes: [Comparison] = (0..<count).map { _ in
            let left = Int.random(in: strengths.indices, using: &generator)
            let step = Int.random(in: 1..<strengths.count, using: &generator)
            return Crowd.answer(left, (left + step) % strengths.count, strengths, using: &generator)
        }
        return tau(of: PairwiseModel(items: strengths.count, comparisons: votes))
    }

    func taus(afterAdaptive counts: [Int], refittingEvery batch: Int) -> [Int: Double] {
        var generator = SplitMix(seed: seed &+ 2_000_000)
        var votes: [Comparison] = []
        var taus: [Int: Double] = [:]
        var choice = PairChoice(PairwiseModel(items: strengths.count, comparisons: []))
        while let pair = choice.next(using: &generator) {
            votes.append(Crowd.answer(pair.left, pair.right, strengths, using: &generator))
            guard votes.count.isMultiple(of: batch) else { continue }
            let model = PairwiseModel(items: strengths.count, comparisons: votes)
            if counts.contains(votes.count) { taus[votes.count] = tau(of: model) }
            if votes.count >= counts.max() ?? 0 { break }
            choice = PairChoice(model)
        }
        return taus
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

import Assignment
import SplitMix
import Testing

/// Every pairing says how good it is and what the next best would have cost.
struct PairingReasonTests {
    @Test func ranksScoresAndNamesTheNextBest() throws {
        let scores: [Int] = [9, 7, 7, 2]
        let candidates: [Candidate] = scores.enumerated().map {
            Candidate(application: 0, juror: $0, cost: -$1)
        }
        let problem = AssignmentProblem(demand: [2], capacity: [2, 2, 2, 2], candidates: candidates)
        let reasons = problem.reasons(for: problem.assign())
        #expect(reasons.map(\.score) == [9, 7])
        #expect(reasons.map(\.rank) == [1, 2])
        #expect(reasons.map(\.candidates) == [4, 4])
        let next = try #require(reasons[0].alternative)
        #expect((next.score, next.loss) == (7, 2))
        #expect(reasons[1].alternative?.loss == 0)
    }

    /// Taking the alternative instead loses at least what was said.
    @Test(arguments: 0..<20)
    func promisesNoSmallerLossThanThereIs(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let instance = Instance.random(
            applications: 12, jurors: 8, density: 60, costs: -30...0, loadStep: 0, using: &generator)
        let outcome = instance.problem.assign()
        let reasons = instance.problem.reasons(for: outcome)
        #expect(reasons.map(\.pair) == outcome.pairs)
        for reason in reasons {
            guard let alternative = reason.alternative else { continue }
            #expect(alternative.loss >= 0)
            let other = Pair(application: reason.pair.application, juror: alternative.juror)
            var changed = instance
            changed.candidates.removeAll { $0.pair == reason.pair }
            changed.fixedPairs = [other]
            let without = changed.problem.assign()
            guard without.shortfall.reduce(0, +) == outcome.shortfall.reduce(0, +) else { continue }
            #expect(without.total.value + alternative.score <= outcome.total.value - alternative.loss)
        }
    }
}

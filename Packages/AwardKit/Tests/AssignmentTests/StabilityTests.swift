import Assignment
import SeededRandom
import Testing

/// The same input gives the same assignment, and a small change of it need not upset what stands.
struct StabilityTests {
    private func instance(seed: UInt64) -> Instance {
        var generator = SplitMix(seed: seed)
        return Instance.random(
            applications: 60, jurors: 20, density: 60, costs: 0...3, loadStep: 0, using: &generator)
    }

    @Test(arguments: 0..<10)
    func doesNotDependOnTheOrderOfCandidates(seed: UInt64) {
        let instance = instance(seed: seed)
        var generator = SplitMix(seed: seed)
        var shuffled = instance
        shuffled.candidates.shuffle(using: &generator)
        #expect(shuffled.candidates != instance.candidates)
        #expect(instance.problem.solve() == shuffled.problem.solve())
    }

    /// With costs this coarse many assignments are equally good; a discount of one part in a thousand
    /// decides.
    @Test(arguments: 0..<10)
    func keepsWhatTheCallerDiscounts(seed: UInt64) {
        var instance = instance(seed: seed)
        let before = Set(instance.problem.solve().pairs)
        let conflict: Candidate? = instance.candidates.first { before.contains($0.pair) }
        instance.candidates = instance.candidates.filter { $0 != conflict }.map { candidate in
            let discount: Int = before.contains(candidate.pair) ? 1 : 0
            return Candidate(
                application: candidate.pair.application, juror: candidate.pair.juror,
                cost: candidate.cost * 1_000 - discount)
        }
        let moved: Int = before.subtracting(instance.problem.solve().pairs).count
        #expect(
            (1...4).contains(moved), "the conflict and at most a short chain: \(moved) of \(before.count)")
    }
}

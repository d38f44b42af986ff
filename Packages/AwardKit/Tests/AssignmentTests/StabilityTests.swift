import Assignment
import SplitMix
import Testing

/// The same input gives the same assignment, and a small change of it need not upset what stands.
struct StabilityTests {
    private func instance(seed: UInt64) -> Instance {
        var generator = SplitMix64(seed: seed)
        return Instance.random(
            applications: 60, jurors: 20, density: 60, costs: 0...3, loadStep: 0, using: &generator)
    }

    @Test(arguments: 0..<10)
    func doesNotDependOnTheOrderOfCandidates(seed: UInt64) {
        let instance = instance(seed: seed)
        var generator = SplitMix64(seed: seed)
        var shuffled = instance
        shuffled.candidates.shuffle(using: &generator)
        #expect(shuffled.candidates != instance.candidates)
        #expect(instance.problem.solve() == shuffled.problem.solve())
    }

    @Test(arguments: [AssignmentPolicy.Objective.sum, .fair])
    func findsTheSameOutcomeInAnyOrder(objective: AssignmentPolicy.Objective) {
        var instance = instance(seed: 3)
        instance.candidates = instance.candidates.map { candidate in
            let pair: Pair = candidate.pair
            return Candidate(application: pair.application, juror: pair.juror, cost: -candidate.cost)
        }
        var generator = SplitMix64(seed: 8)
        let rules = SideRules(
            requirements: [.init(applications: Array(0..<60), jurors: Array(0..<9))], mostTogether: 2,
            isConnected: true)
        let previous: [Pair] = instance.candidates.map(\.pair).filter { $0.juror == $0.application % 20 }
        let policy = AssignmentPolicy(objective: objective, previous: previous, rules: rules)
        let outcome = instance.problem.assign(policy)
        var shuffled = instance
        shuffled.candidates.shuffle(using: &generator)
        var other: AssignmentPolicy = policy
        other.previous.shuffle(using: &generator)
        #expect(shuffled.problem.assign(other) == outcome)
        #expect(instance.problem.assign(policy) == outcome)
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

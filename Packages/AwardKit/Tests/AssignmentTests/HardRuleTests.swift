import Assignment
import SplitMix
import Testing

/// Whatever is asked for, the hard rules hold and no figure passes its bound.
struct HardRuleTests {
    @Test(arguments: 0..<40)
    func holdUnderEveryPolicy(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let instance = Self.instance(using: &generator)
        let lacking: Int = instance.problem.solve().totalShortfall
        for policy in Self.policies(for: instance, using: &generator) {
            let outcome = instance.problem.assign(policy)
            #expect(Self.keepsHardRules(outcome, instance))
            #expect(outcome.shortfall.reduce(0, +) == lacking)
            #expect(outcome.total.gap >= 0)
            #expect(outcome.worstServed.gap >= 0)
            #expect(instance.problem.reasons(for: outcome).map(\.pair) == outcome.pairs)
        }
    }

    /// With scores as great as can be, some reviews lacking and some pairs fixed.
    private static func instance(using generator: inout SplitMix64) -> Instance {
        let greatest: Int = [10, 1_000, AssignmentProblem.largestCost].randomElement(using: &generator) ?? 1
        var instance = Instance.random(
            applications: Int.random(in: 10...60, using: &generator),
            jurors: Int.random(in: 3...20, using: &generator),
            density: Int.random(in: 10...100, using: &generator), costs: -greatest...0,
            loadStep: Int.random(in: 0...2, using: &generator), using: &generator)
        for application in instance.demand.indices where application.isMultiple(of: 7) {
            instance.fixedPairs.append(Pair(application: application, juror: application % 3))
        }
        return instance
    }

    private static func policies(
        for instance: Instance, using generator: inout SplitMix64
    ) -> [AssignmentPolicy] {
        let pairs: [Pair] = instance.candidates.map(\.pair).shuffled(using: &generator)
        let rules = SideRules(
            requirements: [.init(applications: Array(instance.demand.indices), jurors: [0, 2])],
            exclusions: zip(pairs, pairs.dropFirst(9)).prefix(20).map { .init($0, $1) }, mostTogether: 1,
            isConnected: true)
        let previous: [Pair] = Array(pairs.prefix(pairs.count / 6))
        return [AssignmentPolicy.Objective.sum, .fair].flatMap { objective in
            [
                AssignmentPolicy(objective: objective, previous: previous),
                AssignmentPolicy(
                    objective: objective, previous: previous, keeping: .worth(5), rules: rules),
            ]
        }
    }

    private static func keepsHardRules(_ outcome: AssignmentOutcome, _ instance: Instance) -> Bool {
        let pairs = Set(outcome.pairs)
        let fixed = Set(instance.fixedPairs)
        let candidates = Set(instance.candidates.map(\.pair))
        let (served, loads) = instance.counts(pairs)
        let (fixedServed, fixedLoads) = instance.counts(fixed)
        return pairs.isSuperset(of: fixed) && pairs.subtracting(fixed).isSubset(of: candidates)
            && instance.demand.indices.allSatisfy {
                served[$0] <= max(instance.demand[$0], fixedServed[$0])
            }
            && instance.capacity.indices.allSatisfy {
                loads[$0] <= max(instance.capacity[$0], fixedLoads[$0])
            }
    }
}

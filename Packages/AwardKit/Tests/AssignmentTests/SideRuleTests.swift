import Assignment
import SplitMix
import Testing

/// Side rules are kept where they can be, what is broken is said, and the hard rules hold whatever is asked.
struct SideRuleTests {
    @Test func mendsWhatCanBeMendedAndReportsTheRest() throws {
        var generator = SplitMix64(seed: 11)
        var (asked, kept, mended) = (0, 0, 0)
        for _ in 0..<3_000 {
            let instance = AllAssignments.instance(using: &generator)
            let rules = Self.rules(for: instance, using: &generator)
            let all = AllAssignments(instance)
            let outcome = instance.problem.assign(AssignmentPolicy(rules: rules))
            let pairs = Set(outcome.pairs)
            #expect(all.pairs.contains(pairs))
            #expect(outcome.total.value == all.total(pairs))
            let broken = Broken(pairs, rules, instance)
            #expect(outcome.rules.unmet.count == broken.unmet)
            #expect(outcome.rules.broken.count == broken.exclusions)
            #expect(outcome.rules.tooOften.count == broken.tooOften)
            #expect(outcome.rules.parts.count == broken.parts)
            let possible: [Broken] = all.pairs.map { Broken($0, rules, instance) }
            #expect(outcome.rules.fewestUnmet.reduce(0, +) <= (possible.map(\.unmet).min() ?? 0))
            #expect(outcome.rules.fewestBroken <= (possible.map(\.exclusions).min() ?? 0))
            #expect(outcome.rules.fewestTooOften <= (possible.map(\.tooOften).min() ?? 0))
            let before = Broken(Set(instance.problem.assign().pairs), rules, instance)
            guard outcome.isComplete, possible.contains(where: \.isNone), !before.isNone else { continue }
            asked += 1
            kept += broken.isNone ? 1 : 0
            mended += broken.sum < before.sum ? 1 : 0
        }
        print("side rules: \(asked) could be kept and were not at first, \(kept) kept, \(mended) mended")
        #expect(asked > 100)
        #expect(kept > asked * 9 / 10)
    }

    private static func rules(for instance: Instance, using generator: inout SplitMix64) -> SideRules {
        let pairs: [Pair] = instance.candidates.map(\.pair).shuffled(using: &generator)
        let exclusions: [SideRules.Exclusion] = zip(pairs, pairs.dropFirst()).prefix(2).map { .init($0, $1) }
        let kind: [Int] = instance.capacity.indices.filter { $0.isMultiple(of: 2) }
        return SideRules(
            requirements: [.init(applications: [0, 1], jurors: kind)],
            exclusions: Bool.random(using: &generator) ? exclusions : [],
            mostTogether: Bool.random(using: &generator) ? 1 : nil,
            isConnected: Bool.random(using: &generator))
    }

    /// Six applications of two panels that share no juror; a third of jurors could serve both.
    @Test func connectsWhatTheBestTotalLeavesApart() {
        let candidates: [Candidate] = (0..<6).flatMap { application in
            (0..<4).map { juror in
                let isOwn: Bool = application / 3 == juror / 2
                return Candidate(application: application, juror: juror, cost: isOwn ? -5 : -1)
            }
        }
        let problem = AssignmentProblem(
            demand: Array(repeating: 2, count: 6), capacity: [4, 4, 4, 4], candidates: candidates)
        let apart = problem.assign()
        #expect(apart.rules.parts == [[0, 1, 2], [3, 4, 5]])
        #expect(apart.rules.fewestParts == 1)
        let connected = problem.assign(AssignmentPolicy(rules: SideRules(isConnected: true)))
        #expect(connected.rules.parts.count == 1)
        #expect(connected.total.value == apart.total.value - 4, "one review of the other panel's is enough")
        #expect(connected.isComplete)
    }

    @Test func keepsMutualReviewersApart() {
        let candidates: [Candidate] = (0..<3).flatMap { application in
            (0..<3).map { Candidate(application: application, juror: $0, cost: application == $0 ? 0 : -9) }
        }
        let problem = AssignmentProblem(
            demand: [1, 1, 1], capacity: [1, 1, 1], candidates: candidates.filter { $0.cost != 0 })
        let mutual: [SideRules.Exclusion] = [(0, 1), (0, 2), (1, 2)].map { one, other in
            .init(Pair(application: one, juror: other), Pair(application: other, juror: one))
        }
        let outcome = problem.assign(AssignmentPolicy(rules: SideRules(exclusions: mutual)))
        #expect(outcome.rules.broken.isEmpty)
        #expect(outcome.total.value == 27, "a circle of three does as well")
    }

    @Test func saysWhichRulesCannotBeKept() {
        let candidates = [
            Candidate(application: 0, juror: 0, cost: 0), Candidate(application: 1, juror: 0, cost: 0),
        ]
        let problem = AssignmentProblem(demand: [1, 1], capacity: [2], candidates: candidates)
        let rules = SideRules(
            requirements: [.init(applications: [1], jurors: [])],
            exclusions: [.init(candidates[0].pair, candidates[1].pair)])
        let outcome = problem.assign(AssignmentPolicy(rules: rules))
        #expect(outcome.isComplete, "the hard rules come first")
        #expect(outcome.rules.unmet.map(\.application) == [1])
        #expect(outcome.rules.fewestUnmet == [1])
        #expect(outcome.rules.broken == rules.exclusions)
    }

    /// Two jurors have sent reviews of two common applications; those of a third pair need not meet.
    @Test func saysHowOftenFixedPairsMeetTooOften() {
        let fixed: [Pair] = (0..<2).flatMap { application in
            (0..<2).map { Pair(application: application, juror: $0) }
        }
        let problem = AssignmentProblem(
            demand: [2, 2, 1], capacity: [3, 3, 3],
            candidates: [Candidate(application: 2, juror: 2, cost: 0)], fixedPairs: fixed)
        let outcome = problem.assign(AssignmentPolicy(rules: SideRules(mostTogether: 1)))
        #expect(outcome.rules.tooOften == [.init(jurors: [0, 1], times: 2)])
        #expect(outcome.rules.fewestTooOften == 1)
    }
}

/// Counts what an assignment breaks, straight from the rules' words.
private struct Broken {
    let unmet: Int
    let exclusions: Int
    let tooOften: Int
    let parts: Int
    let isConnectedWanted: Bool

    var sum: Int { unmet + exclusions + tooOften + (isConnectedWanted ? max(0, parts - 1) : 0) }
    var isNone: Bool { sum == 0 }

    init(_ pairs: Set<Pair>, _ rules: SideRules, _ instance: Instance) {
        let fixed = Set(instance.fixedPairs.map(\.application))
        unmet = rules.requirements.reduce(0) { sum, requirement in
            sum
                + requirement.applications.count { application in
                    let isWanted: Bool = instance.demand[application] > 0 || fixed.contains(application)
                    return isWanted
                        && !requirement.jurors.contains {
                            pairs.contains(Pair(application: application, juror: $0))
                        }
                }
        }
        exclusions = rules.exclusions.count { pairs.contains($0.one) && pairs.contains($0.other) }
        var often = 0
        for first in instance.capacity.indices {
            for second in instance.capacity.indices where first < second {
                let shared: Int = instance.demand.indices.count { application in
                    pairs.contains(Pair(application: application, juror: first))
                        && pairs.contains(Pair(application: application, juror: second))
                }
                if let most = rules.mostTogether, shared > most { often += 1 }
            }
        }
        tooOften = often
        parts = Self.parts(pairs)
        isConnectedWanted = rules.isConnected
    }

    /// Spreads from pair to pair that share an application or a juror.
    private static func parts(_ pairs: Set<Pair>) -> Int {
        var (left, count) = (pairs, 0)
        while let first = left.first {
            count += 1
            var waiting: [Pair] = [first]
            left.remove(first)
            while let pair = waiting.popLast() {
                let near: Set<Pair> = left.filter {
                    $0.application == pair.application || $0.juror == pair.juror
                }
                left.subtract(near)
                waiting += near
            }
        }
        return count
    }
}

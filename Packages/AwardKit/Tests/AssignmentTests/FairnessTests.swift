import Assignment
import SeededRandom
import Testing

/// The worst-served application is served as well as can be, or the bound says how much better it might be.
struct FairnessTests {
    @Test func agreesWithAllAssignmentsOrBoundsThem() throws {
        var generator = SplitMix(seed: 4)
        var (fairest, best, lifted) = (0, 0, 0)
        let rounds = 1_500
        for _ in 0..<rounds {
            let instance = AllAssignments.instance(using: &generator)
            let all = AllAssignments(instance)
            let outcome = instance.problem.assign(AssignmentPolicy(objective: .fair))
            let pairs = Set(outcome.pairs)
            #expect(all.pairs.contains(pairs), "hard rules hold and no more reviews are lacking")
            let worst: Int = try #require(all.pairs.map(all.worstServed).max())
            #expect(outcome.worstServed.value == all.worstServed(pairs))
            #expect((outcome.worstServed.value...outcome.worstServed.bound).contains(worst))
            let asFair: [Set<Pair>] = all.pairs.filter { all.worstServed($0) >= outcome.worstServed.value }
            let total: Int = try #require(asFair.map(all.total).max())
            #expect(outcome.total.value == all.total(pairs))
            #expect((outcome.total.value...outcome.total.bound).contains(total))
            fairest += outcome.worstServed.value == worst ? 1 : 0
            best += outcome.total.value == total ? 1 : 0
            let unfair = instance.problem.assign()
            lifted += outcome.worstServed.value > unfair.worstServed.value ? 1 : 0
        }
        print("fair: worst-served best \(fairest), total best \(best), lifted \(lifted) of \(rounds)")
        #expect(lifted > rounds / 20, "instances occur in which fairness makes a difference")
        #expect(fairest > rounds * 98 / 100)
        #expect(best > rounds * 98 / 100)
    }

    @Test(arguments: 0..<12)
    func isNeverLessFairThanTheBestTotal(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let instance = Instance.random(
            applications: 80, jurors: 25, density: 40, costs: -100...0, loadStep: Int(seed % 3),
            using: &generator)
        let unfair = instance.problem.assign()
        let fair = instance.problem.assign(AssignmentPolicy(objective: .fair))
        #expect(fair.worstServed.value >= unfair.worstServed.value)
        #expect(fair.worstServed.gap >= 0)
        #expect(fair.total.gap >= 0)
        #expect(fair.total.bound <= unfair.total.value)
        #expect(unfair.total.isProvenBest)
        #expect(fair.shortfall.reduce(0, +) == unfair.shortfall.reduce(0, +))
    }

    /// Two strong jurors with one place each: the best total gives both to one application.
    @Test func liftsTheWorstServedFirst() {
        let scores: [[Int]] = [[10, 10, 1, 1], [8, 8, 1, 1]]
        let candidates: [Candidate] = scores.enumerated().flatMap { application, row in
            row.enumerated().map { Candidate(application: application, juror: $0, cost: -$1) }
        }
        let problem = AssignmentProblem(demand: [2, 2], capacity: [1, 1, 1, 1], candidates: candidates)
        let best = problem.assign()
        #expect((best.total.value, best.worstServed.value) == (22, 2))
        let fair = problem.assign(AssignmentPolicy(objective: .fair))
        #expect((fair.total.value, fair.worstServed.value) == (20, 9))
    }
}

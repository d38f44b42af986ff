import Assignment
import SplitMix
import Testing

/// The worst-served application is served as well as can be, or the bound says how much better it might be.
struct FairnessTests {
    @Test func agreesWithAllAssignmentsOrBoundsThem() throws {
        var generator = SplitMix64(seed: 4)
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
        var generator = SplitMix64(seed: seed)
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

    /// 1,500 jurors with a place too few each, scores of six decimals, and most pairs to be kept: what
    /// lacks has the greatest price there is, for each of 90,000 reviews.
    @Test func explainsWhatLacksAtGreatSizes() throws {
        let (applications, jurors) = (30_000, 1_500)
        let candidates: [Candidate] = (0..<applications).flatMap { application in
            (0..<4).map { place in
                Candidate(
                    application: application, juror: (application * 7 + place * 131) % jurors,
                    cost: (application * 31 + place * 17) % 1_000 - AssignmentProblem.largestCost)
            }
        }
        let problem = AssignmentProblem(
            demand: Array(repeating: 3, count: applications), capacity: Array(repeating: 59, count: jurors),
            candidates: candidates)
        let kept: [Pair] = candidates.indices.filter { $0 % 4 < 2 }.map { candidates[$0].pair }
        let outcome = problem.assign(AssignmentPolicy(objective: .fair, previous: kept))
        #expect(!outcome.isComplete)
        #expect(outcome.shortages.reduce(0) { $0 + $1.missing } == jurors)
        #expect(outcome.shortages.allSatisfy { $0.raise == 1 })
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

import Assignment
import SplitMix
import Testing

/// A second run keeps what can be kept, and says what moved and why.
struct KeepingTests {
    @Test func keepsTheMostAndThenTheBestTotal() throws {
        var generator = SplitMix64(seed: 21)
        for _ in 0..<800 {
            let instance = AllAssignments.instance(using: &generator)
            let previous: [Pair] = instance.candidates.map(\.pair).filter { _ in
                Bool.random(using: &generator)
            }
            let all = AllAssignments(instance)
            let outcome = instance.problem.assign(AssignmentPolicy(previous: previous))
            let kept: Int = try #require(all.pairs.map { $0.intersection(previous).count }.max())
            let asMuch: [Set<Pair>] = all.pairs.filter { $0.intersection(previous).count == kept }
            #expect(all.pairs.contains(Set(outcome.pairs)))
            #expect(outcome.kept == kept)
            #expect(outcome.kept + outcome.moved.count == previous.count)
            #expect(outcome.total.isProvenBest)
            #expect(outcome.total.value == asMuch.map(all.total).max())
        }
    }

    @Test func weighsWhatStayingIsWorth() throws {
        var generator = SplitMix64(seed: 22)
        for _ in 0..<400 {
            let instance = AllAssignments.instance(using: &generator)
            let previous: [Pair] = instance.candidates.map(\.pair).filter { _ in
                Bool.random(using: &generator)
            }
            let all = AllAssignments(instance)
            let outcome = instance.problem.assign(AssignmentPolicy(previous: previous, keeping: .worth(2)))
            let best: Int? = all.pairs.map { all.total($0) + 2 * $0.intersection(previous).count }.max()
            let fixed: Int = Set(previous).intersection(instance.fixedPairs).count
            #expect(outcome.total.isProvenBest)
            #expect(outcome.total.value == best.map { $0 - 2 * fixed })
        }
    }

    @Test func saysWhyPairsMove() {
        let candidates = [
            Candidate(application: 0, juror: 0, cost: 0), Candidate(application: 0, juror: 1, cost: 0),
            Candidate(application: 1, juror: 0, cost: 0), Candidate(application: 2, juror: 2, cost: 0),
            Candidate(application: 2, juror: 3, cost: 0), Candidate(application: 3, juror: 4, cost: 0),
            Candidate(application: 4, juror: 4, cost: 0), Candidate(application: 4, juror: 5, cost: 0),
        ]
        let problem = AssignmentProblem(
            demand: [1, 1, 1, 1, 1], capacity: [1, 1, 1, 1, 1, 1], candidates: candidates)
        let previous = [
            Pair(application: 0, juror: 0), Pair(application: 1, juror: 5), Pair(application: 2, juror: 2),
            Pair(application: 2, juror: 3), Pair(application: 3, juror: 4), Pair(application: 4, juror: 4),
        ]
        let outcome = problem.assign(AssignmentPolicy(previous: previous))
        let reasons: [Pair: MovedPair.Reason] = Dictionary(
            uniqueKeysWithValues: outcome.moved.map { ($0.pair, $0.reason) })
        #expect(reasons[Pair(application: 0, juror: 0)] == .neededElsewhere, "application 1 has nobody else")
        #expect(reasons[Pair(application: 1, juror: 5)] == .notCandidate)
        #expect(reasons.values.contains(.overDemand), "application 2 wants one of its two")
        #expect(reasons[Pair(application: 4, juror: 4)] == .overCapacity)
        #expect(outcome.kept == 2)
    }

    @Test(arguments: [AssignmentPolicy.Objective.sum, .fair])
    func movesFewWhenAJurorLeaves(objective: AssignmentPolicy.Objective) {
        var generator = SplitMix64(seed: 23)
        var instance = Instance.random(
            applications: 60, jurors: 20, density: 70, costs: -50...0, loadStep: 0, using: &generator)
        instance.capacity = instance.capacity.map { $0 + 2 }
        let first = instance.problem.assign(AssignmentPolicy(objective: objective))
        let leaving: Int = first.pairs[0].juror
        instance.candidates.removeAll { $0.pair.juror == leaving }
        let second = instance.problem.assign(
            AssignmentPolicy(objective: objective, previous: first.pairs))
        let lost: Int = first.pairs.count { $0.juror == leaving }
        #expect(lost > 0)
        #expect(second.moved.count { $0.reason == .notCandidate } == lost)
        let fewest: Int = instance.problem.assign(AssignmentPolicy(previous: first.pairs)).moved.count
        #expect(second.moved.count == fewest, "fairness moves nobody who could stay")
        #expect(fewest < lost + 5)
    }
}

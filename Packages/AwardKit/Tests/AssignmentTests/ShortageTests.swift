import Assignment
import SplitMix
import Testing

/// What is said to be missing is what is missing: once it is there, everything can be assigned.
struct ShortageTests {
    @Test func isLiftedByWhatItNames() {
        var generator = SplitMix64(seed: 31)
        var (lacking, raised) = (0, 0)
        for _ in 0..<2_000 {
            let instance = Self.instance(using: &generator)
            let outcome = instance.problem.assign()
            #expect(outcome.isComplete == (outcome.shortfall.reduce(0, +) == 0))
            #expect(outcome.shortages.reduce(0) { $0 + $1.missing } == outcome.shortfall.reduce(0, +))
            guard !outcome.isComplete else { continue }
            lacking += 1
            for shortage in outcome.shortages { #expect(Self.isConsistent(shortage, in: instance)) }
            #expect(Self.withNewJurors(outcome.shortages, in: instance).problem.assign().isComplete)
            for shortage in outcome.shortages {
                guard let raise = shortage.raise else { continue }
                raised += 1
                let enough = Self.raising(shortage, by: raise, in: instance).problem.assign()
                #expect(shortage.applications.allSatisfy { enough.shortfall[$0] == 0 })
                let tooLittle = Self.raising(shortage, by: raise - 1, in: instance).problem.assign()
                #expect(shortage.applications.contains { tooLittle.shortfall[$0] > 0 })
            }
        }
        #expect(lacking > 400)
        #expect(raised > 100)
    }

    private static func instance(using generator: inout SplitMix64) -> Instance {
        let applications = Int.random(in: 1...12, using: &generator)
        var instance = Instance.random(
            applications: applications, jurors: Int.random(in: 1...8, using: &generator),
            density: Int.random(in: 10...90, using: &generator), costs: -5...0, loadStep: 0,
            using: &generator)
        let percent = Int.random(in: 0...50, using: &generator)
        instance.fixedPairs = instance.candidates.map(\.pair).filter { _ in
            Int.random(in: 1...100, using: &generator) <= percent
        }
        return instance
    }

    /// The numbers of a cut: all places of the full jurors and every pair with the exhausted ones, no more.
    private static func isConsistent(_ shortage: Shortage, in instance: Instance) -> Bool {
        let (served, loads) = instance.counts(Set(instance.fixedPairs))
        let needed: Int = shortage.applications.reduce(0) { $0 + max(0, instance.demand[$1] - served[$1]) }
        let full: Int = shortage.fullJurors.reduce(0) { $0 + max(0, instance.capacity[$1] - loads[$1]) }
        let exhausted: Int = instance.candidates.count { candidate in
            shortage.applications.contains(candidate.pair.application)
                && shortage.exhaustedJurors.contains(candidate.pair.juror)
                && !instance.fixedPairs.contains(candidate.pair)
        }
        return shortage.needed == needed && shortage.places == full + exhausted
            && shortage.missing == needed - full - exhausted && shortage.missing > 0
    }

    private static func withNewJurors(_ shortages: [Shortage], in instance: Instance) -> Instance {
        var instance = instance
        for shortage in shortages {
            for _ in 0..<shortage.missing {
                instance.candidates += shortage.applications.map {
                    Candidate(application: $0, juror: instance.capacity.count, cost: 0)
                }
                instance.capacity.append(1)
            }
        }
        return instance
    }

    private static func raising(_ shortage: Shortage, by raise: Int, in instance: Instance) -> Instance {
        var instance = instance
        for juror in shortage.fullJurors { instance.capacity[juror] += raise }
        return instance
    }

    /// Four in French want eight reviews of two jurors with three places each; the rest is well off.
    @Test func namesTheApplicationsThatShareTooFewJurors() throws {
        let candidates: [Candidate] = (0..<6).flatMap { application in
            (application < 4 ? [0, 1] : [2, 3]).map {
                Candidate(application: application, juror: $0, cost: 0)
            }
        }
        let problem = AssignmentProblem(
            demand: Array(repeating: 2, count: 6), capacity: [3, 3, 9, 9], candidates: candidates)
        let shortage = try #require(problem.assign().shortages.first)
        #expect(shortage.applications == [0, 1, 2, 3])
        #expect(shortage.fullJurors == [0, 1])
        #expect((shortage.needed, shortage.places, shortage.missing) == (8, 6, 2))
        #expect(shortage.raise == 1)
    }

    /// Two jurors have sent reviews to their limit, one of them beyond it; a late application could go to
    /// both.
    @Test func namesJurorsWhomFixedPairsFill() throws {
        let fixed: [Pair] =
            [0, 1].map { Pair(application: $0, juror: 0) }
            + [0, 1].map { Pair(application: $0, juror: 1) }
        let candidates: [Candidate] = (0..<3).flatMap { application in
            [0, 1].map { Candidate(application: application, juror: $0, cost: -1) }
        }
        let problem = AssignmentProblem(
            demand: [2, 2, 2], capacity: [2, 1], candidates: candidates, fixedPairs: fixed)
        let shortage = try #require(problem.assign().shortages.first)
        #expect(shortage.applications == [2])
        #expect(shortage.fullJurors == [0, 1])
        #expect((shortage.places, shortage.missing, shortage.raise) == (0, 2, 2))
    }

    @Test func saysThatLimitsAreNotTheCause() throws {
        let problem = AssignmentProblem(
            demand: [3], capacity: [5, 5], candidates: [Candidate(application: 0, juror: 1, cost: 0)])
        let shortage = try #require(problem.assign().shortages.first)
        #expect(shortage.fullJurors.isEmpty)
        #expect(shortage.exhaustedJurors == [1])
        #expect(shortage.missing == 2)
        #expect(shortage.raise == nil)
    }
}

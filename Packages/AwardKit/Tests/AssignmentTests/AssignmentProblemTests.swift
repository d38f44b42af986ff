import Assignment
import Testing

typealias Pair = AssignmentProblem.Pair
typealias Candidate = AssignmentProblem.Candidate

struct AssignmentProblemTests {
    /// Application 1 can only go to juror 0, who would suit application 0 better.
    private let contested: [Candidate] = [
        Candidate(application: 0, juror: 0, cost: 1), Candidate(application: 0, juror: 1, cost: 5),
        Candidate(application: 1, juror: 0, cost: 4),
    ]

    @Test func meetsDemandBeforeItSparesCost() {
        let solution = AssignmentProblem(demand: [1, 1], capacity: [1, 1], candidates: contested).solve()
        #expect(solution.pairs == [Pair(application: 0, juror: 1), Pair(application: 1, juror: 0)])
        #expect(solution.cost == 9)
        #expect(solution.shortfall == [0, 0])
    }

    @Test func reportsWhatCannotBeMet() {
        let solution = AssignmentProblem(demand: [1, 2, 1], capacity: [1, 1], candidates: contested).solve()
        #expect(solution.pairs == [Pair(application: 0, juror: 1), Pair(application: 1, juror: 0)])
        #expect(solution.shortfall == [0, 1, 1])
        #expect(solution.totalShortfall == 2)
    }

    @Test func takesCapacityWithoutLimit() {
        let solution = AssignmentProblem(
            demand: [1, 1], capacity: [.max, .max], candidates: contested, loadStep: 1
        ).solve()
        #expect(solution.cost == 1 + 4 + 1)
        #expect(solution.shortfall == [0, 0])
    }

    @Test func leavesAllLackingWithoutCandidates() {
        let solution = AssignmentProblem(demand: [3, 0, 2], capacity: [5], candidates: []).solve()
        #expect(solution.pairs.isEmpty)
        #expect(solution.cost == 0)
        #expect(solution.shortfall == [3, 0, 2])
    }

    @Test func solvesWhatHasNobodyInIt() {
        #expect(AssignmentProblem(demand: [], capacity: [], candidates: []).solve().pairs.isEmpty)
        #expect(AssignmentProblem(demand: [2], capacity: [], candidates: []).solve().shortfall == [2])
        #expect(AssignmentProblem(demand: [], capacity: [2], candidates: []).solve().jurorPrices == [0])
    }

    @Test func keepsFixedPairsAndCountsThem() {
        let fixed = [Pair(application: 0, juror: 0)]
        let solution = AssignmentProblem(
            demand: [1, 1], capacity: [2, 1], candidates: contested, fixedPairs: fixed
        ).solve()
        #expect(solution.pairs == [Pair(application: 0, juror: 0), Pair(application: 1, juror: 0)])
        #expect(solution.cost == 4, "nobody chose the fixed pair")
    }

    @Test func keepsFixedPairsBeyondDemandAndCapacity() {
        let fixed = [
            Pair(application: 0, juror: 0), Pair(application: 0, juror: 1), Pair(application: 1, juror: 1),
        ]
        let solution = AssignmentProblem(
            demand: [1, 2], capacity: [1, 1], candidates: contested, fixedPairs: fixed
        ).solve()
        #expect(solution.pairs == fixed)
        #expect(solution.shortfall == [0, 1])
    }

    @Test func takesTheLowerCostOfAPairGivenTwice() {
        let candidates = contested + [Candidate(application: 1, juror: 0, cost: 2)]
        #expect(
            AssignmentProblem(demand: [0, 1], capacity: [1, 0], candidates: candidates).solve().cost == 2)
    }

    @Test func balancesLoadsWhereThatCostsLess() {
        let candidates: [Candidate] = (0..<6).flatMap { application in
            (0..<3).map { Candidate(application: application, juror: $0, cost: $0) }
        }
        func loads(step: Int) -> [Int] {
            let problem = AssignmentProblem(
                demand: Array(repeating: 1, count: 6), capacity: [6, 6, 6], candidates: candidates,
                loadStep: step)
            let pairs: [Pair] = problem.solve().pairs
            return (0..<3).map { juror in pairs.count { $0.juror == juror } }
        }
        #expect(loads(step: 0) == [6, 0, 0])
        #expect(loads(step: 10) == [2, 2, 2])
    }

    @Test func balancesWithFixedLoadsInMind() {
        let candidates = [
            Candidate(application: 2, juror: 0, cost: 0), Candidate(application: 2, juror: 1, cost: 1),
        ]
        let fixed = [Pair(application: 0, juror: 0), Pair(application: 1, juror: 0)]
        let solution = AssignmentProblem(
            demand: [1, 1, 1], capacity: [3, 3], candidates: candidates, fixedPairs: fixed, loadStep: 1
        ).solve()
        #expect(solution.pairs.contains(Pair(application: 2, juror: 1)))
    }
}

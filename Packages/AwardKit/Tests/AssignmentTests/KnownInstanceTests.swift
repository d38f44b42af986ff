import Assignment
import Testing

/// Instances that anyone can generate again, with optima on which OR-tools and LEMON agree.
struct KnownInstanceTests {
    @Test(arguments: [(3_000, 150, 347_455), (30_000, 1_500, 3_505_630)])
    func findsThePublishedOptimum(applications: Int, jurors: Int, optimum: Int) {
        let candidates: [Candidate] = Self.candidates(applications: applications, jurors: jurors)
        let places: Int = (3 * applications + jurors - 1) / jurors + 2
        let clock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        let problem = AssignmentProblem(
            demand: Array(repeating: 3, count: applications),
            capacity: Array(repeating: places, count: jurors), candidates: candidates)
        let solution = problem.solve()
        print("\(applications) × \(jurors) × 3, \(candidates.count) candidates: \(clock.now - start)")
        #expect(solution.cost == optimum)
        #expect(solution.totalShortfall == 0)
        #expect(problem.lowerBound(jurorPrices: solution.jurorPrices) == optimum)
    }

    /// Fifty different jurors for each application at costs from 0 to 1,000, from Knuth's linear congruential
    /// generator (MMIX), of which the upper 31 bits count.
    private static func candidates(applications: Int, jurors: Int) -> [Candidate] {
        var state: UInt64 = 1
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        var lastSeen = [Int](repeating: -1, count: jurors)
        var candidates: [Candidate] = []
        for application in 0..<applications {
            for _ in 0..<50 {
                var juror: Int = next() % jurors
                while lastSeen[juror] == application { juror = next() % jurors }
                lastSeen[juror] = application
                candidates.append(Candidate(application: application, juror: juror, cost: next() % 1_001))
            }
        }
        return candidates
    }
}

import Assignment
import SplitMix
import Testing

/// The solution is the best there is: against trying all in the small, by its certificate in the large.
struct OptimalityTests {
    @Test(arguments: [(-9...9, 0), (0...1, 0), (-9...9, 1), (0...3, 2), (5...5, 3), (-1000...1000, 40)])
    func agreesWithExhaustiveSearch(costs: ClosedRange<Int>, loadStep: Int) {
        var generator = SplitMix64(seed: UInt64(costs.count * 100 + loadStep))
        var lacking = 0
        for _ in 0..<600 {
            let instance = Self.smallInstance(costs: costs, loadStep: loadStep, using: &generator)
            let expected = ExhaustiveSearch.best(of: instance)
            let solution = instance.problem.solve()
            #expect(instance.accepts(solution))
            #expect(solution.totalShortfall == expected.shortfall)
            #expect(solution.cost == expected.cost)
            lacking += expected.shortfall > 0 ? 1 : 0
        }
        #expect((60...540).contains(lacking), "both kinds of instance occur: \(lacking) of 600 lack reviews")
    }

    @Test(arguments: 0..<60)
    func provesItselfBest(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let instance = Self.largeInstance(using: &generator)
        let problem = instance.problem
        let solution = problem.solve()
        #expect(instance.accepts(solution))
        #expect(problem.lowerBound(jurorPrices: solution.jurorPrices) == problem.value(of: solution))
    }

    @Test func holdsTheBoundAtAnyPrices() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<100 {
            let instance = Self.largeInstance(using: &generator)
            let problem = instance.problem
            let optimum: Int = problem.value(of: problem.solve())
            let prices: [Int] = instance.capacity.map { _ in Int.random(in: -50...200, using: &generator) }
            #expect(problem.lowerBound(jurorPrices: prices) <= optimum)
        }
    }

    @Test func findsNoProofForWhatIsNotBest() {
        let problem = AssignmentProblem(
            demand: [1, 1], capacity: [1, 1],
            candidates: [
                .init(application: 0, juror: 0, cost: 1), .init(application: 0, juror: 1, cost: 2),
                .init(application: 1, juror: 0, cost: 1), .init(application: 1, juror: 1, cost: 9),
            ])
        #expect(problem.solve().cost == 3)
        let costOfTheOther = 1 + 9
        for price in -20...20 {
            #expect(problem.lowerBound(jurorPrices: [price, 0]) < costOfTheOther)
        }
    }

    /// Complementary slackness in plain words: at the jurors' prices nobody would rather have anything else.
    @Test(arguments: 100..<120)
    func leavesNobodyWithAWishThatPricesAllow(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var instance = Self.largeInstance(using: &generator)
        instance.loadStep = 0
        instance.fixedPairs = []
        let solution = instance.problem.solve()
        let chosen = Set(solution.pairs)
        let loads: [Int] = instance.counts(chosen).loads
        for juror in instance.capacity.indices where loads[juror] < instance.capacity[juror] {
            #expect(solution.jurorPrices[juror] <= 0, "a juror with a free place has no price")
        }
        var dearestTaken = [Int](repeating: .min, count: instance.demand.count)
        var cheapestLeft = [Int](repeating: .max, count: instance.demand.count)
        for candidate in instance.candidates where instance.capacity[candidate.pair.juror] > 0 {
            let application: Int = candidate.pair.application
            let price: Int = candidate.cost + solution.jurorPrices[candidate.pair.juror]
            if chosen.contains(candidate.pair) {
                dearestTaken[application] = max(dearestTaken[application], price)
            } else {
                cheapestLeft[application] = min(cheapestLeft[application], price)
            }
        }
        for application in instance.demand.indices where instance.demand[application] > 0 {
            #expect(dearestTaken[application] <= cheapestLeft[application])
        }
    }

    private static func smallInstance(
        costs: ClosedRange<Int>, loadStep: Int, using generator: inout SplitMix64
    ) -> Instance {
        var instance = Instance.random(
            applications: Int.random(in: 1...4, using: &generator),
            jurors: Int.random(in: 1...4, using: &generator),
            density: 80, costs: costs, loadStep: loadStep, using: &generator)
        fixSomePairs(of: &instance, oneIn: 8, using: &generator)
        return instance
    }

    private static func largeInstance(using generator: inout SplitMix64) -> Instance {
        let spread: Int = [1, 10, 1_000, AssignmentProblem.largestCost].randomElement(using: &generator) ?? 1
        var instance = Instance.random(
            applications: Int.random(in: 1...150, using: &generator),
            jurors: Int.random(in: 1...30, using: &generator),
            density: Int.random(in: 5...100, using: &generator), costs: -spread...spread,
            loadStep: Int.random(in: 0...2, using: &generator), using: &generator)
        fixSomePairs(of: &instance, oneIn: 40, using: &generator)
        return instance
    }

    /// Fixes candidates as well as pairs that are none, the latter as staff do who assign by hand.
    private static func fixSomePairs(
        of instance: inout Instance, oneIn: Int, using generator: inout SplitMix64
    ) {
        for application in instance.demand.indices {
            for juror in instance.capacity.indices where Int.random(in: 1...oneIn, using: &generator) == 1 {
                instance.fixedPairs.append(.init(application: application, juror: juror))
            }
        }
    }
}

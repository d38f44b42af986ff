/// Who may review what, at which cost, and how many reviews are wanted: the input of an assignment.
///
/// Applications and jurors are numbered from zero, in the caller's order. A pair that is not a candidate is
/// forbidden: a conflict of interest is stated by leaving the pair out. The order in which candidates are
/// given has no influence on the solution; of a pair given twice the lower cost stands.
public struct AssignmentProblem: Sendable {
    /// A review: one juror reads one application.
    public struct Pair: Hashable, Comparable, Sendable {
        /// Counted from zero.
        public let application: Int
        /// Counted from zero.
        public let juror: Int

        public init(application: Int, juror: Int) {
            self.application = application
            self.juror = juror
        }

        public static func < (left: Pair, right: Pair) -> Bool {
            (left.application, left.juror) < (right.application, right.juror)
        }
    }

    /// A pair that may be chosen, and what that would cost; what is gained is a negative cost.
    public struct Candidate: Hashable, Sendable {
        /// Who would read what.
        public let pair: Pair
        /// At most `largestCost` either way.
        public let cost: Int

        public init(application: Int, juror: Int, cost: Int) {
            self.pair = Pair(application: application, juror: juror)
            self.cost = cost
        }
    }

    /// No cost is greater than this, nor less than its negative, so that sums and prices stay far from
    /// overflow.
    public static let largestCost = 1_000_000

    /// The pairs that stay, sorted.
    let fixedPairs: [Pair]
    /// Which applications have a pair that stays.
    let hasFixedPair: [Bool]
    /// Reviews that each application wants beside its fixed ones.
    let openDemand: [Int]
    /// Reviews that each juror can take beside their fixed ones, counted up to one more than can come to
    /// them.
    let openCapacity: [Int]
    /// By how much the fixed pairs of each juror exceed their capacity.
    let overload: [Int]
    /// All candidates, also those of which nothing is to be decided.
    let table: CandidateTable
    /// Which candidates can be chosen: not fixed, of an application that wants more and a juror who has room.
    let isOpen: [Bool]
    /// Which candidates could be chosen if their jurors had room: those that are open, and those of jurors
    /// whom fixed pairs fill.
    let isEligible: [Bool]
    /// How the cost of a juror's next review grows with their load.
    let load: LoadCost
    /// The price of a review that is lacking: more than any rearrangement of the others could save.
    let shortfallPrice: Int

    /// States a problem: the reviews that each application wants, those that each juror can take, and the
    /// pairs.
    ///
    /// Fixed pairs stay. They count towards demand and capacity and may exceed both; they need not be
    /// candidates. Each further review of one juror costs `loadStep` more than the one before, on top of its
    /// pair's cost, so that loads are balanced where this costs less; zero balances nothing.
    ///
    /// - Precondition: pairs are in range, nothing but costs is negative, costs are within `largestCost`.
    public init(
        demand: [Int], capacity: [Int], candidates: [Candidate], fixedPairs: [Pair] = [], loadStep: Int = 0
    ) {
        precondition(demand.allSatisfy { $0 >= 0 }, "a demand is negative")
        precondition(capacity.allSatisfy { $0 >= 0 }, "a capacity is negative")
        precondition((0...Self.largestCost).contains(loadStep), "the load step is out of range")
        let fixed = Set(fixedPairs)
        var wanted: [Int] = demand
        var fixedLoads = [Int](repeating: 0, count: capacity.count)
        var hasFixedPair = [Bool](repeating: false, count: demand.count)
        for pair in fixed {
            hasFixedPair[pair.application] = true
            wanted[pair.application] -= 1
            fixedLoads[pair.juror] += 1
        }
        let places: [Int] = zip(capacity, fixedLoads).map { max(0, $0 - $1) }
        for candidate in candidates {
            precondition(candidate.cost.magnitude <= UInt(Self.largestCost), "a cost is out of range")
        }
        let table = CandidateTable(candidates, applicationCount: demand.count)
        var isEligible: [Bool] = (0..<table.count).map { wanted[Int(table.applications[$0])] > 0 }
        for index in fixed.compactMap({ table.index(of: $0) }) { isEligible[index] = false }
        let isOpen: [Bool] = isEligible.indices.map { isEligible[$0] && places[Int(table.jurors[$0])] > 0 }

        self.table = table
        self.isOpen = isOpen
        self.isEligible = isEligible
        self.fixedPairs = fixed.sorted()
        self.hasFixedPair = hasFixedPair
        openDemand = wanted.map { max(0, $0) }
        openCapacity = Self.countablePlaces(places, for: table, isOpen)
        overload = zip(capacity, fixedLoads).map { max(0, $1 - $0) }
        load = LoadCost(step: loadStep, fixedLoads: fixedLoads)
        shortfallPrice = 1 + Self.dearestChain(table, openDemand.count, openCapacity, load)
    }

    private init(_ problem: AssignmentProblem, costs: [Int], loadFactor: Int) {
        fixedPairs = problem.fixedPairs
        hasFixedPair = problem.hasFixedPair
        openDemand = problem.openDemand
        openCapacity = problem.openCapacity
        overload = problem.overload
        isOpen = problem.isOpen
        isEligible = problem.isEligible
        load = LoadCost(step: problem.load.step * loadFactor, fixedLoads: problem.load.fixedLoads)
        table = problem.table.with(costs: costs)
        shortfallPrice = 1 + Self.dearestChain(table, openDemand.count, openCapacity, load)
    }

    /// The same problem at other costs, and with other weight of loads.
    func with(costs: [Int], loadFactor: Int = 1) -> AssignmentProblem {
        AssignmentProblem(self, costs: costs, loadFactor: loadFactor)
    }

    /// Bounds what "as many as you like" means; the one place that stays free keeps the bound from being
    /// felt.
    private static func countablePlaces(
        _ places: [Int], for table: CandidateTable, _ isOpen: [Bool]
    ) -> [Int] {
        var candidacies = [Int](repeating: 0, count: places.count)
        for index in 0..<table.count where isOpen[index] {
            candidacies[Int(table.jurors[index])] += 1
        }
        return zip(places, candidacies).map { min($0, $1 + 1) }
    }

    /// The most that one review more can add to the cost of all others.
    ///
    /// If one review more is possible, a chain leads to it: add a pair, drop a pair of that juror, add a pair
    /// of that application, and so on until a juror has room, meeting no application and no juror twice. So
    /// it changes fewer than `2 * min(applications, jurors)` pairs and adds to the load of one juror.
    private static func dearestChain(
        _ table: CandidateTable, _ applications: Int, _ capacity: [Int], _ load: LoadCost
    ) -> Int {
        let dearestPair: Int = table.costs.reduce(0) { max($0, abs($1)) }
        let dearestLoad: Int = capacity.indices.reduce(0) {
            max($0, load.cost(ofJuror: $1, after: capacity[$1]))
        }
        return 2 * min(applications, capacity.count) * dearestPair + dearestLoad
    }
}

/// What the load of a juror adds to the cost of a review, which grows by the same step with each.
struct LoadCost {
    let step: Int
    let fixedLoads: [Int]

    /// The cost of the juror's next review, after a number of reviews beside the fixed ones.
    func cost(ofJuror juror: Int, after count: Int) -> Int {
        (fixedLoads[juror] + count) * step
    }
}

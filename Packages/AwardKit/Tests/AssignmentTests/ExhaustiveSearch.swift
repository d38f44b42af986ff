import Assignment

/// The best assignment by trying all: the slow reference that the fast method must agree with.
struct ExhaustiveSearch {
    struct Outcome: Comparable {
        let shortfall: Int
        let cost: Int

        static func < (left: Outcome, right: Outcome) -> Bool {
            (left.shortfall, left.cost) < (right.shortfall, right.cost)
        }
    }

    private let instance: Instance
    private let candidates: [AssignmentProblem.Candidate]
    private var served: [Int]
    private var loads: [Int]
    private var chosen: Set<AssignmentProblem.Pair>
    private var best = Outcome(shortfall: .max, cost: .max)

    static func best(of instance: Instance) -> Outcome {
        var search = ExhaustiveSearch(instance)
        search.decide(from: 0, cost: 0)
        return search.best
    }

    private init(_ instance: Instance) {
        self.instance = instance
        candidates = instance.candidates
        chosen = Set(instance.fixedPairs)
        (served, loads) = instance.counts(chosen)
    }

    private mutating func decide(from index: Int, cost: Int) {
        guard index < candidates.count else {
            let lacking: Int = zip(instance.demand, served).reduce(0) { $0 + max(0, $1.0 - $1.1) }
            best = min(best, Outcome(shortfall: lacking, cost: cost))
            return
        }
        decide(from: index + 1, cost: cost)
        let pair: AssignmentProblem.Pair = candidates[index].pair
        guard !chosen.contains(pair), served[pair.application] < instance.demand[pair.application],
            loads[pair.juror] < instance.capacity[pair.juror]
        else { return }
        let loadCost: Int = loads[pair.juror] * instance.loadStep
        chosen.insert(pair)
        served[pair.application] += 1
        loads[pair.juror] += 1
        decide(from: index + 1, cost: cost + candidates[index].cost + loadCost)
        chosen.remove(pair)
        served[pair.application] -= 1
        loads[pair.juror] -= 1
    }
}

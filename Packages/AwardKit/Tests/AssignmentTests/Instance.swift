import Assignment
import SplitMix

/// A problem in the terms in which it was given, so that checks do not depend on what the problem makes of
/// it.
struct Instance {
    var demand: [Int]
    var capacity: [Int]
    var candidates: [AssignmentProblem.Candidate]
    var fixedPairs: [AssignmentProblem.Pair] = []
    var loadStep = 0

    var problem: AssignmentProblem {
        AssignmentProblem(
            demand: demand, capacity: capacity, candidates: candidates, fixedPairs: fixedPairs,
            loadStep: loadStep)
    }

    /// Draws who wants and can take how much, and which pairs are possible at which cost.
    static func random(
        applications: Int, jurors: Int, density: Int, costs: ClosedRange<Int>, loadStep: Int,
        using generator: inout SplitMix64
    ) -> Instance {
        var instance = Instance(demand: [], capacity: [], candidates: [], loadStep: loadStep)
        instance.demand = (0..<applications).map { _ in Int.random(in: 0...3, using: &generator) }
        let fairShare: Int = applications * 2 / max(1, jurors)
        instance.capacity = (0..<jurors).map { _ in Int.random(in: 0...fairShare + 1, using: &generator) }
        for application in 0..<applications {
            for juror in 0..<jurors where Int.random(in: 1...100, using: &generator) <= density {
                let cost = Int.random(in: costs, using: &generator)
                instance.candidates.append(.init(application: application, juror: juror, cost: cost))
            }
        }
        return instance
    }

    /// Checks that the solution keeps every rule, and that its cost and shortfall are what its pairs amount
    /// to.
    func accepts(_ solution: AssignmentSolution) -> Bool {
        let chosen = Set(solution.pairs).subtracting(fixedPairs)
        var costs: [AssignmentProblem.Pair: Int] = [:]
        for candidate in candidates {
            costs[candidate.pair] = min(costs[candidate.pair] ?? .max, candidate.cost)
        }
        let (fixedServed, fixedLoad) = counts(Set(fixedPairs))
        let (served, loads) = counts(Set(solution.pairs))
        let pairCost: Int = chosen.reduce(0) { $0 + (costs[$1] ?? 0) }
        let loadCost: Int = zip(fixedLoad, loads).reduce(0) { $0 + ($1.0..<$1.1).reduce(0, +) * loadStep }
        return solution.pairs == Set(solution.pairs).sorted()
            && Set(solution.pairs).isSuperset(of: fixedPairs)
            && chosen.allSatisfy { costs[$0] != nil }
            && demand.indices.allSatisfy { served[$0] <= max(demand[$0], fixedServed[$0]) }
            && capacity.indices.allSatisfy { loads[$0] <= max(capacity[$0], fixedLoad[$0]) }
            && solution.shortfall == zip(demand, served).map { max(0, $0 - $1) }
            && solution.cost == pairCost + loadCost
    }

    func counts(_ pairs: Set<AssignmentProblem.Pair>) -> (served: [Int], loads: [Int]) {
        var served = [Int](repeating: 0, count: demand.count)
        var loads = [Int](repeating: 0, count: capacity.count)
        for pair in pairs {
            served[pair.application] += 1
            loads[pair.juror] += 1
        }
        return (served, loads)
    }
}

import Assignment
import SplitMix

/// Every assignment of a small instance that keeps the hard rules and lacks as few reviews as can be: the
/// slow reference for fairness, side rules and keeping.
struct AllAssignments {
    let instance: Instance
    private(set) var pairs: [Set<Pair>] = []
    private var scores: [Pair: Int] = [:]
    private var fewestLacking = Int.max

    init(_ instance: Instance) {
        self.instance = instance
        for candidate in instance.candidates { scores[candidate.pair] = -candidate.cost }
        choose(from: 0, Set(instance.fixedPairs))
    }

    private mutating func choose(from index: Int, _ chosen: Set<Pair>) {
        let (served, loads) = instance.counts(chosen)
        guard index < instance.candidates.count else {
            let lacking: Int = zip(instance.demand, served).reduce(0) { $0 + max(0, $1.0 - $1.1) }
            if lacking < fewestLacking { pairs = [] }
            fewestLacking = min(fewestLacking, lacking)
            if lacking == fewestLacking { pairs.append(chosen) }
            return
        }
        choose(from: index + 1, chosen)
        let pair: Pair = instance.candidates[index].pair
        guard !chosen.contains(pair), served[pair.application] < instance.demand[pair.application],
            loads[pair.juror] < instance.capacity[pair.juror]
        else { return }
        choose(from: index + 1, chosen.union([pair]))
    }

    /// Over all pairs that nobody fixed.
    func total(_ pairs: Set<Pair>) -> Int {
        pairs.subtracting(instance.fixedPairs).reduce(0) { $0 + (scores[$1] ?? 0) }
    }

    func worstServed(_ pairs: Set<Pair>) -> Int {
        let fixed = Set(instance.fixedPairs.map(\.application))
        let counted: [Int] = instance.demand.indices.filter { instance.demand[$0] > 0 || fixed.contains($0) }
        let sums: [Int] = counted.map { application in
            pairs.reduce(0) { $0 + ($1.application == application ? scores[$1] ?? 0 : 0) }
        }
        return sums.min() ?? 0
    }

    /// Few enough candidates for trying all.
    static func instance(using generator: inout SplitMix64) -> Instance {
        var instance = Instance.random(
            applications: Int.random(in: 2...4, using: &generator),
            jurors: Int.random(in: 2...4, using: &generator), density: 85, costs: -4...0, loadStep: 0,
            using: &generator)
        if Int.random(in: 0...2, using: &generator) == 0, let fixed = instance.candidates.first {
            instance.fixedPairs = [fixed.pair]
        }
        return instance
    }
}

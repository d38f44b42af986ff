extension AssignmentProblem {
    /// Finds the assignment that a policy asks for.
    ///
    /// It never fails: first as many reviews as possible are assigned, then the policy is followed, and
    /// whatever could not be had is in the outcome. Deterministic; the order of candidates has no influence.
    /// Previous pairs that are fixed too are fixed.
    public func assign(_ policy: AssignmentPolicy = AssignmentPolicy()) -> AssignmentOutcome {
        let favoured = FavouredProblem(self, policy)
        let best = favoured.problem.solve()
        var standing = Standing(self, pairs: best.pairs)
        if policy.objective == .fair {
            let lifting = FairLifting(standing, prices: best.jurorPrices, isLocked: favoured.isLocked)
            standing = lifting.lifted(atMost: ownBestOfWorstServed)
        }
        return outcome(of: standing, policy, favoured, best)
    }

    private func outcome(
        of standing: Standing, _ policy: AssignmentPolicy, _ favoured: FavouredProblem,
        _ best: AssignmentSolution
    ) -> AssignmentOutcome {
        let pairs: [Pair] = standing.pairs
        let shortfall: [Int] = standing.shortfall
        let isLacking: Bool = shortfall.contains { $0 > 0 }
        let (kept, moved) = movedPairs(policy.previous, from: Set(pairs))
        return AssignmentOutcome(
            pairs: pairs, shortfall: shortfall,
            shortages: isLacking ? ShortageSearch.shortages(of: standing) : [],
            total: favoured.total(of: standing, best), worstServed: worstServed(standing),
            rules: SideRuleReport(policy.rules, standing), jurorPrices: best.jurorPrices, kept: kept,
            moved: moved)
    }

    private func worstServed(_ standing: Standing) -> Bounded {
        Bounded(value: standing.worstSum, bound: max(standing.worstSum, ownBestOfWorstServed))
    }

    /// What the worst-served application cannot exceed, since not even the best of its own candidates give
    /// it more.
    private var ownBestOfWorstServed: Int {
        let empty = Standing(self, chosen: [])
        var least = Int.max
        for application in openDemand.indices where wantsReviews(application) {
            let open: [Int] = table.row(of: application).filter { isOpen[$0] }
            let scores: [Int] = open.map { -table.costs[$0] }.sorted(by: >)
            let own: Int = scores.prefix(openDemand[application]).reduce(0, +)
            least = min(least, empty.sums[application] + own)
        }
        return least == .max ? 0 : least
    }

    func wantsReviews(_ application: Int) -> Bool {
        openDemand[application] > 0 || hasFixedPair[application]
    }
}

/// A problem in which previous pairs cost less, so that the best total keeps them.
struct FavouredProblem {
    let problem: AssignmentProblem
    let keeping: AssignmentPolicy.Keeping
    /// What each previous pair gains by staying.
    let bonus: Int
    /// The previous pairs among the candidates.
    let previous: [Int]

    init(_ problem: AssignmentProblem, _ policy: AssignmentPolicy) {
        keeping = policy.keeping
        let indices: [Int] = Set(policy.previous).compactMap { problem.table.index(of: $0) }
        previous = indices.filter { problem.isOpen[$0] }.sorted()
        switch policy.keeping {
        case .worth(let worth): bonus = worth
        case .most: bonus = previous.isEmpty ? 0 : problem.shortfallPrice
        }
        self.problem = problem.lowering(costsOf: previous, by: bonus)
    }

    /// Which candidates stay once they are chosen.
    var isLocked: [Bool] {
        var isLocked = [Bool](repeating: false, count: problem.table.count)
        if keeping == .most {
            for index in previous { isLocked[index] = true }
        }
        return isLocked
    }

    /// The sum of scores with what staying is worth, and what bounds it by the prices of the best solution.
    func total(of standing: Standing, _ best: AssignmentSolution) -> Bounded {
        let kept: Int = standing.count(of: previous)
        let keptAtBest: Int = Standing(problem, pairs: best.pairs).count(of: previous)
        let bound: Int = problem.lowerBound(jurorPrices: best.jurorPrices)
        let cost: Int = bound - problem.shortfallPrice * best.totalShortfall
        switch keeping {
        case .most: return Bounded(value: -standing.cost, bound: -cost - bonus * keptAtBest)
        case .worth: return Bounded(value: -standing.cost + bonus * kept, bound: -cost)
        }
    }
}

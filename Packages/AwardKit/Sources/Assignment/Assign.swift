extension AssignmentProblem {
    /// Finds the assignment that a policy asks for.
    ///
    /// It never fails: first as many reviews as possible are assigned, then the policy is followed, and
    /// whatever could not be had is in the outcome. Deterministic; the order of candidates has no influence.
    /// The best sum is exact; fairness and side rules are sought by exchanges and bounded (see `FairLifting`
    /// and `RuleRepair`).
    public func assign(_ policy: AssignmentPolicy = AssignmentPolicy()) -> AssignmentOutcome {
        let favoured = FavouredProblem(self, policy)
        let best = favoured.problem.solve()
        var standing = Standing(self, pairs: best.pairs)
        var totalBound: Int = favoured.totalBound(best)
        var worstServedBound: Int = ownBestOfWorstServed
        if policy.objective == .fair, favoured.canBeWeighted(best) {
            var lifting = FairLifting(favoured, standing, prices: best.jurorPrices, bestTotal: totalBound)
            let fairest: FairLifting.Result = lifting.run(atMost: worstServedBound)
            (standing, totalBound) = (fairest.standing, fairest.totalBound)
            worstServedBound = fairest.worstServedBound
        }
        if !policy.rules.isEmpty {
            var repair = RuleRepair(
                policy.rules, standing, prices: best.jurorPrices, isLocked: favoured.isLocked,
                floor: policy.objective == .fair ? standing.worstSum : nil)
            repair.mend()
            standing = repair.standing
        }
        let total = Bounded(value: favoured.total(of: standing), bound: totalBound)
        let worstServed = Bounded(value: standing.worstSum, bound: worstServedBound)
        return outcome(of: standing, policy, total, worstServed, jurorPrices: best.jurorPrices)
    }

    private func outcome(
        of standing: Standing, _ policy: AssignmentPolicy, _ total: Bounded, _ worstServed: Bounded,
        jurorPrices: [Int]
    ) -> AssignmentOutcome {
        let pairs: [Pair] = standing.pairs
        let shortfall: [Int] = standing.shortfall
        let isLacking: Bool = shortfall.contains { $0 > 0 }
        let (kept, moved) = movedPairs(policy.previous, from: Set(pairs))
        return AssignmentOutcome(
            pairs: pairs, shortfall: shortfall,
            shortages: isLacking ? ShortageSearch.shortages(of: standing) : [], total: total,
            worstServed: worstServed, rules: SideRuleReport(policy.rules, standing),
            jurorPrices: jurorPrices, kept: kept, moved: moved)
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

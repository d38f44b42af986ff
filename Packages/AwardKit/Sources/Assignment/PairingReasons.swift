extension AssignmentProblem {
    /// Says of each pair of an outcome, in its order, why it was chosen and what would come next.
    public func reasons(for outcome: AssignmentOutcome) -> [PairingReason] {
        let chosen = Set(outcome.pairs)
        var reasons: [PairingReason] = []
        var next = outcome.pairs.startIndex
        while next < outcome.pairs.endIndex {
            let application: Int = outcome.pairs[next].application
            let following: ArraySlice<Pair> = outcome.pairs[next...].prefix { $0.application == application }
            let alternative: Int? = bestLeftOut(of: application, chosen, outcome.jurorPrices)
            for pair in following {
                reasons.append(reason(for: pair, alternative: alternative, outcome.jurorPrices))
            }
            next = following.endIndex
        }
        return reasons
    }

    private func reason(for pair: Pair, alternative: Int?, _ prices: [Int]) -> PairingReason {
        let row: Range<Int> = table.row(of: pair.application)
        let index: Int? = table.index(of: pair)
        let cost: Int? = index.map { table.costs[$0] }
        let rank: Int? = cost.map { cost in 1 + row.count { table.costs[$0] < cost } }
        let next: PairingReason.Alternative? = alternative.map { other in
            let juror = Int(table.jurors[other])
            let ownPrice: Int = (cost ?? 0) + prices[pair.juror]
            return PairingReason.Alternative(
                juror: juror, score: -table.costs[other], loss: price(of: other, prices) - ownPrice)
        }
        return PairingReason(
            pair: pair, score: cost.map { -$0 }, rank: rank, candidates: row.count, alternative: next)
    }

    /// The candidate left out whose review and place together cost least.
    private func bestLeftOut(of application: Int, _ chosen: Set<Pair>, _ prices: [Int]) -> Int? {
        var best: Int?
        for index in table.row(of: application) where isOpen[index] && !chosen.contains(table.pair(index)) {
            guard let standing = best else {
                best = index
                continue
            }
            if price(of: index, prices) < price(of: standing, prices) { best = index }
        }
        return best
    }

    private func price(of index: Int, _ prices: [Int]) -> Int {
        table.costs[index] + prices[Int(table.jurors[index])]
    }
}

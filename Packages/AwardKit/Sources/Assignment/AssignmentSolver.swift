extension AssignmentProblem {
    /// Finds the assignment that meets as much demand as can be met, and among those one of least cost.
    ///
    /// Exact and deterministic. It never fails: what cannot be met is reported as shortfall. As a flow
    /// problem this is that of Goldsmith and Sloan, *The AI conference paper assignment problem* (2007), and
    /// Taylor, *On the optimal assignment of conference papers to reviewers* (2008): reviews flow from
    /// applications through candidate pairs of capacity one to jurors. Such constraints are totally
    /// unimodular: splitting reviews into fractions could not do better. `Auction` has the method.
    public func solve() -> AssignmentSolution {
        let lacking: Int = MaximumAssignment.lacking(in: self)
        let market = Market(self, lacking: lacking)
        var auction = Auction(market)
        auction.run()
        let chosen: [Int] = market.origins.indices.compactMap { candidate in
            auction.isHeld[candidate] ? market.origins[candidate] : nil
        }
        let standing = Standing(self, chosen: chosen)
        return AssignmentSolution(
            pairs: standing.pairs, cost: standing.cost, shortfall: standing.shortfall,
            jurorPrices: ExactPrices.prices(of: standing, from: estimates(auction, market, standing)))
    }

    /// The prices of the auction in whole points, above that of free places. Where reviews are lacking,
    /// nobody was for sale in the auction; in truth that costs the price of a shortfall, which lifts the
    /// prices of all jurors who could help.
    private func estimates(_ auction: Auction, _ market: Market, _ standing: Standing) -> [Int] {
        let lowest: Int = auction.freePrice ?? auction.prices.dropLast().min() ?? 0
        let priceOfNobody: Int = auction.prices[openCapacity.count]
        let couldHelp: [Bool] = ShortageSearch.jurorsWhoCouldHelp(standing)
        return openCapacity.indices.map { juror in
            let price: Int = auction.prices[juror]
            if price > Auction.greatestPrice { return 0 }
            if !couldHelp[juror] { return (price - lowest).quotientRoundedDown(by: market.factor) }
            return shortfallPrice + (price - priceOfNobody).quotientRoundedDown(by: market.factor)
        }
    }
}

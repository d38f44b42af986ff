extension AssignmentProblem {
    /// A value that no assignment can fall below, whatever the prices: weak duality.
    ///
    /// Imagine that a place with each juror has a price. Every application takes its cheapest reviews, pair
    /// and place together, or pays for lacking them, without regard to the others; then all is paid back that
    /// places of a juror can take in above the cost of their load. No assignment does better, and one whose
    /// `value(of:)` equals the bound is thereby proven best: nothing need be known of how it was found.
    public func lowerBound(jurorPrices: [Int]) -> Int {
        var offers: [[Int]] = openDemand.map { Array(repeating: shortfallPrice, count: $0) }
        for index in 0..<table.count where isOpen[index] {
            let price: Int = table.costs[index] + jurorPrices[Int(table.jurors[index])]
            offers[Int(table.applications[index])].append(price)
        }
        var bound = 0
        for (demand, offers) in zip(openDemand, offers) {
            bound += offers.sorted().prefix(demand).reduce(0, +)
        }
        for (juror, price) in jurorPrices.enumerated() {
            for count in 0..<openCapacity[juror] {
                bound += min(0, load.cost(ofJuror: juror, after: count) - price)
            }
        }
        return bound
    }

    /// The one number that the assignment minimises: its cost, and the price of every review that is lacking.
    public func value(of solution: AssignmentSolution) -> Int {
        solution.cost + shortfallPrice * solution.totalShortfall
    }
}

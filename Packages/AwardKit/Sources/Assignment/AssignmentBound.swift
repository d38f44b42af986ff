extension AssignmentProblem {
    /// A value that no assignment can fall below, whatever the prices: weak duality.
    ///
    /// Imagine that a place with each juror has a price. Every application takes its cheapest reviews, pair
    /// and place together, or pays for lacking them, without regard to the others; then all is paid back that
    /// places of a juror can take in above the cost of their load. No assignment does better, and one whose
    /// `value(of:)` equals the bound is thereby proven best: nothing need be known of how it was found.
    public func lowerBound(jurorPrices: [Int]) -> Int {
        var bound = 0
        for application in openDemand.indices {
            bound += cheapestReviews(of: application, jurorPrices)
        }
        for (juror, price) in jurorPrices.enumerated() {
            for count in 0..<openCapacity[juror] {
                bound += min(0, load.cost(ofJuror: juror, after: count) - price)
            }
        }
        return bound
    }

    /// What the reviews that an application wants cost at least, pair and place together.
    private func cheapestReviews(of application: Int, _ jurorPrices: [Int]) -> Int {
        var cheapest = [Int](repeating: shortfallPrice, count: openDemand[application])
        guard var dearest = cheapest.last else { return 0 }
        for index in table.row(of: application) where isOpen[index] {
            let price: Int = table.costs[index] + jurorPrices[Int(table.jurors[index])]
            if price >= dearest { continue }
            var position: Int = cheapest.count - 1
            while position > 0, cheapest[position - 1] > price {
                cheapest[position] = cheapest[position - 1]
                position -= 1
            }
            cheapest[position] = price
            dearest = cheapest[cheapest.count - 1]
        }
        return cheapest.reduce(0, +)
    }

    /// The one number that the assignment minimises: its cost, and the price of every review that is lacking.
    public func value(of solution: AssignmentSolution) -> Int {
        solution.cost + shortfallPrice * solution.totalShortfall
    }
}

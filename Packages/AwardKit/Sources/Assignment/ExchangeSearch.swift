/// An application gives one juror up and takes another.
struct Exchange: Hashable {
    let given: Int
    let taken: Int
}

/// Exchanges in a row, each taking the place that the next gives up. The last takes a free place, or the one
/// that the first gave up.
struct Chain {
    let exchanges: [Exchange]
    /// What the chain adds to the cost at the prices of the best assignment.
    let loss: Int
}

extension Standing {
    mutating func apply(_ chain: Chain) {
        for exchange in chain.exchanges { remove(exchange.given) }
        for exchange in chain.exchanges { add(exchange.taken) }
    }

    mutating func revert(_ chain: Chain) {
        for exchange in chain.exchanges { remove(exchange.taken) }
        for exchange in chain.exchanges { add(exchange.given) }
    }

    /// The sum of scores that an application has after an exchange.
    func sum(after exchange: Exchange) -> Int {
        let application = Int(problem.table.applications[exchange.given])
        return sums[application] + problem.table.costs[exchange.given] - problem.table.costs[exchange.taken]
    }
}

/// Searches the cheapest chain of exchanges that gives an application another juror.
///
/// Best first by reduced cost (Dijkstra 1959, with the prices of the best assignment as potentials). Where
/// exchanges have moved the assignment away from the best, reduced costs below zero count as zero, so a chain
/// may be missed that is cheaper by what the assignment lacks already.
struct ExchangeSearch {
    private struct Label: Comparable {
        let distance: Int
        let juror: Int

        static func < (left: Label, right: Label) -> Bool {
            (left.distance, left.juror) < (right.distance, right.juror)
        }
    }

    private let problem: AssignmentProblem
    private let prices: [Int]
    private var distances: [Int]
    private var cameBy: [Exchange?]
    private var reached: [Int] = []
    private var labels: [Label] = []
    private var nearestEnd: Label?
    /// How many exchanges may be looked at yet. When none are left nothing is found any more, so that a
    /// hopeless case ends; being a count, it ends at the same point everywhere.
    var effortLeft: Int

    init(_ problem: AssignmentProblem, prices: [Int], effort: Int) {
        effortLeft = effort
        self.problem = problem
        self.prices = prices
        distances = Array(repeating: .max, count: prices.count)
        cameBy = Array(repeating: nil, count: prices.count)
    }

    /// - Parameters:
    ///   - given: the chosen candidate that is given up; its application begins.
    ///   - first: which exchanges it may begin with.
    ///   - others: which exchanges other applications may make.
    mutating func cheapestChain(
        giving given: Int, in standing: Standing, first: (Exchange) -> Bool, others: (Exchange) -> Bool
    ) -> Chain? {
        let home = Int(problem.table.jurors[given])
        defer { forget() }
        extend(from: 0, giving: given, home: home, standing, first)
        while effortLeft > 0, let label = nextLabel() {
            if let end = nearestEnd, label.distance >= end.distance { break }
            for held in standing.ofJuror[label.juror] where !isOnChain(held, to: label.juror, home: home) {
                extend(from: label.distance, giving: held, home: home, standing, others)
            }
        }
        return nearestEnd.map { end in
            Chain(exchanges: exchanges(to: end.juror, home: home), loss: end.distance)
        }
    }

    /// Looks at everything that the application of a chosen candidate might take instead.
    private mutating func extend(
        from distance: Int, giving given: Int, home: Int, _ standing: Standing,
        _ isAllowed: (Exchange) -> Bool
    ) {
        let worth: Int = problem.table.costs[given] + prices[Int(problem.table.jurors[given])]
        let row: Range<Int> = problem.table.row(of: Int(problem.table.applications[given]))
        effortLeft -= row.count
        for taken in row {
            let juror = Int(problem.table.jurors[taken])
            let reducedCost: Int = problem.table.costs[taken] + prices[juror] - worth
            let reach: Int = distance + max(0, reducedCost)
            guard reach < distances[juror], problem.isOpen[taken], !standing.isChosen[taken] else { continue }
            let exchange = Exchange(given: given, taken: taken)
            guard isAllowed(exchange) else { continue }
            if distances[juror] == .max { reached.append(juror) }
            distances[juror] = reach
            cameBy[juror] = exchange
            meet(Label(distance: reach, juror: juror), home: home, standing)
        }
    }

    /// A chain ends where there is room, or at home; from elsewhere it goes on.
    private mutating func meet(_ label: Label, home: Int, _ standing: Standing) {
        if label.juror == home {
            nearestEnd = min(nearestEnd ?? label, label)
            return
        }
        if standing.room(of: label.juror) > 0 {
            let left: Int = max(0, prices[home] - prices[label.juror])
            let end = Label(distance: label.distance + left, juror: label.juror)
            nearestEnd = min(nearestEnd ?? end, end)
        }
        labels.insert(label, intoHeapFrom: 0, count: labels.count)
    }

    private mutating func nextLabel() -> Label? {
        while let label = labels.first {
            labels.removeLeast(ofHeapFrom: 0, count: labels.count)
            labels.removeLast()
            if label.distance == distances[label.juror] { return label }
        }
        return nil
    }

    /// No application makes two exchanges of one chain.
    private func isOnChain(_ held: Int, to end: Int, home: Int) -> Bool {
        let application: Int32 = problem.table.applications[held]
        var juror: Int = end
        while let exchange = cameBy[juror] {
            if problem.table.applications[exchange.given] == application { return true }
            juror = Int(problem.table.jurors[exchange.given])
            if juror == home { return false }
        }
        return false
    }

    /// From the last to the first.
    private func exchanges(to end: Int, home: Int) -> [Exchange] {
        var exchanges: [Exchange] = []
        var juror: Int = end
        while let exchange = cameBy[juror] {
            exchanges.append(exchange)
            juror = Int(problem.table.jurors[exchange.given])
            if juror == home { break }
        }
        return exchanges
    }

    private mutating func forget() {
        for juror in reached {
            distances[juror] = .max
            cameBy[juror] = nil
        }
        reached.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        nearestEnd = nil
    }
}

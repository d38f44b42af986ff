/// Mends an assignment that breaks side rules, by the cheapest chains of exchanges that are found.
///
/// Chains that break nothing else are sought first, then any after which less is broken than before. What no
/// chain mends stays. Number, places and candidates are never touched, and fairness is only given up where a
/// rule cannot be kept with it.
struct RuleRepair {
    /// What a chain is to achieve.
    private enum Goal {
        case fewerViolations
        case fewerParts(than: Int)
    }

    /// How far a chain may go.
    private struct Manner {
        /// What nobody's sum is to fall below; nil where sums do not matter.
        let floor: Int?
        /// Whether each of its exchanges is to break nothing.
        let isStrict: Bool
        /// Whether to try each first exchange where the cheapest of all does not do.
        let isThorough: Bool
    }

    private(set) var standing: Standing
    private let isLocked: [Bool]
    private let isConnected: Bool
    private var book: RuleBook
    private var search: ExchangeSearch
    private let manners: [Manner]
    private static let effort = 300_000_000

    /// - Parameter floor: what nobody's sum is to fall below unless a rule cannot be kept otherwise; nil
    /// where
    ///   sums do not matter.
    init(
        _ rules: SideRules, _ standing: Standing, prices: [Int], isLocked: [Bool], floor: Int?
    ) {
        self.standing = standing
        self.isLocked = isLocked
        isConnected = rules.isConnected
        book = RuleBook(rules, standing)
        search = ExchangeSearch(standing.problem, prices: prices, effort: Self.effort)
        let floors: [Int?] = floor == nil ? [nil] : [floor, nil]
        manners = floors.flatMap { floor in
            [(true, false), (true, true), (false, true)].map { isStrict, isThorough in
                Manner(floor: floor, isStrict: isStrict, isThorough: isThorough)
            }
        }
    }

    /// What is easy is mended first, so that what is hopeless does not use up the effort.
    mutating func mend() {
        for manner in manners {
            var waiting: [Int] = Array(standing.sums.indices)
            while !waiting.isEmpty {
                let broken: [Int] = waiting.filter { !book.violations(of: $0, standing).isEmpty }
                waiting = broken.filter { mend($0, manner) }
            }
        }
        if isConnected { connect() }
    }

    /// Whether there is less to mend than before.
    private mutating func mend(_ application: Int, _ manner: Manner) -> Bool {
        for violation in book.violations(of: application, standing) {
            let book: RuleBook = self.book
            let isDone: Bool = exchange(oneOf: violation.toGive, manner, to: .fewerViolations) {
                book.meets($0, kind: violation.kind)
            }
            if isDone { return true }
        }
        return false
    }

    /// Tries the cheapest chain from each of these candidates, then, if thorough, the cheapest with each
    /// first exchange.
    private mutating func exchange(
        oneOf toGive: [Int], _ manner: Manner, to goal: Goal, first: (Exchange) -> Bool
    ) -> Bool {
        let given: [Int] = toGive.filter { !isLocked[$0] }
        var cheapest: [Chain] = []
        for given in given {
            if let chain = chain(giving: given, manner, first: first) { cheapest.append(chain) }
        }
        for chain in cheapest.sorted(by: { $0.loss < $1.loss }) where achieves(goal, by: chain) {
            return true
        }
        guard manner.isThorough else { return false }
        for given in given {
            for taken in standing.problem.table.row(of: standing.problem.table.pair(given).application) {
                let chain: Chain? = chain(giving: given, manner) { $0.taken == taken && first($0) }
                if let chain, achieves(goal, by: chain) { return true }
            }
        }
        return false
    }

    private mutating func chain(giving given: Int, _ manner: Manner, first: (Exchange) -> Bool) -> Chain? {
        let (standing, book, isLocked): (Standing, RuleBook, [Bool]) = (standing, book, isLocked)
        let isAllowed: (Exchange) -> Bool = { exchange in
            if isLocked[exchange.given] { return false }
            if let floor = manner.floor, !standing.isBearable(exchange, floor: floor) { return false }
            return !manner.isStrict || book.allows(exchange, standing)
        }
        return search.cheapestChain(
            giving: given, in: standing, first: { first($0) && isAllowed($0) }, others: isAllowed)
    }

    /// Applies a chain, and takes it back unless the goal is achieved.
    private mutating func achieves(_ goal: Goal, by chain: Chain) -> Bool {
        let touched = Set(chain.exchanges.map { Int(standing.problem.table.applications[$0.given]) })
        let before: Int = book.broken(by: touched, standing)
        book.follow(chain, in: &standing) { $0.apply($1) }
        let after: Int = book.broken(by: touched, standing)
        let isAchieved: Bool =
            switch goal {
            case .fewerViolations: after < before
            case .fewerParts(let count): after <= before && GraphParts(standing).count < count
            }
        if !isAchieved { book.follow(chain, in: &standing) { $0.revert($1) } }
        return isAchieved
    }
}

// MARK: - Connection

extension RuleRepair {
    /// Joins parts of the graph until there is one or no chain joins any more.
    private mutating func connect() {
        var parts = GraphParts(standing)
        while parts.count > 1, join(parts) { parts = GraphParts(standing) }
    }

    /// Takes each application outside the greatest part in turn, those of the smallest parts first.
    private mutating func join(_ parts: GraphParts) -> Bool {
        let jurors: [Int32] = standing.problem.table.jurors
        for manner in manners {
            for application in parts.applicationsOutsideTheGreatest {
                let here: Int? = parts.part(of: application)
                let toGive: [Int] = standing.ofApplication[application]
                let isDone: Bool = exchange(oneOf: toGive, manner, to: .fewerParts(than: parts.count)) {
                    parts.isElsewhere(juror: Int(jurors[$0.taken]), than: here)
                }
                if isDone { return true }
            }
        }
        return false
    }
}

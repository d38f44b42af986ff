/// Mends an assignment that breaks side rules, by the cheapest chains of exchanges that break nothing else.
///
/// A violation that no chain mends stays; so does the order of things: number, places and candidates are
/// never touched, and fairness is only given up where a rule cannot be kept with it.
struct RuleRepair {
    private(set) var standing: Standing
    private let isLocked: [Bool]
    private let isConnected: Bool
    private var book: RuleBook
    private var search: ExchangeSearch
    /// What nobody's sum is to fall below; nil where sums do not matter.
    private let floor: Int?
    private static let effort = 300_000_000

    init(
        _ rules: SideRules, _ standing: Standing, prices: [Int], isLocked: [Bool], floor: Int?
    ) {
        self.standing = standing
        self.isLocked = isLocked
        self.floor = floor
        isConnected = rules.isConnected
        book = RuleBook(rules, standing)
        search = ExchangeSearch(standing.problem, prices: prices, effort: Self.effort)
    }

    /// First without making anyone worse served than that, then even so.
    private var floors: [Int?] { floor == nil ? [nil] : [floor, nil] }

    mutating func mend() {
        var waiting: [Int] = Array(standing.sums.indices)
        while !waiting.isEmpty {
            let broken: [Int] = waiting.filter { !book.violations(of: $0, standing).isEmpty }
            waiting = broken.filter { application in
                floors.contains { mend(application, floor: $0) }
            }
        }
        if isConnected { connect() }
    }

    /// Whether one violation of the application was mended.
    private mutating func mend(_ application: Int, floor: Int?) -> Bool {
        for violation in book.violations(of: application, standing) {
            let book: RuleBook = self.book
            var chains: [Chain] = []
            for given in violation.toGive {
                let chain: Chain? = chain(giving: given, floor: floor) {
                    book.meets($0, kind: violation.kind)
                }
                if let chain { chains.append(chain) }
            }
            for chain in chains.sorted(by: { $0.loss < $1.loss }) where improves(by: chain) { return true }
        }
        return false
    }

    private mutating func chain(giving given: Int, floor: Int?, first: (Exchange) -> Bool) -> Chain? {
        let (standing, book, isLocked): (Standing, RuleBook, [Bool]) = (standing, book, isLocked)
        if isLocked[given] { return nil }
        let isAllowed: (Exchange) -> Bool = { exchange in
            if isLocked[exchange.given] { return false }
            if let floor, !standing.isBearable(exchange, floor: floor) { return false }
            return book.allows(exchange, standing)
        }
        return search.cheapestChain(
            giving: given, in: standing, first: { isAllowed($0) && first($0) }, others: isAllowed)
    }

    /// Applies a chain if that leaves fewer violations: its exchanges were checked one by one only.
    private mutating func improves(by chain: Chain) -> Bool {
        let touched: Set<Int> = applicationsTouched(by: chain)
        let before: Int = violations(of: touched)
        book.follow(chain, in: &standing) { $0.apply($1) }
        if violations(of: touched) < before { return true }
        book.follow(chain, in: &standing) { $0.revert($1) }
        return false
    }

    private func violations(of applications: Set<Int>) -> Int {
        applications.reduce(0) { $0 + book.violations(of: $1, standing).count }
    }
}

// MARK: - Connection

extension RuleRepair {
    /// Joins parts of the graph until there is one or no chain joins any more.
    private mutating func connect() {
        var parts = GraphParts(standing)
        while parts.count > 1, let joined = joinSmallest(parts) { parts = joined }
    }

    /// Takes each application outside the greatest part in turn, those of the smallest parts first.
    private mutating func joinSmallest(_ parts: GraphParts) -> GraphParts? {
        for floor in floors {
            for application in parts.applicationsOutsideTheGreatest {
                for given in standing.ofApplication[application] {
                    if let joined = join(giving: given, parts, floor: floor) { return joined }
                }
            }
        }
        return nil
    }

    private mutating func join(giving given: Int, _ parts: GraphParts, floor: Int?) -> GraphParts? {
        let here: Int = parts.part(ofCandidate: given)
        let jurors: [Int32] = standing.problem.table.jurors
        let chain: Chain? = chain(giving: given, floor: floor) { exchange in
            parts.isElsewhere(juror: Int(jurors[exchange.taken]), than: here)
        }
        guard let chain else { return nil }
        let touched: Set<Int> = applicationsTouched(by: chain)
        let before: Int = violations(of: touched)
        book.follow(chain, in: &standing) { $0.apply($1) }
        let joined = GraphParts(standing)
        if joined.count < parts.count, violations(of: touched) <= before { return joined }
        book.follow(chain, in: &standing) { $0.revert($1) }
        return nil
    }

    private func applicationsTouched(by chain: Chain) -> Set<Int> {
        Set(chain.exchanges.map { Int(standing.problem.table.applications[$0.given]) })
    }
}

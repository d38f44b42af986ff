/// Side rules as exchanges see them: what an assignment breaks at present, and which exchanges would break
/// something new.
struct RuleBook {
    /// A rule that is broken, and where: the chosen candidates one of which has to go.
    struct Violation: Hashable {
        let toGive: [Int]
        /// The only jurors that help; nil where anyone else does.
        let kind: Int?
    }

    private let problem: AssignmentProblem
    private let rules: SideRules
    /// The requirements of each application, and the jurors that meet each requirement.
    private var requirements: [[Int]]
    private let kinds: [Set<Int>]
    /// The pairs that each pair excludes.
    private var excluded: [AssignmentProblem.Pair: [AssignmentProblem.Pair]] = [:]
    private let fixedJurors: [Int: [Int]]
    private let isFixed: Set<AssignmentProblem.Pair>
    /// How many applications two jurors share, by `key(of:_:)`.
    private var shared: [Int: Int] = [:]
    /// By how much jurors meet too often, over all of them.
    private var excess = 0

    init(_ rules: SideRules, _ standing: Standing) {
        problem = standing.problem
        self.rules = rules
        kinds = rules.requirements.map { Set($0.jurors) }
        requirements = Array(repeating: [], count: standing.sums.count)
        fixedJurors = Dictionary(grouping: standing.problem.fixedPairs, by: \.application)
            .mapValues { $0.map(\.juror) }
        isFixed = Set(standing.problem.fixedPairs)
        for (position, requirement) in rules.requirements.enumerated() {
            for application in Set(requirement.applications) { requirements[application].append(position) }
        }
        for exclusion in rules.exclusions {
            excluded[exclusion.one, default: []].append(exclusion.other)
            excluded[exclusion.other, default: []].append(exclusion.one)
        }
        guard rules.mostTogether != nil else { return }
        for application in standing.sums.indices { count(application, standing, by: 1) }
    }

    private func key(of one: Int, _ other: Int) -> Int {
        min(one, other) * problem.openCapacity.count + max(one, other)
    }

    private func jurors(of application: Int, _ standing: Standing) -> [Int] {
        let chosen: [Int] = standing.ofApplication[application].map { Int(problem.table.jurors[$0]) }
        return (fixedJurors[application] ?? []) + chosen
    }

    private mutating func count(_ application: Int, _ standing: Standing, by step: Int) {
        let jurors: [Int] = jurors(of: application, standing)
        for (position, one) in jurors.enumerated() {
            for other in jurors[(position + 1)...] {
                let key: Int = key(of: one, other)
                excess -= excess(of: key)
                shared[key, default: 0] += step
                excess += excess(of: key)
            }
        }
    }

    private func excess(of key: Int) -> Int {
        max(0, shared[key, default: 0] - (rules.mostTogether ?? .max))
    }

    /// Keeps the count of shared applications while a standing changes.
    mutating func follow(
        _ chain: Chain, in standing: inout Standing, _ change: (inout Standing, Chain) -> Void
    ) {
        let isCounting: Bool = rules.mostTogether != nil
        let applications = Set(chain.exchanges.map { Int(problem.table.applications[$0.given]) })
        if isCounting { for application in applications { count(application, standing, by: -1) } }
        change(&standing, chain)
        if isCounting { for application in applications { count(application, standing, by: 1) } }
    }
}

// MARK: - What is broken

extension RuleBook {
    func violations(of application: Int, _ standing: Standing) -> [Violation] {
        let chosen: [Int] = standing.ofApplication[application]
        let jurors: [Int] = jurors(of: application, standing)
        var violations: [Violation] = []
        for requirement in requirements[application] where kinds[requirement].isDisjoint(with: jurors) {
            violations.append(Violation(toGive: chosen, kind: requirement))
        }
        for index in chosen where isExcluded(problem.table.pair(index), standing) {
            violations.append(Violation(toGive: [index], kind: nil))
        }
        guard let most = rules.mostTogether else { return violations }
        for (position, one) in jurors.enumerated() {
            for other in jurors[(position + 1)...] where shared[key(of: one, other), default: 0] > most {
                let toGive: [Int] = chosen.filter { [one, other].contains(Int(problem.table.jurors[$0])) }
                violations.append(Violation(toGive: toGive, kind: nil))
            }
        }
        return violations
    }

    /// How much is broken by these applications, and by jurors who meet too often anywhere.
    func broken(by applications: Set<Int>, _ standing: Standing) -> Int {
        var broken: Int = excess
        for application in applications {
            let jurors: [Int] = jurors(of: application, standing)
            broken += requirements[application].count { kinds[$0].isDisjoint(with: jurors) }
            broken += standing.ofApplication[application].count {
                isExcluded(problem.table.pair($0), standing)
            }
        }
        return broken
    }

    private func isExcluded(_ pair: AssignmentProblem.Pair, _ standing: Standing) -> Bool {
        excluded[pair]?.contains { isChosen($0, standing) } ?? false
    }

    private func isChosen(_ pair: AssignmentProblem.Pair, _ standing: Standing) -> Bool {
        if isFixed.contains(pair) { return true }
        return problem.table.index(of: pair).map { standing.isChosen[$0] } ?? false
    }

    func meets(_ exchange: Exchange, kind: Int?) -> Bool {
        kind.map { kinds[$0].contains(Int(problem.table.jurors[exchange.taken])) } ?? true
    }
}

// MARK: - What an exchange would break

extension RuleBook {
    /// Whether an exchange, taken by itself, breaks nothing that is not broken without it.
    func allows(_ exchange: Exchange, _ standing: Standing) -> Bool {
        let given: AssignmentProblem.Pair = problem.table.pair(exchange.given)
        let taken: AssignmentProblem.Pair = problem.table.pair(exchange.taken)
        if isExcluded(taken, standing) { return false }
        if requirements[given.application].isEmpty, rules.mostTogether == nil { return true }
        let others: [Int] = jurors(of: given.application, standing).filter { $0 != given.juror }
        for requirement in requirements[given.application] where kinds[requirement].contains(given.juror) {
            let stays: Bool =
                kinds[requirement].contains(taken.juror) || !kinds[requirement].isDisjoint(with: others)
            if !stays { return false }
        }
        guard let most = rules.mostTogether else { return true }
        return others.allSatisfy { shared[key(of: $0, taken.juror), default: 0] < most }
    }
}

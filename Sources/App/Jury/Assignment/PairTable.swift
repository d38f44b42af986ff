internal import Assignment
internal import Platform

/// The pairs of a situation by the positions of tasks and seats.
///
/// Many applications are alike in all that the season's rules look at, so each sort of application is held
/// against the jurors once.
struct PairTable: Sendable {
    /// What the rules look at.
    fileprivate struct Sort: Hashable {
        let nomination: ID<Nomination>
        let country: String
        let language: Language
        let themes: [String]
    }

    /// A sort of application and a juror: what keeps them apart, and what speaks for them.
    private struct Verdict {
        let obstacle: PairObstacle?
        let points: Int
    }

    /// A place that became free.
    struct Vacated {
        let pair: AssignmentProblem.Pair
        let cause: AssignmentPlan.Move.Cause
    }

    /// What was assigned before and stays whatever happens.
    private(set) var fixed: [AssignmentProblem.Pair] = []
    /// What was assigned before and stays as far as it can.
    private(set) var movable: [AssignmentProblem.Pair] = []
    /// The latest last.
    private var vacated: [Vacated] = []
    private var standings: [AssignmentProblem.Pair: AssignmentSituation.Standing] = [:]
    private var conflicts: [Set<ID<Party>>]
    /// What bids add to the points of a pair.
    private var bids: [AssignmentProblem.Pair: Int] = [:]
    /// By the position of the task, then of the seat.
    private var verdicts: [[Verdict]]

    init(_ situation: AssignmentSituation) {
        conflicts = Array(repeating: [], count: situation.seats.count)
        let seats = Dictionary(uniqueKeysWithValues: situation.seats.enumerated().map { ($1.id, $0) })
        let tasks = Dictionary(uniqueKeysWithValues: situation.tasks.enumerated().map { ($1.id, $0) })
        var known: [Sort: [Verdict]] = [:]
        verdicts = situation.tasks.map { task in
            let sort = Sort(task)
            if let verdicts = known[sort] { return verdicts }
            let verdicts = situation.seats.map { seat in
                Verdict(
                    obstacle: situation.rules.obstacle(task, seat), points: situation.rules.points(task, seat)
                )
            }
            known[sort] = verdicts
            return verdicts
        }
        for conflict in situation.conflicts {
            if let seat = seats[conflict.juror] { conflicts[seat].insert(conflict.party) }
        }
        for (bid, wish) in situation.bids {
            guard let task = tasks[bid.application], let seat = seats[bid.juror] else { continue }
            bids[.init(application: task, juror: seat)] = situation.rules.points(wish)
        }
        for past in situation.past {
            guard let task = tasks[past.application], let seat = seats[past.juror] else { continue }
            let pair = AssignmentProblem.Pair(application: task, juror: seat)
            standings[pair] = past.standing
            note(
                pair, past.standing,
                isInScope: situation.seats[seat].isAsked && situation.tasks[task].demand > 0)
        }
    }

    /// The places that a plan speaks of: where somebody is replaced, theirs alone.
    var freed: [Vacated] {
        let replaced = vacated.filter { $0.cause == .replaced }
        return replaced.isEmpty ? vacated : replaced
    }

    /// Beyond the scope nothing moves.
    private mutating func note(
        _ pair: AssignmentProblem.Pair, _ standing: AssignmentSituation.Standing, isInScope: Bool
    ) {
        switch standing {
        case .fixed: fixed.append(pair)
        case .movable: if isInScope { movable.append(pair) } else { fixed.append(pair) }
        case .replaced: vacated.append(Vacated(pair: pair, cause: .replaced))
        case .recused: vacated.append(Vacated(pair: pair, cause: .recused))
        case .removed: vacated.append(Vacated(pair: pair, cause: .removed))
        case .conflict: vacated.append(Vacated(pair: pair, cause: .conflict))
        case .withdrawn, .steppedBackBefore: break
        }
    }

    /// What keeps a pair apart before it is asked whether the juror has room.
    func obstacle(
        _ pair: AssignmentProblem.Pair, in situation: AssignmentSituation
    ) -> PairObstacle? {
        if let obstacle = verdicts[pair.application][pair.juror].obstacle { return obstacle }
        if conflicts[pair.juror].contains(situation.tasks[pair.application].party) { return .conflict }
        return standings[pair].map(\.holds) == false ? .recused : nil
    }

    func points(_ pair: AssignmentProblem.Pair) -> Int {
        verdicts[pair.application][pair.juror].points + (bids[pair] ?? 0)
    }

    /// The pairs that may be made, of jurors who are asked and applications that want reviews; and those that
    /// stay, for their points.
    func candidates(of situation: AssignmentSituation) -> [AssignmentProblem.Candidate] {
        let asked = situation.seats.indices.filter {
            situation.seats[$0].isAsked && situation.seats[$0].capacity > 0
        }
        var candidates = fixed.map { pair in
            AssignmentProblem.Candidate(
                application: pair.application, juror: pair.juror, cost: -points(pair))
        }
        for application in situation.tasks.indices where situation.tasks[application].demand > 0 {
            for juror in asked {
                let pair = AssignmentProblem.Pair(application: application, juror: juror)
                guard obstacle(pair, in: situation) == nil else { continue }
                candidates.append(.init(application: application, juror: juror, cost: -points(pair)))
            }
        }
        return candidates
    }

    /// How many of the jurors asked who do not have an application each obstacle keeps from it.
    func obstacles(
        of application: Int, in situation: AssignmentSituation, held: Set<AssignmentProblem.Pair>
    ) -> [PairObstacle: Int] {
        var obstacles: [PairObstacle: Int] = [:]
        for juror in situation.seats.indices where situation.seats[juror].isAsked {
            let pair = AssignmentProblem.Pair(application: application, juror: juror)
            if held.contains(pair) { continue }
            obstacles[obstacle(pair, in: situation) ?? .full, default: 0] += 1
        }
        return obstacles
    }
}

extension PairTable.Sort {
    fileprivate init(_ task: AssignmentSituation.Task) {
        self.init(
            nomination: task.nomination, country: task.country, language: task.language, themes: task.themes)
    }
}

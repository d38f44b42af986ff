internal import Assignment
internal import Platform

/// An automatic assignment as it is proposed: the new pairs with their reasons, and what cannot be met.
struct AssignmentPlan: Sendable, Equatable {
    struct Pairing: Sendable, Equatable {
        let application: ID<Application>
        let juror: ID<Juror>
        let explanation: PairingExplanation
    }

    /// An application that would still lack reviews, and what became of the jurors that it might have had.
    struct Shortfall: Sendable, Equatable {
        let application: ID<Application>
        let missing: Int
        /// Of the jurors asked: how many do not read its language.
        let cannotRead: Int
        /// How many read it and have a conflict.
        let conflicted: Int
        /// How many were assigned it before and stepped back, or were taken off it.
        let recused: Int
        /// How many could, and have no room.
        let full: Int
    }

    let pairings: [Pairing]
    let shortfalls: [Shortfall]
}

/// Why a juror gets an application.
struct PairingExplanation: Sendable, Hashable {
    enum RegionFit: String, Sendable {
        /// The juror knows the application's region.
        case same
        /// The juror takes any region.
        case any
        /// The juror knows other regions only.
        case other
    }

    /// The language of the application.
    let language: String
    let readsLanguage: Bool
    let region: String?
    let fit: RegionFit
    /// How many reviews the juror has with this assignment, of how many they take.
    let load: Int
    let capacity: Int

    var json: JSON {
        [
            "language": .string(language), "reads": .bool(readsLanguage),
            "region": region.map { .string($0) } ?? .null, "fit": .string(fit.rawValue),
            "load": .integer(Int64(load)), "capacity": .integer(Int64(capacity)),
        ]
    }

    init(
        language: String, readsLanguage: Bool, region: String?, fit: RegionFit, load: Int, capacity: Int
    ) {
        self.language = language
        self.readsLanguage = readsLanguage
        self.region = region
        self.fit = fit
        self.load = load
        self.capacity = capacity
    }

    /// Nothing where it was not written by `json`.
    init?(stored text: String) {
        guard let json = try? JSON(parsing: text), let language = json["language"]?.text,
            let fit = json["fit"]?.text.flatMap({ RegionFit(rawValue: $0) }),
            let load = json["load"]?.int, let capacity = json["capacity"]?.int
        else { return nil }
        self.init(
            language: language, readsLanguage: json["reads"]?.bool ?? false, region: json["region"]?.text,
            fit: fit,
            load: load, capacity: capacity)
    }
}

extension AssignmentSituation {
    /// What a region that the juror does not know costs, in reviews: a juror who knows it is asked first
    /// until they have this many more than one who does not.
    static let otherRegionCost = 10

    /// The best assignment under the season's rules. Language and conflicts decide who may be asked at all;
    /// regions and equal loads, who is. What was assigned before stays.
    func plan() -> AssignmentPlan {
        let places = Places(self)
        let problem = AssignmentProblem(
            demand: tasks.map(\.demand), capacity: seats.map { $0.isAsked ? $0.capacity : 0 },
            candidates: candidates(places), fixedPairs: places.fixed, loadStep: 1)
        let solution = problem.solve()
        let fixed = Set(places.fixed)
        var loads = [Int](repeating: 0, count: seats.count)
        for pair in solution.pairs { loads[pair.juror] += 1 }
        let pairings = solution.pairs.filter { !fixed.contains($0) }.map { pair in
            AssignmentPlan.Pairing(
                application: tasks[pair.application].id, juror: seats[pair.juror].id,
                explanation: tasks[pair.application].explain(seats[pair.juror], load: loads[pair.juror]))
        }
        let shortfalls = solution.shortfall.enumerated().compactMap { index, missing in
            missing > 0 ? shortfall(of: index, missing: missing, places) : nil
        }
        return AssignmentPlan(pairings: pairings, shortfalls: shortfalls)
    }

    private func candidates(_ places: Places) -> [AssignmentProblem.Candidate] {
        var candidates: [AssignmentProblem.Candidate] = []
        for (application, task) in tasks.enumerated() where task.demand > 0 {
            for (juror, seat) in seats.enumerated() where seat.isAsked && seat.capacity > 0 {
                let pair = AssignmentProblem.Pair(application: application, juror: juror)
                guard task.isReadable(by: seat), !places.recused.contains(pair), !isConflict(task, seat)
                else {
                    continue
                }
                let cost = task.fit(seat) == .other ? Self.otherRegionCost : 0
                candidates.append(.init(application: application, juror: juror, cost: cost))
            }
        }
        return candidates
    }

    private func isConflict(_ task: Task, _ seat: Seat) -> Bool {
        conflicts.contains(Conflict(juror: seat.id, party: task.party))
    }

    private func shortfall(of index: Int, missing: Int, _ places: Places) -> AssignmentPlan.Shortfall {
        let task = tasks[index]
        var (cannotRead, conflicted, recused, full) = (0, 0, 0, 0)
        for (juror, seat) in seats.enumerated() where seat.isAsked {
            let pair = AssignmentProblem.Pair(application: index, juror: juror)
            if places.fixedSet.contains(pair) { continue }
            if !task.isReadable(by: seat) {
                cannotRead += 1
            } else if isConflict(task, seat) {
                conflicted += 1
            } else if places.recused.contains(pair) {
                recused += 1
            } else {
                full += 1
            }
        }
        return AssignmentPlan.Shortfall(
            application: task.id, missing: missing, cannotRead: cannotRead, conflicted: conflicted,
            recused: recused,
            full: full)
    }
}

extension AssignmentSituation {
    /// What was assigned before, by the positions of tasks and seats.
    fileprivate struct Places {
        private(set) var fixed: [AssignmentProblem.Pair] = []
        private(set) var fixedSet: Set<AssignmentProblem.Pair> = []
        private(set) var recused: Set<AssignmentProblem.Pair> = []

        init(_ situation: AssignmentSituation) {
            let tasks = Dictionary(
                uniqueKeysWithValues: situation.tasks.enumerated().map { ($1.id, $0) })
            let seats = Dictionary(
                uniqueKeysWithValues: situation.seats.enumerated().map { ($1.id, $0) })
            for past in situation.past {
                guard let task = tasks[past.application], let seat = seats[past.juror] else { continue }
                let pair = AssignmentProblem.Pair(application: task, juror: seat)
                if past.stands { fixed.append(pair) } else { recused.insert(pair) }
            }
            fixedSet = Set(fixed)
        }
    }
}

extension AssignmentSituation.Task {
    func isReadable(by seat: AssignmentSituation.Seat) -> Bool {
        seat.languages.contains { $0.matches(language) }
    }

    func fit(_ seat: AssignmentSituation.Seat) -> PairingExplanation.RegionFit {
        if seat.regions.isEmpty { return .any }
        return region.map { seat.regions.contains($0) } ?? false ? .same : .other
    }

    func explain(_ seat: AssignmentSituation.Seat, load: Int) -> PairingExplanation {
        PairingExplanation(
            language: language.code, readsLanguage: isReadable(by: seat), region: region, fit: fit(seat),
            load: load,
            capacity: seat.capacity)
    }
}

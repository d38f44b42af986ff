import Platform
import SplitMix
import Testing

@testable import App

/// Properties that hold for whatever jury and applications there are.
struct AssignmentPlanTests {
    @Test(arguments: 0..<60)
    func aPlanKeepsToItsRules(_ seed: Int) {
        let situation = AssignmentSituation.random(seed: UInt64(seed))
        let plan = situation.plan()
        let conflicts = situation.conflicts
        let tasks = Dictionary(uniqueKeysWithValues: situation.tasks.map { ($0.id, $0) })
        let seats = Dictionary(uniqueKeysWithValues: situation.seats.map { ($0.id, $0) })
        var loads = situation.standingLoads
        var counts = situation.standingCounts
        for pairing in plan.pairings {
            guard let task = tasks[pairing.application], let seat = seats[pairing.juror] else {
                Issue.record("a pairing of nobody")
                continue
            }
            #expect(task.isReadable(by: seat), "nobody gets what they cannot read")
            #expect(!conflicts.contains(.init(juror: seat.id, party: task.party)), "never a conflict")
            let isPast = situation.past.contains { $0.juror == seat.id && $0.application == task.id }
            #expect(!isPast, "neither made twice nor made again after a recusal")
            loads[seat.id, default: 0] += 1
            counts[task.id, default: 0] += 1
        }
        for seat in situation.seats where situation.standingLoads[seat.id, default: 0] <= seat.capacity {
            #expect(loads[seat.id, default: 0] <= seat.capacity, "never over capacity")
        }
        for task in situation.tasks where situation.standingCounts[task.id, default: 0] <= task.demand {
            let missing = plan.shortfalls.first { $0.application == task.id }?.missing ?? 0
            #expect(counts[task.id, default: 0] + missing == task.demand, "what is not met is said")
        }
    }

    @Test(arguments: 0..<30)
    func everyPairingHasATrueExplanation(_ seed: Int) {
        let situation = AssignmentSituation.random(seed: UInt64(seed))
        let plan = situation.plan()
        var loads = situation.standingLoads
        for pairing in plan.pairings { loads[pairing.juror, default: 0] += 1 }
        for pairing in plan.pairings {
            let explanation = pairing.explanation
            #expect(explanation.readsLanguage)
            #expect(explanation.load == loads[pairing.juror])
            let seat = situation.seats.first { $0.id == pairing.juror }
            let task = situation.tasks.first { $0.id == pairing.application }
            #expect(explanation.capacity == seat?.capacity)
            let knows = task?.region.map { seat?.regions.contains($0) ?? false } ?? false
            #expect((explanation.fit == .same) == knows)
            #expect(PairingExplanation(stored: explanation.json.canonical) == explanation)
        }
    }

    @Test(arguments: 0..<30)
    func whatIsAssignedStaysAndNothingIsAddedTwice(_ seed: Int) {
        let situation = AssignmentSituation.random(seed: UInt64(seed))
        let plan = situation.plan()
        let after = situation.adding(plan)
        let again = after.plan()
        #expect(again.pairings.isEmpty)
        #expect(again.shortfalls.map(\.missing) == plan.shortfalls.map(\.missing))
    }

    @Test(arguments: 0..<30)
    func shortfallsNameWhatBecameOfEveryJuror(_ seed: Int) {
        let situation = AssignmentSituation.random(seed: UInt64(seed))
        let plan = situation.plan()
        for shortfall in plan.shortfalls {
            let standing = situation.past.count {
                $0.standing.holds && $0.application == shortfall.application
            }
            let new = plan.pairings.count { $0.application == shortfall.application }
            let others = shortfall.obstacles.values.reduce(0, +)
            #expect(others + standing + new == situation.seats.count { $0.isAsked } || situation.hasStrangers)
        }
    }

    @Test func regionsComeBeforeLoadAndLoadBeforeOrder() {
        let seats = [
            AssignmentSituation.seat(1, languages: ["en"], regions: ["europe"]),
            AssignmentSituation.seat(2, languages: ["en"], regions: ["cis"]),
        ]
        let tasks = (1...6).map { AssignmentSituation.task($0, region: "cis", demand: 1) }
        let plan = AssignmentSituation(
            rules: SeasonAssignment(), seats: seats, tasks: tasks, past: [], conflicts: []
        ).plan()
        #expect(plan.pairings.allSatisfy { $0.juror == seats[1].id })
        let anywhere = [
            AssignmentSituation.seat(1, languages: ["en"], regions: []),
            AssignmentSituation.seat(2, languages: ["en"], regions: []),
        ]
        let even = AssignmentSituation(
            rules: SeasonAssignment(), seats: anywhere, tasks: tasks, past: [], conflicts: []
        ).plan()
        #expect(even.pairings.count { $0.juror == anywhere[0].id } == 3)
    }

    @Test(arguments: [
        ("pt", "pt-BR", true), ("pt-BR", "pt", true), ("zh-Hans", "zh-Hant", false), ("en", "fr", false),
    ])
    func aLanguageIsReadByWhoReadsItMoreOrLessExactly(_ juror: String, _ application: String, _ reads: Bool)
        throws
    {
        let language = try #require(Language(application))
        #expect(try #require(Language(juror)).matches(language) == reads)
    }
}

extension AssignmentSituation {
    static func seat(
        _ id: Int64, languages: [String] = ["en"], regions: [String] = [], country: String = "FR",
        themes: [String] = [], kind: String = "", nominations: [ID<Nomination>] = [], capacity: Int = 30,
        isAsked: Bool = true
    ) -> Seat {
        Seat(
            id: ID(rawValue: id), country: country, languages: languages.compactMap { Language($0) },
            regions: regions, ownRegions: regions, themes: themes, kind: kind, nominations: nominations,
            capacity: capacity, isAsked: isAsked)
    }

    static func task(
        _ id: Int, language: Language = .english, region: String? = nil, country: String = "KZ",
        themes: [String] = [], nomination: Int64 = 1, demand: Int = 1
    ) -> Task {
        Task(
            id: ID(rawValue: Int64(id)), party: ID(rawValue: Int64(1_000 + id)),
            nomination: ID(rawValue: nomination), country: country, language: language, region: region,
            themes: themes, demand: demand)
    }

    static func random(seed: UInt64) -> AssignmentSituation {
        var generator = SplitMix64(seed: seed)
        let languages = ["en", "ru", "ar", "fr"]
        let regions = ["europe", "cis", "americas"]
        let seats = (1...Int.random(in: 1...12, using: &generator)).map { id in
            seat(
                Int64(id), languages: languages.filter { _ in Bool.random(using: &generator) },
                regions: regions.filter { _ in Bool.random(using: &generator) },
                capacity: Int.random(in: 0...9, using: &generator),
                isAsked: Int.random(in: 0..<6, using: &generator) > 0)
        }
        let tasks = (1...Int.random(in: 1...25, using: &generator)).map { id in
            task(
                id, language: Language(languages.randomElement(using: &generator) ?? "en") ?? .english,
                region: regions.randomElement(using: &generator),
                demand: Bool.random(using: &generator) ? 3 : Int.random(in: 0...2, using: &generator))
        }
        var past: [Past] = []
        var conflicts: Set<Conflict> = []
        for seat in seats {
            for task in tasks {
                switch Int.random(in: 0..<12, using: &generator) {
                case 0: past.append(Past(juror: seat.id, application: task.id, standing: .fixed))
                case 1: past.append(Past(juror: seat.id, application: task.id, standing: .recused))
                case 2: conflicts.insert(Conflict(juror: seat.id, party: task.party))
                default: break
                }
            }
        }
        return AssignmentSituation(
            rules: SeasonAssignment(), seats: seats, tasks: tasks, past: past, conflicts: conflicts)
    }

    var standingLoads: [ID<Juror>: Int] {
        Dictionary(grouping: past.filter(\.standing.holds), by: \.juror).mapValues(\.count)
    }

    var standingCounts: [ID<Application>: Int] {
        Dictionary(grouping: past.filter(\.standing.holds), by: \.application).mapValues(\.count)
    }

    /// Whether somebody whom the scope leaves out has an assignment.
    var hasStrangers: Bool {
        let strangers = Set(seats.filter { !$0.isAsked }.map(\.id))
        return past.contains { $0.standing.holds && strangers.contains($0.juror) }
    }

    func adding(_ plan: AssignmentPlan) -> AssignmentSituation {
        let new = plan.pairings.map { Past(juror: $0.juror, application: $0.application, standing: .movable) }
        return AssignmentSituation(
            rules: rules, seats: seats, tasks: tasks, past: past + new, conflicts: conflicts)
    }
}

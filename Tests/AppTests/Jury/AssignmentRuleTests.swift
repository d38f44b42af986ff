import Assignment
import Platform
import Testing

@testable import App

/// Each rule of a season, by the smallest situation in which it decides.
struct AssignmentRuleTests {
    private func plan(
        _ rules: SeasonAssignment, _ seats: [AssignmentSituation.Seat], _ tasks: [AssignmentSituation.Task],
        entrants: [AssignmentSituation.Entrant] = []
    ) -> AssignmentPlan {
        AssignmentSituation(
            rules: rules, usualLoad: 30, seats: seats, tasks: tasks, past: [], conflicts: [],
            entrants: entrants
        ).plan()
    }

    private func rules(_ change: (inout SeasonAssignment) -> Void) -> SeasonAssignment {
        var rules = SeasonAssignment()
        change(&rules)
        return rules
    }

    @Test func ownRegionsOnly() {
        let seats = [
            AssignmentSituation.seat(1, regions: ["europe"]), AssignmentSituation.seat(2, regions: ["cis"]),
            AssignmentSituation.seat(3),
        ]
        let task = AssignmentSituation.task(1, region: "cis", demand: 3)
        let free = plan(rules { _ in }, seats, [task])
        #expect(free.pairings.count == 3)
        let own = plan(rules { $0.regions = .ownRegion }, seats, [task])
        #expect(own.pairings.map(\.juror) == [seats[1].id])
        #expect(own.shortfalls.first?.obstacles == [.region: 2], "who has no region is of none")
    }

    @Test func nobodyOfTheOwnCountry() {
        let seats = [
            AssignmentSituation.seat(1, country: "KZ"), AssignmentSituation.seat(2, country: "FR"),
            AssignmentSituation.seat(3, country: ""),
        ]
        let task = AssignmentSituation.task(1, country: "KZ", demand: 3)
        let plan = plan(rules { $0.regions = .notOwnCountry }, seats, [task])
        #expect(plan.pairings.map(\.juror) == [seats[1].id])
        #expect(plan.shortfalls.first?.obstacles == [.country: 2], "whose country nobody knows may be of it")
    }

    @Test func themesArePreferredOrRequired() {
        let seats = [
            AssignmentSituation.seat(1, themes: ["health"]), AssignmentSituation.seat(2, themes: ["culture"]),
            AssignmentSituation.seat(3),
        ]
        let task = AssignmentSituation.task(1, themes: ["culture"])
        let preferred = plan(rules { _ in }, seats, [task])
        #expect(preferred.pairings.map(\.juror) == [seats[1].id])
        #expect(preferred.pairings.first?.explanation.themeFit == .same)
        let three = AssignmentSituation.task(1, themes: ["culture"], demand: 3)
        let required = plan(rules { $0.themes = .require }, seats, [three])
        #expect(
            required.pairings.map(\.juror) == [seats[1].id, seats[2].id], "without a theme one takes any")
        #expect(required.shortfalls.first?.obstacles == [.theme: 1])
    }

    @Test func panelsAreGivenTheirNominations() {
        let seats = [
            AssignmentSituation.seat(1, nominations: [ID(rawValue: 2)]),
            AssignmentSituation.seat(2, nominations: [ID(rawValue: 1), ID(rawValue: 2)]),
        ]
        let plan = plan(rules { _ in }, seats, [AssignmentSituation.task(1, nomination: 1, demand: 2)])
        #expect(plan.pairings.map(\.juror) == [seats[1].id])
        #expect(plan.shortfalls.first?.obstacles == [.panel: 1])
    }

    @Test func weightsDecideBetweenThemeAndRegion() {
        let seats = [
            AssignmentSituation.seat(1, regions: ["cis"], themes: ["health"]),
            AssignmentSituation.seat(2, regions: ["europe"], themes: ["culture"]),
        ]
        let task = AssignmentSituation.task(1, region: "cis", themes: ["culture"])
        let byTheme = plan(rules { $0.weights = PairWeights(theme: 9, region: 4, balance: 0) }, seats, [task])
        #expect(byTheme.pairings.map(\.juror) == [seats[1].id])
        #expect(byTheme.pairings.first?.explanation.points == 9)
        #expect(byTheme.pairings.first?.explanation.next == .init(juror: seats[0].id, cost: 5))
        let byRegion = plan(
            rules { $0.weights = PairWeights(theme: 4, region: 9, balance: 0) }, seats, [task])
        #expect(byRegion.pairings.map(\.juror) == [seats[0].id])
    }

    @Test func aRequiredKindSitsOnEachApplication() {
        let kind = JurorKind(
            key: "practitioner", title: LocalizedText(["en": "Practitioner"]), isRequired: true)
        let seats = [
            AssignmentSituation.seat(1, themes: ["health"]), AssignmentSituation.seat(2, themes: ["health"]),
            AssignmentSituation.seat(3, kind: "practitioner"),
        ]
        let tasks = (1...3).map { AssignmentSituation.task($0, themes: ["health"], demand: 2) }
        let with = plan(rules { $0.kinds = [kind] }, seats, tasks)
        #expect(with.quality.withoutKind.isEmpty)
        #expect(with.pairings.count { $0.juror == seats[2].id } == 3)
        let without = plan(rules { $0.kinds = [kind] }, Array(seats.prefix(2)), tasks)
        #expect(without.quality.withoutKind.map(\.applications.count) == [3], "what cannot be had is said")
        #expect(without.quality.withoutKind.map(\.fewest) == [3], "and that no plan has it")
    }

    @Test func nobodyReviewsTheirReviewer() {
        let seats = (1...3).map { AssignmentSituation.seat($0) }
        let tasks = (1...2).map { AssignmentSituation.task($0) }
        let entrants = [
            AssignmentSituation.Entrant(juror: seats[0].id, party: tasks[0].party),
            .init(juror: seats[1].id, party: tasks[1].party),
        ]
        let situation = AssignmentSituation(
            rules: SeasonAssignment(), usualLoad: 30, seats: seats, tasks: tasks, past: [],
            conflicts: Set(entrants.map { .init(juror: $0.juror, party: $0.party) }), entrants: entrants)
        let plan = situation.plan()
        #expect(plan.shortfalls.isEmpty)
        #expect(plan.quality.mutual == .init(count: 0, fewest: 0))
        let mutual = plan.pairings.count { $0.juror == seats[0].id || $0.juror == seats[1].id }
        #expect(mutual < 2, "at most one of the two reviews the other")
    }

    @Test func theWorstServedComesFirstWhereTheSeasonIsFair() {
        let seats = [
            AssignmentSituation.seat(1, regions: ["cis"], themes: ["health"], capacity: 1),
            AssignmentSituation.seat(2, regions: ["europe"], themes: ["culture"], capacity: 1),
        ]
        let tasks = [
            AssignmentSituation.task(1, region: "cis", themes: ["health"]),
            AssignmentSituation.task(2, region: "cis", themes: ["sport"]),
        ]
        let weights = PairWeights(theme: 15, region: 5, balance: 0)
        let sum = plan(rules { $0.weights = weights }, seats, tasks)
        #expect(sum.quality.points == 20 && sum.quality.worstServed.value == 0)
        let fair = plan(
            rules {
                $0.weights = weights
                $0.objective = .fair
            }, seats, tasks)
        #expect(fair.quality.worstServed.value == 0, "the other juror has nothing to give to either")
        #expect(fair.quality.points == 20)
    }

    @Test func applicationsAreConnectedByCommonJurors() {
        let seats = (1...4).map { AssignmentSituation.seat($0) }
        let tasks = (1...4).map { AssignmentSituation.task($0, demand: 2) }
        let plan = plan(rules { _ in }, seats, tasks)
        #expect(plan.quality.parts == 1)
        let apart = [
            AssignmentSituation.task(1, demand: 2),
            AssignmentSituation.task(2, language: Language("fr") ?? .english, demand: 1),
        ]
        let divided = self.plan(
            rules { _ in }, seats + [AssignmentSituation.seat(5, languages: ["fr"])], apart)
        #expect(divided.quality.parts == 2 && divided.quality.fewestParts == 2)
        #expect(divided.figures.parts == [1, 1])
    }
}

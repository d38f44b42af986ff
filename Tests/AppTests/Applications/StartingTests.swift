import Platform
import Testing

@testable import App

struct StartingTests {
    @Test func aPartyIsToldWhatItMayEnterAndWhyNotTheRest() async throws {
        try await ApplicantScene.run { scene in
            let details = PartyDetails(
                kind: .person, name: "Amina", country: "KE", since: CalendarDate("1998-05-17"))
            let options = Starting.options(
                for: details, holding: [:], in: scene.season.rules, at: scene.test.clock.now)
            #expect(options.map(\.nomination.key) == ["person", "organisation"])
            #expect(options[0].isOpen)
            #expect(options[1].reasons.map(\.code) == [.partyKind])
        }
    }

    @Test func aStartedApplicationIsADraftOfItsParty() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let held = try await scene.held(application)
            #expect(held.application.state == .draft)
            #expect(held.application.nomination == "person")
            #expect(held.party.publicID == scene.party)
            #expect(held.draft == Draft(version: 0, text: "{}", savedAt: nil, savedBy: ""))
            #expect(held.standing == nil && !held.differsFromStanding)
        }
    }

    @Test func aPressThatTheNetworkRepeatsStartsOne() async throws {
        try await ApplicantScene.run { scene in
            let first = try await scene.start(key: "one press")
            let second = try await scene.start(key: "one press")
            #expect(first == second)
            #expect(try await scene.value("SELECT count(*) FROM application", as: Int.self) == 1)
        }
    }

    @Test func theCapHoldsUnderParallelRequests() async throws {
        try await ApplicantScene.run { scene in
            let started = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 { group.addTask { (try? await scene.start()) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(scene.season.rules.limits.perNomination == 2)
            let stored: Int = try await scene.value("SELECT count(*) FROM application")
            #expect(started == 2 && stored == 2)
        }
    }

    @Test func aWithdrawnApplicationMakesRoomAndComesBackOnlyWhereThereIsRoom() async throws {
        try await ApplicantScene.run { scene in
            let first = try await scene.start()
            _ = try await scene.start()
            await #expect(throws: Problem(.conflict, "applications.start.not-eligible")) {
                try await scene.start()
            }
            try await scene.withdraw(first)
            let third = try await scene.start()
            await #expect(throws: Problem(.conflict, "applications.restore.no-room")) {
                try await scene.restore(first)
            }
            try await scene.withdraw(third)
            try await scene.restore(first)
            #expect(try await scene.held(first).application.state == .draft)
        }
    }

    @Test func nothingStartsOutsideTheIntake() async throws {
        try await ApplicantScene.run { scene in
            scene.wait(until: try scene.deadline.closes)
            let closed = Problem(.closed, "applications.closed.start")
            await #expect(throws: closed, "grace is for what was begun") { try await scene.start() }
        }
    }

    @Test func whatDoesNotExistHereIsNotFound() async throws {
        try await ApplicantScene.run { scene in
            await #expect(throws: Problem.notFound) { try await scene.start("no-such-nomination") }
            let stranger = try await ApplicantScene(scene.test, email: "stranger@example.org")
            let entry = Starting.Entry(
                party: scene.party, nomination: "person", language: "en", key: "key", publicID: "abcdefgh")
            let (season, person, act) = (stranger.season, stranger.person, stranger.act)
            await #expect(throws: Problem.notFound, "nobody starts for somebody else's party") {
                try await scene.laurel.database.write {
                    try Starting.start(entry, in: season, for: person.id, by: act, $0)
                }
            }
        }
    }

    @Test func anAccountEntersAsOnePersonOnly() async throws {
        try await ApplicantScene.run { scene in
            let (person, act) = (scene.person, scene.act)
            let details = PartyDetails(kind: .person, name: "Amina again", country: "KE")
            await #expect(throws: Problem(.conflict, "applications.party.one-person")) {
                try await scene.laurel.database.write {
                    try PartyRegistration.create(details, publicID: "another", for: person.id, by: act, $0)
                }
            }
            let team = PartyDetails(kind: .team, name: "Water team", country: "KE")
            for number in 1..<ApplicationBounds.parties {
                try await scene.laurel.database.write {
                    try PartyRegistration.create(team, publicID: "team\(number)", for: person.id, by: act, $0)
                }
            }
            await #expect(throws: Problem.self) {
                try await scene.laurel.database.write {
                    try PartyRegistration.create(team, publicID: "one more", for: person.id, by: act, $0)
                }
            }
        }
    }
}

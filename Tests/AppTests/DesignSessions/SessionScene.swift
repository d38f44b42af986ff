import Foundation
import Platform
import Testing

@testable import App

/// A design session in the open season, with two groups, an agenda, its staff and people of every part in
/// their seats, each at a browser of their own.
struct SessionScene: Sendable {
    struct Member: Sendable {
        let browser: Browser
        let seat: SessionSeat
    }

    let test: TestLaurel
    let season: Season
    /// As it was once it stood open.
    let session: DesignSession
    let groups: [SessionGroup]
    let steps: [AgendaStep]
    let facilitator: Member
    let moderator: Member
    /// Of the first group.
    let scribe: Member
    /// Two of the first group, one of the second.
    let participants: [Member]
    /// Of the second group, known by the browser alone.
    let guest: Member
    /// Signed in, and not in the room.
    let stranger: Browser
    let staff: Browser

    static let code = "BCDFGH"

    var address: SessionAddress { SessionAddress(season, session) }

    /// `change` is what is set up otherwise than in `details`.
    static func make(
        _ test: TestLaurel, isOpen: Bool = true, _ change: (inout SessionDetails) -> Void = { _ in }
    ) async throws -> SessionScene {
        let season = try await season(test)
        var details = Self.details(startingAt: test.clock.now)
        change(&details)
        let session = try await setUp(details, isOpen: isOpen, in: season, test)
        let (groups, steps) = try await test.laurel.database.read { tx in
            (try SessionGroup.of(session.id, tx), try AgendaStep.of(session.id, tx))
        }
        let (first, second) = (groups[0].id, groups[1].id)
        func member(
            _ name: String, _ part: SessionSeat.Part, in group: ID<SessionGroup>?
        ) async throws -> Member {
            try await Self.member(name, part, in: group, of: session, test)
        }
        return SessionScene(
            test: test, season: season, session: session, groups: groups, steps: steps,
            facilitator: try await member("Fatima", .facilitator, in: nil),
            moderator: try await member("Marat", .moderator, in: nil),
            scribe: try await member("Sofia", .scribe, in: first),
            participants: [
                try await member("Pavel", .participant, in: first),
                try await member("Paola", .participant, in: first),
                try await member("Priya", .participant, in: second),
            ],
            guest: try await guest("Guled", in: second, of: session, test),
            stranger: try await test.browser(signedInAs: "stranger@example.org"),
            staff: try await test.browser(signedInAs: "staff@example.org"))
    }

    private static func season(_ test: TestLaurel) async throws -> Season {
        let document = try DemoSeasons.document("third")
        let change = SeasonRulesVerbs.Change(document: document, reason: "test", isPublic: true)
        let (act, cache) = (test.act, test.laurel.rules)
        let season = try await test.laurel.database.write { tx in
            let id = try SeasonRulesVerbs.apply(change, by: act, tx)
            let staff = try Person.findOrCreate(
                email: "staff@example.org", language: .english, publicID: "staff", at: act.at, tx)
            try Role.grant(.staff, to: staff.id, season: id, by: act, tx)
            return try Season.find(id, cache, tx)
        }
        return try #require(season)
    }

    /// Three hours from now on, in Moscow and online, with guests, names shown to all.
    static func details(startingAt start: Instant) -> SessionDetails {
        SessionDetails(
            title: LocalizedText(["en": "What should change?", "ru": "Что изменить?"]),
            purpose: LocalizedText(english: "Ideas for the next season."),
            place: LocalizedText(english: "Hall 1, Moscow"), link: "https://meet.example.org/hall",
            timeZone: "Europe/Moscow", startsAt: start, endsAt: start + .seconds(3 * 3600),
            languages: ["en", "ru"], allowsGuests: true, mostSeats: 50, namesShown: .participants, entries: []
        )
    }

    static let plannedGroups = [
        PlannedGroup(publicID: "group-one", name: LocalizedText(english: "Attracting participants")),
        PlannedGroup(publicID: "group-two", name: LocalizedText(english: "Supporting laureates")),
    ]

    static let plannedSteps = [
        PlannedStep(publicID: "step-welcome", kind: .welcome, minutes: 10),
        PlannedStep(publicID: "step-propose", kind: .propose, minutes: 60),
        PlannedStep(publicID: "step-prioritise", kind: .prioritise, minutes: 30),
    ]

    static func setUp(
        _ details: SessionDetails, isOpen: Bool, in season: Season, _ test: TestLaurel
    ) async throws -> DesignSession {
        let creation = SessionSetup.Creation(
            publicID: "meeting", joinCode: code, details: details, groups: plannedGroups,
            steps: plannedSteps)
        let act = test.act
        return try await test.laurel.database.write { tx in
            try SessionSetup.create(creation, in: season.id, by: act, tx)
            let session = try DesignSession.find("meeting", in: season.id, tx)
            try SessionOpening.announce(session, by: act, tx)
            if isOpen { try SessionOpening.open(session, by: act, tx) }
            return try DesignSession.find("meeting", in: season.id, tx)
        }
    }

    /// Somebody who signs in and takes a seat; their address is their name at example.org.
    static func member(
        _ name: String, _ part: SessionSeat.Part = .participant, in group: ID<SessionGroup>?,
        of session: DesignSession, _ test: TestLaurel
    ) async throws -> Member {
        let email = name.lowercased() + "@example.org"
        let browser = try await test.browser(signedInAs: email)
        let person = try await test.laurel.database.read { try Person.find(email: email, $0) }
        let arrival = Joining.Arrival(
            publicID: "seat-" + name.lowercased(), owner: .account(try #require(person)), code: code,
            group: group, name: name, country: "KZ", language: "en", isNamed: true)
        return Member(browser: browser, seat: try await seat(arrival, part, of: session, test))
    }

    /// Somebody without an account, in a browser that has seen a page with a form.
    static func guest(
        _ name: String, in group: ID<SessionGroup>?, of session: DesignSession, _ test: TestLaurel
    ) async throws -> Member {
        let browser = test.browser()
        try await browser.get("/sign-in")
        let arrival = Joining.Arrival(
            publicID: "seat-" + name.lowercased(), owner: .browser(try #require(browser.secret)),
            code: code, group: group, name: name, country: "SO", language: "en")
        return Member(browser: browser, seat: try await seat(arrival, .participant, of: session, test))
    }

    private static func seat(
        _ arrival: Joining.Arrival, _ part: SessionSeat.Part, of session: DesignSession, _ test: TestLaurel
    ) async throws -> SessionSeat {
        let act = test.act
        return try await test.laurel.database.write { tx in
            let seat = try Joining.take(arrival, in: session, by: act, tx)
            try Appointing.appoint(seat.publicID, part, to: seat.group, in: session, by: act, tx)
            let row = try tx.row("SELECT * FROM seat WHERE id = \(seat.id)")
            return try SessionSeat(try #require(row))
        }
    }
}

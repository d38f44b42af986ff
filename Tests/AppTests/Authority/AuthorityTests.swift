import Foundation
import Platform
import Testing

@testable import App

struct AuthorityTests {
    typealias Caller = AuthorityTable.Caller

    @Test func everyRouteStandsInTheTableOnce() async throws {
        try await TestLaurel.run { test in
            let declared = AuthorityTable.doors.flatMap(\.routes)
            let served = test.laurel.routes.map { "\($0.method) \($0.pattern)" }
            #expect(Set(served).subtracting(declared).sorted() == [], "not in the table")
            #expect(Set(declared).subtracting(served).sorted() == [], "in the table, but not served")
            #expect(declared.count == Set(declared).count)
        }
    }

    @Test func everyDoorOpensForWhomTheTableSays() async throws {
        try await TestLaurel.run { test in
            let callers = try await Callers(test)
            for door in AuthorityTable.doors {
                for route in door.routes {
                    for caller in Caller.allCases {
                        let answer = try await callers.knock(at: route, as: caller)
                        let expected = Self.expected(door, caller)
                        #expect(answer == expected, "\(route) as \(caller.rawValue)")
                    }
                }
            }
        }
    }

    @Test func aSeasonThatIsNotPublicIsHiddenFromAllButItsPeople() async throws {
        try await TestLaurel.run { test in
            let callers = try await Callers(test, isPublic: false)
            for route in AuthorityTable.visitors.routes {
                for caller in [Caller.nobody, .member, .juror] {
                    let answer = try await callers.knock(at: route, as: caller)
                    #expect(answer == .hidden, "\(route) as \(caller.rawValue)")
                }
                #expect(try await callers.knock(at: route, as: .staff) == .open, "\(route)")
            }
        }
    }

    /// What only the demonstration has is served by nothing else.
    @Test func theDemonstrationsPagesAreNowhereElse() async throws {
        try await TestLaurel.run { test in
            for route in AuthorityTable.demonstration {
                let answer = try await test.browser().get(String(route.dropFirst(4)))
                #expect(answer.status == 404, "\(route)")
            }
        }
        try await TestLaurel.run({ $0.isDemonstration = true }) { test in
            let served = test.laurel.routes.map { "\($0.method) \($0.pattern)" }
            let others = Set(served).subtracting(AuthorityTable.doors.flatMap(\.routes))
            #expect(others == Set(AuthorityTable.demonstration))
            for route in AuthorityTable.demonstration {
                let answer = try await test.browser().get(String(route.dropFirst(4)))
                #expect(answer.status == 200, "\(route)")
            }
        }
    }

    private static func expected(_ door: AuthorityTable.Door, _ caller: Caller) -> AuthorityTable.Answer {
        if door.opensFor.contains(caller) { return .open }
        return caller == .nobody ? door.strangers : door.refusal
    }
}

/// A browser for each caller, and what they knock with.
private struct Callers: Sendable {
    private let browsers: [AuthorityTable.Caller: Browser]
    private let anonymous: TestLaurel

    init(_ test: TestLaurel, isPublic: Bool = true) async throws {
        var document = try DemoSeasons.document("third")
        document.jury.assignment.bids = .untilTomorrow
        _ = try await test.laurel.apply(document, reason: "test", isPublic: isPublic)
        var browsers: [AuthorityTable.Caller: Browser] = [:]
        for caller in AuthorityTable.Caller.allCases where caller != .nobody {
            let email = "\(caller.rawValue)@example.org"
            if Role.Kind(rawValue: caller.rawValue) != nil {
                #expect(try await test.laurel.grant(caller.rawValue, to: email, season: nil) == nil)
            }
            browsers[caller] = try await test.browser(signedInAs: email)
        }
        try await Self.seat(test)
        self.browsers = browsers
        anonymous = test
    }

    /// The role alone shows a juror nothing: there is a seat with it.
    private static func seat(_ test: TestLaurel) async throws {
        let now = test.clock.now
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO juror (public_id, season_id, person_id, languages, regions, capacity, added_at,
                                   invited_at, accepted_at)
                SELECT 'seat', season.id, person.id, '["en"]', '[]', 3, \(now), \(now), \(now) FROM season, person
                WHERE season.key = 'third' AND person.email = 'juror@example.org'
                """)
            // What chairs lead is there for a chair alone.
            try tx.run(
                """
                INSERT INTO chair (juror_id, appointed_at, appointed_by)
                SELECT id, \(now), person_id FROM juror WHERE public_id = 'seat'
                """)
        }
    }

    /// Parameters that name nothing: who is let in learns that there is no such thing.
    func knock(at route: String, as caller: AuthorityTable.Caller) async throws -> AuthorityTable.Answer {
        let parts = route.split(separator: " ")
        let path = String(parts[1]).replacing("/:season", with: "/third")
            .replacing(#/:[a-z]+/#, with: "nothing")
        // Signing out would end the session that the next knock needs.
        if path == "/sign-out" { return browsers[caller] == nil ? .signIn : .open }
        let browser = browsers[caller] ?? anonymous.browser()
        let answer = parts[0] == "GET" ? try await browser.get(path) : try await browser.post(path)
        return Self.read(
            answer, isNamed: parts[0] == "GET" && !route.replacing("/:season", with: "").contains("/:"))
    }

    private static func read(_ answer: Browser.Answer, isNamed: Bool) -> AuthorityTable.Answer {
        switch answer.status {
        case 303 where answer.location.hasPrefix("/sign-in?"): .signIn
        case 403 where answer.text.contains("role that this page needs"): .forbidden
        // A page with a name of its own that is not there is hidden; what a form is about may just be over.
        case 404 where isNamed: .hidden
        default: .open
        }
    }
}

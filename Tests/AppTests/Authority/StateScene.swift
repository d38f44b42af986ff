import Platform
import Testing

@testable import App

/// A season in one of its states, with somebody behind every door of `AuthorityStates`.
struct StateScene: Sendable {
    typealias Person = AuthorityStates.Person

    private let browsers: [Person: Browser]
    private let season: String
    /// The public ids of what the table names.
    private let rows: [String: String]

    init(_ test: TestLaurel, _ state: AuthorityStates.State) async throws {
        let fixture = try await JuryFixture.make(test) { document in
            Self.setDates(of: &document, state, now: test.clock.now)
            // In a blind one a name that is left would shut all of a juror's doors.
            document.jury.isBlind = false
        }
        var browsers = [Person.nobody: test.browser()]
        for person in Person.allCases where person != .nobody {
            browsers[person] = try await test.browser(signedInAs: Self.email(person))
        }
        // On a second device, whose session somebody may try to end.
        _ = try await test.browser(signedInAs: Self.email(.applicant))
        self.browsers = browsers
        season = fixture.season.key
        rows = try await Self.fill(fixture, state)
    }

    private static func email(_ person: Person) -> String { "\(person.rawValue.lowercased())@example.org" }

    private static func setDates(
        of document: inout SeasonDocument, _ state: AuthorityStates.State, now: Instant
    ) {
        let day: Duration = .seconds(24 * 3600)
        let (opens, closes): (Int, Int) =
            switch state {
            case .announced: (1, 10)
            case .hidden, .open: (-1, 10)
            case .closed, .judging, .judged, .published: (-10, -1)
            }
        for index in document.stages.indices where document.stages[index].kind == .intake {
            document.stages[index].opens = .instant(now + day * opens)
            document.stages[index].closes = .instant(now + day * closes)
            document.stages[index].amendments = []
        }
    }

    private static func fill(
        _ fixture: JuryFixture, _ state: AuthorityStates.State
    ) async throws -> [String: String] {
        let applicant = email(.applicant)
        let submitted = try await fixture.application(
            "Wells", by: "Amina", state: "submitted", account: applicant)
        let withdrawn = try await fixture.application(
            "Books", by: "Amina", state: "withdrawn", account: applicant)
        try await settle(fixture, withdrawn: withdrawn.id, party: submitted.party)
        var rows = [
            "submitted": submitted.publicID, "withdrawn": withdrawn.publicID, "draft": "draft",
            "party": submitted.partyPublicID, "invitation": "invitation", "decision": "decision",
        ]
        rows["session"] = try await fixture.test.laurel.database.read { tx in
            try tx.row(
                """
                SELECT session.public_id FROM session JOIN person ON person.id = session.person_id
                WHERE person.email = \(applicant) ORDER BY session.id DESC LIMIT 1
                """)?.only()
        }
        for (name, assignment) in try await seat(fixture, state) { rows[name] = assignment }
        try await decide(fixture, state)
        return rows
    }

    /// What an application in its state has besides the state, and a party of the stranger's.
    private static func settle(
        _ fixture: JuryFixture, withdrawn: ID<Application>, party: ID<Party>
    ) async throws {
        let (season, at) = (fixture.season.id, fixture.test.clock.now)
        let (stranger, invitee) = (email(.stranger), email(.invitee))
        try await fixture.test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title, state,
                    created_at)
                SELECT 'draft', \(season), nomination_id, \(party), 'KZ', 'en', '', 'draft', \(at) FROM application
                WHERE id = \(withdrawn)
                """)
            try tx.run(
                """
                INSERT INTO withdrawal (application_id, reason, withdrawn_at, withdrawn_by)
                SELECT \(withdrawn), '', \(at), min(id) FROM person
                """)
            try tx.run(
                """
                INSERT INTO party_invitation (public_id, party_id, season_id, email, invited_at, invited_by, expires_at)
                SELECT 'invitation', \(party), \(season), \(invitee), \(at), min(id), \(at + .seconds(3600))
                FROM person
                """)
            try tx.run(
                """
                INSERT INTO party (public_id, kind, name, country, created_at)
                VALUES ('strangers', 'person', 'Stranger', 'KZ', \(at))
                """)
            try tx.run(
                """
                INSERT INTO party_member (party_id, person_id) SELECT party.id, person.id FROM party, person
                WHERE party.public_id = 'strangers' AND person.email = \(stranger)
                """)
            try tx.run("UPDATE party SET since = '1990-01-01'")
        }
    }

    /// The jurors, and in a round two assignments of one of them.
    private static func seat(
        _ fixture: JuryFixture, _ state: AuthorityStates.State
    ) async throws -> [String: String] {
        let admitted = try await fixture.application("Bridges", by: "Bolat")
        let juror = try await fixture.juror(email(.juror))
        for seated in [juror, try await fixture.juror(email(.otherJuror))] {
            try await fixture.declare(seated)
        }
        try await fixture.juror(email(.invitedJuror), accepted: false)
        let listed = try await fixture.juror(email(.listedJuror), accepted: false)
        try await fixture.test.laurel.database.write {
            try $0.run("UPDATE juror SET invited_at = NULL WHERE id = \(listed.id)")
        }
        guard AuthorityStates.State.withRound.contains(state) else { return [:] }
        let round = try await fixture.round()
        let undeclared = try await fixture.application("Lamps", by: "Chen")
        let rows = [
            "declared": try await fixture.assign(juror, admitted, in: round),
            "undeclared": try await fixture.assign(juror, undeclared, in: round),
        ]
        if state == .judged { try await fixture.close(round) }
        return rows
    }

    /// The directorate with its draft, and what the state makes public.
    private static func decide(_ fixture: JuryFixture, _ state: AuthorityStates.State) async throws {
        let (season, act) = (fixture.season, fixture.test.act)
        let (author, colleague) = (email(.author), email(.colleague))
        let nonce = fixture.test.laurel.randomness.bytes(16)
        try await fixture.test.laurel.database.write { tx in
            func id(_ email: String) throws -> ID<App.Person> {
                let found = try App.Person.find(email: email, tx)
                return try #require(found).id
            }
            for member in [author, colleague] {
                try Role.grant(.directorate, to: try id(member), season: season.id, by: act, tx)
            }
            let writing = Act(by: try id(author).rawValue, at: act.at, nonce: nonce)
            let draft = DecisionDrafting.Draft(
                gate: .finalists, publicID: "decision", reasons: "", applications: [])
            try DecisionDrafting.begin(draft, in: season, by: writing, tx)
            if state == .hidden { try tx.run("UPDATE season SET is_public = 0") }
            guard state == .published else { return }
            try tx.run(
                """
                INSERT INTO publication (season_id, gate, published_at, published_by, statistics)
                VALUES (\(season.id), 'finalists', \(act.at), \(try id(author)), '{}')
                """)
            try tx.run(
                """
                INSERT INTO decision (public_id, season_id, gate, version, drafted_by, drafted_at, saved_by, saved_at,
                    adopted_by, adopted_at, publication_id)
                SELECT 'published', \(season.id), 'finalists', 1, \(try id(author)), \(act.at), \(try id(author)),
                    \(act.at), \(try id(colleague)), \(act.at), id FROM publication
                """)
        }
    }

    /// What all forms together need, so that each gets as far as asking who sends it.
    private static let filled: KeyValuePairs<String, String> = [
        "version": "0", "key": "0123456789abcdef", "party": "strangers", "nomination": "person",
        "language": "en",
        "answer": "accepted", "email": "somebody@example.org", "reason": "Because.",
    ]

    func knock(_ cell: AuthorityStates.Cell) async throws -> AuthorityStates.Answer {
        let parts = cell.route.split(separator: " ")
        let path = String(parts[1]).replacing(":season", with: season)
            .replacing(#/:[a-z]+/#, maxReplacements: 1) { _ in rows[cell.row] ?? cell.row }
            .replacing(#/:[a-z]+/#, with: "nothing")
        let browser = try #require(browsers[cell.person])
        guard parts[0] == "POST" else { return Self.read(try await browser.get(path)) }
        let fields = cell.fields.map { ($0.key, $0.value) } + Self.filled.map { ($0.key, $0.value) }
        return Self.read(try await browser.send(path, fields))
    }

    private static func read(_ answer: Browser.Answer) -> AuthorityStates.Answer {
        switch answer.status {
        case 303 where answer.location.hasPrefix("/sign-in?"): .signIn
        case 403 where answer.text.contains("role that this page needs"): .forbidden
        case 403, 409: .refused
        case 404: .hidden
        case 500...: .broken
        default: .open
        }
    }
}

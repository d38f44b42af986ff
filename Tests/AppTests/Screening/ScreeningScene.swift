import Foundation
import Platform
import Testing

@testable import App

/// The open season of the demonstration with a screener in it, for tests that begin where pages end.
struct ScreeningScene: Sendable {
    let test: TestLaurel
    let season: Season
    let screener: Person

    var laurel: Laurel { test.laurel }
    var now: Instant { test.clock.now }
    var desk: ScreeningDesk { ScreeningDesk(season: season, person: screener.id, isStaff: false) }
    var act: Act { act(by: screener) }

    static func run(_ body: @escaping @Sendable (ScreeningScene) async throws -> Void) async throws {
        try await TestLaurel.run { test in
            try await body(ScreeningScene(test))
        }
    }

    init(_ test: TestLaurel) async throws {
        self.test = test
        season = try await test.openSeason()
        screener = try await test.person("screener@example.org")
        try await test.grant(.screener, to: screener, in: season)
    }

    func act(by person: Person) -> Act {
        Act(by: person.id.rawValue, at: now, nonce: laurel.randomness.bytes(16))
    }

    func desk(of person: Person, isStaff: Bool = false) -> ScreeningDesk {
        ScreeningDesk(season: season, person: person.id, isStaff: isStaff)
    }

    /// An applicant's account with a party of its own.
    func applicant(
        _ email: String = "amina@example.org", name: String = "Amina Otieno", country: String = "KE",
        born: String = "1998-05-17", language: Language = .english
    ) async throws -> SubmittedEntry {
        let person = try await test.person(email, language: language)
        let party = laurel.randomness.publicID()
        let (act, details) = (
            act(by: person),
            PartyDetails(kind: .person, name: name, country: country, since: CalendarDate(born))
        )
        try await laurel.database.write { tx in
            try PartyRegistration.create(details, publicID: party, for: person.id, by: act, tx)
        }
        return SubmittedEntry(person: person, party: party)
    }

    /// Submits an application as its answers are, whether or not the form would let them pass.
    @discardableResult
    func submit(
        _ entry: SubmittedEntry, title: String = "Clean water for Kisumu", without missing: Set<String> = [],
        nomination: String = "person", language: String = "en", at moment: Instant? = nil
    ) async throws -> String {
        let application = laurel.randomness.publicID()
        var answers = ScreeningScene.answers.filter { !missing.contains($0.key) }
        if answers["project-title"] != nil { answers["project-title"] = .text(title) }
        try await insert(
            application, of: entry, answers, nomination, language, title: title, at: moment ?? now)
        return application
    }

    private func insert(
        _ application: String, of entry: SubmittedEntry, _ answers: Answers, _ nomination: String,
        _ language: String,
        title: String, at moment: Instant
    ) async throws {
        let form = try #require(season.rules.forms.first)
        let percent = form.completeness(answers, nomination: nomination).percent
        let season = season
        try await laurel.database.write { tx in
            let id: ID<Application>? = try tx.row(
                """
                INSERT INTO application (public_id, season_id, nomination_id, party_id, country,
                    language, title,
                    completeness, state, created_at, submitted_at)
                SELECT \(application), \(season.id), nomination.id, party.id, party.country,
                    \(language), \(title),
                    \(percent), 'submitted', \(moment), \(moment)
                FROM party JOIN nomination ON nomination.season_id = \(season.id)
                    AND nomination.key = \(nomination)
                WHERE party.public_id = \(entry.party) RETURNING id
                """)?.only()
            try Self.addVersion(answers, to: try #require(id), by: entry.person, in: season, at: moment, tx)
            let name: String? = try tx.row("SELECT name FROM party WHERE public_id = \(entry.party)")?.only()
            try ApplicationWords.replace(
                title: title, name: name ?? "", of: try #require(id), in: season.id, isFirst: true, tx)
        }
    }

    private static func addVersion(
        _ answers: Answers, to id: ID<Application>, by person: Person, in season: Season, at moment: Instant,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                applicant, submitted_at, submitted_by, idempotency_key)
            SELECT id, (SELECT count(*) + 1 FROM submission WHERE application_id = \(id)),
                \(season.rulesVersion),
                nomination_id, \(answers.json.canonical), \([UInt8](repeating: 7, count: 32)), '{}',
                    \(moment),
                \(person.id), public_id || '/' || \(moment.milliseconds)
            FROM application WHERE id = \(id)
            """)
        try tx.run(
            """
            UPDATE application SET submitted_at = \(moment), state = 'submitted',
                submission_id = (SELECT max(id) FROM submission WHERE application_id = \(id))
            WHERE id = \(id)
            """)
    }

    /// A newer version of what was submitted, which answers what was asked.
    func resubmit(_ application: String, of entry: SubmittedEntry, _ answers: Answers) async throws {
        let (season, now) = (season, now)
        try await laurel.database.write { tx in
            let id: ID<Application>? = try tx.row(
                "SELECT id FROM application WHERE public_id = \(application)")?.only()
            let found = try #require(id)
            try Self.addVersion(answers, to: found, by: entry.person, in: season, at: now, tx)
            try tx.run(
                """
                UPDATE screening_request SET
                    answered_by_submission_id = (SELECT submission_id FROM application WHERE id = \(found))
                WHERE application_id = \(found) AND cancelled_at IS NULL AND answered_by_submission_id IS NULL
                """)
        }
    }

    /// The application as a desk sees it.
    func find(_ application: String, at desk: ScreeningDesk? = nil) async throws -> ScreeningCase? {
        let desk = desk ?? self.desk
        return try await laurel.database.read { try ScreeningCase.find(application, at: desk, $0) }
    }

    func decide(
        _ verdict: StandingDecision.Verdict, _ application: String, reason: String = "", note: String = "",
        version: Int = 1, by person: Person? = nil
    ) async throws {
        let who = person ?? screener
        let ruling = ScreeningDecisions.Ruling(verdict: verdict, reason: reason, note: note, version: version)
        let (desk, act) = (desk(of: who), act(by: who))
        try await laurel.database.write {
            try ScreeningDecisions.decide(ruling, on: application, at: desk, by: act, $0)
        }
    }

    func page(
        _ filter: ApplicationFilter, at desk: ScreeningDesk? = nil
    ) async throws -> ApplicationList {
        let (desk, now) = (desk ?? self.desk, now)
        return try await laurel.database.read { try ApplicationList.page(filter, at: desk, now: now, $0) }
    }

    func counts(at desk: ScreeningDesk? = nil) async throws -> [ApplicationFilter.Shelf: Int] {
        let (desk, now) = (desk ?? self.desk, now)
        let counts = try await laurel.database.read {
            try ScreeningCounts.of(ApplicationFilter.Shelf.queue, at: desk, now: now, $0)
        }
        return counts.counts
    }

    func publishFinalists() async throws {
        let (season, screener, now) = (season, screener, now)
        try await laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO publication (season_id, gate, published_at, published_by, statistics)
                VALUES (\(season.id), 'finalists', \(now), \(screener.id), '{}')
                """)
        }
    }

    /// What one column of one row holds.
    func value<T: Bindable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T {
        let row = try await laurel.database.read { try $0.row(sql) }
        return try #require(row).only()
    }

    /// Moves the clock to a moment.
    func wait(until moment: Instant) {
        test.clock.advance(.milliseconds(moment.milliseconds - now.milliseconds))
    }
}

/// Somebody who applies, and the party they act for.
struct SubmittedEntry: Sendable {
    let person: Person
    let party: String
}

extension ScreeningScene {
    /// Answers to every required field of the demonstration's form for persons.
    static let answers: Answers = [
        "contact-email": .text("amina@example.org"), "contact-language": .text("en"),
        "experience": .text("I began by carrying water for neighbours."),
        "project-title": .text("Clean water for Kisumu"), "summary": .text("Filters for schools."),
        "theme": .text("health"), "audiences": .texts(["children", "communities"]),
        "started": .text("2023-04-01"), "country": .text("KE"), "scope": .text("local"),
        "results": .text("Sixty schools drink clean water."), "people-helped": .text("1250"),
        "volunteers": .text("40"), "plans": .text("Sixty more."),
        "budget": .rows([["item": "Filters", "category": "equipment", "amount": "4000.50"]]),
        "rules": .text("yes"), "personal-data": .text("yes"),
    ]
}

extension TestLaurel {
    /// A season of the demonstration, applied and public.
    func season(_ name: String) async throws -> Season {
        let change = SeasonRulesVerbs.Change(
            document: try DemoSeasons.document(name), reason: "First version", isPublic: true)
        let (act, rules) = (act, laurel.rules)
        let season = try await laurel.database.write { tx in
            let id = try SeasonRulesVerbs.apply(change, by: act, tx)
            return try Season.find(id, rules, tx)
        }
        return try #require(season)
    }

    func grant(_ role: Role.Kind, to person: Person, in season: Season) async throws {
        let act = act
        try await laurel.database.write {
            try Role.grant(role, to: person.id, season: season.id, by: act, $0)
        }
    }
}

/// The message with which something is refused; nothing where it is done.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Problem)?.message ?? "\(error)"
    }
}

extension Database {
    /// How many statements something takes. Jobs that look for work count too, now and then, so the fewest
    /// of several runs are its own.
    func fewestStatements(_ body: () async throws -> Void) async rethrows -> Int {
        var fewest = Int.max
        for _ in 0..<3 {
            let before = statementCount
            try await body()
            fewest = min(fewest, statementCount - before)
        }
        return fewest
    }
}

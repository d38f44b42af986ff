import Foundation
import Platform
import Testing

@testable import App

/// Two seasons of the demonstration, the first and the open one, with applications put where applicants would
/// leave them.
struct StatisticsScene: Sendable {
    let test: TestLaurel
    let former: Season
    let season: Season
    let staff: Person

    static let staffEmail = "staff@example.org"
    static let screenerEmail = "screener@example.org"

    var laurel: Laurel { test.laurel }
    var path: String { "/seasons/\(season.key)" }
    var page: String { path + "/staff/statistics" }
    var exports: String { path + "/staff/exports" }

    static func run(
        _ change: (inout Settings) -> Void = { _ in },
        _ body: @escaping @Sendable (StatisticsScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run(change) { test in
            try await body(StatisticsScene(test))
        }
    }

    private init(_ test: TestLaurel) async throws {
        self.test = test
        former = try await test.season("first")
        season = try await test.season("third")
        staff = try await test.person(Self.staffEmail)
        try await test.grant(.staff, to: staff, in: season)
        let screener = try await test.person(Self.screenerEmail)
        try await test.grant(.screener, to: screener, in: season)
    }

    /// An application as a test describes it.
    struct Entry: Sendable {
        var title = "Clean water"
        var name = "Amina"
        var country = "KE"
        var nomination = "person"
        var language = "en"
        var state = "submitted"
        /// When each version was submitted; none for a draft.
        var versions: [Instant] = []
        var answers: Answers = [:]
        var person: Person?
    }

    /// As long before the deadline of a season as days say; behind it below zero.
    func moment(_ days: Int, before season: Season) throws -> Instant {
        let deadline = try #require(season.stage(.intake)?.closes)
        return deadline - .seconds(days * 86_400)
    }

    @discardableResult
    func add(_ entry: Entry, to season: Season) async throws -> String {
        let publicID = laurel.randomness.publicID()
        let email = "\(publicID)@applicant.example"
        let person: Person
        if let known = entry.person { person = known } else { person = try await test.person(email) }
        try await laurel.database.write { tx in
            let id = try Self.insert(entry, publicID, person, season, tx)
            for (index, moment) in entry.versions.enumerated() {
                try Self.insert(index + 1, at: moment, of: id, entry, person, season, tx)
            }
            try tx.run(
                """
                UPDATE application SET submitted_at = \(entry.versions.last), submission_id =
                    (SELECT max(id) FROM submission WHERE application_id = \(id)) WHERE id = \(id)
                """)
        }
        return publicID
    }

    private static func insert(
        _ entry: Entry, _ publicID: String, _ person: Person, _ season: Season, _ tx: Transaction
    ) throws -> ID<Application> {
        let party: Int64? = try tx.row(
            """
            INSERT INTO party (public_id, kind, name, country, created_at)
            VALUES (\(publicID), 'person', \(entry.name), \(entry.country), 0) RETURNING id
            """)?.only()
        try tx.run("INSERT INTO party_member (party_id, person_id) VALUES (\(party), \(person.id))")
        let id: ID<Application>? = try tx.row(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                state, created_at)
            SELECT \(publicID), \(season.id), id, \(party), \(entry.country), \(entry.language), \(entry.title),
                \(entry.state), 0 FROM nomination WHERE season_id = \(season.id) AND key = \(entry.nomination)
            RETURNING id
            """)?.only()
        return try #require(id)
    }

    private static func insert(
        _ number: Int, at moment: Instant, of id: ID<Application>, _ entry: Entry, _ person: Person,
        _ season: Season, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                submitted_at, submitted_by, idempotency_key)
            SELECT id, \(number), \(season.rulesVersion), nomination_id, \(entry.answers.json.canonical),
                \([UInt8](repeating: 7, count: 32)), \(moment), \(person.id), public_id || '/' || \(number)
            FROM application WHERE id = \(id)
            """)
    }

    func compute(_ scope: SeasonStatistics.Scope = .everything) async throws -> SeasonStatistics {
        let season = season
        return try await laurel.database.read { try SeasonStatistics.compute(season, $0, scope: scope) }
    }

    func compare() async throws -> SeasonComparison {
        let (season, staff, now, rules) = (season, staff, test.clock.now, laurel.rules)
        return try await laurel.database.read {
            try SeasonComparison.read(season, for: staff.id, now: now, rules, $0)
        }
    }

    /// Moves the clock to a moment.
    func wait(until moment: Instant) {
        test.clock.advance(.milliseconds(moment.milliseconds - test.clock.now.milliseconds))
    }

    func browser(_ email: String = staffEmail, language: String = "en") async throws -> Browser {
        try await test.browser(signedInAs: email, language: language)
    }
}

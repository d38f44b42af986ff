import Platform
import Testing

@testable import App

/// A season after its jury: applications with reviews in a closed round, put where other features would
/// leave them.
struct ResultScene: Sendable {
    let test: TestLaurel
    let season: Season
    let round: ID<Round>
    let jurors: [ID<Juror>]
    let applications: [Applied]

    struct Applied: Sendable {
        let id: ID<Application>
        let publicID: String
        let title: String
        let email: String
    }

    /// An application as a test describes it. Each number is a review in which every criterion has that mark.
    struct Entry: Sendable {
        var title: String
        var marks: [Int] = []
        /// The number of the juror who gave the first of them; the next gave the second, and so on.
        var firstJuror = 0
        var country = "KZ"
        var nomination = "person"
        var state = "admitted"
        var language = Language.english
        /// Who applies, as it was submitted; a person born in 1990 where nothing is said.
        var applicant: PartyDetails?
    }

    static let staff = "staff@example.org"
    static let members = ["first@example.org", "second@example.org", "third@example.org"]

    var laurel: Laurel { test.laurel }
    var path: String { "/seasons/\(season.key)" }
    var results: String { path + "/staff/results" }
    var directorate: String { path + "/directorate" }

    /// Runs with the demonstration's first season: seven criteria from 0 to 10, two reviews at least, passing
    /// with 6.
    static func run(
        _ entries: [Entry], change: @Sendable @escaping (inout SeasonDocument) -> Void = { _ in },
        _ body: @escaping @Sendable (ResultScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            try await body(ResultScene(test, entries, change))
        }
    }

    private init(
        _ test: TestLaurel, _ entries: [Entry], _ change: (inout SeasonDocument) -> Void
    ) async throws {
        self.test = test
        var document = try DemoSeasons.document("first")
        change(&document)
        let (season, act) = (try await Self.season(document, test), test.act)
        self.season = season
        let jurorCount = max(1, entries.map { $0.firstJuror + $0.marks.count }.max() ?? 1)
        let cache = test.laurel.rules
        let ids = entries.map { _ in test.laurel.randomness.publicID() }
        let found = try await test.laurel.database.write { tx in
            let round = try Self.insertRound(season, act.at, tx)
            let jurors = try (0..<jurorCount).map { try Self.insertJuror($0, season, act.at, tx) }
            let criteria: [Int64] = try tx.rows(
                "SELECT id FROM criterion WHERE season_id = \(season.id) ORDER BY position"
            ).map { try $0.only() }
            var applications: [Applied] = []
            for (number, entry) in entries.enumerated() {
                let applied = try Self.insert(entry, number, ids[number], season, act.at, tx)
                for (index, mark) in entry.marks.enumerated() {
                    let review = Review(
                        application: applied.id, juror: jurors[entry.firstJuror + index], mark: mark)
                    try Self.insert(review, "\(number)-\(index)", round, season, criteria, act.at, tx)
                }
                applications.append(applied)
            }
            try Results.compute(round, by: act, cache, tx)
            return (round, jurors, applications)
        }
        (round, jurors, applications) = found
    }

    private static func season(_ document: SeasonDocument, _ test: TestLaurel) async throws -> Season {
        let change = SeasonRulesVerbs.Change(document: document, reason: "test", isPublic: true)
        let (act, cache) = (test.act, test.laurel.rules)
        let season = try await test.laurel.database.write { tx in
            let id = try SeasonRulesVerbs.apply(change, by: act, tx)
            let roles = [(staff, Role.Kind.staff)] + members.map { ($0, Role.Kind.directorate) }
            for (email, kind) in roles {
                let person = try Person.findOrCreate(
                    email: email, language: .english, publicID: "p-" + email, at: act.at, tx)
                try Role.grant(kind, to: person.id, season: id, by: act, tx)
            }
            return try Season.find(id, cache, tx)
        }
        return try #require(season)
    }

    private static func insertRound(_ season: Season, _ at: Instant, _ tx: Transaction) throws -> ID<Round> {
        let id: ID<Round>? = try tx.row(
            """
            INSERT INTO round (public_id, season_id, rules_version_id, name, opened_at, closed_at)
            VALUES ('round', \(season.id), \(season.rulesVersion), 'Main round', \(at), \(at)) RETURNING id
            """)?.only()
        let round = try #require(id)
        try RoundMethod.fix(season.rules.rankingInFull, for: round, at: at, tx)
        return round
    }

    private static func insertJuror(
        _ number: Int, _ season: Season, _ at: Instant, _ tx: Transaction
    ) throws -> ID<Juror> {
        let email = "juror\(number)@example.org"
        let person = try Person.findOrCreate(
            email: email, language: .english, publicID: "p-" + email, at: at, tx)
        let id: ID<Juror>? = try tx.row(
            """
            INSERT INTO juror (public_id, season_id, person_id, languages, regions, capacity, added_at, invited_at,
                accepted_at)
            VALUES (\("juror\(number)"), \(season.id), \(person.id), '["en"]', '[]', 300, \(at), \(at), \(at))
            RETURNING id
            """)?.only()
        return try #require(id)
    }

    private static func insert(
        _ entry: Entry, _ number: Int, _ publicID: String, _ season: Season, _ at: Instant, _ tx: Transaction
    ) throws -> Applied {
        let email = "a\(number)@applicant.example"
        let person = try Person.findOrCreate(
            email: email, language: entry.language, publicID: "p-" + email, at: at, tx)
        let party: Int64? = try tx.row(
            """
            INSERT INTO party (public_id, kind, name, country, since, created_at)
            VALUES (\("party-\(number)"), 'person', \("Applicant \(number)"), \(entry.country), '1990-01-01', \(at))
            RETURNING id
            """)?.only()
        try tx.run("INSERT INTO party_member (party_id, person_id) VALUES (\(party), \(person.id))")
        let id: ID<Application>? = try tx.row(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title, state,
                created_at, submitted_at)
            SELECT \(publicID), \(season.id), id, \(party), \(entry.country), 'en', \(entry.title), \(entry.state),
                \(at), \(at) FROM nomination WHERE season_id = \(season.id) AND key = \(entry.nomination)
            RETURNING id
            """)?.only()
        let application = try #require(id)
        let answers = JSON.object(["summary": .string("Summary of \(entry.title).")]).canonical
        let usual = PartyDetails(
            kind: .person, name: "Applicant \(number)", country: entry.country,
            since: CalendarDate("1990-01-01"))
        try tx.run(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                applicant, submitted_at, submitted_by, idempotency_key)
            SELECT \(application), 1, \(season.rulesVersion), nomination_id, \(answers), \([0 as UInt8]),
                \((entry.applicant ?? usual).json.canonical),
                \(at), \(person.id), \(publicID) FROM application WHERE id = \(application)
            """)
        try tx.run(
            """
            UPDATE application SET submission_id = (SELECT id FROM submission WHERE application_id = \(application))
            WHERE id = \(application)
            """)
        for word in ApplicationWords.words(of: entry.title) {
            try tx.run(
                """
                INSERT INTO application_word (season_id, word, application_id)
                VALUES (\(season.id), \(word), \(application))
                """)
        }
        return Applied(id: application, publicID: publicID, title: entry.title, email: email)
    }

    private struct Review {
        let application: ID<Application>
        let juror: ID<Juror>
        let mark: Int
    }

    private static func insert(
        _ review: Review, _ key: String, _ round: ID<Round>, _ season: Season, _ criteria: [Int64],
        _ at: Instant,
        _ tx: Transaction
    ) throws {
        let assignment: Int64? = try tx.row(
            """
            INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin, created_at,
                sent_at)
            VALUES (\(key), \(season.id), \(round), \(review.juror), \(review.application), 'hand', \(at), \(at))
            RETURNING id
            """)?.only()
        let id: Int64? = try tx.row(
            """
            INSERT INTO review (assignment_id, comment, confidential_comment, version, saved_at, submitted_at)
            VALUES (\(assignment), \("For you \(key)"), \("Among us \(key)"), 1, \(at), \(at)) RETURNING id
            """)?.only()
        for criterion in criteria {
            try tx.run(
                """
                INSERT INTO mark (review_id, criterion_id, points) VALUES (\(id), \(criterion), \(review.mark))
                """)
        }
    }

    /// What is stored of an application in the round.
    func result(_ number: Int) async throws -> ApplicationResult {
        let (publicID, round, season) = (applications[number].publicID, round, season)
        return try await laurel.database.read {
            try ApplicationResult.find(publicID, in: round, of: season.id, $0)
        }
    }

    func run(_ sql: SQL) async throws {
        try await laurel.database.write { tx in _ = try tx.run(sql) }
    }

    func number(_ sql: SQL) async throws -> Int {
        try await laurel.database.read { try $0.row(sql)?.only() ?? 0 }
    }

    /// An act of somebody with an account.
    func act(_ email: String) async throws -> Act {
        let person = try await laurel.database.read { try Person.find(email: email, $0) }
        return Act(
            by: try #require(person).id.rawValue, at: test.clock.now, nonce: laurel.randomness.bytes(16))
    }
}

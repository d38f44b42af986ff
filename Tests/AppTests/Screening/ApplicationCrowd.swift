import Platform

@testable import App

/// Many applications of a season, made by the database itself: skewed over ninety countries, in three
/// languages, in all states, with titles and words.
struct ApplicationCrowd: Sendable {
    let season: Season
    let count: Int

    func insert(into database: Database) async throws {
        guard count > 0 else { return }
        let counter = counter
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO party (public_id, kind, name, country, created_at)
                \(counter) SELECT 'party' || \(season.key) || i, 'person', 'Applicant ' || i,
                    \(country), i FROM counter
                """)
            try insertApplications(tx)
            try insertSubmissions(tx)
            for word in [Self.common, Self.shared, Self.rare] { try insert(word, tx) }
        }
    }

    private func insertApplications(_ tx: Transaction) throws {
        let began = TestClock.start.milliseconds
        try tx.run(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                completeness, state, created_at, submitted_at)
            \(counter) SELECT \(season.key) || i, \(season.id),
                (SELECT min(id) + i % 2 FROM nomination WHERE season_id = \(season.id)), party.id,
                    party.country,
                CASE i % 3 WHEN 0 THEN 'en' WHEN 1 THEN 'ru' ELSE 'ar' END, 'Project ' || i,
                CASE WHEN i % 5 = 0 THEN 40 + i % 60 ELSE 100 END, \(Self.state), i,
                CASE WHEN i % 10 = 7 THEN NULL ELSE \(began) - 1000 * (i * 7919 % 100003) END
            FROM counter JOIN party ON party.public_id = 'party' || \(season.key) || i
            """)
    }

    /// Six in ten wait for a screener, one in ten is a draft.
    private static let state: SQL = """
        CASE i % 10 WHEN 7 THEN 'draft' WHEN 8 THEN 'admitted' WHEN 9 THEN 'rejected'
            WHEN 6 THEN CASE WHEN i % 100 = 6 THEN 'withdrawn' ELSE 'admitted' END ELSE 'submitted' END
        """

    private func insertSubmissions(_ tx: Transaction) throws {
        let person: ID<Person>? = try tx.row(
            """
            INSERT INTO person (public_id, email, language, created_at)
            VALUES ('crowd' || \(season.key), 'crowd' || \(season.key), 'en', 0) RETURNING id
            """)?.only()
        try tx.run(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                submitted_at, submitted_by, idempotency_key)
            SELECT id, 1, \(season.rulesVersion), nomination_id, \(ScreeningScene.answers.json.canonical),
                \([UInt8](repeating: 7, count: 32)), submitted_at, \(person), public_id
            FROM application
            WHERE season_id = \(season.id) AND submitted_at IS NOT NULL AND submission_id IS NULL
            """)
        try tx.run(
            """
            UPDATE application SET submission_id = (SELECT id FROM submission WHERE
                application_id = application.id)
            WHERE season_id = \(season.id) AND submitted_at IS NOT NULL AND submission_id IS NULL
            """)
    }

    private func insert(_ word: SQL, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO application_word (season_id, word, application_id)
            SELECT season_id, \(word), id FROM application WHERE season_id = \(season.id)
            """)
    }

    /// A word of every title, one of every hundredth part of them, and one of few.
    private static let common: SQL = "'project'"
    private static let shared: SQL = "'theme' || (id % 100)"
    private static let rare: SQL = "'name' || (id / 3)"

    private var counter: SQL {
        "WITH RECURSIVE counter (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < \(count))"
    }

    /// Squares fall into few remainders, so that some countries have many applications and most have few.
    private var country: SQL {
        "substr(\(Countries.all.prefix(90).joined()), 1 + 2 * (i * i % 90), 2)"
    }
}

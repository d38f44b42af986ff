import Platform

/// A season with many applications, each reviewed three times in a round that is closed, written straight
/// into the tables: what the lists of staff are measured on.
///
/// SQLite makes the rows itself, out of a counted series; nothing of it is random.
struct JudgedSeason: Sendable {
    let season: String
    let applications: Int
    static let reviewsPerApplication = 3

    /// So many that each reads thirty.
    var jurors: Int { max(3, applications / 10) }
    var reviews: Int { applications * Self.reviewsPerApplication }

    func fill(_ database: Database) async throws {
        let (season, applications, jurors) = (season, applications, jurors)
        try await database.write { tx in
            let id: Int64? = try tx.row("SELECT id FROM season WHERE key = \(season)")?.only()
            guard let id else { throw AnswerError.unexpected("there is no season \(season)") }
            let people = Self.series(applications)
            try Self.addPeople(people, tx)
            try Self.addApplications(people, season: id, tx)
            try Self.addJurors(jurors, season: id, tx)
            try Self.addReviews(by: jurors, season: id, tx)
            try tx.run("UPDATE round SET closed_at = 1760000000000")
            try tx.run("ANALYZE")
        }
    }

    private static func series(_ count: Int) -> SQL {
        """
        (WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < \(count))
            SELECT n FROM counted)
        """
    }

    private static func addPeople(_ people: SQL, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO person (public_id, email, name, language, created_at)
            SELECT 'person' || n, 'author' || n || '@example.org', 'Author ' || n, 'en', 1750000000000
            FROM \(people)
            """)
        try tx.run(
            """
            INSERT INTO party (public_id, kind, name, country, since, own_account_id, created_at)
            SELECT 'party' || substr(public_id, 7), 'person', name,
                substr('KEFRINBRRUEGMXJP', 1 + 2 * (id % 8), 2), '1990-02-03', id, 1750000000000
            FROM person WHERE email LIKE 'author%'
            """)
        try tx.run("INSERT INTO party_member (party_id, person_id) SELECT id, own_account_id FROM party")
    }

    private static func addApplications(_ people: SQL, season: Int64, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                state, created_at, submitted_at)
            SELECT 'application' || party.id, \(season),
                (SELECT min(id) + party.id % 2 FROM nomination WHERE season_id = \(season)),
                party.id, party.country, substr('enruar', 1 + 2 * (party.id % 3), 2),
                'Open kitchens ' || party.id, 'admitted',
                1750000000000, 1750000000000 + 60000 * party.id
            FROM party
            """)
        try tx.run(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                applicant, submitted_at, submitted_by, idempotency_key)
            SELECT application.id, 1, season.rules_version_id, nomination_id, '{}', x'00', '{}', submitted_at,
                party.own_account_id, 'seeded ' || application.id
            FROM application JOIN party ON party.id = party_id JOIN season ON season.id = season_id
            """)
        try tx.run(
            """
            UPDATE application SET submission_id =
                (SELECT id FROM submission WHERE submission.application_id = application.id)
            """)
        try tx.run(
            """
            INSERT INTO application_word (season_id, word, application_id)
            SELECT \(season), word, application.id FROM application
            JOIN (SELECT 'open' AS word UNION ALL SELECT 'kitchens' UNION ALL SELECT 'author')
            UNION ALL SELECT \(season), CAST(id AS TEXT), id FROM application
            """)
        try tx.run(
            """
            INSERT INTO screening_decision (application_id, submission_id, verdict, decided_at, decided_by)
            SELECT id, submission_id, 'admit', submitted_at + 1000, (SELECT min(id) FROM person)
            FROM application
            """)
    }

    private static func addJurors(_ jurors: Int, season: Int64, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO person (public_id, email, name, language, created_at)
            SELECT 'expert' || n, 'expert' || n || '@example.org', 'Expert ' || n, 'en', 1750000000000
            FROM \(series(jurors))
            """)
        try tx.run(
            """
            INSERT INTO juror (public_id, season_id, person_id, languages, regions, capacity, added_at,
                invited_at, accepted_at, conflicts_declared_at)
            SELECT public_id, \(season), id, '["en"]', '["europe"]', 100000, 1755000000000, 1755000000000,
                1755000000000, 1755000000000
            FROM person WHERE email LIKE 'expert%'
            """)
        try tx.run(
            """
            INSERT INTO round (public_id, season_id, rules_version_id, name, opened_at)
            SELECT 'round', id, rules_version_id, 'First round', 1755000000000 FROM season
            WHERE id = \(season)
            """)
    }

    /// An application goes to three jurors in a row, the next application to the three from the second on.
    private static func addReviews(by jurors: Int, season: Int64, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO assignment
                (public_id, season_id, round_id, juror_id, application_id, origin, created_at, sent_at)
            SELECT 'assignment' || application.id || '-' || turn, \(season), round.id,
                (SELECT min(id) FROM juror) + (application.id + turn) % \(jurors), application.id,
                'automatic', 1755000000000, 1755000000000
            FROM application, round, (SELECT 0 AS turn UNION ALL SELECT 1 UNION ALL SELECT 2)
            WHERE application.season_id = \(season)
            """)
        try tx.run(
            """
            INSERT INTO review (assignment_id, comment, version, saved_at, submitted_at)
            SELECT id, 'Convincing, and well told.', 1, 1758000000000, 1758000000000 FROM assignment
            """)
        try tx.run(
            """
            INSERT INTO mark (review_id, criterion_id, points)
            SELECT review.id, criterion.id, (review.id * 7 + criterion.id * 5 + review.id / 11) % 11
            FROM review, criterion WHERE criterion.season_id = \(season)
            """)
    }
}

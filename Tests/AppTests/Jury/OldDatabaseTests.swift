import Platform
import TestSupport
import Testing

@testable import App

/// A database that was filled under an earlier schema reads as it should under the present one.
struct OldDatabaseTests {
    private static let at = TestClock.start

    /// Before conflicts were between people and applicants: two jurors, two applicants, an open round.
    private static let rows: [SQL] = [
        """
        INSERT INTO person (id, public_id, email, language, created_at)
        VALUES (1, 'p1', 'one@example.org', 'en', 0), (2, 'p2', 'two@example.org', 'en', 0)
        """,
        "INSERT INTO nomination (id, season_id, key, position, is_current) VALUES (1, 1, 'person', 0, 1)",
        """
        INSERT INTO party (id, public_id, kind, name, country, created_at)
        VALUES (1, 'amina', 'person', 'Amina', 'KZ', 0), (2, 'bolat', 'person', 'Bolat', 'KZ', 0)
        """,
        """
        INSERT INTO application (id, public_id, season_id, nomination_id, party_id, country, language, title,
                                 state, created_at)
        VALUES (1, 'wells', 1, 1, 1, 'KZ', 'en', 'Wells', 'admitted', 0),
               (2, 'books', 1, 1, 2, 'KZ', 'en', 'Books', 'admitted', 0)
        """,
        """
        INSERT INTO juror (id, public_id, season_id, person_id, languages, regions, capacity, added_at,
                           invited_at, accepted_at)
        VALUES (1, 'j1', 1, 1, '["en"]', '[]', 30, 0, 0, 0), (2, 'j2', 1, 2, '["en"]', '[]', 30, 0, 0, 0)
        """,
        """
        INSERT INTO conflict_statement (juror_id, party_id, is_conflict, origin, note, stated_at, name)
        VALUES (1, 1, 1, 'juror', 'My sister', 5, 'Amina'), (1, 2, 0, 'juror', '', 6, 'Bolat'),
               (2, 2, 1, 'staff', 'His employer', 7, 'Bolat')
        """,
        """
        INSERT INTO round (id, public_id, season_id, rules_version_id, name, opened_at)
        VALUES (1, 'round', 1, 1, 'First', 0)
        """,
        """
        INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin, explanation,
                                created_at, sent_at)
        VALUES ('a1', 1, 1, 1, 1, 'automatic', '{}', 0, 0),
               ('a2', 1, 1, 1, 2, 'automatic',
                '{"capacity":30,"fit":"any","language":"en","load":2,"reads":true,"region":"cis"}', 0, 0)
        """,
    ]

    private func old() throws -> Database {
        let database = try TestEngine.database()
        try database.migrate(Schema.migrations.filter { $0.name < "0015" })
        return database
    }

    private func fill(_ database: Database) async throws {
        let document = try DemoSeasons.document("second").resolved(loadedAt: Self.at)
        let text = document.json.canonical
        try await database.write { tx in
            try tx.run(
                "INSERT INTO season (id, key, position, is_public, created_at) VALUES (1, 'second', 1, 1, 0)")
            try tx.run(
                """
                INSERT INTO rules_version (id, season_id, number, document, digest, reason, applied_at)
                VALUES (1, 1, 1, \(text), \(digest(text)), 'test', 0)
                """)
            try tx.run("UPDATE season SET rules_version_id = 1")
            for row in Self.rows { try tx.run(row) }
        }
    }

    @Test func conflictsAndAssignmentsAreWhatTheyWere() async throws {
        let database = try old()
        try await fill(database)
        try database.migrate(Schema.migrations)
        try await database.read { tx in
            let season = ID<Season>(rawValue: 1)
            let (one, two) = (ID<Person>(rawValue: 1), ID<Person>(rawValue: 2))
            let (amina, bolat) = (ID<Party>(rawValue: 1), ID<Party>(rawValue: 2))
            let declared = try #require(
                try ConflictOfInterest.standing(between: one, and: amina, in: season, tx))
            #expect(declared.origin == .declared && declared.kind == .other && declared.isPinned)
            #expect(declared.note == "My sister" && declared.statedAt == Instant(milliseconds: 5))
            let stated = try #require(
                try ConflictOfInterest.standing(between: two, and: bolat, in: season, tx))
            #expect(stated.origin == .staff && stated.note == "His employer")
            #expect(try ConflictOfInterest.standing(between: one, and: bolat, in: season, tx) == nil)
            let free: String? = try tx.row("SELECT name FROM declaration WHERE juror_id = 1")?.only()
            #expect(free == "Bolat", "what was declared free need not be said again")
        }
        try await checkAssignments(database)
        database.close()
    }

    /// Before whatever was reviewed had raw figures: one ranked application, and one that lacks reviews.
    private static let results: [SQL] = [
        """
        INSERT INTO result (round_id, application_id, nomination_id, reviews, scores, mean, median, deviation,
                            lowest, highest, score_exact, rank, is_passing, score_place, spread_place)
        VALUES (1, 1, 1, 2, '[70,80]', 75, 75, 7.07, 70, 80, '75', 1, 1, 1, 1),
               (1, 2, 1, 1, '[90]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 2, 2)
        """,
        """
        INSERT INTO ranking (round_id, application_id, part, record_score, record_rank, is_joint, standing,
                             is_too_close, place)
        VALUES (1, 1, 0, 75, 1, 0, 'prospective', 0, 1)
        """,
        """
        INSERT INTO robustness (round_id, application_id, juror_trials, juror_stays, weight_trials,
                                weight_stays)
        VALUES (1, 1, 2, 1, 14, 14)
        """,
    ]

    @Test func resultsAreWhatTheyWere() async throws {
        let database = try old()
        try await fill(database)
        try database.migrate(Schema.migrations.filter { $0.name < "0028" })
        try await database.write { tx in for row in Self.results { try tx.run(row) } }
        try database.migrate(Schema.migrations)
        try await database.write { tx in
            let (round, wells) = (ID<Round>(rawValue: 1), ID<Application>(rawValue: 1))
            let ranking = try #require(try RecordRanking.of(wells, in: round, tx))
            #expect(ranking.recordScore == 75 && ranking.rawRank == 1)
            #expect(try RobustnessReport.Stays.of(wells, in: round, tx)?.jurorStays == 1)
            let books = try ApplicationResult.find("books", in: round, of: ID(rawValue: 1), tx)
            #expect(books.scores == [90] && books.rank == nil)
            try tx.run("UPDATE result SET mean = 90 WHERE application_id = 2")
            let unranked = try tx.attempt { try tx.run("UPDATE result SET mean = NULL WHERE rank = 1") }
            #expect(throws: DatabaseError.self) { try unranked.get() }
            try tx.run("DELETE FROM result")
            let kept = try tx.row("SELECT count(*) FROM ranking")?.only() as Int?
            #expect(kept == 0, "rankings go with what they rank")
        }
        database.close()
    }

    private func checkAssignments(_ database: Database) async throws {
        try await database.read { tx in
            let cache = RulesCache()
            let round = try Round.open(in: ID(rawValue: 1), tx)
            let rules = try cache.rules(round.rulesVersion, tx)
            let situation = try AssignmentSituation.read(round, rules, .init(), tx)
            let standings = situation.past.map(\.standing)
            #expect(standings == [.conflict, .fixed], "the one with the conflict counts no more")
            #expect(situation.seats.allSatisfy { $0.themes.isEmpty && $0.kind.isEmpty }, "as usual")
            #expect(situation.bids.isEmpty)
            #expect(situation.plan().kept == 1)
            let books = try JuryApplication.find("books", in: round.season, tx)
            let explanation = try #require(
                try AssignmentStatus.of(books, in: round, tx).first?.assignment.explanation)
            #expect(explanation.load == 2 && explanation.points == 0 && explanation.wish == nil)
        }
    }
}

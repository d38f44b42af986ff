internal import Platform

/// What a sheet of scores is held against: the assignments of a round, and what is in of their reviews.
struct ScoreSituation: Sendable {
    struct Place: Sendable {
        enum Obstacle: Sendable {
            /// Only proposed: the juror was not sent it.
            case unsent
            case recused, conflict
            /// The juror's time is over.
            case late
        }

        let assignment: ID<Assignment>
        let application: String
        let title: String
        let email: String
        let jurorName: String
        /// Whether the juror has declared that there is no conflict.
        let isDeclared: Bool
        let obstacle: Obstacle?
        let stored: Review?
        /// Whether what is stored came from a sheet.
        let isImported: Bool
    }

    let round: Round
    let terms: ReviewTerms
    let places: [Place]
    /// Public ids of what a sheet names and is with the jury, and addresses of all jurors.
    let applications: Set<String>
    let jurors: Set<String>

    /// As much of the open round as a sheet speaks of.
    static func read(
        for sheet: ScoreSheet, _ round: Round, _ terms: ReviewTerms, of season: Season, at now: Instant,
        _ tx: Transaction
    ) throws -> ScoreSituation {
        let named = Array(Set(sheet.lines.map { $0[ScoreSheetColumns.application].trimmed }))
        let applications = try tx.rows(
            """
            SELECT public_id FROM application WHERE season_id = \(season.id) AND \(JuryRules.isInJury)
                AND public_id IN \(list: named)
            """)
        return ScoreSituation(
            round: round, terms: terms,
            places: try places("application.public_id IN \(list: named)", round, of: season, at: now, tx),
            applications: try Set(applications.map { try $0.only() as String }),
            jurors: Set(try Juror.ofSeason(season.id, tx).map(\.person.email)))
    }

    /// `condition` is of `assignment`, `juror` and `application`.
    static func places(
        _ condition: SQL, _ round: Round, of season: Season, at now: Instant, _ tx: Transaction
    ) throws -> [Place] {
        let marks = try marks(condition, round, tx)
        let rows = try tx.rows(statement(condition, round))
        return try rows.map { try Place($0, marks, round, season, at: now) }
    }

    private static func statement(_ condition: SQL, _ round: Round) -> SQL {
        """
        SELECT assignment.id AS place_id, assignment.sent_at, application.public_id AS application,
               application.title, person.email, \(Person.shownName()) AS juror_name,
               CASE WHEN \(JuryRules.hasNoConflict) THEN 1 ELSE 0 END AS is_free,
               CASE WHEN \(JuryRules.isDeclaredFree) THEN 1 ELSE 0 END AS is_declared,
               CASE WHEN \(JuryRules.isNotRecused) THEN 0 ELSE 1 END AS is_recused,
               (SELECT until FROM review_extension WHERE review_extension.round_id = assignment.round_id
                    AND review_extension.juror_id = juror.id
                    ORDER BY review_extension.id DESC LIMIT 1) AS extended_to,
               CASE WHEN review_version.import_id IS NULL THEN 0 ELSE 1 END AS is_imported, review.*
        FROM assignment JOIN juror ON juror.id = assignment.juror_id
        JOIN person ON person.id = juror.person_id
        JOIN application ON application.id = assignment.application_id
        LEFT JOIN review ON review.assignment_id = assignment.id
        LEFT JOIN review_version ON review_version.review_id = review.id AND review_version.number =
            (SELECT max(number) FROM review_version WHERE review_version.review_id = review.id)
        WHERE assignment.round_id = \(round.id) AND \(JuryRules.isInJury) AND \(condition)
        ORDER BY juror_name, juror.id, application.title, assignment.id
        """
    }

    private static func marks(
        _ condition: SQL, _ round: Round, _ tx: Transaction
    ) throws -> [ID<Review>: [ID<Criterion>: Int]] {
        let rows = try tx.rows(
            """
            SELECT mark.* FROM mark JOIN review ON review.id = mark.review_id
            JOIN assignment ON assignment.id = review.assignment_id
            JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.round_id = \(round.id) AND \(condition)
            """)
        return try rows.reduce(into: [:]) { marks, row in
            marks[try row["review_id"], default: [:]][try row["criterion_id"]] = try row["points"] as Int
        }
    }
}

extension ScoreSituation.Place {
    fileprivate init(
        _ row: Row, _ marks: [ID<Review>: [ID<Criterion>: Int]], _ round: Round, _ season: Season,
        at now: Instant
    ) throws {
        let review: ID<Review>? = try row["id"]
        assignment = try row["place_id"]
        application = try row["application"]
        title = try row["title"]
        email = try row["email"]
        jurorName = try row["juror_name"]
        isDeclared = try row["is_declared"]
        stored = try review.map { try Review(row, marks: marks[$0] ?? [:]) }
        isImported = try row["is_imported"]
        let deadline = ReviewDeadline(in: round, of: season, extendedTo: try row["extended_to"])
        let (sentAt, isFree, isRecused): (Instant?, Bool, Bool) = (
            try row["sent_at"], try row["is_free"], try row["is_recused"]
        )
        obstacle =
            !isFree
            ? .conflict
            : isRecused ? .recused : sentAt == nil ? .unsent : deadline.accepts(at: now) ? nil : .late
    }
}

internal import Platform

/// A comment for an applicant that somebody is to look at before it is read.
struct WaitingComment: Sendable, Equatable {
    static let mostShown = 50

    /// The number by which the form names the review.
    let review: Int64
    let version: Int
    let title: String
    let comment: String

    /// Of all that were counted, as they stand, in the order of the applications; the jurors are not named.
    static func all(of season: ID<Season>, _ tx: Transaction) throws -> [WaitingComment] {
        let rows = try tx.rows(
            """
            SELECT review.id, review.version, review.comment, application.title \(waiting(season))
            ORDER BY application.id, assignment.public_id LIMIT \(mostShown)
            """)
        return try rows.map { row in
            WaitingComment(
                review: try row["id"], version: try row["version"], title: try row["title"],
                comment: try row["comment"])
        }
    }

    static func count(in season: ID<Season>, _ tx: Transaction) throws -> Int {
        try tx.row("SELECT count(*) \(waiting(season))")?.only() ?? 0
    }

    /// On one application, of the rounds before a gate.
    static func count(
        in season: ID<Season>, on application: ID<Application>, before gate: Gate, _ tx: Transaction
    ) throws -> Int {
        try tx.row(
            """
            SELECT count(*) \(waiting(season)) AND application.id = \(application) AND \(gate.isAfterRound)
            """)?.only() ?? 0
    }

    /// How many somebody has to look at before applicants read them; none where the season's rules release
    /// no comments, or all without a look.
    static func due(in season: Season, _ tx: Transaction) throws -> Int {
        let rules = season.rules
        guard rules.feedback.contains(.comments), rules.outcomes.comments == .lookedAt else { return 0 }
        return try count(in: season.id, tx)
    }

    private static func waiting(_ season: ID<Season>) -> SQL {
        """
        FROM review JOIN assignment ON assignment.id = review.assignment_id
        JOIN counted_review ON counted_review.review_id = review.id
        JOIN round ON round.id = counted_review.round_id
        JOIN application ON application.id = assignment.application_id
        LEFT JOIN comment_release ON comment_release.review_id = review.id
            AND comment_release.version = review.version
        WHERE round.season_id = \(season) AND review.comment <> '' AND comment_release.review_id IS NULL
        """
    }
}

/// Releasing comments, or hiding them; nobody changes what a juror wrote.
enum CommentVerbs {
    enum Verdict: String, Sendable, Bindable {
        case released, hidden
    }

    struct Look: Sendable {
        let review: Int64
        /// Of the review, as it was read.
        let version: Int
        let verdict: Verdict
        let reason: String
    }

    /// Whom it concerns is told once there is something to read.
    static func judge(
        _ look: Look, in season: Season, telling letters: FeedbackLetters, by act: Act, _ tx: Transaction
    ) throws {
        guard look.verdict == .released || !look.reason.isEmpty, look.reason.count <= Decision.longestReason
        else {
            throw Problem(
                .invalid, "problem.check", fields: [.init("reason-\(look.review)", "comments.reason")])
        }
        let changed = try tx.run(
            """
            INSERT INTO comment_release (review_id, version, verdict, reason, looked_at, looked_by)
            SELECT review.id, review.version, \(look.verdict), \(look.reason), \(act.at), \(act.person)
            FROM review JOIN assignment ON assignment.id = review.assignment_id
            JOIN round ON round.id = assignment.round_id
            WHERE review.id = \(look.review) AND review.version = \(look.version)
                AND round.season_id = \(season.id) AND round.closed_at IS NOT NULL
            ON CONFLICT (review_id) DO UPDATE SET version = excluded.version, verdict = excluded.verdict,
                reason = excluded.reason, looked_at = excluded.looked_at, looked_by = excluded.looked_by
            """)
        guard changed == 1 else { throw Problem(.conflict, "comments.changed") }
        try tx.audit(
            "comment judged", on: "review", look.review, by: act,
            ["verdict": .string(look.verdict.rawValue), "reason": .string(look.reason)])
        let application: ID<Application>? = try tx.row(
            """
            SELECT application.id FROM review JOIN assignment ON assignment.id = review.assignment_id
            JOIN application ON application.id = assignment.application_id
            WHERE review.id = \(look.review) AND application.state IN ('admitted', 'finalist', 'laureate')
            """)?.only()
        if let application { try letters.tell(application, at: act.at, tx) }
    }
}

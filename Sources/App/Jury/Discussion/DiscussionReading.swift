internal import Platform

/// Who reads a discussion.
struct DiscussionSight: Sendable {
    /// Whose own review and remarks are marked; nobody's for staff.
    let oneself: ID<Juror>?
    let readsNames: Bool
    /// Also what was written by those who have left it.
    let readsAll: Bool

    static let staff = DiscussionSight(oneself: nil, readsNames: true, readsAll: true)

    /// A juror's or a chair's.
    init(_ seat: DiscussionSeat, _ naming: JurorDiscussion) {
        (oneself, readsNames, readsAll) = (seat.juror.id, naming == .named, false)
    }

    private init(oneself: ID<Juror>?, readsNames: Bool, readsAll: Bool) {
        (self.oneself, self.readsNames, self.readsAll) = (oneself, readsNames, readsAll)
    }

    /// Of a `person`; where names are hidden, none is read from the database.
    var name: SQL {
        readsNames ? Person.shownName() : "CAST(NULL AS TEXT)"
    }
}

/// Somebody who speaks in a discussion, as its reader knows them.
struct DiscussionVoice: Sendable, Equatable {
    /// Of their review: the same for everybody and at all times; nothing for a chair who has none.
    let number: Int?
    let name: String?
    let isChair: Bool
    let isOneself: Bool
    /// They no longer take part: their review does not count.
    let hasLeft: Bool

    fileprivate init(_ row: Row, isChair: Bool, _ sight: DiscussionSight) throws {
        number = try row["number"]
        name = try row["name"]
        self.isChair = isChair
        let juror: ID<Juror>? = try row["juror_id"]
        isOneself = sight.oneself != nil && juror == sight.oneself
        hasLeft = try row["has_left"]
    }
}

/// A submitted review as the other jurors of the application read it: neither what is confidential nor what
/// its juror noted is in it.
struct DiscussedReview: Sendable, Equatable {
    let voice: DiscussionVoice
    let marks: [ID<Criterion>: Int]
    let confidence: Int?
    let comment: String
    /// When it was last changed since the discussion was opened.
    let changedAt: Instant?
}

/// What somebody said in a discussion.
struct DiscussionRemark: Sendable, Equatable {
    let discussion: ID<Discussion>
    let voice: DiscussionVoice
    let text: String
    let writtenAt: Instant
}

/// All that there is to read of the discussions of one application in a round.
struct DiscussionReading: Sendable {
    let discussions: [Discussion]
    let reviews: [DiscussedReview]
    let remarks: [DiscussionRemark]

    static func of(
        _ application: ID<Application>, in round: Round, _ sight: DiscussionSight, _ tx: Transaction
    ) throws -> DiscussionReading {
        let discussions = try Discussion.of(application, in: round, tx)
        let thread = Thread(application: application, round: round, openedAt: discussions.first?.openedAt)
        return DiscussionReading(
            discussions: discussions, reviews: try thread.reviews(sight, tx),
            remarks: try thread.remarks(sight, tx))
    }
}

private struct Thread {
    let application: ID<Application>
    let round: Round
    /// When the first discussion was.
    let openedAt: Instant?

    /// Reviews keep their numbers: those that were in when the discussion was opened have them by chance,
    /// later ones as they came in.
    private var numbered: SQL {
        let opened = openedAt ?? Instant(milliseconds: .max)
        return """
            (SELECT assignment.id, assignment.juror_id, row_number() OVER (ORDER BY
                    CASE WHEN review.submitted_at <= \(opened) THEN 0 ELSE review.submitted_at END,
                    assignment.public_id) AS number
                FROM assignment JOIN review ON review.assignment_id = assignment.id
                WHERE assignment.application_id = \(application) AND assignment.round_id = \(round.id)
                    AND review.submitted_at IS NOT NULL)
            """
    }

    /// Stepped back, taken away, or too close. Of `juror` and `application`.
    private var hasLeft: SQL {
        """
        (NOT (\(JuryRules.hasNoConflict)) OR EXISTS (SELECT 1 FROM recusal
            JOIN assignment ON assignment.id = recusal.assignment_id
            WHERE assignment.juror_id = juror.id AND assignment.application_id = application.id
                AND assignment.round_id = \(round.id)))
        """
    }

    private func inSight(_ sight: DiscussionSight) -> SQL {
        sight.readsAll ? "1 = 1" : "NOT \(hasLeft)"
    }

    func reviews(_ sight: DiscussionSight, _ tx: Transaction) throws -> [DiscussedReview] {
        let rows = try tx.rows(
            """
            SELECT review.id, review.confidence, review.comment, numbered.number, numbered.juror_id,
                   \(sight.name) AS name, CASE WHEN \(hasLeft) THEN 1 ELSE 0 END AS has_left,
                   (SELECT max(made_at) FROM review_version WHERE review_version.review_id = review.id
                       AND made_at > review.submitted_at AND made_at > \(openedAt)) AS changed_at
            FROM \(numbered) AS numbered JOIN review ON review.assignment_id = numbered.id
            JOIN juror ON juror.id = numbered.juror_id JOIN person ON person.id = juror.person_id
            JOIN application ON application.id = \(application)
            WHERE \(inSight(sight)) ORDER BY numbered.number
            """)
        let marks = try marks(tx)
        return try rows.map { row in
            DiscussedReview(
                voice: try DiscussionVoice(row, isChair: false, sight),
                marks: marks[try row["id"]] ?? [:], confidence: try row["confidence"],
                comment: try row["comment"], changedAt: try row["changed_at"])
        }
    }

    private func marks(_ tx: Transaction) throws -> [ID<Review>: [ID<Criterion>: Int]] {
        let rows = try tx.rows(
            """
            SELECT mark.review_id, mark.criterion_id, mark.points FROM mark
            JOIN review ON review.id = mark.review_id JOIN assignment ON assignment.id = review.assignment_id
            WHERE assignment.application_id = \(application) AND assignment.round_id = \(round.id)
                AND review.submitted_at IS NOT NULL
            """)
        var marks: [ID<Review>: [ID<Criterion>: Int]] = [:]
        for row in rows {
            marks[try row["review_id"], default: [:]][try row["criterion_id"]] = try row["points"] as Int
        }
        return marks
    }

    func remarks(_ sight: DiscussionSight, _ tx: Transaction) throws -> [DiscussionRemark] {
        let rows = try tx.rows(
            """
            SELECT remark.discussion_id, remark.text, remark.written_at, remark.is_chair, numbered.number,
                   juror.id AS juror_id, \(sight.name) AS name,
                   CASE WHEN \(hasLeft) THEN 1 ELSE 0 END AS has_left
            FROM discussion_remark AS remark JOIN discussion ON discussion.id = remark.discussion_id
            JOIN application ON application.id = discussion.application_id
            JOIN person ON person.id = remark.written_by
            JOIN juror ON juror.person_id = person.id AND juror.season_id = application.season_id
            LEFT JOIN \(numbered) AS numbered ON numbered.juror_id = juror.id
            WHERE discussion.application_id = \(application) AND discussion.round_id = \(round.id)
                AND \(inSight(sight))
            ORDER BY remark.id
            """)
        return try rows.map { row in
            DiscussionRemark(
                discussion: try row["discussion_id"],
                voice: try DiscussionVoice(row, isChair: try row["is_chair"], sight),
                text: try row["text"], writtenAt: try row["written_at"])
        }
    }
}

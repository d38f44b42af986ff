internal import Platform

// Discussion: the jurors of an application talk about it before the round closes.
//
// Staff make jurors chairs. A chair opens the discussion of an application, saying why, and concludes it in
// words. Whoever has submitted a review of it then reads the others' and answers; whoever has not is told
// that there is a discussion, and nothing of it. Marks change as they always do, and each change is kept.
//
// Tables: chair, discussion, discussion_remark. Invariants: one discussion of an application is open at a
// time; a remark never changes; nothing is said once its discussion or its round has closed; who stands too
// close, or stepped back, reads nothing, and what they wrote is read by staff alone.

/// The jurors of an application talk about it, in one round.
struct Discussion: Sendable, Equatable {
    static let longestText = 2_000
    /// With fewer reviews there is nothing to compare.
    static let leastReviews = 2
    static let mostRemarks = 300
    static let remarksAMinute = 6

    enum State: Sendable {
        case open, concluded
        /// The round closed before anybody concluded it.
        case ended
    }

    struct Conclusion: Sendable, Equatable {
        let text: String
        let madeAt: Instant
    }

    let id: ID<Discussion>
    let reason: String
    let openedAt: Instant
    let conclusion: Conclusion?

    init(_ row: Row) throws {
        id = try row["id"]
        reason = try row["reason"]
        openedAt = try row["opened_at"]
        let (closedAt, text): (Instant?, String) = (try row["closed_at"], try row["conclusion"])
        conclusion = closedAt.map { Conclusion(text: text, madeAt: $0) }
    }

    func state(in round: Round) -> State {
        if conclusion != nil { return .concluded }
        return round.isOpen ? .open : .ended
    }

    /// Those of one application, the oldest first.
    static func of(
        _ application: ID<Application>, in round: Round, _ tx: Transaction
    ) throws -> [Discussion] {
        let rows = try tx.rows(
            """
            SELECT * FROM discussion WHERE application_id = \(application) AND round_id = \(round.id)
            ORDER BY id
            """)
        return try rows.map(Discussion.init)
    }

    /// The newest of one application.
    static func last(
        of application: ID<Application>, in round: Round, _ tx: Transaction
    ) throws -> Discussion? {
        try tx.row(
            """
            SELECT * FROM discussion WHERE application_id = \(application) AND round_id = \(round.id)
            ORDER BY id DESC LIMIT 1
            """
        ).map(Discussion.init)
    }

    static func countOpen(in round: Round, _ tx: Transaction) throws -> Int {
        let row = try tx.row(
            """
            SELECT count(*) AS count FROM discussion
            WHERE round_id = \(round.id) AND closed_at IS NULL
            """)
        return try row.map { try $0["count"] } ?? 0
    }

    /// One of the application of the row is open. Of `assignment`.
    static let isOpen: SQL = """
        EXISTS (SELECT 1 FROM discussion WHERE discussion.application_id = assignment.application_id
            AND discussion.round_id = assignment.round_id AND discussion.closed_at IS NULL)
        """

    /// Which names a round lets its jurors read of each other; none where its rules know no discussions.
    static func naming(of round: Round, _ cache: RulesCache, _ tx: Transaction) throws -> JurorDiscussion {
        try cache.rules(round.rulesVersion, tx).jury.scoring.discussion
    }
}

/// What a juror is told of the discussion of what they review.
enum DiscussionStanding: Sendable, Equatable {
    /// It is open, and their own review is not in: nothing else is said of it.
    case waits
    case open, over

    static func of(_ opened: OpenedAssignment, _ review: Review?, _ tx: Transaction) throws
        -> DiscussionStanding?
    {
        guard let last = try Discussion.last(of: opened.application, in: opened.round, tx) else { return nil }
        let isOpen = last.state(in: opened.round) == .open
        guard review?.submittedAt != nil else { return isOpen ? .waits : nil }
        return isOpen ? .open : .over
    }
}

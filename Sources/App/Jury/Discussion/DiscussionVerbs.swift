internal import Platform

/// Opening a discussion, taking part in it, and concluding it.
enum DiscussionVerbs {
    /// Opens the discussion of an application, and tells those whose reviews are in.
    static func open(
        because reason: String, by seat: DiscussionSeat, _ naming: JurorDiscussion, mail: JuryMail,
        _ act: Act, _ tx: Transaction
    ) throws {
        try requireOpenRound(seat)
        guard naming != .none else { throw Problem(.closed, "jury.discussions.off") }
        let reviewers = try Reviewer.of(seat, tx)
        guard reviewers.count >= Discussion.leastReviews else {
            throw Problem(
                .conflict, "jury.discussion.too-few", ["least": .number(Discussion.leastReviews)])
        }
        try requireText(reason, "reason", missing: "jury.discussion.reason.missing")
        let opened = try tx.run(
            """
            INSERT INTO discussion (round_id, application_id, reason, opened_at, opened_by)
            VALUES (\(seat.round.id), \(seat.application), \(reason), \(act.at), \(seat.juror.person.id))
            ON CONFLICT (round_id, application_id) WHERE closed_at IS NULL DO NOTHING
            """)
        guard opened > 0 else { throw Problem(.conflict, "jury.discussion.open-already") }
        for reviewer in reviewers where reviewer.juror.id != seat.juror.id {
            try tx.send(mail.discussion(reviewer.juror, assignment: reviewer.assignment), at: act.at)
        }
        try tx.audit(
            "discussion opened", on: "application", seat.application.rawValue, by: act,
            ["round": .integer(seat.round.id.rawValue), "reason": .string(reason)])
    }

    struct Entry: Sendable, Equatable {
        var text = ""
        var key = ""

        init() {}

        init(_ form: Form) {
            (text, key) = (form["text"], form["request_key"])
        }
    }

    /// Says something in the open discussion. The same key twice is the same remark.
    static func remark(
        _ entry: Entry, by seat: DiscussionSeat, _ act: Act, _ tx: Transaction
    ) throws {
        let (key, text) = (try RequestKey(entry.key), entry.text.asLines)
        guard let discussion = try Discussion.last(of: seat.application, in: seat.round, tx) else {
            throw Problem.notFound
        }
        let writer = seat.juror.person.id
        let sent = try tx.row(
            """
            SELECT 1 FROM discussion_remark WHERE discussion_id = \(discussion.id)
                AND written_by = \(writer) AND request_key = \(key.text)
            """)
        guard sent == nil else { return }
        try requireOpen(discussion, seat)
        try requireText(text, "text", missing: "jury.discussion.text.missing")
        try requireRoom(in: discussion, for: writer, at: act.at, tx)
        try tx.run(
            """
            INSERT INTO discussion_remark (discussion_id, written_by, is_chair, text, request_key, written_at)
            VALUES (\(discussion.id), \(writer), \(seat.isChair), \(text), \(key.text), \(act.at))
            """)
        try tx.audit(
            "remark made", on: "application", seat.application.rawValue, by: act,
            ["discussion": .integer(discussion.id.rawValue)])
    }

    /// Says what the jurors have come to; from here on nobody says anything more.
    static func conclude(
        _ conclusion: String, by seat: DiscussionSeat, _ act: Act, _ tx: Transaction
    ) throws {
        guard let discussion = try Discussion.last(of: seat.application, in: seat.round, tx) else {
            throw Problem.notFound
        }
        try requireOpen(discussion, seat)
        try requireText(conclusion, "conclusion", missing: "jury.discussion.conclusion.missing")
        try tx.run(
            """
            UPDATE discussion SET conclusion = \(conclusion), closed_at = \(act.at),
                closed_by = \(seat.juror.person.id)
            WHERE id = \(discussion.id) AND closed_at IS NULL
            """)
        try tx.audit(
            "discussion concluded", on: "application", seat.application.rawValue, by: act,
            ["discussion": .integer(discussion.id.rawValue), "conclusion": .string(conclusion)])
    }

    // MARK: What may be

    private static func requireOpenRound(_ seat: DiscussionSeat) throws {
        try Guard.roundIsOpen.require(seat.round.isOpen, orElse: Problem(.closed, "jury.round.closed"))
    }

    private static func requireOpen(_ discussion: Discussion, _ seat: DiscussionSeat) throws {
        try requireOpenRound(seat)
        guard discussion.conclusion == nil else { throw Problem(.closed, "jury.discussion.over") }
    }

    private static func requireText(_ text: String, _ field: String, missing: String) throws {
        if text.isEmpty { throw Problem(.invalid, "problem.check", fields: [.init(field, missing)]) }
        if text.count > Discussion.longestText {
            let most: [String: MessageValue] = ["most": .number(Discussion.longestText)]
            throw Problem(.invalid, "problem.check", fields: [.init(field, "problem.too-long", most)])
        }
    }

    private static func requireRoom(
        in discussion: Discussion, for writer: ID<Person>, at now: Instant, _ tx: Transaction
    ) throws {
        let row = try tx.row(
            """
            SELECT count(*) AS said, count(CASE WHEN written_by = \(writer)
                AND written_at > \(now - .seconds(60)) THEN 1 END) AS in_minute
            FROM discussion_remark WHERE discussion_id = \(discussion.id)
            """)
        let (said, inMinute): (Int, Int) = (try row?["said"] ?? 0, try row?["in_minute"] ?? 0)
        if inMinute >= Discussion.remarksAMinute {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 1])
        }
        guard said < Discussion.mostRemarks else {
            throw Problem(.conflict, "jury.discussion.full", ["most": .number(Discussion.mostRemarks)])
        }
    }
}

/// Somebody whose review of the application is in and counts.
private struct Reviewer {
    let juror: Juror
    let assignment: String

    static func of(_ seat: DiscussionSeat, _ tx: Transaction) throws -> [Reviewer] {
        let rows = try tx.rows(
            """
            SELECT assignment.juror_id, assignment.public_id FROM assignment
            JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.application_id = \(seat.application) AND assignment.round_id = \(seat.round.id)
                AND review.submitted_at IS NOT NULL AND \(JuryRules.stands)
            ORDER BY assignment.id
            """)
        let assignments: [ID<Juror>: String] = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["juror_id"], try $0["public_id"]) })
        let jurors = try Juror.ofSeason(seat.season.id, tx)
        return jurors.compactMap { juror in
            assignments[juror.id].map { Reviewer(juror: juror, assignment: $0) }
        }
    }
}

internal import Platform

/// Saying something on an idea: a comment, a point for it or one against it.
enum Discussing {
    struct Entry: Sendable, Equatable {
        let kind: IdeaComment.Kind
        let text: String
        let language: String
        let key: String

        init(_ form: Form) {
            kind = IdeaComment.Kind(rawValue: form["kind"]) ?? .comment
            text = form["text"].asLines
            language = form["language"]
            key = form["request_key"]
        }

        fileprivate func check() throws {
            var faults: [Problem.Field] = []
            if text.isEmpty { faults.append(.init("text", "ideas.comment.missing")) }
            if text.count > IdeaBounds.longestComment {
                let most: MessageValue = .number(IdeaBounds.longestComment)
                faults.append(.init("text", "problem.too-long", ["most": most]))
            }
            if !Languages.contains(language) { faults.append(.init("language", "ideas.language.wrong")) }
            guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        }
    }

    /// Gives how many comments the idea has. The same key twice is the same comment.
    static func comment(
        _ entry: Entry, publicID: String, on idea: String, by seated: Seated, _ act: RoomAct,
        _ tx: Transaction
    ) throws -> Int {
        let session = seated.session
        let idea = try Idea.find(idea, in: session.id, tx)
        let key = try RequestKey(entry.key)
        if try isSent(key, seated, tx) { return try count(idea, tx) }
        try seated.requireOpen()
        try idea.requireShown()
        try entry.check()
        try requirePace(of: seated.seat.id, on: idea, at: act.at, tx)
        try tx.run(
            """
            INSERT INTO idea_comment (public_id, idea_id, session_id, seat_id, kind, language, text, request_key,
                written_at)
            VALUES (\(publicID), \(idea.id), \(session.id), \(seated.seat.id), \(entry.kind), \(entry.language),
                \(entry.text), \(key.text), \(act.at))
            """)
        try tx.audit(
            "comment written", on: "idea", idea.id.rawValue, by: act.inside(session),
            ["kind": .string(entry.kind.rawValue)])
        return try tell(idea, session, act.at, tx)
    }

    private static func isSent(_ key: RequestKey, _ seated: Seated, _ tx: Transaction) throws -> Bool {
        let row = try tx.row(
            """
            SELECT seat_id FROM idea_comment
            WHERE session_id = \(seated.session.id) AND request_key = \(key.text)
            """)
        guard let row else { return false }
        guard try row["seat_id"] == seated.seat.id else {
            throw Problem(.conflict, "ideas.request-key.taken")
        }
        return true
    }

    private static func requirePace(
        of seat: ID<SessionSeat>, on idea: Idea, at now: Instant, _ tx: Transaction
    ) throws {
        let row = try tx.row(
            """
            SELECT count(*) AS in_hour,
                coalesce(sum(CASE WHEN written_at > \(now - .seconds(60)) THEN 1 ELSE 0 END), 0) AS in_minute
            FROM idea_comment WHERE session_id = \(idea.session) AND seat_id = \(seat)
                AND written_at > \(now - .seconds(3600))
            """)
        guard let row else { return }
        if try row["in_minute"] >= IdeaBounds.commentsAMinute {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 1])
        }
        if try row["in_hour"] >= IdeaBounds.commentsAnHour {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 60])
        }
        guard try count(idea, tx) < IdeaBounds.commentsOnIdea else {
            throw Problem(.tooMany, "ideas.too-many.comments", ["most": .number(IdeaBounds.commentsOnIdea)])
        }
    }

    /// Those in sight.
    static func count(_ idea: Idea, _ tx: Transaction) throws -> Int {
        try tx.row(
            "SELECT count(*) FROM idea_comment WHERE idea_id = \(idea.id) AND hidden_at IS NULL")?.only() ?? 0
    }

    /// Says how many there are, and not what they say.
    @discardableResult
    static func tell(
        _ idea: Idea, _ session: DesignSession, _ at: Instant, _ tx: Transaction
    ) throws -> Int {
        let comments = try count(idea, tx)
        try SessionEvent.append(
            .comment, ["id": .string(idea.publicID), "comments": .integer(Int64(comments))], to: session.id,
            at: at, tx)
        return comments
    }
}

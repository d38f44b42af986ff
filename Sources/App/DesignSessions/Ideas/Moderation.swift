internal import Platform

/// Taking ideas and comments out of sight, with a reason that everybody may read, and back into it.
enum Moderation {
    static func hide(
        _ publicID: String, note: Note, by moderating: Moderating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let idea = try Idea.find(publicID, in: moderating.session.id, tx)
        let reason = try note.required()
        guard !idea.isHidden else { throw Problem(.conflict, "ideas.hiding.already") }
        try tx.run(
            """
            INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
            VALUES (\(idea.id), \(reason), \(act.at), \(moderating.person.id))
            """)
        try tx.audit(
            "idea hidden", on: "idea", idea.id.rawValue, by: act.official, ["reason": .string(reason)])
        try tell(idea, isShown: false, moderating, act, tx)
    }

    static func lift(
        _ publicID: String, by moderating: Moderating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let idea = try Idea.find(publicID, in: moderating.session.id, tx)
        let lifted = try tx.run(
            """
            UPDATE idea_hiding SET lifted_at = \(act.at), lifted_by = \(moderating.person.id)
            WHERE idea_id = \(idea.id) AND lifted_at IS NULL
            """)
        guard lifted > 0 else { throw Problem(.conflict, "ideas.hiding.not-hidden") }
        try tx.audit("hiding lifted", on: "idea", idea.id.rawValue, by: act.official)
        try tell(idea, isShown: !idea.isWithdrawn, moderating, act, tx)
    }

    private static func tell(
        _ idea: Idea, isShown: Bool, _ moderating: Moderating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let content: [String: JSON] = ["id": .string(idea.publicID), "shown": .bool(isShown)]
        try SessionEvent.append(.sight, content, to: moderating.session.id, at: act.at, tx)
    }

    static func hideComment(
        _ comment: String, on publicID: String, note: Note, by moderating: Moderating, _ act: RoomAct,
        _ tx: Transaction
    ) throws {
        let idea = try Idea.find(publicID, in: moderating.session.id, tx)
        let reason = try note.required()
        let hidden = try tx.run(
            """
            UPDATE idea_comment SET hidden_at = \(act.at), hidden_by = \(moderating.person.id),
                hidden_reason = \(reason)
            WHERE public_id = \(comment) AND idea_id = \(idea.id) AND hidden_at IS NULL
            """)
        guard hidden > 0 else { throw Problem.notFound }
        try tx.run(
            """
            INSERT INTO comment_hiding (comment_id, reason, hidden_at, hidden_by)
            SELECT id, \(reason), \(act.at), \(moderating.person.id) FROM idea_comment
            WHERE public_id = \(comment)
            """)
        try tx.audit(
            "comment hidden", on: "idea", idea.id.rawValue, by: act.official,
            ["comment": .string(comment), "reason": .string(reason)])
        try Discussing.tell(idea, moderating.session, act.at, tx)
    }

    static func liftComment(
        _ comment: String, on publicID: String, by moderating: Moderating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let idea = try Idea.find(publicID, in: moderating.session.id, tx)
        let lifted = try tx.run(
            """
            UPDATE idea_comment SET hidden_at = \(nil as Instant?), hidden_by = \(nil as ID<Person>?),
                hidden_reason = \(nil as String?)
            WHERE public_id = \(comment) AND idea_id = \(idea.id) AND hidden_at IS NOT NULL
            """)
        guard lifted > 0 else { throw Problem.notFound }
        try tx.run(
            """
            UPDATE comment_hiding SET lifted_at = \(act.at), lifted_by = \(moderating.person.id)
            WHERE lifted_at IS NULL
                AND comment_id = (SELECT id FROM idea_comment WHERE public_id = \(comment))
            """)
        try tx.audit(
            "hiding of comment lifted", on: "idea", idea.id.rawValue, by: act.official,
            ["comment": .string(comment)])
        try Discussing.tell(idea, moderating.session, act.at, tx)
    }
}

/// A line of the log that everybody in the room may read: what was hidden, when and why; not what it said.
struct HidingEntry: Sendable {
    private static let pageRows = 100

    enum What: String, Sendable, Bindable {
        case idea, comment, translation
    }

    /// The number of the idea, or of that on which the comment stands or which was translated.
    let number: Int
    let what: What
    /// Of a translation.
    let language: String
    let reason: String
    let hiddenAt: Instant
    let liftedAt: Instant?

    /// The newest first, a page of them after so many. What is added meanwhile stands before them all, so
    /// that nothing is passed over.
    static func log(
        of session: ID<DesignSession>, after count: Int, _ tx: Transaction
    ) throws -> (entries: [HidingEntry], next: String?) {
        let rows = try tx.rows(
            """
            SELECT idea.number, 'idea' AS what, '' AS language, idea_hiding.reason AS reason, idea_hiding.hidden_at,
                idea_hiding.lifted_at
            FROM idea_hiding JOIN idea ON idea.id = idea_hiding.idea_id WHERE idea.session_id = \(session)
            UNION ALL
            SELECT idea.number, 'comment' AS what, '' AS language, comment_hiding.reason,
                comment_hiding.hidden_at, comment_hiding.lifted_at
            FROM comment_hiding JOIN idea_comment ON idea_comment.id = comment_hiding.comment_id
            JOIN idea ON idea.id = idea_comment.idea_id WHERE idea_comment.session_id = \(session)
            UNION ALL
            SELECT idea.number, 'translation' AS what, translation_removal.language, translation_removal.reason,
                translation_removal.removed_at AS hidden_at, NULL AS lifted_at
            FROM translation_removal JOIN idea ON idea.id = translation_removal.idea_id
            WHERE idea.session_id = \(session)
            ORDER BY hidden_at DESC, number DESC, what, reason LIMIT \(pageRows + 1) OFFSET \(count)
            """)
        let entries = try rows.prefix(pageRows).map { row in
            HidingEntry(
                number: try row["number"], what: try row["what"], language: try row["language"],
                reason: try row["reason"], hiddenAt: try row["hidden_at"], liftedAt: try row["lifted_at"])
        }
        return (entries, rows.count > pageRows ? String(count + pageRows) : nil)
    }
}

internal import Platform

/// How much comes from a group.
struct GroupFigures: Sendable {
    let group: SessionGroup
    let seats: Int
    /// Those that can be seen.
    let ideas: Int
    let supports: Int
    let comments: Int
    let lastIdeaAt: Instant?

    /// So long without an idea is quiet.
    static let quiet: Duration = .seconds(600)

    func isQuiet(at now: Instant) -> Bool {
        seats > 0 && (lastIdeaAt.map { now - $0 > Self.quiet } ?? true)
    }

    /// In the order of the set-up; one statement however many there are.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [GroupFigures] {
        let rows = try tx.rows(
            """
            SELECT session_group.*,
                (SELECT count(*) FROM seat WHERE seat.group_id = session_group.id AND left_at IS NULL) AS seats,
                (SELECT count(*) FROM idea WHERE idea.group_id = session_group.id AND \(IdeaSight.visible)) AS ideas,
                (SELECT count(*) FROM idea_support JOIN idea ON idea.id = idea_support.idea_id
                    WHERE idea.group_id = session_group.id AND \(IdeaSight.visible)) AS supports,
                (SELECT count(*) FROM idea_comment JOIN idea ON idea.id = idea_comment.idea_id
                    WHERE idea.group_id = session_group.id AND idea_comment.hidden_at IS NULL
                    AND \(IdeaSight.visible)) AS comments,
                (SELECT max(proposed_at) FROM idea WHERE idea.group_id = session_group.id) AS last_idea_at
            FROM session_group WHERE session_id = \(session) ORDER BY position
            """)
        return try rows.map { row in
            GroupFigures(
                group: try SessionGroup(row), seats: try row["seats"], ideas: try row["ideas"],
                supports: try row["supports"], comments: try row["comments"],
                lastIdeaAt: try row["last_idea_at"])
        }
    }
}

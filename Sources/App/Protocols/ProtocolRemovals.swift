internal import Platform

/// What moderators took out of sight since a protocol was published, with their reasons: where it stood, the
/// protocol shows a gap.
struct ProtocolRemovals: Sendable {
    /// By public id.
    private let ideas: [String: String]
    private let comments: [String: String]

    init(_ session: ID<DesignSession>, _ tx: Transaction) throws {
        ideas = try Self.reasons(
            """
            SELECT idea.public_id, idea_hiding.reason FROM idea_hiding JOIN idea ON idea.id = idea_hiding.idea_id
            WHERE idea.session_id = \(session) AND idea_hiding.lifted_at IS NULL
            """, tx)
        comments = try Self.reasons(
            """
            SELECT public_id, hidden_reason AS reason FROM idea_comment
            WHERE session_id = \(session) AND hidden_at IS NOT NULL
            """, tx)
    }

    private static func reasons(_ statement: SQL, _ tx: Transaction) throws -> [String: String] {
        let rows = try tx.rows(statement)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["public_id"], try $0["reason"]) })
    }

    func applied(to ideas: [ProtocolFacts.Idea]) -> [ProtocolFacts.Idea] {
        ideas.map { idea in
            if let reason = self.ideas[idea.id] { return idea.removed(reason) }
            return idea.replacing(comments: applied(to: idea.comments))
        }
    }

    private func applied(to comments: [ProtocolFacts.Comment]) -> [ProtocolFacts.Comment] {
        comments.map { comment in
            guard let id = comment.id, let reason = self.comments[id] else { return comment }
            return ProtocolFacts.Comment(
                id: id, kind: comment.kind, language: comment.language, text: "", removed: reason)
        }
    }

    func applied(to polls: [PollSummary]) -> [PollSummary] {
        polls.map { poll in
            poll.hiding { item in item.idea.map { ideas[$0] != nil } ?? false }
        }
    }
}

extension ProtocolFacts.Idea {
    /// Its place, with nothing in it but why.
    fileprivate func removed(_ reason: String) -> ProtocolFacts.Idea {
        ProtocolFacts.Idea(
            id: id, number: number, group: group, origin: origin, author: nil, wordings: [],
            supporters: supporters, comments: [], removed: reason)
    }

    fileprivate func replacing(comments: [ProtocolFacts.Comment]) -> ProtocolFacts.Idea {
        ProtocolFacts.Idea(
            id: id, number: number, group: group, origin: origin, author: author, wordings: wordings,
            supporters: supporters, comments: comments)
    }
}

internal import Platform

/// What somebody said on an idea, as its reader sees it.
struct IdeaComment: Sendable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        case comment
        case pointFor = "for"
        case pointAgainst = "against"
    }

    let publicID: String
    let kind: Kind
    let language: String
    /// Empty where it is hidden from who looks.
    let text: String
    let writtenAt: Instant
    let author: AuthorName?
    let isOwn: Bool
    let hiddenReason: String?

    fileprivate init(_ row: Row, _ countries: Set<String>) throws {
        publicID = try row["public_id"]
        kind = try row["kind"]
        language = try row["language"]
        text = try row["text"]
        writtenAt = try row["written_at"]
        author = try AuthorName(row, countries)
        isOwn = try row["is_own"]
        hiddenReason = try row["hidden_reason"]
    }

    struct Page: Sendable {
        let comments: [IdeaComment]
        /// The public id behind which the next page goes on; nothing on the last.
        let next: String?
    }

    /// The oldest first. Nothing of an idea that is hidden from who looks.
    static func page(
        of idea: String, after: String?, _ sight: IdeaSight, _ tx: Transaction
    ) throws -> Page {
        let countries = try sight.namedCountries(tx)
        let text: SQL =
            sight.readsHidden
            ? "comment.text" : "CASE WHEN comment.hidden_at IS NULL THEN comment.text ELSE '' END"
        let authors: SQL = sight.readsNames ? "JOIN seat AS author ON author.id = comment.seat_id" : .nothing
        let place: SQL =
            after.map { "comment.id > (SELECT id FROM idea_comment WHERE public_id = \($0))" } ?? "1 = 1"
        let most = IdeaBounds.pageComments
        let rows = try tx.rows(
            """
            SELECT comment.public_id, comment.kind, comment.language, \(text) AS text, comment.written_at,
                comment.hidden_reason,
                CASE WHEN comment.seat_id = \(sight.seat?.id) THEN 1 ELSE 0 END AS is_own,
                \(sight.nameColumns("author"))
            FROM idea_comment AS comment JOIN idea ON idea.id = comment.idea_id
            \(authors)
            WHERE idea.public_id = \(idea) AND idea.session_id = \(sight.session.id) AND \(sight.isListed)
                AND \(place)
            ORDER BY comment.id LIMIT \(most + 1)
            """)
        let comments = try rows.prefix(most).map { try IdeaComment($0, countries) }
        return Page(comments: comments, next: rows.count > most ? comments.last?.publicID : nil)
    }
}

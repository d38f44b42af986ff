internal import Platform

/// An idea as somebody sees it: on a card, in a list, on its page.
struct IdeaView: Sendable {
    struct Translation: Sendable {
        let language: String
        let origin: IdeaTranslations.Origin
        let text: IdeaText
    }

    struct Gathered: Sendable {
        let publicID: String
        let title: String
        let language: String
    }

    let publicID: String
    let number: Int
    let group: ID<SessionGroup>
    let origin: Idea.Origin
    let language: String
    /// Empty where it is hidden from who looks.
    let text: IdeaText
    /// Into the language of who looks; nothing where it is theirs already or nobody has made one.
    let translation: Translation?
    let proposedAt: Instant
    /// Nothing for who may not know, and of what groups say.
    let author: AuthorName?
    let isOwn: Bool
    let supporters: Int
    let comments: Int
    /// Nothing where they do not support it.
    let wantsAnswer: Bool?
    let withdrawnAt: Instant?
    let hiddenReason: String?
    let theme: Gathered?

    var isHidden: Bool { hiddenReason != nil }
    var isShown: Bool { !isHidden && withdrawnAt == nil }
    var isSupported: Bool { wantsAnswer != nil }

    init(_ row: Row, countries: Set<String>) throws {
        publicID = try row["public_id"]
        number = try row["number"]
        group = try row["group_id"]
        origin = try row["origin"]
        language = try row["language"]
        text = try IdeaText(row)
        proposedAt = try row["proposed_at"]
        author = try AuthorName(row, countries)
        isOwn = try row["is_own"]
        supporters = try row["supporters"]
        comments = try row["comments"]
        wantsAnswer = try row["wants_answer"]
        withdrawnAt = try row["withdrawn_at"]
        hiddenReason = try row["hidden_reason"]
        let translated: String? = try row["translated_language"]
        translation = try translated.map { language in
            Translation(
                language: language, origin: try row["translated_origin"],
                text: try IdeaText(row, prefix: "translated_"))
        }
        let gathered: String? = try row["theme_public_id"]
        theme = try gathered.map {
            Gathered(publicID: $0, title: try row["theme_title"], language: try row["theme_language"])
        }
    }

    /// Rows of `idea` with what stands beside them in other tables. `page` has the columns of `idea` and
    /// `supporters`.
    static func query(from page: SQL, _ sight: IdeaSight) -> SQL {
        """
        SELECT idea.id, idea.public_id, idea.number, idea.group_id, idea.origin, idea.language, idea.proposed_at,
            \(texts(sight)),
            idea.supporters,
            (SELECT count(*) FROM idea_comment
                WHERE idea_comment.idea_id = idea.id AND idea_comment.hidden_at IS NULL) AS comments,
            (SELECT idea_support.wants_answer FROM idea_support
                WHERE idea_support.idea_id = idea.id AND idea_support.seat_id = \(sight.seat?.id)) AS wants_answer,
            CASE WHEN EXISTS (SELECT 1 FROM idea_author AS own
                WHERE own.idea_id = idea.id AND own.seat_id = \(sight.seat?.id)) THEN 1 ELSE 0 END AS is_own,
            idea_hiding.reason AS hidden_reason, idea_withdrawal.withdrawn_at,
            theme.public_id AS theme_public_id, theme.title AS theme_title, theme.language AS theme_language,
            \(sight.nameColumns("author"))
        FROM (\(page)) AS idea
        LEFT JOIN idea_hiding ON idea_hiding.idea_id = idea.id AND idea_hiding.lifted_at IS NULL
        LEFT JOIN idea_withdrawal ON idea_withdrawal.idea_id = idea.id
        LEFT JOIN idea_translation ON idea_translation.idea_id = idea.id
            AND idea_translation.language = \(sight.language.code) AND idea_translation.language <> idea.language
        LEFT JOIN theme_idea ON theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL
        LEFT JOIN theme ON theme.id = theme_idea.theme_id
        \(authors(sight))
        """
    }

    /// Supporters of a row of `idea`.
    static let supporters: SQL =
        "(SELECT count(*) FROM idea_support WHERE idea_support.idea_id = idea.id) AS supporters"

    private static func texts(_ sight: IdeaSight) -> SQL {
        let hidden: SQL = "CASE WHEN idea_hiding.id IS NULL THEN idea_translation.language END"
        let language: SQL = sight.readsHidden ? "idea_translation.language" : hidden
        return """
            \(sight.column("idea.title")) AS title, \(sight.column("idea.change")) AS change,
            \(sight.column("idea.beneficiary")) AS beneficiary, \(sight.column("idea.reason")) AS reason,
            \(language) AS translated_language, idea_translation.origin AS translated_origin,
            \(sight.column("idea_translation.title")) AS translated_title,
            \(sight.column("idea_translation.change")) AS translated_change,
            \(sight.column("idea_translation.beneficiary")) AS translated_beneficiary,
            \(sight.column("idea_translation.reason")) AS translated_reason
            """
    }

    private static func authors(_ sight: IdeaSight) -> SQL {
        guard sight.readsNames else { return .nothing }
        return """
            LEFT JOIN idea_author ON idea_author.idea_id = idea.id
            LEFT JOIN seat AS author ON author.id = idea_author.seat_id
            """
    }

    /// One of the session, hidden or not.
    static func find(_ publicID: String, _ sight: IdeaSight, _ tx: Transaction) throws -> IdeaView {
        let page: SQL = """
            SELECT idea.*, \(supporters) FROM idea
            WHERE idea.public_id = \(publicID) AND idea.session_id = \(sight.session.id)
            """
        guard let row = try tx.row(query(from: page, sight)) else { throw Problem.notFound }
        return try IdeaView(row, countries: try sight.namedCountries(tx))
    }
}

internal import Platform

/// An idea as the directorate studies it, with all that was said of it. It holds no author: an idea is
/// answered for what it says.
struct StudiedIdea: Sendable {
    struct Comment: Sendable {
        enum Kind: String, Sendable, Bindable {
            case comment, `for`, against
        }

        let kind: Kind
        let language: String
        let text: String
    }

    struct Translation: Sendable {
        let language: String
        let isMachine: Bool
        let title: String
        let change: String
    }

    let id: ID<StudiedIdea>
    let line: ReviewedIdea
    let change: String
    let beneficiary: String
    let reason: String
    let theme: (publicID: String, title: String, ideas: Int)?
    let hidingReason: String?
    let withdrawalReason: String?
    let owner: String?
    /// Until when it was to be answered at first.
    let firstDueOn: CalendarDate?
    let isStudied: Bool
    let translations: [Translation]
    let comments: [Comment]
    let questions: [IdeaQuestion]
    /// Those that ended, the newest first.
    let earlier: [String]

    /// Whether a question waits for its reply.
    var isWaiting: Bool { questions.contains { $0.repliedAt == nil } }

    static func read(
        _ publicID: String, in season: ID<Season>, at desk: ReviewDesk, _ tx: Transaction
    ) throws -> StudiedIdea {
        let row = try tx.row(
            """
            SELECT idea.id, idea.change, idea.beneficiary, idea.reason, theme.public_id AS theme,
                theme.title AS theme_title, (SELECT count(*) FROM theme_idea AS beside
                    WHERE beside.theme_id = theme.id AND beside.released_at IS NULL) AS theme_ideas,
                hiding.reason AS hiding_reason, withdrawal.reason AS withdrawal_reason,
                person.public_id AS owner, review.first_due_on,
                review.studied_since
            FROM idea JOIN design_session ON design_session.id = idea.session_id
            LEFT JOIN idea_review AS review ON review.idea_id = idea.id
            LEFT JOIN person ON person.id = review.owner_id
            LEFT JOIN idea_withdrawal AS withdrawal ON withdrawal.idea_id = idea.id
            LEFT JOIN idea_hiding AS hiding ON hiding.idea_id = idea.id AND hiding.lifted_at IS NULL
            LEFT JOIN theme_idea ON theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL
            LEFT JOIN theme ON theme.id = theme_idea.theme_id AND theme.dissolved_at IS NULL
            WHERE idea.public_id = \(publicID) AND design_session.season_id = \(season)
            """)
        guard let row, let line = try ReviewedIdea.find(publicID, at: desk, tx) else {
            throw Problem.notFound
        }
        return try StudiedIdea(row, line, tx)
    }

    private init(_ row: Row, _ line: ReviewedIdea, _ tx: Transaction) throws {
        id = try row["id"]
        self.line = line
        change = try row["change"]
        beneficiary = try row["beneficiary"]
        reason = try row["reason"]
        let theme: String? = try row["theme"]
        self.theme = try theme.map { ($0, try row["theme_title"], try row["theme_ideas"]) }
        hidingReason = try row["hiding_reason"]
        withdrawalReason = try row["withdrawal_reason"]
        owner = try row["owner"]
        firstDueOn = try row["first_due_on"]
        isStudied = (try row["studied_since"] as Instant?) != nil
        translations = try Self.translations(id, tx)
        comments = try Self.comments(id, tx)
        questions = try IdeaQuestion.of(id, tx)
        earlier = try tx.rows(
            """
            SELECT answer.public_id FROM answer_idea JOIN answer ON answer.id = answer_idea.answer_id
            WHERE answer_idea.idea_id = \(id) AND answer_idea.ended_at IS NOT NULL ORDER BY answer.id DESC
            """
        ).map { try $0.only() }
    }

    private static func translations(_ id: ID<StudiedIdea>, _ tx: Transaction) throws -> [Translation] {
        let rows = try tx.rows(
            """
            SELECT language, origin, title, change FROM idea_translation WHERE idea_id = \(id)
            ORDER BY language
            """)
        return try rows.map {
            Translation(
                language: try $0["language"], isMachine: (try $0["origin"] as String) == "machine",
                title: try $0["title"], change: try $0["change"])
        }
    }

    private static func comments(_ id: ID<StudiedIdea>, _ tx: Transaction) throws -> [Comment] {
        let rows = try tx.rows(
            """
            SELECT kind, language, text FROM idea_comment WHERE idea_id = \(id) AND hidden_at IS NULL
            ORDER BY id LIMIT 500
            """)
        return try rows.map {
            Comment(kind: try $0["kind"], language: try $0["language"], text: try $0["text"])
        }
    }
}

/// What the directorate asked an author, and what they replied.
struct IdeaQuestion: Sendable, Equatable {
    let publicID: String
    let question: String
    let askedAt: Instant
    let reply: String?
    /// When it was replied to, or ended without.
    let repliedAt: Instant?
    /// Why the directorate goes on without a reply.
    let endedReason: String?

    static func of(_ idea: ID<StudiedIdea>, _ tx: Transaction) throws -> [IdeaQuestion] {
        let rows = try tx.rows("SELECT * FROM idea_question WHERE idea_id = \(idea) ORDER BY id LIMIT 100")
        return try rows.map { row in
            IdeaQuestion(
                publicID: try row["public_id"], question: try row["question"], askedAt: try row["asked_at"],
                reply: try row["reply"], repliedAt: try row["replied_at"],
                endedReason: try row["ended_reason"])
        }
    }
}

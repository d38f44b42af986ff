internal import Platform

/// An answer in one of its states.
struct IdeaAnswer: Sendable, Equatable {
    enum State: String, Sendable {
        case draft, adopted, published, reopened
    }

    let id: ID<IdeaAnswer>
    let publicID: String
    let season: ID<Season>
    /// Counts the saves.
    let version: Int
    /// Nothing while nobody has said.
    let outcome: AnswerOutcome?
    let reason: String
    let language: String
    let draftedBy: String
    let savedBy: String
    let savedAt: Instant
    let adoptedAt: Instant?
    let publishedAt: Instant?
    let reopenedAt: Instant?
    let reopenedReason: String?
    let ideas: Int

    var state: State {
        if reopenedAt != nil { return .reopened }
        if publishedAt != nil { return .published }
        return adoptedAt == nil ? .draft : .adopted
    }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        version = try row["version"]
        outcome = try row["outcome"]
        reason = try row["reason"]
        language = try row["language"]
        draftedBy = try row["drafter"]
        savedBy = try row["saver"]
        savedAt = try row["saved_at"]
        adoptedAt = try row["adopted_at"]
        publishedAt = try row["published_at"]
        reopenedAt = try row["reopened_at"]
        reopenedReason = try row["reopened_reason"]
        ideas = try row["ideas"]
    }

    static let selection: SQL = """
        SELECT answer.*, \(Person.shownName(of: "drafter")) AS drafter,
            \(Person.shownName(of: "saver")) AS saver, adoption.adopted_at,
            publication.published_at, reopening.reopened_at, reopening.reason AS reopened_reason,
            (SELECT count(*) FROM answer_idea WHERE answer_idea.answer_id = answer.id) AS ideas
        FROM answer JOIN person AS drafter ON drafter.id = answer.drafted_by
        JOIN person AS saver ON saver.id = answer.saved_by
        LEFT JOIN answer_adoption AS adoption ON adoption.answer_id = answer.id
        LEFT JOIN answer_publication AS publication ON publication.answer_id = answer.id
        LEFT JOIN answer_reopening AS reopening ON reopening.answer_id = answer.id
        """

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> IdeaAnswer {
        let row = try tx.row(
            "\(selection) WHERE answer.public_id = \(publicID) AND answer.season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try IdeaAnswer(row)
    }

    /// Drafts that no meeting has on its agenda yet, the newest first.
    static func unscheduled(in season: ID<Season>, _ tx: Transaction) throws -> [IdeaAnswer] {
        let rows = try tx.rows(
            """
            \(selection) WHERE answer.season_id = \(season) AND adoption.answer_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM meeting_item
                JOIN directorate_meeting ON directorate_meeting.id = meeting_item.meeting_id
                WHERE meeting_item.answer_id = answer.id AND directorate_meeting.closed_at IS NULL)
            ORDER BY answer.id DESC LIMIT \(AnswerBounds.itemsOfMeeting)
            """)
        return try rows.map(IdeaAnswer.init)
    }

    func wasWritten(by person: ID<Person>, _ tx: Transaction) throws -> Bool {
        try tx.row(
            "SELECT 1 FROM answer_author WHERE answer_id = \(id) AND person_id = \(person)") != nil
    }
}

/// An idea that an answer serves.
struct AnsweredIdea: Sendable, Equatable {
    let publicID: String
    let number: Int
    let title: String
    let language: String
    /// The public id of its session.
    let session: String
    let isWithdrawn: Bool
    let isHidden: Bool

    /// In the order in which people proposed them.
    static func of(_ answer: ID<IdeaAnswer>, _ tx: Transaction) throws -> [AnsweredIdea] {
        try ofAll([answer], tx)[answer] ?? []
    }

    static func ofAll(
        _ answers: [ID<IdeaAnswer>], _ tx: Transaction
    ) throws -> [ID<IdeaAnswer>: [AnsweredIdea]] {
        let rows = try tx.rows(
            """
            SELECT answer_idea.answer_id, idea.public_id, idea.number, idea.title, idea.language,
                design_session.public_id AS session, withdrawal.idea_id AS withdrawn, hiding.id AS hidden
            FROM answer_idea JOIN idea ON idea.id = answer_idea.idea_id
            JOIN design_session ON design_session.id = idea.session_id
            LEFT JOIN idea_withdrawal AS withdrawal ON withdrawal.idea_id = idea.id
            LEFT JOIN idea_hiding AS hiding ON hiding.idea_id = idea.id AND hiding.lifted_at IS NULL
            WHERE answer_idea.answer_id IN \(list: answers) ORDER BY idea.id
            """)
        let pairs: [(ID<IdeaAnswer>, AnsweredIdea)] = try rows.map { row in
            let idea = AnsweredIdea(
                publicID: try row["public_id"], number: try row["number"], title: try row["title"],
                language: try row["language"], session: try row["session"],
                isWithdrawn: (try row["withdrawn"] as Int64?) != nil,
                isHidden: (try row["hidden"] as Int64?) != nil)
            return (try row["answer_id"], idea)
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    }
}

/// The reason of an answer in another language than its own.
struct AnswerTranslation: Sendable, Equatable {
    enum Origin: String, Sendable, Bindable {
        case human, machine
    }

    let language: String
    let origin: Origin
    let reason: String

    static func of(_ answer: ID<IdeaAnswer>, _ tx: Transaction) throws -> [AnswerTranslation] {
        let rows = try tx.rows(
            "SELECT * FROM answer_translation WHERE answer_id = \(answer) ORDER BY language")
        return try rows.map {
            AnswerTranslation(
                language: try $0["language"], origin: try $0["origin"], reason: try $0["reason"])
        }
    }
}

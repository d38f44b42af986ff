internal import Platform

/// What a laureate is told in confidence, and what became of it.
struct ConfidentialNotice: Sendable, Equatable {
    enum Reply: String, Sendable, Bindable {
        case confirmed, declined, expired
    }

    static let longestNote = 1_000

    let id: ID<ConfidentialNotice>
    let publicID: String
    let decision: ID<Decision>
    let season: ID<Season>
    let application: ID<Application>
    let applicationPublicID: String
    let title: String
    let applicant: String
    /// The key of the prize.
    let prize: String
    let place: Int
    /// Whether it took the place of another one.
    let isSuccessor: Bool
    let givenAt: Instant
    let answerBy: Instant
    let reply: Reply?
    let attends: Bool?
    let note: String
    let repliedAt: Instant?

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        decision = try row["decision_id"]
        season = try row["season_id"]
        application = try row["application_id"]
        applicationPublicID = try row["application"]
        title = try row["title"]
        applicant = try PublishedLaureate.name(row)
        prize = try row["prize"]
        place = try row["place"]
        isSuccessor = (try row["succeeds_id"] as Int64?) != nil
        givenAt = try row["given_at"]
        answerBy = try row["answer_by"]
        reply = try row["reply"]
        attends = try row["attends"]
        note = try row["note"] ?? ""
        repliedAt = try row["replied_at"]
    }

    private static let selection: SQL = """
        SELECT outcome_notice.*, application.public_id AS application, application.title, party.name,
               submission.applicant, prize.key AS prize, outcome_reply.reply, outcome_reply.attends,
               outcome_reply.note, outcome_reply.replied_at
        FROM outcome_notice JOIN application ON application.id = outcome_notice.application_id
        JOIN party ON party.id = application.party_id
        LEFT JOIN submission ON submission.id = application.submission_id
        JOIN prize ON prize.id = outcome_notice.prize_id
        LEFT JOIN outcome_reply ON outcome_reply.notice_id = outcome_notice.id
        """

    /// In the order of prizes and places; who took a place after those who gave it up.
    static func of(_ decision: ID<Decision>, _ tx: Transaction) throws -> [ConfidentialNotice] {
        let rows = try tx.rows(
            """
            \(selection) WHERE outcome_notice.decision_id = \(decision)
            ORDER BY prize.position, outcome_notice.place, outcome_notice.id
            """)
        return try rows.map(ConfidentialNotice.init)
    }

    /// What this application was told before its outcome is public.
    static func of(_ application: ID<Application>, _ tx: Transaction) throws -> [ConfidentialNotice] {
        let rows = try tx.rows(
            """
            \(selection) JOIN decision ON decision.id = outcome_notice.decision_id
            WHERE outcome_notice.application_id = \(application) AND \(Decision.isConfidential)
            ORDER BY prize.position, outcome_notice.id
            """)
        return try rows.map(ConfidentialNotice.init)
    }

    static func find(
        _ publicID: String, of application: ID<Application>, _ tx: Transaction
    ) throws -> ConfidentialNotice {
        let row = try tx.row(
            """
            \(selection) WHERE outcome_notice.public_id = \(publicID)
                AND outcome_notice.application_id = \(application)
            """)
        guard let row else { throw Problem.notFound }
        return try ConfidentialNotice(row)
    }

    /// How many of a season have not answered yet.
    static func unanswered(in season: ID<Season>, _ tx: Transaction) throws -> Int {
        try tx.row(
            """
            SELECT count(*) FROM outcome_notice
            LEFT JOIN outcome_reply ON outcome_reply.notice_id = outcome_notice.id
            WHERE outcome_notice.season_id = \(season) AND outcome_reply.notice_id IS NULL
            """)?.only() ?? 0
    }

    /// Those whose time has run out before their decision is public.
    static func due(at now: Instant, _ tx: Transaction) throws -> [ConfidentialNotice] {
        let rows = try tx.rows(
            """
            \(selection) JOIN decision ON decision.id = outcome_notice.decision_id
            WHERE outcome_notice.answer_by <= \(now) AND outcome_reply.notice_id IS NULL
                AND \(Decision.isConfidential)
            ORDER BY outcome_notice.answer_by, outcome_notice.id LIMIT 100
            """)
        return try rows.map(ConfidentialNotice.init)
    }

    /// Whether a place is held by whom it was offered to.
    var holds: Bool { reply == nil || reply == .confirmed }
}

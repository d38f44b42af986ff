internal import Platform

/// An idea's row, without what it says.
struct Idea: Sendable, Equatable {
    enum Origin: String, Sendable, Bindable, CaseIterable {
        case person, group, flipchart
    }

    let id: ID<Idea>
    let publicID: String
    let session: ID<DesignSession>
    let number: Int
    let group: ID<SessionGroup>
    let origin: Origin
    let language: String
    let isHidden: Bool
    let isWithdrawn: Bool

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        session = try row["session_id"]
        number = try row["number"]
        group = try row["group_id"]
        origin = try row["origin"]
        language = try row["language"]
        isHidden = try row["hiding_id"] as Int64? != nil
        isWithdrawn = try row["withdrawn_at"] as Instant? != nil
    }

    /// One of this session, whoever asks.
    static func find(_ publicID: String, in session: ID<DesignSession>, _ tx: Transaction) throws -> Idea {
        let row = try tx.row(
            """
            SELECT idea.id, idea.public_id, idea.session_id, idea.number, idea.group_id, idea.origin, idea.language,
                idea_hiding.id AS hiding_id, idea_withdrawal.withdrawn_at
            FROM idea
            LEFT JOIN idea_hiding ON idea_hiding.idea_id = idea.id AND idea_hiding.lifted_at IS NULL
            LEFT JOIN idea_withdrawal ON idea_withdrawal.idea_id = idea.id
            WHERE idea.public_id = \(publicID) AND idea.session_id = \(session)
            """)
        guard let row else { throw Problem.notFound }
        return try Idea(row)
    }

    /// What is hidden or withdrawn is not discussed, supported, referred or gathered any more.
    func requireShown() throws {
        guard !isHidden else { throw Problem(.closed, "ideas.hidden-now") }
        guard !isWithdrawn else { throw Problem(.closed, "ideas.withdrawn-now") }
    }

    /// Whether somebody may take it back: they proposed it, or write for the group that did.
    func isOwn(of seat: SessionSeat, _ tx: Transaction) throws -> Bool {
        guard origin == .person else { return seat.part == .scribe && seat.group == group }
        let row = try tx.row(
            "SELECT 1 AS one FROM idea_author WHERE idea_id = \(id) AND seat_id = \(seat.id)")
        return row != nil
    }
}

/// A short text that says why, as it was typed into a field.
struct Note: Sendable {
    let field: String
    let text: String

    init(_ form: Form, _ field: String) {
        self.init(form[field], field)
    }

    init(_ text: String, _ field: String = "reason") {
        self.field = field
        self.text = text.asLines
    }

    func required() throws -> String {
        guard !text.isEmpty else {
            throw Problem(.invalid, "problem.check", fields: [.init(field, "ideas.note.missing")])
        }
        return try optional()
    }

    func optional() throws -> String {
        guard text.count <= IdeaBounds.longestNote else {
            let most: MessageValue = .number(IdeaBounds.longestNote)
            throw Problem(
                .invalid, "problem.check", fields: [.init(field, "problem.too-long", ["most": most])])
        }
        return text
    }
}

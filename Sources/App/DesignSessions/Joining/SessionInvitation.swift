internal import Platform

/// Somebody who was asked by mail to take a seat with a part.
struct SessionInvitation: Sendable, Equatable {
    /// In one session.
    static let most = 5_000

    let id: ID<SessionInvitation>
    let email: String
    let part: SessionSeat.Part
    let group: ID<SessionGroup>?
    let language: String
    let invitedAt: Instant
    /// Whether their account has taken its seat.
    let isSeated: Bool

    private init(_ row: Row) throws {
        id = try row["id"]
        email = try row["email"]
        part = try row["part"]
        group = try row["group_id"]
        language = try row["language"]
        invitedAt = try row["invited_at"]
        isSeated = try row["seat"] as Int64? != nil
    }

    /// By address; `address` limits it to one.
    static func all(
        of session: ID<DesignSession>, email: String? = nil, _ tx: Transaction
    ) throws -> [SessionInvitation] {
        let one: SQL = email.map { "session_invitation.email = \($0)" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT session_invitation.*, seat.id AS seat FROM session_invitation
            LEFT JOIN person ON person.email = session_invitation.email
            LEFT JOIN seat ON seat.session_id = session_invitation.session_id
                AND seat.person_id = person.id AND seat.left_at IS NULL
            WHERE session_invitation.session_id = \(session) AND \(one)
            ORDER BY session_invitation.email LIMIT \(most)
            """)
        return try rows.map(SessionInvitation.init)
    }

    static func count(of session: ID<DesignSession>, _ tx: Transaction) throws -> Int {
        try tx.row("SELECT count(*) FROM session_invitation WHERE session_id = \(session)")?.only() ?? 0
    }
}

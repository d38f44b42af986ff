internal import Platform

/// Giving the parts of a session to those who have seats.
enum Appointing {
    /// A scribe needs a group to write for. Whoever leads or moderates needs an account: what they do is
    /// recorded under their name.
    static func appoint(
        _ publicID: String, _ part: SessionSeat.Part, to group: ID<SessionGroup>?,
        in session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        let row = try tx.row(
            """
            SELECT * FROM seat
            WHERE session_id = \(session.id) AND public_id = \(publicID) AND left_at IS NULL
            """)
        guard let row else { throw Problem.notFound }
        let seat = try SessionSeat(row)
        if part == .scribe && group == nil { throw Problem(.invalid, "sessions.seats.scribe-needs-group") }
        if (part == .facilitator || part == .moderator) && seat.person == nil {
            throw Problem(.invalid, "sessions.seats.needs-account")
        }
        try tx.run("UPDATE seat SET part = \(part), group_id = \(group) WHERE id = \(seat.id)")
        try tx.audit(
            "seat appointed", on: "seat", seat.id.rawValue, by: act,
            ["part": .string(part.rawValue), "group": group.map { .integer($0.rawValue) } ?? .null])
        try Joining.tellSeats(of: session, at: act.at, tx)
    }
}

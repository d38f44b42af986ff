internal import Platform

/// What has happened in a session, as everybody in the room may know it now.
///
/// Events stay as they were written. An idea that has been hidden since is told as hidden, and names that are
/// shown to fewer people now are left out.
struct SharedEvents: Sendable {
    let events: [SessionEvent]
    /// The session is closed.
    let isOver: Bool
    /// Who has lost their seat, where something happened to seats.
    let left: Set<ID<SessionSeat>>

    /// At most `most` events after a number, in their order.
    static func after(
        _ number: Int, of session: ID<DesignSession>, most: Int, _ tx: Transaction
    ) throws -> SharedEvents {
        let events = try SessionEvent.after(number, of: session, most: most, tx)
        guard !events.isEmpty else { return SharedEvents(events: [], isOver: false, left: []) }
        let row = try tx.row("SELECT names_shown, closed_at FROM design_session WHERE id = \(session)")
        guard let row else { throw Problem.notFound }
        let names: DesignSession.NamesShown = try row["names_shown"]
        let closedAt: Instant? = try row["closed_at"]
        let hidden = try hiddenIdeas(of: session, tx)
        let shown = events.map { $0.shared(hidden: hidden, withNames: names == .participants) }
        let isAboutSeats = events.contains { $0.kind == .seats }
        return SharedEvents(
            events: shown, isOver: closedAt != nil, left: isAboutSeats ? try leftSeats(of: session, tx) : [])
    }

    private static func hiddenIdeas(of session: ID<DesignSession>, _ tx: Transaction) throws -> Set<String> {
        let rows = try tx.rows(
            """
            SELECT idea.public_id FROM idea JOIN idea_hiding ON idea_hiding.idea_id = idea.id
            WHERE idea.session_id = \(session) AND idea_hiding.lifted_at IS NULL
            """)
        return Set(try rows.map { try $0.only() as String })
    }

    private static func leftSeats(
        of session: ID<DesignSession>, _ tx: Transaction
    ) throws -> Set<ID<SessionSeat>> {
        let rows = try tx.rows("SELECT id FROM seat WHERE session_id = \(session) AND left_at IS NOT NULL")
        return Set(try rows.map { try $0.only() as ID<SessionSeat> })
    }
}

extension SessionEvent {
    fileprivate func shared(hidden: Set<String>, withNames: Bool) -> SessionEvent {
        guard kind == .idea, var fields = content.fields, let id = fields["id"] else { return self }
        var shared = self
        if let text = id.text, hidden.contains(text) {
            shared.kind = .sight
            fields = ["id": id, "shown": .bool(false)]
        }
        if !withNames { fields["author"] = nil }
        shared.content = .object(fields)
        return shared
    }
}

internal import Platform

/// The way of a session: announced, opened, closed. What has been done is done: doing it again changes
/// nothing.
enum SessionOpening {
    /// From here on everybody finds the session, and who may join takes a seat.
    static func announce(_ session: DesignSession, by act: Act, _ tx: Transaction) throws {
        try requireReady(session)
        let changed = try tx.run(
            """
            UPDATE design_session SET announced_at = \(act.at)
            WHERE id = \(session.id) AND announced_at IS NULL AND closed_at IS NULL
            """)
        guard changed > 0 else { return }
        try tx.audit("session announced", on: "design_session", session.id.rawValue, by: act)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// From here on people propose, discuss and vote; an unannounced one is announced with it.
    static func open(_ session: DesignSession, by act: Act, _ tx: Transaction) throws {
        try requireReady(session)
        guard try !SessionGroup.of(session.id, tx).isEmpty else {
            throw Problem(.invalid, "sessions.opening.no-groups")
        }
        let changed = try tx.run(
            """
            UPDATE design_session
            SET opened_at = \(act.at), announced_at = coalesce(announced_at, \(act.at))
            WHERE id = \(session.id) AND opened_at IS NULL
            """)
        guard changed > 0 else { return }
        try tx.audit("session opened", on: "design_session", session.id.rawValue, by: act)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// From here on nothing is proposed, said or voted any more, and the step that was open has ended.
    static func close(_ session: DesignSession, by act: Act, _ tx: Transaction) throws {
        guard session.openedAt != nil else { throw Problem(.conflict, "sessions.not-open") }
        let changed = try tx.run(
            """
            UPDATE design_session SET closed_at = \(act.at) WHERE id = \(session.id) AND closed_at IS NULL
            """)
        guard changed > 0 else { return }
        try tx.run(
            """
            UPDATE agenda_step SET closed_at = \(act.at)
            WHERE session_id = \(session.id) AND opened_at IS NOT NULL AND closed_at IS NULL
            """)
        try tx.audit("session closed", on: "design_session", session.id.rawValue, by: act)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// People must know where to go.
    private static func requireReady(_ session: DesignSession) throws {
        guard !session.place.isBlank || !session.link.isEmpty else {
            throw Problem(.invalid, "sessions.opening.nowhere")
        }
    }
}

internal import Platform

/// Leading a session through its agenda. One step is open at most; opening one closes the one before.
enum AgendaLeading {
    /// What a facilitator may add to a step at once.
    static let extraMinutes = [1, 5, 10]

    /// What is open already stays as it is, so that pressing twice changes nothing. A step that was closed
    /// may be opened again, and has its whole time anew.
    static func open(
        _ publicID: String, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        try session.requireOpen()
        let step = try find(publicID, of: session, tx)
        guard !step.isOpen else { return }
        try closeOpenStep(of: session, by: act, tx)
        try tx.run(
            """
            UPDATE agenda_step SET opened_at = \(act.at), due_at = \(act.at + .seconds(step.minutes * 60)),
                closed_at = \(nil as Instant?) WHERE id = \(step.id)
            """)
        try tx.audit("step opened", on: "agenda_step", step.id.rawValue, by: act)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    static func close(
        _ publicID: String, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        let step = try find(publicID, of: session, tx)
        guard step.isOpen else { return }
        try closeOpenStep(of: session, by: act, tx)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// More time from its end, or from now where that has passed. `due` is the end that whoever asks has
    /// seen: of two who press at once the second is told.
    static func extend(
        _ publicID: String, by minutes: Int, since due: Instant, of session: DesignSession, by act: Act,
        _ tx: Transaction
    ) throws {
        guard extraMinutes.contains(minutes) else { throw Problem(.invalid, "problem.malformed") }
        let step = try find(publicID, of: session, tx)
        let extended = max(due, act.at) + .seconds(minutes * 60)
        let changed = try tx.run(
            """
            UPDATE agenda_step SET due_at = \(extended)
            WHERE id = \(step.id) AND opened_at IS NOT NULL AND closed_at IS NULL AND due_at = \(due)
            """)
        guard changed > 0 else { throw Problem(.conflict, "sessions.console.moved") }
        try tx.audit(
            "step extended", on: "agenda_step", step.id.rawValue, by: act,
            ["minutes": .integer(Int64(minutes))])
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    private static func closeOpenStep(of session: DesignSession, by act: Act, _ tx: Transaction) throws {
        let row = try tx.row(
            """
            UPDATE agenda_step SET closed_at = \(act.at)
            WHERE session_id = \(session.id) AND opened_at IS NOT NULL AND closed_at IS NULL RETURNING id
            """)
        guard let row else { return }
        try tx.audit("step closed", on: "agenda_step", try row["id"], by: act)
    }

    private static func find(
        _ publicID: String, of session: DesignSession, _ tx: Transaction
    ) throws -> AgendaStep {
        let row = try tx.row(
            "SELECT * FROM agenda_step WHERE public_id = \(publicID) AND session_id = \(session.id)")
        guard let row else { throw Problem.notFound }
        return try AgendaStep(row)
    }
}

extension [AgendaStep] {
    var open: AgendaStep? { first(where: \.isOpen) }

    /// After the open one, else the first that nobody has opened.
    var next: AgendaStep? {
        guard let index = firstIndex(where: \.isOpen) else { return first { $0.openedAt == nil } }
        return self[(index + 1)...].first
    }
}

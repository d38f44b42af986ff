internal import Platform

/// The steps of a session's agenda, in the order of its set-up.
enum SessionAgenda {
    /// Those that are not among `steps` any more are deleted, unless they have been opened.
    static func replace(_ steps: [PlannedStep], of session: ID<DesignSession>, _ tx: Transaction) throws {
        try check(steps)
        let existing = try AgendaStep.of(session, tx)
        let known = Set(existing.map(\.publicID))
        // Out of the way of the new order.
        try tx.run("UPDATE agenda_step SET position = -1 - position WHERE session_id = \(session)")
        try delete(known.subtracting(steps.map(\.publicID)), of: session, tx)
        for (position, step) in steps.enumerated() {
            if known.contains(step.publicID) {
                try tx.run(
                    """
                    UPDATE agenda_step SET position = \(position), kind = \(step.kind),
                        title = \(step.title.stored), minutes = \(step.minutes)
                    WHERE session_id = \(session) AND public_id = \(step.publicID)
                    """)
            } else {
                try tx.run(
                    """
                    INSERT INTO agenda_step (public_id, session_id, position, kind, title, minutes)
                    VALUES (\(step.publicID), \(session), \(position), \(step.kind), \(step.title.stored),
                        \(step.minutes))
                    """)
            }
        }
    }

    private static func delete(_ publicIDs: Set<String>, of session: ID<DesignSession>, _ tx: Transaction)
        throws
    {
        guard !publicIDs.isEmpty else { return }
        let deleted = try tx.run(
            """
            DELETE FROM agenda_step WHERE session_id = \(session) AND opened_at IS NULL
            AND public_id IN \(list: publicIDs.sorted())
            """)
        guard deleted == publicIDs.count else { throw Problem(.conflict, "sessions.setup.step.begun") }
    }

    private static func check(_ steps: [PlannedStep]) throws {
        guard steps.count <= DesignSession.mostSteps else {
            let most: MessageValue = .number(DesignSession.mostSteps)
            throw Problem(.invalid, "sessions.setup.steps.too-many", ["most": most])
        }
        var faults: [Problem.Field] = []
        for step in steps {
            if !(1...PlannedStep.longest).contains(step.minutes) {
                let most: MessageValue = .number(PlannedStep.longest)
                faults.append(
                    .init("minutes-" + step.publicID, "sessions.setup.minutes.wrong", ["most": most]))
            }
            faults += step.title.tooLong("title-" + step.publicID, most: PlannedStep.longestTitle)
        }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}

internal import Platform

/// The thematic groups of a session, put in the order and under the names of its set-up.
enum SessionGroups {
    /// Those that are not among `groups` any more are deleted, which only empty ones can be.
    static func replace(_ groups: [PlannedGroup], of session: ID<DesignSession>, _ tx: Transaction) throws {
        try check(groups)
        let existing = Set(try SessionGroup.of(session, tx).map(\.publicID))
        // Out of the way of the new order.
        try tx.run("UPDATE session_group SET position = -1 - position WHERE session_id = \(session)")
        try delete(existing.subtracting(groups.map(\.publicID)), of: session, tx)
        for (position, group) in groups.enumerated() {
            if existing.contains(group.publicID) {
                try tx.run(
                    """
                    UPDATE session_group SET position = \(position), name = \(group.name.stored),
                        description = \(group.description.stored)
                    WHERE session_id = \(session) AND public_id = \(group.publicID)
                    """)
            } else {
                try tx.run(
                    """
                    INSERT INTO session_group (public_id, session_id, position, name, description)
                    VALUES (\(group.publicID), \(session), \(position), \(group.name.stored),
                        \(group.description.stored))
                    """)
            }
        }
    }

    private static func delete(_ publicIDs: Set<String>, of session: ID<DesignSession>, _ tx: Transaction)
        throws
    {
        for publicID in publicIDs {
            let deleted = try tx.run(
                """
                DELETE FROM session_group WHERE session_id = \(session) AND public_id = \(publicID)
                AND id NOT IN (SELECT group_id FROM seat WHERE session_id = \(session) AND group_id IS NOT NULL)
                AND id NOT IN (SELECT group_id FROM idea WHERE session_id = \(session))
                AND id NOT IN (SELECT group_id FROM idea_referral WHERE session_id = \(session))
                AND id NOT IN (SELECT group_id FROM session_invitation
                    WHERE session_id = \(session) AND group_id IS NOT NULL)
                AND id NOT IN (SELECT group_id FROM group_report)
                """)
            guard deleted > 0 else { throw Problem(.conflict, "sessions.setup.group.in-use") }
        }
    }

    private static func check(_ groups: [PlannedGroup]) throws {
        guard groups.count <= DesignSession.mostGroups else {
            let most: MessageValue = .number(DesignSession.mostGroups)
            throw Problem(.invalid, "sessions.setup.groups.too-many", ["most": most])
        }
        var faults: [Problem.Field] = []
        for group in groups {
            let field = "name-" + group.publicID
            if group.name.isBlank {
                faults.append(.init(field + "-en", "sessions.setup.group.name.missing"))
            }
            faults += group.name.tooLong(field, most: PlannedGroup.longestName)
            faults += group.description.tooLong(
                "about-" + group.publicID, most: PlannedGroup.longestDescription)
        }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}

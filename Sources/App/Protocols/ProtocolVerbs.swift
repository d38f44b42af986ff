internal import Platform

/// Writing a protocol: drafting it, gathering the facts again, saving its texts and publishing it.
enum ProtocolVerbs {
    /// Gathers the facts; the texts of an earlier version stay. Of the first, `proposal` makes what people
    /// begin with.
    static func draft(
        _ session: DesignSession, by act: Act,
        proposal: (ProtocolFacts, [PollSummary]) -> ProtocolTexts = { _, _ in ProtocolTexts() },
        _ tx: Transaction
    ) throws {
        guard session.openedAt != nil else { throw Problem(.closed, "protocol.not-begun") }
        let former = try unpublished(session, tx)
        let content = try ProtocolFacts.gather(session, tx)
        let polls = try PollSummary.ofSession(session.id, tx)
        let facts: Int64? = try tx.row(
            """
            INSERT INTO protocol_facts (session_id, content, polls, gathered_at)
            VALUES (\(session.id), \(StoredJSON.encode(content)),
                \(StoredJSON.encode(polls)), \(act.at))
            RETURNING id
            """)?.only()
        guard let facts else { throw Problem.notFound }
        try store(
            former?.texts ?? proposal(content, polls), facts, after: former?.number ?? 0, of: session,
            by: act, tx)
        try tx.audit("protocol drafted", on: "design_session", session.id.rawValue, by: act)
    }

    /// Saves the texts that were changed since the version `base`; whoever is second is told.
    static func save(
        _ texts: ProtocolTexts, since base: Int, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        try texts.check()
        guard let former = try unpublished(session, tx) else { throw Problem.notFound }
        guard former.number == base else { throw Problem(.conflict, "protocol.conflict") }
        guard former.texts != texts else { return }
        let facts: Int64? = try tx.row(
            """
            SELECT facts_id FROM protocol_version
            WHERE session_id = \(session.id) AND number = \(former.number)
            """)?.only()
        guard let facts else { throw Problem.notFound }
        try store(texts, facts, after: base, of: session, by: act, tx)
        try tx.audit(
            "protocol saved", on: "design_session", session.id.rawValue, by: act,
            ["version": .integer(Int64(base + 1))])
    }

    /// Makes the version that was looked at the one that everybody reads, for good: as long as what it says
    /// is still so.
    static func publish(
        _ shown: Int, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        guard session.state == .closed else { throw Problem(.closed, "protocol.not-over") }
        guard let former = try unpublished(session, tx) else { throw Problem.notFound }
        guard former.number == shown else { throw Problem(.conflict, "protocol.conflict") }
        guard try former.isCurrent(session, tx) else {
            throw Problem(.conflict, "protocol.facts-changed")
        }
        try tx.run(
            """
            INSERT INTO protocol_publication (session_id, number, published_at, published_by)
            VALUES (\(session.id), \(shown), \(act.at), \(act.person))
            """)
        try tx.audit(
            "protocol published", on: "design_session", session.id.rawValue, by: act,
            ["version": .integer(Int64(shown))])
    }

    /// The newest version, where it may still be changed.
    private static func unpublished(_ session: DesignSession, _ tx: Transaction) throws -> SessionProtocol? {
        let former = try SessionProtocol.of(session.id, tx)
        guard former?.isPublished != true else { throw Problem(.closed, "protocol.published") }
        return former
    }

    private static func store(
        _ texts: ProtocolTexts, _ facts: Int64, after number: Int, of session: DesignSession, by act: Act,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO protocol_version (session_id, number, facts_id, texts, saved_at, saved_by)
            VALUES (\(session.id), \(number + 1), \(facts), \(StoredJSON.encode(texts)), \(act.at),
                \(act.person))
            """)
    }
}

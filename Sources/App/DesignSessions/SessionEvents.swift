internal import Platform

/// Something that everybody in the room may know has happened.
struct SessionEvent: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        /// A step was opened, given more time or closed; the session was opened or closed.
        case agenda
        /// An idea was proposed: `id`, `number`, `group`, `language`, `title`, and `author` where
        /// participants see names.
        case idea
        /// An idea is shown no longer, or again: `id`, `shown`.
        case sight
        /// An idea has more or less support: `id`, `supporters`.
        case support
        /// Something was said on an idea: `id`, `comments`.
        case comment
        /// Themes were gathered, released or renamed.
        case theme
        /// A poll was opened, closed or revealed: `id`.
        case poll
        /// Somebody took a seat or changed groups: `seats`.
        case seats
    }

    /// Counts within the session, without gaps.
    let number: Int
    var kind: Kind
    var content: JSON

    init(_ row: Row) throws {
        number = try row["number"]
        kind = try row["kind"]
        content = try JSON(parsing: row["content"] as String)
    }

    /// At most `most` events after a number, in their order.
    static func after(
        _ number: Int, of session: ID<DesignSession>, most: Int, _ tx: Transaction
    ) throws -> [SessionEvent] {
        let rows = try tx.rows(
            """
            SELECT number, kind, content FROM session_event
            WHERE session_id = \(session) AND number > \(number) ORDER BY number LIMIT \(most)
            """)
        return try rows.map(SessionEvent.init)
    }

    /// The number of the newest; 0 before the first.
    static func last(of session: ID<DesignSession>, _ tx: Transaction) throws -> Int {
        try tx.row("SELECT max(number) FROM session_event WHERE session_id = \(session)")?.only() ?? 0
    }

    /// Tells the room, in the transaction that makes it happen. `content` must hold nothing that a
    /// participant may not see.
    static func append(
        _ kind: Kind, _ content: [String: JSON] = [:], to session: ID<DesignSession>, at: Instant,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO session_event (session_id, number, kind, content, at)
            SELECT \(session), coalesce(max(number), 0) + 1, \(kind), \(JSON.object(content).canonical), \(at)
            FROM session_event WHERE session_id = \(session)
            """)
        tx.notify(topic(of: session))
    }

    /// Rings whenever there is something new.
    static func topic(of session: ID<DesignSession>) -> Topic {
        Topic("session_event", session.rawValue)
    }
}

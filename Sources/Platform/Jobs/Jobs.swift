/// Work that is written down in the transaction that wants it and done afterwards, at least once.
public struct Job: Sendable {
    public let id: Int64
    public let kind: String
    public let payload: JSON
    /// How often it has been tried, this time included.
    public let attempts: Int

    init(_ row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        payload = try JSON(parsing: row["payload"] as String)
        attempts = try row["attempts"]
    }
}

extension Transaction {
    /// Asks for a job. It runs as soon as this transaction is durable, and again if a worker dies: make it
    /// idempotent.
    public func enqueue(_ kind: StaticString, _ payload: [String: JSON], at moment: Instant) throws {
        try run(
            """
            INSERT INTO job (kind, payload, run_at)
            VALUES (\(kind.description), \(JSON.object(payload).canonical), \(moment))
            """)
        hasEnqueued = true
    }
}

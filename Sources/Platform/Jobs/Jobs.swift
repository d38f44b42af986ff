/// Work that is written down in the transaction that wants it and done afterwards, at least once.
public struct Job: Sendable {
    public let id: Int64
    public let kind: String
    public let payload: JSON
    /// How often it has been tried, this time included.
    public let attempts: Int
}

extension Transaction {
    /// Asks for a job. It runs after this transaction is durable, and again if a worker dies: make it
    /// idempotent.
    public func enqueue(_ kind: StaticString, _ payload: [String: JSON], at moment: Instant) throws {
        try run(
            """
            INSERT INTO job (kind, payload, run_at)
            VALUES (\(kind.description), \(JSON.object(payload).canonical), \(moment))
            """)
    }
}

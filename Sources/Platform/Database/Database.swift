/// Where everything is kept: SQLite in one file, or PostgreSQL for more than one node.
///
/// Both run a closure of plain synchronous SQL off the cooperative threads. A `write` closure **may run
/// twice** (PostgreSQL retries a serialization failure, SQLite reruns a group whose shared commit failed),
/// so it has no effect but its statements. Both forbid a write inside `read`.
public struct Database: Sendable {
    private let engine: Engine
    private let log = StatementLog()
    let jobBell = JobBell()
    public let bells = CommitBells()

    enum Engine: Sendable {
        case sqlite(SQLiteEngine)
        case postgres(PostgresEngine)
    }

    /// Opens or creates a database file. `readers` connections read beside the one that writes.
    public static func sqlite(path: String, readers: Int = 4) throws -> Database {
        Database(engine: .sqlite(try SQLiteEngine(path: path, readers: readers)))
    }

    /// Connects to PostgreSQL; `connection` is libpq's connection string, which may name several hosts.
    public static func postgres(connection: String, connections: Int = 8) throws -> Database {
        Database(engine: .postgres(try PostgresEngine(connection: connection, connections: connections)))
    }

    private init(engine: Engine) {
        self.engine = engine
    }

    /// How many statements have run: the difference around a page is that page's number of queries.
    public var statementCount: Int { log.count }

    /// Tells every statement from now on to `listener`, on whichever thread runs it, just before it runs;
    /// nobody is told with nothing.
    public func listen(_ listener: (@Sendable (SQL) -> Void)?) {
        log.listen(listener)
    }

    public func read<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        let body = Guard.carried(body)
        switch engine {
        case .sqlite(let sqlite): return try await sqlite.read(body, log: log)
        case .postgres(let postgres): return try await postgres.read(body, log: log)
        }
    }

    /// Runs the closure and makes it durable before returning; then the jobs that it asked for may begin, and
    /// whoever listens to its topics is let know.
    @discardableResult
    public func write<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        let (result, hasEnqueued, topics) = try await commit { tx in
            (try body(tx), tx.hasEnqueued, tx.topics)
        }
        if hasEnqueued { jobBell.ring() }
        bells.ring(topics)
        return result
    }

    private func commit<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R
    {
        let body = Guard.carried(body)
        switch engine {
        case .sqlite(let sqlite): return try await sqlite.write(body, log: log)
        case .postgres(let postgres): return try await postgres.write(body, log: log)
        }
    }

    /// Brings the schema up to the last of these migrations.
    public func migrate(_ migrations: [Migration]) throws {
        switch engine {
        case .sqlite(let sqlite): try sqlite.migrate(migrations)
        case .postgres(let postgres): try postgres.migrate(migrations)
        }
    }

    /// Finishes what has begun and closes.
    public func close() {
        switch engine {
        case .sqlite(let sqlite): sqlite.close()
        case .postgres(let postgres): postgres.close()
        }
    }
}

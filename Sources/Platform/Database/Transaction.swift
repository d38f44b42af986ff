/// A transaction, alive only inside the closure that receives it: it is not `Sendable` and cannot be kept.
///
/// A failed statement poisons it, on both engines alike: everything after fails too and nothing is
/// committed. Where a failure is expected, `attempt` survives it.
public final class Transaction {
    private let connection: any EngineConnection
    private let log: StatementLog
    private(set) var isPoisoned = false
    /// Whether jobs wait for this transaction.
    var hasEnqueued = false
    /// Whom to let know once it is durable.
    var topics: Set<Topic> = []

    init(_ connection: any EngineConnection, log: StatementLog) {
        self.connection = connection
        self.log = log
    }

    public func rows(_ sql: SQL) throws -> [Row] {
        try execute(sql)
    }

    public func row(_ sql: SQL) throws -> Row? {
        try execute(sql).first
    }

    /// Runs a statement whose rows do not matter; gives the number of rows that it changed.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        _ = try execute(sql)
        return connection.changedRows
    }

    /// Survives a failure inside: its changes are undone, the transaction goes on.
    public func attempt<R>(_ body: () throws -> R) throws -> Result<R, DatabaseError> {
        try command("SAVEPOINT attempt")
        do {
            let result = try body()
            try command("RELEASE SAVEPOINT attempt")
            return .success(result)
        } catch let error as DatabaseError where error != .serialization && error != .connectionLost {
            isPoisoned = false
            try command("ROLLBACK TO SAVEPOINT attempt")
            try command("RELEASE SAVEPOINT attempt")
            return .failure(error)
        }
    }

    private func execute(_ sql: SQL) throws -> [Row] {
        guard !isPoisoned else { throw DatabaseError.poisoned }
        log.add(sql)
        do {
            return try connection.execute(RenderedSQL(sql, dialect: connection.dialect))
        } catch {
            isPoisoned = true
            throw error
        }
    }

    private func command(_ text: StaticString) throws {
        do {
            try connection.command(text)
        } catch {
            isPoisoned = true
            throw error
        }
    }
}

/// What a transaction needs of an engine.
protocol EngineConnection: AnyObject {
    var dialect: Dialect { get }
    var changedRows: Int { get }
    func execute(_ sql: RenderedSQL) throws -> [Row]
    /// Runs one statement without values, which stays prepared.
    func command(_ text: StaticString) throws
    /// Runs any number of statements once.
    func script(_ text: String) throws
}

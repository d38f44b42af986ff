internal import NIOPosix

/// PostgreSQL: writes are serializable and retried, reads have connections of their own that cannot write.
final class PostgresEngine: Sendable {
    private let writers: ConnectionPool<PostgresConnection>
    private let readers: ConnectionPool<PostgresConnection>
    private static let mostTries = 12

    init(connection: String, connections: Int) throws {
        writers = try ConnectionPool(count: connections) {
            try PostgresConnection(settings: connection, isReadOnly: false)
        }
        readers = try ConnectionPool(count: connections) {
            try PostgresConnection(settings: connection, isReadOnly: true)
        }
    }

    func read<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, log: StatementLog
    ) async throws -> R {
        try await readers.run { connection in
            try connection.ensureConnected()
            try connection.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            defer { try? connection.command("ROLLBACK") }
            return try body(Transaction(connection, log: log))
        }
    }

    func write<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, log: StatementLog
    ) async throws -> R {
        for tries in 1... {
            do {
                return try await writers.run { try Self.transaction($0, body, log: log) }
            } catch let error as DatabaseError where error.isUnique && tries == 1 {
                // Two transactions that both saw room for one row: run again, the second sees the first and
                // can say so in its own words.
            } catch let error as DatabaseError where error == .serialization || error == .connectionLost {
                guard tries < Self.mostTries else { throw error == .serialization ? .busy : error }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...(1 << min(tries, 6)))))
            }
        }
        throw DatabaseError.busy
    }

    func migrate(_ migrations: [Migration]) throws {
        let connection = writers.connections[0]
        // One node migrates at a time; the number is arbitrary, the same for every node.
        try connection.script("BEGIN; SELECT pg_advisory_xact_lock(7146229101)")
        do {
            try Migration.apply(migrations, connection: connection)
            try connection.command("COMMIT")
        } catch {
            try? connection.command("ROLLBACK")
            throw error
        }
    }

    func close() {
        for pool in [readers, writers] {
            pool.close()
            for connection in pool.connections { connection.close() }
        }
    }

    private static func transaction<R>(
        _ connection: PostgresConnection, _ body: (Transaction) throws -> R, log: StatementLog
    ) throws -> R {
        try connection.ensureConnected()
        try connection.command("BEGIN ISOLATION LEVEL SERIALIZABLE")
        let transaction = Transaction(connection, log: log)
        let result: R
        do {
            result = try body(transaction)
            guard !transaction.isPoisoned else { throw DatabaseError.poisoned }
        } catch {
            try? connection.command("ROLLBACK")
            throw error
        }
        do {
            try connection.command("COMMIT")
        } catch DatabaseError.connectionLost {
            throw DatabaseError.outcomeUnknown
        } catch {
            try? connection.command("ROLLBACK")
            throw error
        }
        return result
    }
}

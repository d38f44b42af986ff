internal import Foundation
internal import GRDB

/// SQLite: one connection writes in groups on its own thread, several others read.
final class SQLiteEngine: Sendable {
    private let writer: GroupCommit
    private let readers: ConnectionPool<SQLiteConnection>

    init(path: String, readers: Int) throws {
        let first = try SQLiteConnection(path: path, readOnly: false)
        writer = GroupCommit(connection: first)
        self.readers = try ConnectionPool(count: readers) { try SQLiteConnection(path: path, readOnly: true) }
    }

    func read<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, log: StatementLog
    ) async throws -> R {
        try await readers.run { connection in
            try connection.holding {
                try connection.command("BEGIN DEFERRED")
                defer { try? connection.command("ROLLBACK") }
                return try body(Transaction(connection, log: log))
            }
        }
    }

    func write<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, log: StatementLog
    ) async throws -> R {
        try await writer.run(body, log: log)
    }

    func migrate(_ migrations: [Migration]) throws {
        try writer.exclusively { connection in
            try connection.command("BEGIN IMMEDIATE")
            do {
                try Migration.apply(migrations, connection: connection)
                try connection.command("COMMIT")
            } catch {
                try? connection.command("ROLLBACK")
                throw error
            }
        }
    }

    func close() {
        readers.close()
        writer.close()
    }
}

/// One connection to a database file, used by one thread at a time.
final class SQLiteConnection: EngineConnection, @unchecked Sendable {
    private let database: GRDB.DatabaseQueue
    let dialect = Dialect.sqlite
    private(set) var changedRows = 0

    /// Kilobytes of pages that each connection keeps for itself. The system keeps them all once more, so that
    /// a larger cache is mostly the same pages several times over.
    private static let readerCache = 2_000
    private static let writerCache = 8_000

    init(path: String, readOnly: Bool) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        // Transactions are begun by hand: GRDB would otherwise open one around each access.
        configuration.allowsUnsafeTransactions = true
        if !readOnly { configuration.journalMode = .wal }
        database = try GRDB.DatabaseQueue(path: path, configuration: configuration)
        let cache = readOnly ? Self.readerCache : Self.writerCache
        try database.inDatabase { database in
            // GRDB chooses NORMAL in WAL mode, under which a power cut loses acknowledged commits.
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(cache)")
            let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            guard level == 2 else { throw DatabaseError.other("synchronous is \(level ?? -1), not FULL") }
        }
    }

    /// Holds the connection for a whole transaction, so that its statements need no further hop.
    func holding<R>(_ body: () throws -> R) rethrows -> R {
        try database.unsafeReentrantWrite { _ in try body() }
    }

    func execute(_ sql: RenderedSQL) throws -> [Row] {
        try translatingErrors { database in
            let statement = try database.cachedStatement(sql: sql.text)
            let arguments = GRDB.StatementArguments(sql.values.map(\.databaseValue))
            let columns = statement.columnNames
            guard !columns.isEmpty else {
                try statement.execute(arguments: arguments)
                changedRows = database.changesCount
                return []
            }
            var rows: [Row] = []
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(Value.init)))
            }
            changedRows = database.changesCount
            return rows
        }
    }

    func command(_ text: StaticString) throws {
        try translatingErrors { try $0.cachedStatement(sql: text.description).execute() }
    }

    func script(_ text: String) throws {
        try translatingErrors { try $0.execute(sql: text) }
    }

    func close() {
        try? database.close()
    }

    private func translatingErrors<R>(_ body: (GRDB.Database) throws -> R) throws -> R {
        do {
            return try database.unsafeReentrantWrite(body)
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }
}

extension Value {
    fileprivate var databaseValue: GRDB.DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }

    fileprivate init(_ stored: GRDB.DatabaseValue) {
        switch stored.storage {
        case .null: self = .null(.text)
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes([UInt8](data))
        }
    }
}

extension DatabaseError {
    fileprivate init(_ error: GRDB.DatabaseError) {
        let detail = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .unique(detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKey(detail: detail)
        case .SQLITE_CONSTRAINT_CHECK: self = .check(detail: detail)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull(detail: detail)
        case .SQLITE_BUSY, .SQLITE_BUSY_SNAPSHOT: self = .busy
        default: self = .other("SQLite \(error.extendedResultCode.rawValue): \(detail)")
        }
    }
}

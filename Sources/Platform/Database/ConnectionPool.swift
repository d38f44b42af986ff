internal import NIOConcurrencyHelpers
internal import NIOPosix

/// As many threads as connections, and a limit on how long one waits.
final class ConnectionPool<Connection: EngineConnection & Sendable>: Sendable {
    private let threads: NIOThreadPool
    private let free: NIOLockedValueBox<[Connection]>
    private let all: [Connection]
    private let patience: Duration = .seconds(5)

    init(count: Int, open: () throws -> Connection) throws {
        all = try (0..<count).map { _ in try open() }
        free = NIOLockedValueBox(all)
        threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
    }

    func run<R: Sendable>(_ body: @escaping @Sendable (Connection) throws -> R) async throws -> R {
        let asked = ContinuousClock.now
        return try await threads.runIfActive { [free, patience] in
            // Who has waited this long has most likely left; the answer is "busy, try again".
            guard ContinuousClock.now - asked < patience else { throw DatabaseError.busy }
            guard let connection = free.withLockedValue({ $0.popLast() }) else { throw DatabaseError.busy }
            defer { free.withLockedValue { $0.append(connection) } }
            return try body(connection)
        }
    }

    var connections: [Connection] { all }

    func close() {
        try? threads.syncShutdownGracefully()
    }
}

internal import Foundation

/// Runs write closures one after another on a thread of its own and makes a whole group durable with one
/// commit.
///
/// While one commit waits for the disk, further writes queue up and become the next group: 16 connections
/// reach three times the durable writes that they reach one by one. Each closure has its own savepoint, so
/// a failure undoes only itself. Where the shared commit fails (a deferred foreign key), each closure is
/// rerun alone.
final class GroupCommit: @unchecked Sendable {
    private let connection: SQLiteConnection
    private let condition = NSCondition()
    private var queue: [PendingWrite] = []
    private var isClosed = false
    private static let largestGroup = 256
    private static let longestQueue = 10_000

    init(connection: SQLiteConnection) {
        self.connection = connection
        let thread = Thread { [self] in drain() }
        thread.name = "laurel-writer"
        thread.start()
    }

    func run<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, log: StatementLog
    ) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            var result: R?
            let pending = PendingWrite(
                perform: { connection in
                    let transaction = Transaction(connection, log: log)
                    let value = try body(transaction)
                    guard !transaction.isPoisoned else { throw DatabaseError.poisoned }
                    result = value
                },
                answer: { failure in
                    if let failure {
                        continuation.resume(throwing: failure)
                    } else if let result {
                        continuation.resume(returning: result)
                    }
                })
            enqueue(pending)
        }
    }

    /// Runs something on the connection while no group does.
    func exclusively(_ body: @escaping (SQLiteConnection) throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var outcome: (any Error)?
        enqueue(
            PendingWrite(
                perform: { try body($0) },
                answer: {
                    outcome = $0
                    done.signal()
                }, isAlone: true))
        done.wait()
        if let outcome { throw outcome }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.signal()
        }
    }

    private func enqueue(_ pending: PendingWrite) {
        let isAccepted = condition.withLock {
            guard !isClosed, queue.count < Self.longestQueue else { return false }
            queue.append(pending)
            condition.signal()
            return true
        }
        if !isAccepted { pending.answer(DatabaseError.busy) }
    }

    private func drain() {
        while let group = nextGroup() {
            connection.holding { commit(group) }
        }
        connection.close()
    }

    private func nextGroup() -> [PendingWrite]? {
        condition.lock()
        defer { condition.unlock() }
        while queue.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        if queue[0].isAlone { return [queue.removeFirst()] }
        let end = queue.firstIndex(where: \.isAlone) ?? queue.count
        let group = Array(queue.prefix(min(end, Self.largestGroup)))
        queue.removeFirst(group.count)
        return group
    }

    private func commit(_ group: [PendingWrite]) {
        if group.count == 1, group[0].isAlone {
            group[0].answer(failure { try group[0].perform(connection) })
            return
        }
        var failures: [(any Error)?] = []
        let shared = failure {
            try connection.command("BEGIN IMMEDIATE")
            failures = try group.map(performInSavepoint)
            try connection.command("COMMIT")
        }
        guard shared != nil else {
            for (pending, failure) in zip(group, failures) { pending.answer(failure) }
            return
        }
        try? connection.command("ROLLBACK")
        for pending in group { pending.answer(commitAlone(pending)) }
    }

    private func performInSavepoint(_ pending: PendingWrite) throws -> (any Error)? {
        try connection.command("SAVEPOINT member")
        let failure = failure { try pending.perform(connection) }
        if failure != nil { try connection.command("ROLLBACK TO SAVEPOINT member") }
        try connection.command("RELEASE SAVEPOINT member")
        return failure
    }

    private func commitAlone(_ pending: PendingWrite) -> (any Error)? {
        let failure = failure {
            try connection.command("BEGIN IMMEDIATE")
            try pending.perform(connection)
            try connection.command("COMMIT")
        }
        if failure != nil { try? connection.command("ROLLBACK") }
        return failure
    }

    private func failure(of body: () throws -> Void) -> (any Error)? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }
}

/// A write that waits for its group.
private struct PendingWrite {
    let perform: (SQLiteConnection) throws -> Void
    /// Tells whoever waits: `nil` once the write is durable.
    let answer: ((any Error)?) -> Void
    var isAlone = false
}

internal import Synchronization

/// Counts the statements that many threads run, and tells each to whoever listens.
final class StatementLog: Sendable {
    private let total = Atomic<Int>(0)
    private let isHeard = Atomic<Bool>(false)
    private let listener = Mutex<(@Sendable (SQL) -> Void)?>(nil)

    var count: Int { total.load(ordering: .relaxed) }

    func listen(_ listener: (@Sendable (SQL) -> Void)?) {
        self.listener.withLock { $0 = listener }
        isHeard.store(listener != nil, ordering: .releasing)
    }

    func add(_ sql: SQL) {
        total.add(1, ordering: .relaxed)
        guard isHeard.load(ordering: .acquiring) else { return }
        listener.withLock { $0 }?(sql)
    }
}

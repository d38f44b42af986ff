import Synchronization

/// What applicants were told has been submitted.
final class Ledger: Sendable {
    private let entries = Mutex<[Acknowledgement]>([])

    func add(_ acknowledgement: Acknowledgement) {
        entries.withLock { $0.append(acknowledgement) }
    }

    var all: [Acknowledgement] { entries.withLock { $0 } }
    var count: Int { entries.withLock { $0.count } }
}

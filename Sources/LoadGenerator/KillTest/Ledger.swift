import Synchronization

/// What applicants were told has been submitted.
final class Ledger: Sendable {
    private struct State {
        var entries: [Acknowledgement] = []
        var deed: (@Sendable () -> Void)?
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func add(_ acknowledgement: Acknowledgement) {
        let waiting = state.withLock { state in
            state.entries.append(acknowledgement)
            state.deed?()
            state.deed = nil
            let waiting = state.waiting
            state.waiting = nil
            return waiting
        }
        waiting?.resume()
    }

    /// Does something in the moment of the next acknowledgement, when a server that told too early is caught.
    func atNextAcknowledgement(_ deed: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.deed = deed
                state.waiting = continuation
            }
        }
    }

    var all: [Acknowledgement] { state.withLock { $0.entries } }
    var count: Int { state.withLock { $0.entries.count } }
}

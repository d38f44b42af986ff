import Synchronization

/// Applicants who came off their way, and the last reason.
final class Strays: Sendable {
    private let state = Mutex<(count: Int, last: String)>((0, ""))

    func add(_ reason: String) {
        state.withLock { $0 = ($0.count + 1, reason) }
    }

    var summary: String {
        state.withLock {
            $0.count == 0 ? "Nobody began anew." : "\($0.count) began anew, the last: \($0.last)"
        }
    }
}

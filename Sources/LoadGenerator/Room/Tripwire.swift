import Synchronization

/// Does something in the moment when so many more acknowledgements have come, once.
final class Tripwire: Sendable {
    private let state = Mutex<(left: Int, deed: @Sendable () -> Void)?>(nil)

    func set(after count: Int, _ deed: @escaping @Sendable () -> Void) {
        state.withLock { $0 = (count, deed) }
    }

    func step() {
        let deed = state.withLock { state -> (@Sendable () -> Void)? in
            guard let (left, deed) = state else { return nil }
            state = left > 1 ? (left - 1, deed) : nil
            return left > 1 ? nil : deed
        }
        deed?()
    }
}

internal import NIOCore
internal import Platform
internal import Synchronization

/// Who listens, so that nobody takes the places of a hall.
enum StreamOwner: Hashable, Sendable {
    case seat(ID<SessionSeat>)
    /// Staff who lead without a seat.
    case person(ID<Person>)
}

/// What waits to be written to one listener.
///
/// It is bounded: who is too slow is hung up on, comes back and reads on from what they have.
final class EventQueue: Sendable {
    let owner: StreamOwner
    let session: ID<DesignSession>
    private let most: Int
    private let opened = ContinuousClock.now
    private let hangUp: @Sendable () -> Void
    private let state = Mutex(State())

    private struct State {
        var waiting: [EventText] = []
        var reader: CheckedContinuation<Void, Never>?
        /// Nothing is added any more; what waits is still written.
        var isOver = false
        /// Nothing is written any more either.
        var isStopped = false
        var writingSince: ContinuousClock.Instant?

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { reader = nil }
            return reader
        }
    }

    init(
        of owner: StreamOwner, in session: ID<DesignSession>, most: Int,
        hangUp: @escaping @Sendable () -> Void
    ) {
        self.owner = owner
        self.session = session
        self.most = most
        self.hangUp = hangUp
    }

    func push(_ events: [EventText]) {
        let (reader, isTooSlow) = state.withLock { state in
            guard !state.isOver else { return (state.takeReader(), false) }
            state.waiting += events
            return (state.takeReader(), state.waiting.count > most)
        }
        reader?.resume()
        if isTooSlow { drop() }
    }

    /// All that has come since the last time, once there is something; nothing after the end.
    func next() async -> [EventText]? {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.waiting.isEmpty, !state.isOver else { return true }
                state.reader = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting.isEmpty ? nil : state.waiting
        }
    }

    /// A write, which is given up where it takes too long.
    func timed(_ write: () async throws -> Void) async throws {
        state.withLock { $0.writingSince = .now }
        defer { state.withLock { $0.writingSince = nil } }
        try await write()
    }

    /// Ends the stream after what waits and, where given, one last event.
    func end(with last: EventText? = nil) {
        let reader = state.withLock { state in
            if let last, !state.isOver { state.waiting.append(last) }
            state.isOver = true
            return state.takeReader()
        }
        reader?.resume()
    }

    /// Ends it whatever waits, because the server stops or nobody is there any more.
    func stop() {
        let reader = state.withLock { state in
            state.waiting = []
            state.isOver = true
            state.isStopped = true
            return state.takeReader()
        }
        reader?.resume()
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Stops it together with the connection, on which a write may hang.
    private func drop() {
        stop()
        hangUp()
    }

    /// Drops who takes nothing any more, and lets nobody listen for ever, since rights change.
    func check(_ limits: StreamLimits) {
        let now = ContinuousClock.now
        let isStuck = state.withLock { state in
            guard let since = state.writingSince else { return false }
            return now - since > (state.isStopped ? limits.tick : limits.patience)
        }
        if isStuck {
            drop()
        } else if now - opened > limits.life {
            end()
        }
    }
}

internal import Platform
internal import Synchronization

/// The events of one session on their way to all who listen: read once, written as text once, and handed to
/// everybody's queue.
final class SessionFeed: Sendable {
    let session: ID<DesignSession>
    private let database: Database
    private let limits: StreamLimits
    private let state: Mutex<State>

    private struct State {
        /// Up to where the events have been handed out.
        var reached: Int
        /// The oldest first.
        var queues: [EventQueue] = []
    }

    init(of session: ID<DesignSession>, reached: Int, _ database: Database, _ limits: StreamLimits) {
        self.session = session
        self.database = database
        self.limits = limits
        state = Mutex(State(reached: reached))
    }

    var listeners: Int { state.withLock { $0.queues.count } }

    /// Hands a queue everything after the number that is returned. Of one owner's streams the oldest ends
    /// where there are too many: a phone that reloads leaves lines behind.
    func add(_ queue: EventQueue) -> Int {
        let (reached, surplus) = state.withLock { state in
            state.queues.append(queue)
            let own = state.queues.filter { $0.owner == queue.owner }
            return (state.reached, own.dropLast(limits.ofOwner))
        }
        for queue in surplus { queue.end() }
        return reached
    }

    /// Whether anybody is left.
    func remove(_ queue: EventQueue) -> Bool {
        state.withLock { state in
            state.queues.removeAll { $0 === queue }
            return !state.queues.isEmpty
        }
    }

    /// Reads on whenever a change is durable, and at least as often as the topic is rung besides; until the
    /// task is cancelled.
    func run() async {
        for await _ in database.bells.rings(for: SessionEvent.topic(of: session)) {
            // What fails now is read at the next ring.
            while await (try? readOn()) == true {}
            try? await Task.sleep(for: limits.pause)
        }
    }

    /// Whether there may be more.
    private func readOn() async throws -> Bool {
        let (session, most) = (session, limits.atOnce)
        let reached = state.withLock { $0.reached }
        let news = try await database.read { try SharedEvents.after(reached, of: session, most: most, $0) }
        guard let last = news.events.last else { return false }
        let texts = news.events.map(EventText.init)
        let queues = state.withLock { state in
            state.reached = last.number
            return state.queues
        }
        for queue in queues { queue.push(texts) }
        if !news.left.isEmpty {
            for case (let queue, .seat(let seat)) in queues.map({ ($0, $0.owner) })
            where news.left.contains(seat) { queue.end() }
        }
        if news.isOver { queues.forEach { $0.end(with: .over) } }
        return news.events.count == most
    }

    func beat() {
        for queue in state.withLock({ $0.queues }) { queue.push([.beat]) }
    }

    func check() {
        for queue in state.withLock({ $0.queues }) { queue.check(limits) }
    }
}

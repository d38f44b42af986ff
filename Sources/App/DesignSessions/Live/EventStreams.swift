internal import Hummingbird
internal import NIOCore
internal import Platform
internal import ServiceLifecycle
internal import Synchronization

/// How much of the server its live streams may take.
struct StreamLimits: Sendable {
    /// Leaves connections to those who ask for pages.
    var most = 3_000
    var ofSession = 2_500
    /// Of one seat: a phone, a laptop, and what reloading left behind. Addresses are not counted, since a
    /// hall has one.
    var ofOwner = 6
    /// Events that wait for one listener.
    var queued = 1_000
    /// Events that are read at once.
    var atOnce = 200
    /// How long a listener may take for what is written.
    var patience: Duration = .seconds(10)
    /// After how long they have to come back, and their rights are looked at anew.
    var life: Duration = .seconds(1_800)
    /// How often queues are looked at, and the database for what other nodes have written.
    var tick: Duration = .seconds(1)
    /// So many ticks apart listeners hear that the line is there.
    var ticksOfBeat = 15
    /// What happens in so short a time goes out together.
    var pause: Duration = .milliseconds(20)
}

/// The live streams of this process, session by session.
///
/// A stream holds no connection of the database. What is durable rings (`Database.bells`); then one task of
/// the session reads the new events once and hands the same bytes to the queue of everybody who listens.
final class EventStreams: Sendable {
    private let database: Database
    private let limits: StreamLimits
    private let state = Mutex(State())

    private struct State {
        var feeds: [ID<DesignSession>: (feed: SessionFeed, reading: Task<Void, Never>)] = [:]
        var count = 0
        var ticking: Task<Void, Never>?
    }

    init(_ database: Database, _ limits: StreamLimits = StreamLimits()) {
        self.database = database
        self.limits = limits
    }

    /// How many are open.
    var count: Int { state.withLock { $0.count } }

    /// Takes a place for as long as the stream lives. `last` is the number of the session's newest event, or
    /// of an earlier one.
    func open(
        for owner: StreamOwner, in session: ID<DesignSession>, last: Int,
        hangUp: @escaping @Sendable () -> Void
    ) throws -> EventStream {
        let queue = EventQueue(of: owner, in: session, most: limits.queued, hangUp: hangUp)
        let reached: Int? = state.withLock { state in
            guard state.count < limits.most else { return nil }
            let feed = state.feeds[session]?.feed ?? begin(session, last: last, &state)
            guard feed.listeners < limits.ofSession else { return nil }
            state.count += 1
            return feed.add(queue)
        }
        guard let reached else { throw Problem(.busy, "sessions.live.full") }
        return EventStream(queue: queue, reached: reached, limits: limits, database: database, streams: self)
    }

    private func begin(_ session: ID<DesignSession>, last: Int, _ state: inout State) -> SessionFeed {
        let feed = SessionFeed(of: session, reached: last, database, limits)
        state.feeds[session] = (feed, Task { await feed.run() })
        if state.ticking == nil { state.ticking = startTicking() }
        return feed
    }

    fileprivate func close(_ queue: EventQueue) {
        state.withLock { state in
            state.count -= 1
            guard let (feed, reading) = state.feeds[queue.session], !feed.remove(queue) else { return }
            reading.cancel()
            state.feeds[queue.session] = nil
            guard state.feeds.isEmpty else { return }
            state.ticking?.cancel()
            state.ticking = nil
        }
    }

    private func startTicking() -> Task<Void, Never> {
        Task { [weak self, limits] in
            var ticks = 0
            while (try? await Task.sleep(for: limits.tick)) != nil, let self {
                ticks += 1
                lookAround(isBeat: ticks.isMultiple(of: limits.ticksOfBeat))
            }
        }
    }

    private func lookAround(isBeat: Bool) {
        let feeds = state.withLock { $0.feeds.values.map(\.feed) }
        for feed in feeds {
            database.bells.ring([SessionEvent.topic(of: feed.session)])
            if isBeat { feed.beat() }
            feed.check()
        }
    }
}

/// One listener's stream; their place is free again when it goes.
final class EventStream: Sendable {
    let queue: EventQueue
    /// The queue holds everything after it, the database everything before.
    private let reached: Int
    private let limits: StreamLimits
    private let database: Database
    private let streams: EventStreams

    fileprivate init(
        queue: EventQueue, reached: Int, limits: StreamLimits, database: Database, streams: EventStreams
    ) {
        self.queue = queue
        self.reached = reached
        self.limits = limits
        self.database = database
        self.streams = streams
    }

    deinit {
        streams.close(queue)
    }

    /// Writes every event after a number once and in order, until the stream ends: with the session or the
    /// seat, when the server stops, or because nobody takes anything any more.
    func send(
        after number: Int, greeting: ByteBuffer, to write: (_ parts: [ByteBuffer]) async throws -> Void
    ) async throws {
        let queue = queue
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await queue.timed { try await write([greeting]) }
            var sent = try await catchUp(after: number, write)
            while let events = await queue.next() {
                let fresh = events.filter { $0.number.map { $0 > sent } ?? true }
                guard !fresh.isEmpty else { continue }
                try await queue.timed { try await write(fresh.map(\.bytes)) }
                sent = fresh.last { $0.number != nil }?.number ?? sent
            }
        } onCancelOrGracefulShutdown: {
            queue.stop()
        }
    }

    /// What happened before the queue began; gives up to where.
    private func catchUp(
        after number: Int, _ write: (_ parts: [ByteBuffer]) async throws -> Void
    ) async throws -> Int {
        let (session, most, reached) = (queue.session, limits.atOnce, reached)
        var sent = number
        while sent < reached, !queue.isStopped {
            let from = sent
            let news = try await database.read { try SharedEvents.after(from, of: session, most: most, $0) }
            guard let last = news.events.last else { break }
            try await queue.timed { try await write(news.events.map { EventText($0).bytes }) }
            sent = last.number
        }
        return sent
    }
}

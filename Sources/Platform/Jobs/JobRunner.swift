public import Logging
public import ServiceLifecycle

/// Takes due jobs, several at once, and runs them until the server stops.
///
/// It looks for them when one was asked for and twice a second besides: the time of some comes later, and
/// other nodes ask for some. Jobs of a kind that it has no handler for wait for somebody who has.
public actor JobRunner: Service {
    /// Does a job. What it gives is written down in the transaction that marks the job as done.
    public typealias Handler = @Sendable (Job) async throws -> Outcome
    public typealias Outcome = @Sendable (Transaction) throws -> Void

    private let database: Database
    private let handlers: [String: Handler]
    private let clock: @Sendable () -> Instant
    private let logger: Logger
    private var running = 0

    public static let mostAtOnce = 8
    /// How long a worker may hold a job before another takes it for dead.
    private static let claim: Duration = .seconds(180)
    private static let pause: Duration = .milliseconds(500)
    /// A day, with the waits of `postpone`.
    static let mostAttempts = 35

    public init(
        database: Database, handlers: [String: Handler], clock: @escaping @Sendable () -> Instant,
        logger: Logger
    ) {
        self.database = database
        self.handlers = handlers
        self.clock = clock
        self.logger = logger
    }

    /// Runs until the server stops, and then until the jobs that have begun are done.
    public func run() async throws {
        let bell = database.jobBell
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await Self.ring(bell) }
                for await _ in bell.rings where !Task.isShuttingDownGracefully {
                    for job in await claim(Self.mostAtOnce - running) {
                        running += 1
                        group.addTask { await self.work(on: job) }
                    }
                }
            }
        } onGracefulShutdown: {
            bell.silence()
        }
    }

    private static func ring(_ bell: JobBell) async {
        try? await cancelWhenGracefulShutdown {
            while true {
                bell.ring()
                try await Task.sleep(for: pause)
            }
        }
    }

    private func work(on job: Job) async {
        await perform(job)
        // Where all hands were full there may be more to do; otherwise all that was due has been taken.
        if running == Self.mostAtOnce { database.jobBell.ring() }
        running -= 1
    }

    /// Runs everything that is due, one after another.
    func runDue() async {
        while let job = await claim(1).first { await perform(job) }
    }

    /// Looks before it writes: an idle server must not commit twice a second.
    private func claim(_ most: Int) async -> [Job] {
        guard most > 0, !handlers.isEmpty else { return [] }
        let now = clock()
        let due: SQL = """
            SELECT id FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= \(now)
            AND claimed_until <= \(now) AND kind IN \(list: handlers.keys.sorted())
            ORDER BY run_at LIMIT \(most)
            """
        do {
            guard try await database.read({ try $0.row(due) }) != nil else { return [] }
            return try await database.write { tx in
                let rows = try tx.rows(
                    """
                    UPDATE job SET attempts = attempts + 1, claimed_until = \(now + Self.claim)
                    WHERE id IN (\(due)) RETURNING id, kind, payload, attempts
                    """)
                return try rows.map(Job.init)
            }
        } catch {
            logger.error("Jobs could not be claimed", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func perform(_ job: Job) async {
        guard let handler = handlers[job.kind] else { return }
        do {
            let outcome = try await handler(job)
            let now = clock()
            try await database.write { tx in
                try outcome(tx)
                try tx.run(
                    "UPDATE job SET done_at = \(now), last_error = \(nil as String?) WHERE id = \(job.id)")
            }
        } catch {
            logger.warning("A job failed", metadata: ["kind": "\(job.kind)", "error": "\(error)"])
            await postpone(job, because: "\(error)")
        }
    }

    /// The wait doubles from two seconds to an hour.
    private func postpone(_ job: Job, because reason: String) async {
        let now = clock()
        let wait = Duration.seconds(min(3600, 1 << min(job.attempts, 12)))
        let failedAt: Instant? = job.attempts >= Self.mostAttempts ? now : nil
        do {
            try await database.write { tx in
                try tx.run(
                    """
                    UPDATE job SET run_at = \(now + wait), claimed_until = 0, failed_at = \(failedAt),
                    last_error = \(reason) WHERE id = \(job.id)
                    """)
            }
        } catch {
            // Nobody holds it once its claim has run out.
            logger.error("A job could not be postponed", metadata: ["error": "\(error)"])
        }
    }
}

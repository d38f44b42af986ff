public import Logging
public import ServiceLifecycle

/// Takes due jobs one at a time and runs them until the server stops.
public struct JobRunner: Service {
    public typealias Handler = @Sendable (Job) async throws -> Void

    private let database: Database
    private let handlers: [String: Handler]
    private let clock: @Sendable () -> Instant
    private let logger: Logger

    /// How long a worker may hold a job before another takes it for dead.
    private static let claim: Duration = .seconds(120)
    private static let pause: Duration = .milliseconds(500)
    private static let mostAttempts = 12

    public init(
        database: Database, handlers: [String: Handler], clock: @escaping @Sendable () -> Instant,
        logger: Logger
    ) {
        self.database = database
        self.handlers = handlers
        self.clock = clock
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let isIdle = await !runOne()
                if isIdle { try? await Task.sleep(for: Self.pause) }
            }
        }
    }

    /// Runs everything that is due; tests and the command line call it directly.
    public func runAll() async {
        while await runOne() {}
    }

    private func runOne() async -> Bool {
        do {
            guard let job = try await claimNext() else { return false }
            await perform(job)
            return true
        } catch {
            logger.error("A job could not be claimed", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Looks before it writes: an idle server must not commit twice a second.
    private func claimNext() async throws -> Job? {
        let now = clock()
        let due: SQL = """
            SELECT id FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= \(now)
            AND claimed_until <= \(now) ORDER BY run_at LIMIT 1
            """
        guard try await database.read({ try $0.row(due) }) != nil else { return nil }
        return try await database.write { tx in
            let row = try tx.row(
                """
                UPDATE job SET attempts = attempts + 1, claimed_until = \(now + Self.claim)
                WHERE id = (\(due)) RETURNING id, kind, payload, attempts
                """)
            guard let row else { return nil }
            let payload = try JSON(parsing: row["payload"] as String)
            return Job(
                id: try row["id"], kind: try row["kind"], payload: payload, attempts: try row["attempts"])
        }
    }

    private func perform(_ job: Job) async {
        do {
            guard let handler = handlers[job.kind] else {
                throw DatabaseError.other("no handler for \(job.kind)")
            }
            try await handler(job)
            let now = clock()
            try await database.write { tx in
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
        _ = try? await database.write { tx in
            try tx.run(
                """
                UPDATE job SET run_at = \(now + wait), claimed_until = 0, failed_at = \(failedAt),
                last_error = \(reason) WHERE id = \(job.id)
                """)
        }
    }
}

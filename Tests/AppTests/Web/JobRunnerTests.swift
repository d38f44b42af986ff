import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import App
@testable import Platform

@Suite(.timeLimit(.minutes(5)))
struct JobRunnerTests {
    @Test func mailWaitsUntilThereIsAServerForIt() async throws {
        try await TestLaurel.run { test in
            try await test.enqueue(1)
            await test.laurel.jobs().runDue()
            #expect(try await test.jobs().map(\.state) == [.waiting(attempts: 0)])
            await test.runner { _ in { _ in } }.runDue()
            #expect(try await test.jobs().map(\.state) == [.done])
        }
    }

    @Test func whatAJobLeavesIsWrittenWithItsDone() async throws {
        try await TestLaurel.run { test in
            try await test.enqueue(1)
            let runner = test.runner { _ in
                { tx in
                    try tx.run("INSERT INTO installation_key (name, secret) VALUES ('left', 'x')")
                    throw DatabaseError.busy
                }
            }
            await runner.runDue()
            #expect(try await test.jobs().map(\.state) == [.waiting(attempts: 1)])
            let left = try await test.laurel.database.read { tx in
                try tx.row("SELECT name FROM installation_key WHERE name = 'left'")
            }
            #expect(left == nil)
        }
    }

    @Test func aFailedJobIsTriedAgainLaterAndLaterAndGivenUpAfterADay() async throws {
        try await TestLaurel.run { test in
            try await test.enqueue(1)
            let runner = test.runner { _ in throw DatabaseError.busy }
            await runner.runDue()
            await runner.runDue()
            #expect(try await test.jobs().map(\.state) == [.waiting(attempts: 1)], "two seconds are not over")
            for attempt in 2...JobRunner.mostAttempts {
                test.clock.advance(.seconds(3600))
                await runner.runDue()
                let isLast = attempt == JobRunner.mostAttempts
                #expect(
                    try await test.jobs().map(\.state) == [isLast ? .failed : .waiting(attempts: attempt)])
            }
        }
    }

    @Test func aJobWhoseWorkerDiedIsTakenByAnother() async throws {
        try await TestLaurel.run { test in
            try await test.enqueue(1)
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE job SET attempts = 1, claimed_until = \(test.clock.now + .seconds(60))")
            }
            let runner = test.runner { _ in { _ in } }
            await runner.runDue()
            #expect(try await test.jobs().map(\.state) == [.waiting(attempts: 1)])
            test.clock.advance(.seconds(60))
            await runner.runDue()
            #expect(try await test.jobs().map(\.state) == [.done])
        }
    }

    @Test func severalRunAtOnceAndNeverMoreThanAllowed() async throws {
        try await TestLaurel.run { test in
            let meeting = Meeting(of: JobRunner.mostAtOnce)
            let runner = test.runner { _ in
                await meeting.join()
                return { _ in }
            }
            let service = test.service(runner)
            async let running: Void = service.run()
            try await test.enqueue(3 * JobRunner.mostAtOnce)
            // None of them goes on before as many have come as may run at once; the rest follow.
            await meeting.waitForAll(3 * JobRunner.mostAtOnce)
            await service.triggerGracefulShutdown()
            try await running
            #expect(await meeting.most == JobRunner.mostAtOnce)
            #expect(try await test.jobs().allSatisfy { $0.state == .done && $0.attempts == 1 })
        }
    }

    @Test func stoppingWaitsForTheJobThatHasBegun() async throws {
        try await TestLaurel.run { test in
            let (begun, sign) = AsyncStream.makeStream(of: Void.self)
            let (release, rope) = AsyncStream.makeStream(of: Void.self)
            let runner = test.runner { _ in
                sign.yield()
                for await _ in release { break }
                return { _ in }
            }
            let service = test.service(runner)
            async let running: Void = service.run()
            try await test.enqueue(1)
            for await _ in begun { break }
            await service.triggerGracefulShutdown()
            rope.yield()
            try await running
            #expect(try await test.jobs().map(\.state) == [.done])
        }
    }
}

/// Work that goes on only when a number of workers have come together.
private actor Meeting {
    private let size: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var present = 0
    private var joined = 0
    private(set) var most = 0
    private let (arrivals, bell) = AsyncStream.makeStream(of: Int.self)

    init(of size: Int) {
        self.size = size
    }

    func join() async {
        present += 1
        joined += 1
        most = max(most, present)
        bell.yield(joined)
        if joined.isMultiple(of: size) {
            for worker in waiting { worker.resume() }
            waiting = []
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        present -= 1
    }

    nonisolated func waitForAll(_ count: Int) async {
        for await number in arrivals where number == count { break }
    }
}

extension TestLaurel {
    fileprivate struct StoredJob {
        enum State: Equatable {
            case waiting(attempts: Int), done, failed
        }

        let state: State
        let attempts: Int
    }

    fileprivate func enqueue(_ count: Int) async throws {
        let now = clock.now
        try await laurel.database.write { tx in
            for number in 0..<count { try tx.enqueue("mail", ["mail": .integer(Int64(number))], at: now) }
        }
    }

    fileprivate func jobs() async throws -> [StoredJob] {
        try await laurel.database.read { tx in
            try tx.rows("SELECT * FROM job ORDER BY id").map { row in
                let attempts: Int = try row["attempts"]
                let isDone = try row["done_at"] as Instant? != nil
                let isFailed = try row["failed_at"] as Instant? != nil
                return StoredJob(
                    state: isDone ? .done : isFailed ? .failed : .waiting(attempts: attempts),
                    attempts: attempts)
            }
        }
    }

    fileprivate func runner(_ handler: @escaping JobRunner.Handler) -> JobRunner {
        JobRunner(
            database: laurel.database, handlers: ["mail": handler], clock: laurel.clock,
            logger: laurel.logger)
    }

    fileprivate func service(_ runner: JobRunner) -> ServiceGroup {
        ServiceGroup(configuration: .init(services: [runner], logger: laurel.logger))
    }
}

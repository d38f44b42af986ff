import NIOCore
import Synchronization

/// Applicants at once, each of whom goes the whole way from signing up to the confirmation, again and again
/// as somebody new.
struct SubmissionLoad: Sendable {
    let season: String
    let target: Target
    let codes: CodeSource
    let applicants: Int
    let time: Duration
    /// Numbers of people who have not been before.
    let numbers: Numbers

    struct Outcome: Sendable {
        let perSecond: Double
        /// From the first request to the confirmation.
        let samples: Samples
    }

    func run(on loop: any EventLoop) async throws -> Outcome {
        let clock = ContinuousClock()
        let began = clock.now
        let end = began + time
        let durations = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for _ in 0..<applicants {
                group.addTask { try await applyUntil(end, on: loop) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Outcome(
            perSecond: Double(durations.count) / (clock.now - began).inSeconds, samples: Samples(durations))
    }

    private func applyUntil(_ end: ContinuousClock.Instant, on loop: any EventLoop) async throws -> [Duration]
    {
        var durations: [Duration] = []
        while ContinuousClock.now < end {
            let began = ContinuousClock.now
            let applicant = Applicant(
                number: numbers.next(), season: season, target: target, loop: loop, codes: codes)
            _ = try await applicant.apply()
            durations.append(ContinuousClock.now - began)
            await applicant.visitor.close()
        }
        return durations
    }
}

/// Gives every applicant a number of their own.
final class Numbers: Sendable {
    private let last = Atomic<Int>(0)

    func next() -> Int {
        last.add(1, ordering: .relaxed).newValue
    }
}

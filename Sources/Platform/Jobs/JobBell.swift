/// Rings when a transaction that asked for a job is durable, so that the job need not wait to be looked for.
///
/// Several rings before anybody listens are one.
final class JobBell: Sendable {
    let rings: AsyncStream<Void>
    private let rope: AsyncStream<Void>.Continuation

    init() {
        (rings, rope) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() {
        rope.yield()
    }

    /// Whoever listens has heard the last ring.
    func silence() {
        rope.finish()
    }
}

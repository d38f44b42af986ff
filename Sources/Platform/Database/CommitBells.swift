internal import Synchronization

/// What transactions are about that others wait for, such as the events of one session.
public struct Topic: Hashable, Sendable {
    private let name: String
    private let key: Int64

    public init(_ name: StaticString, _ key: Int64) {
        self.name = name.description
        self.key = key
    }
}

extension Transaction {
    /// Lets whoever listens to the topic know, once this transaction is durable.
    public func notify(_ topic: Topic) {
        topics.insert(topic)
    }
}

/// Rings for a topic when a transaction about it is durable.
///
/// Only transactions of this process ring: whoever must know of those of other nodes looks besides.
public final class CommitBells: Sendable {
    private struct Ropes {
        var of: [Topic: [Int: AsyncStream<Void>.Continuation]] = [:]
        var next = 0
    }

    private let ropes = Mutex(Ropes())

    /// Rings from now on, until nobody waits for the next any more. Several before anybody waits are one.
    public func rings(for topic: Topic) -> AsyncStream<Void> {
        let (rings, rope) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = ropes.withLock { ropes in
            ropes.next += 1
            ropes.of[topic, default: [:]][ropes.next] = rope
            return ropes.next
        }
        rope.onTermination = { [weak self] _ in self?.untie(number, from: topic) }
        return rings
    }

    public func ring(_ topics: Set<Topic>) {
        guard !topics.isEmpty else { return }
        let called = ropes.withLock { ropes in topics.flatMap { Array((ropes.of[$0] ?? [:]).values) } }
        for rope in called { rope.yield() }
    }

    private func untie(_ number: Int, from topic: Topic) {
        ropes.withLock { ropes in
            ropes.of[topic]?[number] = nil
            if ropes.of[topic]?.isEmpty == true { ropes.of[topic] = nil }
        }
    }
}

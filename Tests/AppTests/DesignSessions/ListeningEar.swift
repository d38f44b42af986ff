import NIOCore
import Platform
import Synchronization
import Testing

@testable import App

/// Somebody's event stream, read as a browser reads it.
final class ListeningEar: Sendable {
    private let texts: AsyncStream<String>
    private let rope: AsyncStream<String>.Continuation
    private let sending: Task<Void, Never>
    private let hungUp: AsyncStream<Void>
    private let over = Mutex(false)

    struct HungUp: Error {}

    /// Listens from a seat, the guest's where none is named; who is stuck takes nothing that is written.
    init(
        _ scene: SessionScene, as seat: SessionSeat? = nil, after number: Int, isStuck: Bool = false
    ) async throws {
        let (texts, rope) = AsyncStream<String>.makeStream()
        let (hungUp, bell) = AsyncStream<Void>.makeStream()
        let stream = try scene.test.laurel.streams.open(
            for: .seat((seat ?? scene.guest.seat).id), in: scene.session.id,
            last: try await scene.lastEvent(), hangUp: { bell.finish() })
        (self.texts, self.rope, self.hungUp) = (texts, rope, hungUp)
        sending = Task {
            try? await stream.send(after: number, greeting: EventText.greeting(random: 0)) { parts in
                if isStuck { for await _ in hungUp {} }
                try Task.checkCancellation()
                for part in parts { rope.yield(String(buffer: part)) }
            }
            rope.finish()
        }
    }

    /// The line breaks.
    func cut() {
        sending.cancel()
    }

    func untilHungUp() async {
        await sending.value
    }

    /// Whether the stream said that the session is closed.
    var isOver: Bool { over.withLock { $0 } }

    /// The numbers of events until one, or so many.
    func numbers(upTo last: Int, most: Int = .max) async throws -> [Int] {
        var numbers: [Int] = []
        for await text in texts {
            guard let number = try number(of: text) else { continue }
            numbers.append(number)
            if number >= last || numbers.count == most { break }
        }
        return numbers
    }

    /// The numbers of all events until the stream ends by itself.
    func rest() async throws -> [Int] {
        try await numbers(upTo: .max)
    }

    private func number(of text: String) throws -> Int? {
        try #require(text.hasSuffix("\n\n"))
        if text.hasPrefix("event: over") { over.withLock { $0 = true } }
        return text.prefixMatch(of: #/id: (\d+)\n/#).flatMap { Int($0.1) }
    }
}

extension SessionScene {
    func lastEvent() async throws -> Int {
        let session = session.id
        return try await test.laurel.database.read { try SessionEvent.last(of: session, $0) }
    }

    func tell(_ kind: SessionEvent.Kind, _ content: [String: JSON] = [:]) async throws {
        let (session, at) = (session.id, test.clock.now)
        try await test.laurel.database.write {
            try SessionEvent.append(kind, content, to: session, at: at, $0)
        }
    }

    func close() async throws {
        let (session, act) = (session, test.act)
        try await test.laurel.database.write { try SessionOpening.close(session, by: act, $0) }
    }

    /// What ends in its own time is waited for; the suite has a limit.
    func waitUntil(_ holds: (EventStreams) -> Bool) async throws {
        while !holds(test.laurel.streams) { try await Task.sleep(for: .milliseconds(1)) }
    }

    func waitUntilNobodyListens() async throws {
        try await waitUntil { $0.count == 0 }
    }
}

import Synchronization

/// What all phones together have heard.
final class Arrivals: Sendable {
    private let connectionCount = Atomic<Int>(0)
    private let ideaCount = Atomic<Int>(0)

    /// Streams that were opened, those of phones that came back among them.
    var connections: Int { connectionCount.load(ordering: .relaxed) }
    /// Ideas that arrived, each counted once on each phone.
    var ideas: Int { ideaCount.load(ordering: .relaxed) }

    func addConnection() {
        connectionCount.add(1, ordering: .relaxed)
    }

    func addIdea() {
        ideaCount.add(1, ordering: .relaxed)
    }
}

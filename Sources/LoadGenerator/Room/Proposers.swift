import NIOCore
import Platform
import Synchronization

/// People of the hall who propose an idea each; one that was cut off is sent again under the same key.
final class Proposers: Sendable {
    private let scene: RoomScene
    private let visitors: [(visitor: Visitor, form: WebForm)]
    private let pace: Duration
    private let log = Mutex(Log())
    let tripwire = Tripwire()

    private struct Log {
        /// When each was sent for the first time.
        var sent: [Int: ContinuousClock.Instant] = [:]
        var acknowledged: Set<Int> = []
    }

    var acknowledged: Set<Int> { log.withLock { $0.acknowledged } }
    var sent: [Int: ContinuousClock.Instant] { log.withLock { $0.sent } }

    /// Everybody has their page open before the first one sends.
    init(
        _ scene: RoomScene, ideas: Int, perSecond: Int, _ target: Target, _ loop: any EventLoop,
        _ losses: Losses
    )
        async throws
    {
        self.scene = scene
        pace = .seconds(1) / perSecond
        var visitors: [(Visitor, WebForm)] = []
        for idea in 0..<ideas {
            let seat = scene.seats[idea % scene.seats.count]
            // The same number for all: a hall has one address.
            let visitor = Visitor(
                number: 1, target: target, loop: loop, losses: losses,
                cookies: ["laurel_browser": seat.secret])
            try await visitor.open(scene.path + "/room")
            var form = try await visitor.form(to: "/ideas")
            form.fill([
                "title": [RoomScene.title(idea)], "change": ["People meet every month."],
                "group": [RoomScene.group], "language": ["en"],
            ])
            await visitor.close()
            visitors.append((visitor, form))
        }
        self.visitors = visitors
    }

    /// Sends some of the ideas, at an even pace or all at once, and waits for the answers.
    func propose(_ ideas: Range<Int>, atOnce: Bool = false) async throws {
        let pace = atOnce ? .zero : pace
        let began = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for idea in ideas {
                group.addTask { [self] in
                    try await Task.sleep(until: began + pace * (idea - ideas.lowerBound))
                    try await propose(idea)
                }
            }
            try await group.waitForAll()
        }
    }

    private func propose(_ idea: Int) async throws {
        let (visitor, form) = visitors[idea]
        log.withLock { $0.sent[idea] = .now }
        let answer = try await visitor.press(form)
        guard answer.status == 303 else {
            throw AnswerError.unexpected("an idea was answered \(answer.status): \(answer.summary)")
        }
        log.withLock { _ = $0.acknowledged.insert(idea) }
        tripwire.step()
        await visitor.close()
    }
}

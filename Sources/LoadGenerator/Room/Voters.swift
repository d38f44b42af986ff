import NIOCore
import Platform
import Synchronization

/// Everybody of the hall with a ballot in hand; one that was cut off is sent again.
final class Voters: Sendable {
    private struct Voter: Sendable {
        let visitor: Visitor
        let form: WebForm
        let ballot: [String: Int]
    }

    private let voters: [Voter]
    private let counts = Mutex(RoomPoll.Counts())
    let tripwire = Tripwire()

    /// The sum of the ballots that were acknowledged.
    var acknowledged: RoomPoll.Counts { counts.withLock { $0 } }

    /// Everybody has the ballot open before the first one sends.
    init(
        _ scene: RoomScene, _ poll: RoomPoll, _ target: Target, _ loop: any EventLoop, _ losses: Losses
    ) async throws {
        voters = try await withThrowingTaskGroup(of: Voter.self) { group in
            for seat in scene.seats {
                group.addTask {
                    // The same number for all: a hall has one address.
                    let visitor = Visitor(
                        number: 1, target: target, loop: loop, losses: losses,
                        cookies: ["laurel_browser": seat.secret])
                    try await visitor.open(poll.path)
                    var form = try await visitor.form(to: "/ballot")
                    let ballot = Self.ballot(of: seat.number, form)
                    form.fill(ballot.mapValues { ["\($0)"] })
                    return Voter(visitor: visitor, form: form, ballot: ballot)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// All dots of a seat: on up to five items, more of them on some.
    private static func ballot(of seat: Int, _ form: WebForm) -> [String: Int] {
        let items = form.fields.map(\.name).filter { $0.hasPrefix("dots.") }.sorted()
        var ballot: [String: Int] = [:]
        for dot in 0..<RoomPoll.dots {
            ballot[items[(seat + dot * dot * seat) % items.count], default: 0] += 1
        }
        return ballot
    }

    /// Everybody casts their ballot at once. Where the first answer never came, the second may say that
    /// this seat has voted.
    func vote() async throws {
        try await all { [self] voter in
            let answer = try await voter.visitor.press(voter.form)
            guard answer.status == 303 || answer.status == 409 else {
                throw AnswerError.unexpected("a ballot was answered \(answer.status): \(answer.summary)")
            }
            add(voter.ballot)
            tripwire.step()
        }
    }

    /// Everybody sends the same ballot once more, and it has to be refused.
    func voteAgain() async throws {
        try await all { voter in
            let answer = try await voter.visitor.press(voter.form)
            await voter.visitor.close()
            guard answer.status == 409 else {
                throw AnswerError.unexpected(
                    "a second ballot was answered \(answer.status): \(answer.summary)")
            }
        }
    }

    private func all(_ deed: @escaping @Sendable (Voter) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for voter in voters { group.addTask { try await deed(voter) } }
            try await group.waitForAll()
        }
    }

    private func add(_ ballot: [String: Int]) {
        counts.withLock { counts in
            for (name, dots) in ballot {
                let item = String(name.dropFirst("dots.".count))
                counts.dots[item, default: 0] += dots
                counts.voters[item, default: 0] += 1
            }
        }
    }
}

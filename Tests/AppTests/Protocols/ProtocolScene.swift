import Platform
import Testing

@testable import App

/// A session with two ideas, and its protocol.
extension SessionScene {
    static let change = "A prize for people under twenty."

    static func withIdeas(
        _ change: @escaping @Sendable (inout SessionDetails) -> Void = { _ in },
        _ body: @escaping @Sendable (SessionScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test, change)
            try await scene.writeIdea(number: 1, by: scene.participants[0], in: 0, "Young volunteers")
            try await scene.writeIdea(number: 2, by: scene.guest, in: 1, "More meetings")
            try await body(scene)
        }
    }

    func writeIdea(number: Int, by member: Member, in group: Int, _ title: String) async throws {
        let (session, seat, group) = (session.id, member.seat.id, groups[group].id)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change,
                    proposed_at, request_key)
                VALUES (\("idea-\(number)"), \(session), \(number), \(group), 'person', 'en', \(title),
                    \(Self.change), 0, \("key-\(number)"))
                """)
            try tx.run(
                """
                INSERT INTO idea_author (idea_id, session_id, seat_id)
                SELECT id, \(session), \(seat) FROM idea WHERE public_id = \("idea-\(number)")
                """)
        }
    }

    func closeSession() async throws {
        let (session, act) = (session, test.act)
        try await test.laurel.database.write { try SessionOpening.close(session, by: act, $0) }
    }

    func draftProtocol() async throws {
        try await facilitator.browser.get(address.protocol)
        let answer = try await facilitator.browser.post(address.protocolFacts, [:])
        #expect(answer.status == 303)
    }
}

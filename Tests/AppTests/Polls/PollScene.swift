import Foundation
import Platform
import Testing

@testable import App

/// A session that runs, with ideas in it, and people who vote.
struct PollScene: Sendable {
    let session: SessionScene
    /// By number, as they were proposed.
    let ideas: [String]

    var test: TestLaurel { session.test }
    var address: SessionAddress { session.address }
    var database: Database { session.test.laurel.database }
    var facilitator: Browser { session.facilitator.browser }

    static func run(ideas: Int = 4, _ body: @escaping @Sendable (PollScene) async throws -> Void) async throws
    {
        try await TestLaurel.run { test in
            let session = try await SessionScene.make(test)
            let scene = PollScene(session: session, ideas: (1...ideas).map { "idea-\($0)" })
            for number in 1...ideas { try await scene.propose(number) }
            try await body(scene)
        }
    }

    private func propose(_ number: Int) async throws {
        let (session, group, at) = (session.session.id, session.groups[0].id, test.clock.now)
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change, proposed_at,
                    request_key)
                VALUES (\("idea-\(number)"), \(session), \(number), \(group), 'person', 'en', \("Title \(number)"),
                    \("Change \(number)"), \(at), \("key-\(number)"))
                """)
        }
    }

    /// A draft made through the pages; its public id.
    func draft(
        _ method: Poll.Method, _ electorate: Poll.Electorate = .seats, allowance: Int? = nil
    ) async throws -> String {
        try await facilitator.get(address.newPoll + "?method=\(method.rawValue)")
        let fields = [
            "method=\(method.rawValue)", "electorate=\(electorate.rawValue)",
            "allowance=\(allowance ?? method.usualAllowance ?? 0)", "question.en=What+matters",
            "_token=\(facilitator.formToken)",
        ]
        let body = fields + ideas.map { "item=idea.\($0)" }
        let answer = try await facilitator.post(
            address.polls, body: Array(body.joined(separator: "&").utf8),
            type: "application/x-www-form-urlencoded")
        let found = try #require(answer.location.firstMatch(of: #/polls/([a-z0-9]+)/setup/#))
        return String(found.1)
    }

    func opened(
        _ method: Poll.Method, _ electorate: Poll.Electorate = .seats, allowance: Int? = nil
    ) async throws -> String {
        let poll = try await draft(method, electorate, allowance: allowance)
        try await lead(poll, address.pollOpening(poll))
        return poll
    }

    func lead(_ poll: String, _ path: String) async throws {
        try await facilitator.get(address.pollSetup(poll))
        let answer = try await facilitator.post(path)
        try #require(answer.status == 303)
    }

    func close(_ poll: String) async throws { try await lead(poll, address.pollClosing(poll)) }
    func reveal(_ poll: String) async throws { try await lead(poll, address.pollReveal(poll)) }

    /// The public ids of a poll's items in its order.
    func items(_ poll: String) async throws -> [String] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT poll_item.public_id FROM poll_item JOIN poll ON poll.id = poll_item.poll_id
                WHERE poll.public_id = \(poll) ORDER BY position
                """
            ).map { try $0.only() }
        }
    }

    func number(_ statement: SQL) async throws -> Int {
        try await database.read { try $0.row(statement)?.only() ?? 0 }
    }

    /// Takes what a form says from the page and sends it with an answer.
    func answer(
        _ poll: String, _ value: String, by voter: Browser, card: String = ""
    ) async throws -> Browser.Answer {
        let page = try await voter.get(address.poll(poll, card: card)).text
        var hidden: [String: String] = [:]
        for match in page.matches(of: #/type="hidden" name="([a-z]+)" value="([^"]*)"/#) {
            hidden[String(match.1)] = String(match.2)
        }
        return try await voter.post(
            address.pollBallot(poll),
            [
                "answer": value, "left": hidden["left"] ?? "", "right": hidden["right"] ?? "",
                "proof": hidden["proof"] ?? "", "statement": hidden["statement"] ?? "", "card": card,
            ])
    }

    /// Guests of whom each has taken a seat.
    func guests(_ count: Int) async throws -> [Browser] {
        var guests: [Browser] = []
        for number in 0..<count {
            let name = "Guest\(number)"
            let guest = try await SessionScene.guest(
                name, in: session.groups[1].id, of: session.session, test)
            guests.append(guest.browser)
        }
        return guests
    }
}

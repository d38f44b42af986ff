import Platform
import Testing

@testable import App

/// What people do in the room of a scene, through the pages.
extension SessionScene {
    @discardableResult
    func propose(
        _ title: String, by member: Member, key: String, language: String = "en",
        change: String = "Something should change."
    ) async throws -> Browser.Answer {
        try await member.browser.get(address.room)
        let group = member.seat.group == groups[1].id ? "group-two" : "group-one"
        return try await member.browser.post(
            address.ideas,
            [
                "title": title, "change": change, "language": language, "group": group, "request_key": key,
            ], accept: "application/json")
    }

    /// Of what a person proposed under a key.
    func idea(_ key: String) async throws -> String {
        let session = session.id
        let found: String? = try await test.laurel.database.read { tx in
            try tx.row(
                "SELECT public_id FROM idea WHERE session_id = \(session) AND request_key = \(key)")?.only()
        }
        return try #require(found)
    }

    func proposed(_ title: String, by member: Member, key: String, language: String = "en") async throws
        -> String
    {
        let answer = try await propose(title, by: member, key: key, language: language)
        try #require(answer.status == 200, "\(answer.text)")
        return try await idea(key)
    }

    func count(_ statement: SQL) async throws -> Int {
        try await test.laurel.database.read { try $0.row(statement)?.only() ?? 0 }
    }

    /// All that streams would send.
    func events() async throws -> String {
        let session = session.id
        return try await test.laurel.database.read { tx in
            let events = try SessionEvent.after(0, of: session, most: 1_000, tx)
            return events.map(\.content.canonical).joined(separator: "\n")
        }
    }

    /// Every page on which ideas stand, as somebody reads them.
    func surfaces(_ idea: String, _ browser: Browser) async throws -> String {
        var texts: [String] = []
        for path in [
            address.room, address.ideas, address.ideas + "?sort=support", address.idea(idea), address.themes,
            address.log,
        ] {
            texts.append(try await browser.get(path).text)
        }
        return texts.joined()
    }
}

import Platform
import Testing

@testable import App

struct PollSecrecyTests {
    /// What each could read somewhere, before the reveal and after it.
    private static func everything(_ poll: String, _ scene: PollScene) async throws -> [String: String] {
        let readers: [(String, Browser)] = [
            ("facilitator", scene.facilitator), ("participant", scene.session.participants[1].browser),
            ("guest", scene.session.guest.browser), ("stranger", scene.session.stranger),
            ("staff", scene.session.staff),
        ]
        let pages = [
            scene.address.polls, scene.address.poll(poll), scene.address.pollSetup(poll),
            scene.address.pollResults(poll, "csv"), scene.address.pollResults(poll, "json"),
        ]
        var found: [String: String] = [:]
        for (name, browser) in readers {
            for page in pages {
                let answer = try await browser.get(page)
                found[name + " " + page] = "\(answer.status) \(answer.headers) \(answer.text)"
            }
        }
        found["events"] = try await scene.texts("SELECT content AS text FROM session_event ORDER BY number")
        found["audit"] = try await scene.texts("SELECT content AS text FROM audit_payload ORDER BY entry_id")
        return found
    }

    @Test func whatWasVotedIsNowhereToBeReadBeforeItIsRevealed() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            try await voter.get(scene.address.poll(poll))
            try await voter.post(scene.address.pollBallot(poll), ["dots.\(items[0])": "5"])
            let open = try await Self.everything(poll, scene)
            try await scene.turn(from: items[0], to: items[1])
            #expect(try await Self.everything(poll, scene) == open)

            try await scene.close(poll)
            let closed = try await Self.everything(poll, scene)
            // Counted once more, from other ballots.
            try await scene.turn(from: items[1], to: items[2])
            try await scene.database.write { try $0.run("DELETE FROM poll_result") }
            let content = try await scene.recount(poll)
            try await scene.database.write { tx in
                try tx.run("INSERT INTO poll_result (poll_id, content) SELECT id, \(content) FROM poll")
            }
            #expect(try await Self.everything(poll, scene) == closed)

            try await scene.reveal(poll)
            let revealed = try await Self.everything(poll, scene)
            for reader in ["facilitator", "participant", "guest", "stranger", "staff"] {
                let csv = try #require(revealed[reader + " " + scene.address.pollResults(poll, "csv")])
                #expect(csv.contains("\(items[2]),en,\"Title 3\",5,1"), "\(reader)")
            }
        }
    }

    @Test func aBallotLeadsToNobody() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0]
            try await voter.browser.get(scene.address.poll(poll))
            let before = try await scene.number("SELECT count(*) FROM audit_entry")
            try await voter.browser.post(scene.address.pollBallot(poll), ["dots.\(items[0])": "5"])
            #expect(try await scene.number("SELECT count(*) FROM audit_entry") == before)
            #expect(
                try await scene.number(
                    """
                    SELECT count(*) FROM poll_voter JOIN seat ON seat.id = seat_id
                    WHERE seat.public_id = \(voter.seat.publicID)
                    """) == 1)
            let row = try await scene.database.read { try $0.row("SELECT * FROM poll_dots") }
            let ballot: String = try #require(row)["ballot"]
            #expect(ballot.count == 16 && !ballot.contains(voter.seat.publicID))
        }
    }

    @Test func whatAModeratorHidesIsHiddenInPollsToo() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.statements)
            let voter = scene.session.participants[0].browser
            let items = try await scene.items(poll)
            let page = scene.address.poll(poll) + "?statement=\(items[1])"
            #expect(try await voter.get(page).text.contains("Title 2"))
            let at = scene.test.clock.now
            try await scene.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
                    SELECT idea.id, 'Names somebody.', \(at), (SELECT min(id) FROM person) FROM idea WHERE number = 2
                    """)
            }
            let hidden = try await voter.get(page).text
            #expect(!hidden.contains("Title 2") && hidden.contains("hidden by a moderator"))
            let setup = try await scene.facilitator.get(scene.address.pollSetup(poll)).text
            #expect(!setup.contains("Title 2"))
            #expect(try await !scene.facilitator.get(scene.address.newPoll).text.contains("Title 2"))
        }
    }
}

extension PollScene {
    /// Makes the ballots say something else.
    func turn(from one: String, to other: String) async throws {
        try await database.write { tx in
            try tx.run(
                """
                UPDATE poll_dots SET item_id = (SELECT id FROM poll_item WHERE public_id = \(other))
                WHERE item_id = (SELECT id FROM poll_item WHERE public_id = \(one))
                """)
        }
    }

    func recount(_ poll: String) async throws -> String {
        let session = session.session.id
        return try await database.read { tx in
            let poll = try Poll.find(poll, in: session, tx)
            return try PollTally(poll, PollItem.of(poll.id, tx), tx).result().stored()
        }
    }

    func texts(_ statement: SQL) async throws -> String {
        try await database.read { tx in
            try tx.rows(statement).map { try $0["text"] as String }.joined(separator: "\n")
        }
    }
}

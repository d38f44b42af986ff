import Platform
import Testing

@testable import App

/// A design session under way, in which names are for those who lead, and a poll that is counted and not
/// revealed.
struct HiddenRoom: Sendable {
    let session: SessionScene
    /// Of a guest who is nobody's eyes here, and wrote the first and the third idea.
    private let author: SessionSeat
    private let poll: String
    private let items: [String]

    private var test: TestLaurel { session.test }
    private var address: SessionAddress { session.address }
    var season: Season { session.season }

    init(_ test: TestLaurel) async throws {
        session = try await SessionScene.make(test) { $0.namesShown = .facilitator }
        author = try await SessionScene.guest("Zoya", in: session.groups[0].id, of: session.session, test)
            .seat
        try await session.propose("Meet more often", by: author, number: 1)
        try await session.propose("Print less", by: session.participants[0].seat, number: 2)
        try await session.propose("Call 555", by: author, number: 3)
        try await session.hideIdea(number: 3)
        let polls = PollScene(session: session, ideas: ["idea-1", "idea-2"])
        poll = try await polls.opened(.dots)
        items = try await polls.items(poll)
        let voter = session.participants[0].browser
        try await voter.get(address.poll(poll))
        try await voter.post(address.pollBallot(poll), ["dots.\(items[0])": "5"])
        try await polls.close(poll)
        try await write()
    }

    var browsers: [Onlooker: Browser] {
        [
            .facilitator: session.facilitator.browser, .moderator: session.moderator.browser,
            .scribe: session.scribe.browser, .participant: session.participants[0].browser,
            .neighbour: session.participants[1].browser, .otherGroup: session.participants[2].browser,
            .guest: session.guest.browser,
        ]
    }

    /// A theme, a step, an invitation and a comment that was hidden.
    private func write() async throws {
        let (id, at, author) = (session.session.id, test.clock.now, author.id)
        try await test.laurel.database.write { tx in
            let leader = try Person.find(email: Onlooker.facilitator.email, tx)?.id
            try tx.run(
                """
                INSERT INTO theme (public_id, session_id, title, language, version, created_at, created_by)
                VALUES ('room-theme', \(id), 'Meetings', 'en', 1, \(at), \(leader))
                """)
            try tx.run(
                """
                INSERT INTO agenda_step (public_id, session_id, position, kind, title, minutes)
                VALUES ('room-step', \(id), 90, 'report', '{"en":"Report back"}', 10)
                """)
            try tx.run(
                """
                INSERT INTO session_invitation (session_id, email, part, language, invited_at, invited_by)
                VALUES (\(id), 'invited@example.org', 'participant', 'en', \(at), \(leader))
                """)
            try tx.run(
                """
                INSERT INTO idea_comment (public_id, idea_id, session_id, seat_id, kind, language, text, request_key,
                    written_at, hidden_at, hidden_by, hidden_reason)
                SELECT 'room-comment', id, \(id), \(author), 'comment', 'en', '', 'room-comment', \(at), \(at),
                    \(leader), 'A number.' FROM idea WHERE public_id = 'idea-1'
                """)
        }
    }

    var facts: [HiddenFact] { nameFacts + hiddenFacts + [dots] }

    private var nameFacts: [HiddenFact] {
        let author = author.id
        func named(_ name: String, instead former: String) -> HiddenFact.Telling {
            { tx in
                try tx.run("UPDATE seat SET name = \(name) WHERE id = \(author)")
                try tx.run("UPDATE session_event SET content = replace(content, \(former), \(name))")
            }
        }
        func invited(_ email: String, instead former: String) -> SQL {
            "UPDATE session_invitation SET email = \(email) WHERE email = \(former)"
        }
        return [
            HiddenFact(
                "an author whose name is for those who lead", known: .leaders, seenBy: .facilitator,
                at: address.idea("idea-1"), one: named("Zoya", instead: "Yana"),
                other: named("Yana", instead: "Zoya")),
            HiddenFact(
                "who is invited to a session", known: .leaders, seenBy: .facilitator,
                at: address.setup + "/invitations",
                one: invited("invited@example.org", instead: "omitted@example.org"),
                other: invited("omitted@example.org", instead: "invited@example.org")),
        ]
    }

    private var hiddenFacts: [HiddenFact] {
        func proposed(_ title: String, instead former: String) -> HiddenFact.Telling {
            { tx in
                try tx.run("UPDATE idea SET title = \(title) WHERE title = \(former)")
                try tx.run("UPDATE session_event SET content = replace(content, \(former), \(title))")
            }
        }
        func said(_ text: String) -> SQL {
            "UPDATE idea_comment SET text = \(text) WHERE public_id = 'room-comment'"
        }
        let moderators = Set<Onlooker>.leaders.union([.moderator])
        return [
            HiddenFact(
                "an idea that is hidden", known: moderators.union(Set<Onlooker>.directorate),
                seenBy: .moderator, at: address.idea("idea-3"),
                one: proposed("Call 555", instead: "Call 777"),
                other: proposed("Call 777", instead: "Call 555")),
            HiddenFact(
                "a comment that is hidden", known: moderators, seenBy: .moderator, at: address.idea("idea-1"),
                one: said("Nonsense."), other: said("Rubbish.")),
        ]
    }

    /// With what was counted of them.
    private var dots: HiddenFact {
        let (poll, items, session, at) = (poll, items, session.session.id, test.clock.now)
        func given(to item: Int) -> HiddenFact.Telling {
            { tx in
                let found = try Poll.find(poll, in: session, tx)
                try tx.run(
                    """
                    UPDATE poll_dots SET item_id = (SELECT id FROM poll_item WHERE public_id = \(items[item]))
                    WHERE poll_id = \(found.id)
                    """)
                let content = try PollTally(found, PollItem.of(found.id, tx), tx).result().stored()
                try tx.run("UPDATE poll_result SET content = \(content) WHERE poll_id = \(found.id)")
            }
        }
        return .untilRevealed(
            "what was voted", then: .stranger, at: address.pollResults(poll, "csv"), one: given(to: 0),
            other: given(to: 1),
            reveal: { try $0.run("UPDATE poll SET revealed_at = \(at) WHERE public_id = \(poll)") },
            conceal: { try $0.run("UPDATE poll SET revealed_at = NULL WHERE public_id = \(poll)") })
    }
}

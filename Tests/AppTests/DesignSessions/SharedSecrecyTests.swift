import Platform
import Testing

@testable import App

/// What the wall and the stream show to everybody holds nothing that a participant may not see.
struct SharedSecrecyTests {
    /// What the stream of a closed session and the wall say, as somebody in the room.
    private static func shown(_ scene: SessionScene) async throws -> (wall: String, stream: String) {
        let browser = scene.participants[2].browser
        let wall = try await browser.get(scene.address.projector)
        try await scene.close()
        let stream = try await browser.get(scene.address.events + "?after=0")
        #expect(wall.status == 200 && stream.type == "text/event-stream")
        return (wall.text, stream.text)
    }

    @Test func namesAreShownWhereTheSessionShowsThem() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.propose("Meet more often", by: scene.participants[0].seat, number: 1)
            let (wall, stream) = try await Self.shown(scene)
            #expect(wall.contains("Meet more often") && stream.contains("Meet more often"))
            #expect(wall.contains("Pavel") && stream.contains("Pavel"))
        }
    }

    /// Also those that were told while more people read names.
    @Test(arguments: [DesignSession.NamesShown.facilitator, .staff, .nobody])
    func namesAreNeitherOnTheWallNorInTheStream(_ shown: DesignSession.NamesShown) async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.propose("Meet more often", by: scene.participants[0].seat, number: 1)
            try await test.laurel.database.write {
                try $0.run("UPDATE design_session SET names_shown = \(shown)")
            }
            let (wall, stream) = try await Self.shown(scene)
            #expect(wall.contains("Meet more often") && stream.contains("Meet more often"))
            #expect(!wall.contains("Pavel") && !stream.contains("Pavel"))
        }
    }

    @Test func aHiddenIdeaIsToldOfAsHidden() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.propose("Call Ivan on 555", by: scene.participants[0].seat, number: 1)
            try await scene.propose("Meet more often", by: scene.participants[1].seat, number: 2)
            try await scene.hideIdea(number: 1)
            let (wall, stream) = try await Self.shown(scene)
            #expect(wall.contains("Meet more often") && stream.contains("Meet more often"))
            #expect(!wall.contains("Ivan") && !stream.contains("Ivan"))
            #expect(stream.contains("event: sight\ndata: {\"id\":\"idea-1\",\"shown\":false}"))
        }
    }

    /// The facilitator's page names them before anybody else's.
    @Test func stepsThatAreNotOpenAreNotOnTheWall() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let leader = scene.facilitator.browser
            #expect(try await leader.get(scene.address.console).text.contains("Setting priorities"))
            try await leader.post(scene.address.opening(scene.steps[0]))
            let (wall, stream) = try await Self.shown(scene)
            #expect(wall.contains("Welcome"))
            for title in ["Setting priorities", "step-prioritise", "step-propose"] {
                #expect(!wall.contains(title) && !stream.contains(title))
            }
        }
    }
}

extension SessionScene {
    /// An idea as it stands in the tables and as the room is told of it.
    func propose(_ title: String, by seat: SessionSeat, number: Int) async throws {
        let (session, at) = (session, test.clock.now)
        let group = try #require(groups.first { $0.id == seat.group })
        try await test.laurel.database.write { tx in
            let publicID = "idea-\(number)"
            let id: ID<Int>? = try tx.row(
                """
                INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change,
                    proposed_at, request_key)
                VALUES (\(publicID), \(session.id), \(number), \(group.id), 'person', 'en', \(title), '',
                    \(at), \(publicID))
                RETURNING id
                """)?.only()
            try tx.run(
                """
                INSERT INTO idea_author (idea_id, session_id, seat_id) VALUES (\(id), \(session.id), \(seat.id))
                """)
            let content: [String: JSON] = [
                "id": .string(publicID), "number": .integer(Int64(number)), "group": .string(group.publicID),
                "language": "en", "title": .string(title), "author": .string(seat.name),
            ]
            try SessionEvent.append(.idea, content, to: session.id, at: at, tx)
        }
    }

    func hideIdea(number: Int) async throws {
        let at = test.clock.now
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
                SELECT idea.id, 'A number.', \(at), (SELECT min(id) FROM person) FROM idea
                WHERE number = \(number)
                """)
        }
    }
}

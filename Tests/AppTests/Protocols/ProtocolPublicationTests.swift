import Platform
import Testing

@testable import App

/// What a protocol may say when it is published, and what may change of it afterwards.
struct ProtocolPublicationTests {
    @Test func publicationFreezesTheVersionThatWasLookedAt() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.draftProtocol()
            let (browser, address) = (scene.facilitator.browser, scene.address)
            let early = try await browser.post(address.protocolPublication, ["version": "1"])
            #expect(early.status == 403, "the session is not over")
            try await scene.closeSession()
            let saved = try await browser.post(
                address.protocolTexts, ["version": "1", "next-en": "The directorate answers by March."])
            #expect(saved.status == 303)
            let stale = try await browser.post(address.protocolPublication, ["version": "1"])
            #expect(stale.status == 409)
            let goingOn = try await browser.post(address.protocolPublication, ["version": "2"])
            #expect(goingOn.status == 409, "the facts are of a session that goes on")
            try await scene.draftProtocol()
            #expect(try await browser.post(address.protocolPublication, ["version": "3"]).status == 303)
            let read = try await scene.stranger.get(address.protocol)
            #expect(read.status == 200 && read.text.contains("The directorate answers by March."))
            let late = try await browser.post(address.protocolTexts, ["version": "3", "next-en": "Never."])
            #expect(late.status == 403)
            #expect(try await browser.post(address.protocolFacts, [:]).status == 403)
        }
    }

    /// What may happen between the draft and the publication.
    private static let changes: [(what: String, change: SQL)] = [
        (
            "an idea is hidden",
            """
            INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
            SELECT idea.id, 'It names a child.', 0, person.id FROM idea, person
            WHERE idea.public_id = 'idea-1' AND person.email = 'marat@example.org'
            """
        ),
        (
            "an idea is withdrawn",
            """
            INSERT INTO idea_withdrawal (idea_id, withdrawn_at) SELECT id, 0 FROM idea WHERE public_id = 'idea-1'
            """
        ),
        ("somebody takes their consent back", "UPDATE seat SET is_named = 0 WHERE name = 'Paola'"),
        ("names are shown to fewer", "UPDATE design_session SET names_shown = 'staff'"),
    ]

    @Test(arguments: changes.indices)
    func nothingIsPublishedThatIsNoLongerSo(_ number: Int) async throws {
        let (what, change) = Self.changes[number]
        try await SessionScene.withIdeas { scene in
            try await scene.closeSession()
            try await scene.draftProtocol()
            try await scene.test.laurel.database.write { try $0.run(change) }
            let (browser, address) = (scene.facilitator.browser, scene.address.protocolPublication)
            let before = try await browser.get(address)
            #expect(before.text.contains("The facts have changed"), "\(what)")
            let answer = try await browser.post(address, ["version": "1"])
            #expect(answer.status == 409 && answer.text.contains("The facts have changed"), "\(what)")
            #expect(try await scene.stranger.get(scene.address.protocol).status == 404)
            try await scene.draftProtocol()
            #expect(try await browser.post(address, ["version": "2"]).status == 303)
        }
    }

    @Test func anIdeaThatCameLaterIsNotForgotten() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.closeSession()
            try await scene.draftProtocol()
            try await scene.writeIdea(number: 3, by: scene.participants[1], in: 0, "From a flipchart")
            let (browser, address) = (scene.facilitator.browser, scene.address.protocolPublication)
            #expect(try await browser.post(address, ["version": "1"]).status == 409)
        }
    }

    /// What everybody reads of the published protocol: page, JSON and CSV.
    private func surfaces(_ scene: SessionScene) async throws -> [String] {
        var texts: [String] = []
        for path in [scene.address.protocol, scene.address.protocolJSON, scene.address.protocolCSV] {
            let answer = try await scene.stranger.get(path)
            #expect(answer.status == 200)
            texts.append(answer.text)
        }
        return texts
    }

    private func publish(_ scene: SessionScene) async throws {
        try await scene.closeSession()
        try await scene.draftProtocol()
        let published = try await scene.facilitator.browser.post(
            scene.address.protocolPublication, ["version": "1"])
        #expect(published.status == 303)
    }

    @Test func whatIsHiddenLaterLeavesAGapWithTheReason() async throws {
        try await SessionScene.withIdeas { scene in
            let path = scene.address.idea("idea-1")
            for (key, text) in [("comment-1", "Too dear"), ("comment-2", "Well said")] {
                let said = try await scene.participants[1].browser.post(
                    path + "/comments",
                    ["kind": "against", "text": text, "language": "en", "request_key": key])
                #expect(said.status == 303)
            }
            try await publish(scene)
            for text in try await surfaces(scene) { #expect(text.contains("Young volunteers")) }
            let moderator = scene.moderator.browser
            let comment: String? = try await scene.test.laurel.database.read {
                try $0.row("SELECT public_id FROM idea_comment WHERE text = 'Too dear'")?.only()
            }
            let id = try #require(comment)
            try await moderator.post(path + "/comments/\(id)/hiding", ["reason-\(id)": "It was rude."])
            let (page, json) = (try await surfaces(scene)[0], try await surfaces(scene)[1])
            for text in [page, json] {
                #expect(!text.contains("Too dear") && text.contains("It was rude."))
                #expect(text.contains("Well said"))
            }
            let hidden = try await moderator.post(path + "/hiding", ["reason-hiding": "It names a child."])
            #expect(hidden.status == 303)
            for text in try await surfaces(scene) {
                #expect(!text.contains("Young volunteers") && !text.contains("Well said"))
                #expect(text.contains("It names a child.") && text.contains("More meetings"))
            }
            #expect(try await surfaces(scene)[0].contains("id=\"idea-1\""), "the gap is in its place")
        }
    }

    @Test func aPollThatIsRevealedLaterIsNotInIt() async throws {
        try await PollScene.run { polls in
            let scene = polls.session
            let (early, late) = (try await polls.opened(.dots), try await polls.opened(.dots))
            for poll in [early, late] { try await polls.close(poll) }
            try await polls.reveal(early)
            try await publish(scene)
            try await polls.reveal(late)
            let (page, json) = (try await surfaces(scene)[0], try await surfaces(scene)[1])
            #expect(page.matches(of: #/What matters/#).count == 1)
            #expect(json.matches(of: #/What matters/#).count == 1)
            try await scene.moderator.browser.post(
                scene.address.idea("idea-1") + "/hiding", ["reason-hiding": "It names a child."])
            for text in try await surfaces(scene) { #expect(!text.contains("Title 1")) }
        }
    }

    @Test func aPollThatIsRevealedAfterTheDraftIsLookedAtFirst() async throws {
        try await PollScene.run { polls in
            let scene = polls.session
            let poll = try await polls.opened(.dots)
            try await polls.close(poll)
            try await scene.closeSession()
            try await scene.draftProtocol()
            try await polls.reveal(poll)
            let answer = try await scene.facilitator.browser.post(
                scene.address.protocolPublication, ["version": "1"])
            #expect(answer.status == 409)
        }
    }

    /// Several at once publish it: once.
    @Test func itIsPublishedOnce() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.closeSession()
            try await scene.draftProtocol()
            let (browser, address) = (scene.facilitator.browser, scene.address.protocolPublication)
            try await browser.get(address)
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await browser.post(address, ["version": "1"]).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(answers.count { $0 == 303 } == 1, "\(answers)")
            let session = scene.session.id
            let rows: Int? = try await scene.test.laurel.database.read { tx in
                try tx.row("SELECT count(*) FROM protocol_publication WHERE session_id = \(session)")?.only()
            }
            #expect(rows == 1)
        }
    }
}

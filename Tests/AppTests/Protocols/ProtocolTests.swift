import Foundation
import Platform
import Testing

@testable import App

/// A protocol from its draft to its publication, through the whole pipeline.
struct ProtocolTests {
    private static let change = "A prize for people under twenty."

    private func run(
        _ change: @escaping @Sendable (inout SessionDetails) -> Void = { _ in },
        _ body: @escaping @Sendable (SessionScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test, change)
            try await propose(scene, number: 1, by: scene.participants[0], in: 0, "Young volunteers")
            try await propose(scene, number: 2, by: scene.guest, in: 1, "More meetings")
            try await body(scene)
        }
    }

    private func propose(
        _ scene: SessionScene, number: Int, by member: SessionScene.Member, in group: Int, _ title: String
    ) async throws {
        let (session, seat, group) = (scene.session.id, member.seat.id, scene.groups[group].id)
        try await scene.test.laurel.database.write { tx in
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

    private func close(_ scene: SessionScene) async throws {
        let (session, act) = (scene.session, scene.test.act)
        try await scene.test.laurel.database.write { try SessionOpening.close(session, by: act, $0) }
    }

    private func draft(_ scene: SessionScene) async throws {
        try await scene.facilitator.browser.get(scene.address.protocol)
        let answer = try await scene.facilitator.browser.post(scene.address.protocolFacts, [:])
        #expect(answer.status == 303)
    }

    @Test func oneClickGathersWhatTheSessionCameTo() async throws {
        try await run { scene in
            try await draft(scene)
            let page = try await scene.facilitator.browser.get(scene.address.protocol)
            #expect(page.status == 200)
            for text in [
                "Young volunteers", "More meetings", Self.change, "Attracting participants", "Pavel",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
        }
    }

    @Test func beforePublicationOnlyThoseWhoLeadReadIt() async throws {
        try await run { scene in
            try await draft(scene)
            #expect(try await scene.staff.get(scene.address.protocol).text.contains(Self.change))
            let addresses = [
                scene.address.protocol, scene.address.protocolJSON, scene.address.protocolCSV,
            ]
            for address in addresses {
                #expect(try await scene.participants[0].browser.get(address).status == 404)
                #expect(try await scene.stranger.get(address).status == 404)
            }
            let texts = try await scene.participants[0].browser.get(scene.address.protocolTexts)
            #expect(texts.status == 403)
            let unguarded = try await Guard.$removed.withValue(.protocolIsPublished) {
                try await scene.stranger.get(scene.address.protocol).status
            }
            #expect(unguarded == 200)
        }
    }

    @Test func publicationFreezesTheVersionThatWasLookedAt() async throws {
        try await run { scene in
            try await draft(scene)
            let (browser, address) = (scene.facilitator.browser, scene.address)
            let early = try await browser.post(address.protocolPublication, ["version": "1"])
            #expect(early.status == 403, "the session is not over")
            try await close(scene)
            let saved = try await browser.post(
                address.protocolTexts, ["version": "1", "next-en": "The directorate answers by March."])
            #expect(saved.status == 303)
            let stale = try await browser.post(address.protocolPublication, ["version": "1"])
            #expect(stale.status == 409)
            let goingOn = try await browser.post(address.protocolPublication, ["version": "2"])
            #expect(goingOn.status == 409, "the facts are of a session that goes on")
            try await draft(scene)
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
        try await run { scene in
            try await close(scene)
            try await draft(scene)
            try await scene.test.laurel.database.write { try $0.run(change) }
            let (browser, address) = (scene.facilitator.browser, scene.address.protocolPublication)
            let before = try await browser.get(address)
            #expect(before.text.contains("The facts have changed"), "\(what)")
            let answer = try await browser.post(address, ["version": "1"])
            #expect(answer.status == 409 && answer.text.contains("The facts have changed"), "\(what)")
            #expect(try await scene.stranger.get(scene.address.protocol).status == 404)
            try await draft(scene)
            #expect(try await browser.post(address, ["version": "2"]).status == 303)
        }
    }

    @Test func anIdeaThatCameLaterIsNotForgotten() async throws {
        try await run { scene in
            try await close(scene)
            try await draft(scene)
            try await propose(scene, number: 3, by: scene.participants[1], in: 0, "From a flipchart")
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
        try await close(scene)
        try await draft(scene)
        let published = try await scene.facilitator.browser.post(
            scene.address.protocolPublication, ["version": "1"])
        #expect(published.status == 303)
    }

    @Test func whatIsHiddenLaterLeavesAGapWithTheReason() async throws {
        try await run { scene in
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
            try await close(scene)
            try await draft(scene)
            try await polls.reveal(poll)
            let answer = try await scene.facilitator.browser.post(
                scene.address.protocolPublication, ["version": "1"])
            #expect(answer.status == 409)
        }
    }

    @Test func whoeverSavesSecondSeesBothTexts() async throws {
        try await run { scene in
            try await draft(scene)
            let address = scene.address.protocolTexts
            try await scene.facilitator.browser.post(
                address, ["version": "1", "introduction-en": "First text."])
            try await scene.staff.get(address)
            let second = try await scene.staff.post(
                address, ["version": "1", "introduction-en": "Second text."])
            #expect(second.status == 409)
            #expect(second.text.contains("First text.") && second.text.contains("Second text."))
            #expect(second.text.contains("name=\"version\" value=\"2\""))
        }
    }

    @Test func textsThatAreTooLongStayInTheForm() async throws {
        try await run { scene in
            try await draft(scene)
            let long = String(repeating: "a", count: ProtocolTexts.longest + 1)
            let answer = try await scene.facilitator.browser.post(
                scene.address.protocolTexts, ["version": "1", "next-ru": long])
            #expect(answer.status == 422 && answer.text.contains(long))
        }
    }

    /// Pavel agreed to be named and the guest did not; where names are for staff only, neither is.
    @Test(arguments: [(DesignSession.NamesShown.participants, 1), (.staff, 0)])
    func authorsAreNamedWhereTheyAgreedAndNamesAreShown(
        _ names: DesignSession.NamesShown, _ count: Int
    ) async throws {
        try await run({ $0.namesShown = names }) { scene in
            let session = scene.session
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.ideas.compactMap(\.author) == Array(["Pavel"].prefix(count)))
            #expect(facts.people.contains { $0.name == "Paola" })
            #expect(!facts.people.contains { $0.name == "Guled" })
        }
    }

    @Test func countriesOfFewAreLeftOut() async throws {
        try await run { scene in
            let session = scene.session
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.countries == [ProtocolFacts.Country(code: "KZ", seats: 6)])
            #expect(facts.seats == 7 && facts.guests == 1)
        }
    }

    /// Pavel agreed to be named, and is the only one from his country.
    @Test func nobodyIsNamedWithACountryOfFew() async throws {
        try await run { scene in
            let (session, seat, act) = (scene.session, scene.participants[0].seat, scene.test.act)
            try await scene.test.laurel.database.write { tx in
                try Joining.describe(
                    seat, name: "Pavel", country: "IS", language: "en", isNamed: true, by: act, tx)
            }
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.people.contains(ProtocolFacts.Person(name: "Pavel", country: "")))
            #expect(facts.people.contains(ProtocolFacts.Person(name: "Paola", country: "KZ")))
        }
    }

    @Test func whoeverLeftWasThereToo() async throws {
        try await run { scene in
            let (session, seat, act) = (scene.session, scene.participants[2].seat, scene.test.act)
            try await scene.test.laurel.database.write { tx in
                try Joining.leave(seat, of: session, by: act, tx)
            }
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.seats == 7 && facts.people.contains { $0.name == "Priya" })
            #expect(facts.groups.map(\.seats).reduce(0, +) == 5)
        }
    }

    @Test func whatIsHiddenOrTakenBackIsCountedAndNotShown() async throws {
        try await run { scene in
            let session = scene.session
            try await scene.test.laurel.database.write { tx in
                let person = try Person.find(email: "marat@example.org", tx)
                try tx.run(
                    """
                    INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
                    SELECT id, 'It names a child.', 0, \(person?.id) FROM idea WHERE public_id = 'idea-1'
                    """)
                try tx.run(
                    """
                    INSERT INTO idea_withdrawal (idea_id, withdrawn_at)
                    SELECT id, 0 FROM idea WHERE public_id = 'idea-2'
                    """)
            }
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.ideas.isEmpty && facts.withdrawn == [2])
            #expect(facts.hidden == [ProtocolFacts.Hidden(number: 1, reason: "It names a child.")])
        }
    }

    /// Several at once publish it: once.
    @Test func itIsPublishedOnce() async throws {
        try await run { scene in
            try await close(scene)
            try await draft(scene)
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

    @Test func theNumberOfStatementsDoesNotGrow() async throws {
        try await run { scene in
            let (session, database) = (scene.session, scene.test.laurel.database)
            func statements() async throws -> Int {
                let before = database.statementCount
                _ = try await database.read { try ProtocolFacts.gather(session, $0) }
                return database.statementCount - before
            }
            let few = try await statements()
            for number in 3...30 {
                try await propose(scene, number: number, by: scene.participants[1], in: 0, "Idea \(number)")
            }
            #expect(try await statements() == few)
        }
    }
}

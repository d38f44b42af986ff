import Foundation
import Platform
import Testing

@testable import App

/// A protocol from its draft to its publication, through the whole pipeline.
struct ProtocolTests {

    @Test func oneClickGathersWhatTheSessionCameTo() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.draftProtocol()
            let page = try await scene.facilitator.browser.get(scene.address.protocol)
            #expect(page.status == 200)
            for text in [
                "Young volunteers", "More meetings", SessionScene.change, "Attracting participants", "Pavel",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
        }
    }

    /// From what groups of opinion say and from points against, by the numbers of ideas.
    @Test func theFirstDraftSpeaksOfMinoritiesAndOfWhatComesNext() async throws {
        try await PollScene.run(ideas: 10) { polls in
            let scene = polls.session
            let poll = try await polls.opened(.statements)
            try await polls.opine(poll, people: 40) { person, statement in
                (person < 22) == (statement < 5) ? 1 : -1
            }
            try await polls.close(poll)
            try await polls.reveal(poll)
            try await scene.participants[1].browser.post(
                scene.address.idea("idea-3") + "/comments",
                ["kind": "against", "text": "Too dear", "language": "en", "request_key": "comment-1"])
            try await scene.draftProtocol()
            let written = try await scene.test.laurel.database.read { [session = scene.session.id] in
                try #require(try SessionProtocol.of(session, $0))
            }
            let (minority, next) = (written.texts.minority.texts, written.texts.next.texts)
            #expect(Set(minority.keys) == ["en", "ru", "ar"])
            let english = minority["en"] ?? ""
            #expect(english.contains("group 1 (22 people) agrees more than the others with"))
            #expect(english.contains("group 2 (18 people) disagrees more than the others with"))
            #expect(english.contains("No. 3: points against: 1, for: 0.") && !english.contains("Title"))
            #expect(next["en"] == "The directorate studies all 10 ideas and answers each of them.")
            let browser = scene.facilitator.browser
            try await browser.post(
                scene.address.protocolTexts, ["version": "1", "minority-en": "As they say."])
            try await scene.draftProtocol()
            let again = try await browser.get(scene.address.protocol).text
            #expect(again.contains("As they say.") && !again.contains("agrees more than"))
        }
    }

    @Test func beforePublicationOnlyThoseWhoLeadReadIt() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.draftProtocol()
            #expect(try await scene.staff.get(scene.address.protocol).text.contains(SessionScene.change))
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

    @Test func whoeverSavesSecondSeesBothTexts() async throws {
        try await SessionScene.withIdeas { scene in
            try await scene.draftProtocol()
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
        try await SessionScene.withIdeas { scene in
            try await scene.draftProtocol()
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
        try await SessionScene.withIdeas({ $0.namesShown = names }) { scene in
            let session = scene.session
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.ideas.compactMap(\.author) == Array(["Pavel"].prefix(count)))
            #expect(facts.people.contains { $0.name == "Paola" })
            #expect(!facts.people.contains { $0.name == "Guled" })
        }
    }

    @Test func countriesOfFewAreLeftOut() async throws {
        try await SessionScene.withIdeas { scene in
            let session = scene.session
            let facts = try await scene.test.laurel.database.read { try ProtocolFacts.gather(session, $0) }
            #expect(facts.countries == [ProtocolFacts.Country(code: "KZ", seats: 6)])
            #expect(facts.seats == 7 && facts.guests == 1)
        }
    }

    /// Pavel agreed to be named, and is the only one from his country.
    @Test func nobodyIsNamedWithACountryOfFew() async throws {
        try await SessionScene.withIdeas { scene in
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
        try await SessionScene.withIdeas { scene in
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
        try await SessionScene.withIdeas { scene in
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

    @Test func theNumberOfStatementsDoesNotGrow() async throws {
        try await SessionScene.withIdeas { scene in
            let (session, database) = (scene.session, scene.test.laurel.database)
            func statements() async throws -> Int {
                let before = database.statementCount
                _ = try await database.read { try ProtocolFacts.gather(session, $0) }
                return database.statementCount - before
            }
            let few = try await statements()
            for number in 3...30 {
                try await scene.writeIdea(number: number, by: scene.participants[1], in: 0, "Idea \(number)")
            }
            #expect(try await statements() == few)
        }
    }
}

import Platform
import Testing

@testable import App

struct NominationMoveTests {
    private func proposed(
        _ body: @escaping @Sendable (ApplicantScene, _ application: String) async throws -> Void
    ) async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            let person = scene.person
            try await scene.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO nomination_move (public_id, application_id, from_nomination_id, to_nomination_id,
                        reason, proposed_at, proposed_by)
                    SELECT 'move', application.id, nomination_id, nomination.id, 'It is an organisation', 0,
                        \(person.id)
                    FROM application JOIN nomination ON nomination.key = 'organisation'
                    """)
            }
            try await body(scene, application)
        }
    }

    private func answer(
        _ answer: NominationMoves.Answer, to move: String = "move", _ scene: ApplicantScene,
        _ application: String
    ) async throws {
        let (season, person, act) = (scene.season, scene.person, scene.act)
        try await scene.laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: person.id, tx)
            guard let held = found else { throw Problem.notFound }
            try NominationMoves.answer(move, with: answer, of: held, by: act, tx)
        }
    }

    @Test func consentMovesTheApplicationAndKeepsWhatStands() async throws {
        try await proposed { scene, application in
            #expect(try await scene.held(application).move?.nomination == "organisation")
            try await answer(.accepted, scene, application)
            let held = try await scene.held(application)
            #expect(held.application.nomination == "organisation" && held.move == nil)
            #expect(held.standing?.number == 1)
            #expect(held.standing?.nomination != held.application.nominationID, "submitted under the former")
        }
    }

    @Test func refusalChangesNothingAndAnAnswerIsGivenOnce() async throws {
        try await proposed { scene, application in
            try await answer(.declined, scene, application)
            #expect(try await scene.held(application).application.nomination == "person")
            await #expect(throws: Problem(.conflict, "applications.move.answered")) {
                try await answer(.accepted, scene, application)
            }
        }
    }

    @Test func anotherApplicationsMoveIsNotAnswered() async throws {
        try await proposed { scene, application in
            await #expect(throws: Problem(.conflict, "applications.move.answered")) {
                try await answer(.accepted, to: "another", scene, application)
            }
        }
    }
}

struct CollaborationTests {
    private func invite(_ email: String, _ scene: ApplicantScene) async throws -> String {
        let publicID = scene.laurel.randomness.publicID()
        let (season, person, act, party) = (scene.season, scene.person, scene.act, scene.party)
        let letters = ApplicationLetters(scene.laurel)
        try await scene.laurel.database.write { tx in
            guard let party = try Party.find(party, for: person.id, tx) else { throw Problem.notFound }
            try Collaboration.invite(
                email, publicID: publicID, to: party, in: season, by: person, letters, by: act, tx)
        }
        return publicID
    }

    private func accept(_ invitation: String, _ person: Person, _ scene: ApplicantScene) async throws {
        let (season, act) = (scene.season, scene.act)
        _ = try await scene.laurel.database.write {
            try Collaboration.accept(invitation, in: season.id, by: person, by: act, $0)
        }
    }

    @Test func theInvitedActsForThePartyOnceTheyAcceptWithTheirAddress() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let invitation = try await invite("juma@example.org", scene)
            let mail = try await scene.test.mail(to: "juma@example.org")
            #expect(
                mail.count == 1 && mail[0].body.contains("/seasons/third/apply/invitations/\(invitation)"))
            let other = try await scene.test.person("somebody@example.org")
            await #expect(throws: Problem.notFound) { try await accept(invitation, other, scene) }
            let juma = try await scene.test.person("juma@example.org")
            try await accept(invitation, juma, scene)
            #expect(try await scene.held(application, by: juma).members == 2)
            await #expect(throws: Problem.notFound, "once") { try await accept(invitation, juma, scene) }
        }
    }

    @Test func anInvitationExpiresAndAnotherMayFollow() async throws {
        try await ApplicantScene.run { scene in
            let invitation = try await invite("juma@example.org", scene)
            let juma = try await scene.test.person("juma@example.org")
            scene.test.clock.advance(ApplicationBounds.invitationLife)
            await #expect(throws: Problem.notFound) { try await accept(invitation, juma, scene) }
            let second = try await invite("juma@example.org", scene)
            try await accept(second, juma, scene)
        }
    }

    /// Whoever may name things may not thereby write to strangers.
    @Test func anInvitationCarriesNothingButNames() async throws {
        try await ApplicantScene.run { scene in
            let bait = "You have won! Open https://evil.example/win or www.evil.example\u{202E} now!"
            let long = String(repeating: " Claim your prize.", count: 9)
            let party = scene.party
            try await scene.laurel.database.write { tx in
                try tx.run("UPDATE party SET name = \(bait + long) WHERE public_id = \(party)")
            }
            let invitation = try await invite("juma@example.org", scene)
            let mail = try #require(try await scene.test.mail(to: "juma@example.org").first)
            let link = "http://127.0.0.1:8080/seasons/third/apply/invitations/\(invitation)"
            #expect(mail.body.contains(link))
            let words = mail.subject + " " + mail.body.replacing(link, with: "")
            #expect(words.contains("You have won! Open https: / / evil. example"))
            #expect(!words.contains("://") && !words.contains("evil.example") && !words.contains("\u{202E}"))
            #expect(!words.contains(long), "nor can it go on for long")
        }
    }

    @Test(arguments: [
        ("St. Mary’s & Co", "St. Mary’s & Co"), ("Амина Диалло", "Амина Диалло"),
        ("جمعية الأمل", "جمعية الأمل"),
        ("میخواهم", "میخواهم"), ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("A.B. Smith", "A. B. Smith"),
        ("evil.example", "evil. example"), ("EVIL．example", "EVIL． example"), ("a@b.org", "a@ b. org"),
        ("tel:+123", "tel: +123"), ("http:\\\\x", "http: \\ \\ x"), ("x\r\nBcc: y@z.org", "x Bcc: y@ z. org"),
        ("\u{2066}abc\u{202E}def", "abcdef"),
        (String(repeating: "a", count: 80), String(repeating: "a", count: 80)),
        (String(repeating: "a", count: 81), String(repeating: "a", count: 80) + "…"),
        ("e" + String(repeating: "\u{0301}", count: 200), "…"), ("", ""),
    ])
    func aStrangersNameBecomesNoLink(_ name: String, _ shown: String) {
        #expect(StrangersName.inMail(name) == shown)
    }

    @Test func invitingTwiceMailsAgainUnderOneInvitation() async throws {
        try await ApplicantScene.run { scene in
            let first = try await invite("juma@example.org", scene)
            _ = try await invite("juma@example.org", scene)
            let mail = try await scene.test.mail(to: "juma@example.org")
            #expect(mail.count == 2 && mail.allSatisfy { $0.body.contains(first) })
            #expect(try await scene.value("SELECT count(*) FROM party_invitation", as: Int.self) == 1)
        }
    }

    @Test func collaboratorsHaveALimitThatParallelRequestsKeep() async throws {
        try await ApplicantScene.run { scene in
            let invited = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<15 {
                    group.addTask { (try? await invite("person\(number)@example.org", scene)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(invited == ApplicationBounds.collaborators - 1, "one is a member already")
        }
    }

    @Test func whoLeavesIsOutAndTheOwnerStays() async throws {
        try await ApplicantScene.run { scene in
            let juma = try await scene.coApplicant()
            let (person, act, publicID) = (scene.person, scene.act, scene.party)
            let found = try await scene.laurel.database.read { try Party.find(publicID, for: juma.id, $0) }
            let party = try #require(found)
            await #expect(
                throws: Problem(.conflict, "applications.collaborators.last"), "it is Amina herself"
            ) {
                try await scene.laurel.database.write {
                    try Collaboration.leave(party, by: person, by: act, $0)
                }
            }
            try await scene.laurel.database.write { try Collaboration.leave(party, by: juma, by: act, $0) }
            let left = try await scene.laurel.database.read { try Party.find(publicID, for: juma.id, $0) }
            #expect(left == nil)
        }
    }
}

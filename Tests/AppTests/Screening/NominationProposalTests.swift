import Platform
import Testing

@testable import App

struct NominationProposalTests {
    @Test func anotherNominationIsProposedByMailAndTheApplicantConsents() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry, nomination: "organisation")
            try await propose("person", "It is the work of one person.", application, scene)
            let mail = try await scene.test.mail(to: "amina@example.org")
            #expect(mail.count == 1)
            #expect(
                mail[0].body.contains("Volunteer of the year")
                    && mail[0].body.contains("Organisation of the year"))
            #expect(try await scene.counts()[.waiting] == 1)
            try await answer(.accepted, application, entry, scene)
            let found = try #require(try await scene.find(application))
            #expect(found.move == nil && found.nomination == "person")
            #expect(try await scene.counts()[.toScreen] == 1)
            let kinds = try await scene.laurel.database.read {
                try ScreeningEvent.all(of: found.id, $0).map(\.kind)
            }
            #expect(kinds.contains(.proposed) && kinds.contains(.accepted))
        }
    }

    @Test func oneProposalIsOpenAtATimeAndMayBeTakenBack() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant(), nomination: "organisation")
            try await propose("person", "One person.", application, scene)
            #expect(
                await refusal { try await propose("person", "Again.", application, scene) }
                    == "screening.conflict.proposed")
            let move = try #require(try await scene.find(application)?.move)
            try await cancel(move.publicID, application, scene)
            #expect(try await scene.counts()[.toScreen] == 1)
            #expect(
                await refusal { try await cancel(move.publicID, application, scene) }
                    == "screening.conflict.answered")
        }
    }

    @Test func onlyNominationsThatTheApplicantMayEnterAreProposed() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            for nomination in ["organisation", "person", "nobody", ""] {
                let problem = await #expect(throws: Problem.self) {
                    try await propose(nomination, "Better there.", application, scene)
                }
                #expect(problem?.fields.map(\.name) == ["nomination"])
            }
            let found = try #require(try await scene.find(application))
            let options = try await scene.laurel.database.read {
                try NominationProposals.options(found.entry($0), in: scene.season)
            }
            #expect(options.map(\.nomination.key) == ["organisation"])
            #expect(options.flatMap(\.obstacles).map(\.code) == [.partyKind], "and the reason is told")
        }
    }

    private func propose(
        _ nomination: String, _ reason: String, _ application: String, _ scene: ScreeningScene
    ) async throws {
        let entry = NominationProposals.Entry(nomination: nomination, reason: reason)
        let (desk, act, letters) = (scene.desk, scene.act, ScreeningLetters(scene.laurel))
        let publicID = scene.laurel.randomness.publicID()
        try await scene.laurel.database.write {
            try NominationProposals.propose(
                entry, publicID: publicID, for: application, at: desk, letters, by: act, $0)
        }
    }

    private func cancel(_ move: String, _ application: String, _ scene: ScreeningScene) async throws {
        let (desk, act) = (scene.desk, scene.act)
        try await scene.laurel.database.write {
            try NominationProposals.cancel(move, on: application, at: desk, by: act, $0)
        }
    }

    private func answer(
        _ answer: NominationMoves.Answer, _ application: String, _ entry: SubmittedEntry,
        _ scene: ScreeningScene
    ) async throws {
        let (season, act) = (scene.season, scene.act(by: entry.person))
        try await scene.laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: entry.person.id, tx)
            let held = try #require(found)
            try NominationMoves.answer(
                try #require(held.move).publicID, with: answer, of: held, by: act, tx)
        }
    }
}

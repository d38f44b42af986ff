import Platform
import Testing

@testable import App

struct ScreeningQuestionTests {
    @Test func aQuestionIsMailedToAllInTheirLanguageAndGivesTimeUntilItsDate() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant(language: .russian)
            let application = try await scene.submit(entry)
            try await addMember("juma@example.org", to: entry, scene)
            try await ask("Please add the report of 2026.", due: "2027-03-10", application, scene)
            let russian = try await scene.test.mail(to: "amina@example.org")
            let english = try await scene.test.mail(to: "juma@example.org")
            #expect(russian.count == 1 && english.count == 1)
            #expect(russian[0].body.contains("Please add the report of 2026."))
            #expect(russian[0].body.contains("марта") && english[0].body.contains("March"))
            let path = ApplicationAddress(season: scene.season.key, application: application).page
            #expect(english[0].body.contains(scene.laurel.settings.address + path))
            let held = try await scene.laurel.database.read {
                try HeldApplication.find(application, in: scene.season.id, for: entry.person.id, $0)
            }
            // Moscow's midnight is 21:00 UTC.
            let due = try #require(Instant(iso8601: "2027-03-10T20:59:00Z"))
            #expect(try #require(held).request?.dueAt == due)
        }
    }

    @Test func whatIsAskedWaitsAndComesBackWhenAnsweredOrLate() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry)
            #expect(try await shelves(scene) == [1, 0, 0, 0])
            try await ask("The report?", due: "2027-03-10", application, scene)
            #expect(try await shelves(scene) == [0, 1, 0, 0])
            let waiting = try await scene.page(.init(shelf: .waiting))
            #expect(waiting.rows.map(\.publicID) == [application] && waiting.rows[0].isWaiting)
            scene.wait(until: try #require(Instant(iso8601: "2027-03-10T20:59:01Z")))
            #expect(try await shelves(scene) == [1, 0, 0, 0], "the date has passed")
            try await ask("The report, please?", due: "2027-03-20", application, scene)
            #expect(try await shelves(scene) == [0, 1, 0, 0], "a question whose date has passed makes way")
            scene.test.clock.advance(.seconds(60))
            try await scene.resubmit(application, of: entry, ScreeningScene.answers)
            #expect(try await shelves(scene) == [1, 0, 0, 0], "a newer version answers")
        }
    }

    @Test func oneQuestionIsOpenAtATimeAndMayBeTakenBack() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await ask("First?", due: "2027-03-10", application, scene)
            #expect(
                await refusal { try await ask("Second?", due: "2027-03-11", application, scene) }
                    == "screening.conflict.asked")
            let question = try #require(try await scene.find(application)?.question)
            try await cancel(question.publicID, application, scene)
            #expect(
                await refusal { try await cancel(question.publicID, application, scene) }
                    == "screening.conflict.answered")
            #expect(try await shelves(scene) == [1, 0, 0, 0])
        }
    }

    @Test func decidingTakesTheQuestionBack() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await ask("First?", due: "2027-03-10", application, scene)
            try await scene.decide(.admit, application)
            let found = try #require(try await scene.find(application))
            #expect(found.question == nil && found.state == .admitted)
            #expect(
                await refusal { try await ask("Again?", due: "2027-03-10", application, scene) }
                    == "screening.conflict.admitted")
        }
    }

    @Test(arguments: ["", "soon", "2027-02-28", "2028-03-01", "2027-13-01"])
    func datesThatAreNoneOrTooFarAreRefused(_ due: String) async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let problem = await #expect(throws: Problem.self) {
                try await ask("Report?", due: due, application, scene)
            }
            #expect(problem?.fields.map(\.name) == ["due"])
            #expect(try await scene.find(application)?.question == nil)
            #expect(try await scene.test.mail(to: "amina@example.org").isEmpty)
        }
    }

    @Test func anEmptyQuestionAndAnotherScreenersOwnAreRefused() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry)
            #expect(
                await refusal { try await ask(" ", due: "2027-03-10", application, scene) } == "problem.check"
            )
            let own = scene.desk(of: entry.person)
            #expect(
                await refusal { try await ask("?", due: "2027-03-10", application, scene, at: own) }
                    == Problem.notFound.message)
        }
    }

    private func ask(
        _ question: String, due: String, _ application: String, _ scene: ScreeningScene,
        at desk: ScreeningDesk? = nil
    ) async throws {
        let entry = ScreeningQuestions.Entry(text: question.asLines, due: due)
        let (desk, act, letters) = (desk ?? scene.desk, scene.act, ScreeningLetters(scene.laurel))
        let publicID = scene.laurel.randomness.publicID()
        try await scene.laurel.database.write {
            try ScreeningQuestions.ask(
                entry, publicID: publicID, about: application, at: desk, letters, by: act, $0)
        }
    }

    private func cancel(_ question: String, _ application: String, _ scene: ScreeningScene) async throws {
        let (desk, act) = (scene.desk, scene.act)
        try await scene.laurel.database.write {
            try ScreeningQuestions.cancel(question, on: application, at: desk, by: act, $0)
        }
    }

    private func shelves(_ scene: ScreeningScene) async throws -> [Int] {
        let counts = try await scene.counts()
        return ApplicationFilter.Shelf.queue.map { counts[$0] ?? -1 }
    }

    private func addMember(_ email: String, to entry: SubmittedEntry, _ scene: ScreeningScene) async throws {
        let person = try await scene.test.person(email)
        try await scene.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO party_member (party_id, person_id)
                SELECT id, \(person.id) FROM party WHERE public_id = \(entry.party)
                """)
        }
    }
}

import Platform
import Testing

@testable import App

struct SubmittingTests {
    @Test func whatIsSubmittedStandsWithItsReceiptMailAndAudit() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            #expect(try await scene.submit(application, version: 1) == 1)
            let held = try await scene.held(application)
            #expect(held.application.state == .submitted)
            #expect(held.application.title == "Clean water for Kisumu")
            #expect(held.standing?.number == 1 && held.standing?.at == scene.test.clock.now)
            #expect(!held.differsFromStanding)
            let answers: String = try await scene.value("SELECT answers FROM submission")
            #expect(answers == held.draft.text)
            let applicant: String = try await scene.value("SELECT applicant FROM submission")
            let snapshot = try PartyDetails(json: JSON(parsing: applicant))
            #expect(snapshot == held.party.details)
            #expect(
                try await scene.value(
                    "SELECT count(*) FROM audit_entry WHERE what = 'application submitted'", as: Int.self)
                    == 1)
            #expect(try await scene.test.mail(to: "amina@example.org").count == 1)
        }
    }

    @Test func onlyAnswersThatAreAskedForAreSubmitted() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let typed = ApplicantScene.complete(["other-audience": ["Pets"], "partners": ["In Uganda"]])
            try await scene.save(typed, over: 0, in: application)
            try await scene.submit(application, version: 1)
            let text: String = try await scene.value("SELECT answers FROM submission")
            let answers = try JSON(parsing: text)
            #expect(answers["other-audience"] == nil && answers["partners"] == nil)
            #expect(answers.canonical == text)
            #expect(try await scene.held(application).draft.answers()["other-audience"] == .text("Pets"))
        }
    }

    @Test func thePressThatTheNetworkRepeatsIsOneSubmission() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await scene.submit(application, version: 1, key: "one press of it") }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers == Array(repeating: 1, count: 10))
            #expect(try await scene.value("SELECT count(*) FROM submission", as: Int.self) == 1)
            #expect(try await scene.test.mail(to: "amina@example.org").count == 1)
        }
    }

    @Test func twoPeopleWhoPressAtOnceSubmitOnce() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let other = try await scene.coApplicant()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            async let one = scene.submit(application, version: 1)
            async let two = scene.submit(application, version: 1, by: other)
            #expect(try await [one, two] == [1, 1])
            #expect(try await scene.value("SELECT count(*) FROM submission", as: Int.self) == 1)
            #expect(try await scene.test.mail(to: "amina@example.org").count == 1)
            #expect(try await scene.test.mail(to: "juma@example.org").count == 1, "both have the receipt")
        }
    }

    @Test func anotherApplicationsKeyIsWorthNothing() async throws {
        try await ApplicantScene.run { scene in
            let (first, second) = (try await scene.start(), try await scene.start())
            for application in [first, second] {
                try await scene.save(ApplicantScene.complete, over: 0, in: application)
            }
            try await scene.submit(first, version: 1, key: "the key of the first")
            await #expect(throws: Problem.notFound) {
                try await scene.submit(second, version: 1, key: "the key of the first")
            }
        }
    }

    @Test func theLastSubmittedVersionStandsUntilANewerOneIsSubmitted() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            try await scene.save(["project-title": ["Water for Siaya"]], over: 1, in: application)
            let edited = try await scene.held(application)
            #expect(edited.application.title == "Clean water for Kisumu" && edited.differsFromStanding)
            #expect(try await scene.submit(application, version: 2) == 2)
            let held = try await scene.held(application)
            #expect(held.application.title == "Water for Siaya" && held.standing?.number == 2)
            #expect(try await scene.value("SELECT count(*) FROM submission", as: Int.self) == 2)
            let words = try await scene.laurel.database.read {
                try $0.rows("SELECT word FROM application_word ORDER BY word").map {
                    try $0.only(as: String.self)
                }
            }
            #expect(words == ["amina", "for", "otieno", "siaya", "water"])
        }
    }

    @Test func aDraftThatChangedSinceItWasPreviewedIsNotSubmitted() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.save(["plans": ["Changed by somebody else meanwhile"]], over: 1, in: application)
            await #expect(throws: Problem(.conflict, "applications.submit.changed")) {
                try await scene.submit(application, version: 1)
            }
        }
    }

    @Test func whatIsIncompleteIsNotSubmittedAndEveryFieldIsNamed() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let typed = ApplicantScene.complete(["theme": [""], "started": ["2030-01-01"]])
            try await scene.save(typed, over: 0, in: application)
            do {
                try await scene.submit(application, version: 1)
                Issue.record("it was submitted")
            } catch let problem as Problem {
                #expect(problem.code == .invalid && problem.message == "applications.submit.incomplete")
                #expect(problem.fields.map(\.name) == ["theme", "started"])
            }
            #expect(try await scene.value("SELECT count(*) FROM submission", as: Int.self) == 0)
        }
    }

    @Test func whoMayNotEnterAnyMoreCannotSubmit() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.laurel.database.write { try $0.run("UPDATE party SET since = '2020-01-01'") }
            await #expect(throws: Problem(.invalid, "applications.submit.not-eligible")) {
                try await scene.submit(application, version: 1)
            }
        }
    }

    @Test func graceIsForWhatArrivesLateAndNotAMomentLonger() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            let deadline = try scene.deadline
            scene.wait(until: deadline.closes + deadline.grace)
            await #expect(throws: Problem(.closed, "applications.closed.over")) {
                try await scene.submit(application, version: 1)
            }
            scene.wait(until: deadline.closes + deadline.grace - .milliseconds(1))
            #expect(try await scene.submit(application, version: 1) == 1)
        }
    }

    @Test func anExtensionMovesTheDeadlineOfOneApplication() async throws {
        try await ApplicantScene.run { scene in
            let (first, second) = (try await scene.start(), try await scene.start())
            let deadline = try scene.deadline
            let (until, person) = (deadline.closes + .seconds(86_400), scene.person)
            for application in [first, second] {
                try await scene.save(ApplicantScene.complete, over: 0, in: application)
            }
            try await scene.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO deadline_extension (application_id, until, reason, granted_at, granted_by)
                    SELECT id, \(until), 'An outage', \(until), \(person.id) FROM application
                    WHERE public_id = \(first)
                    """)
            }
            scene.wait(until: until)
            #expect(try await scene.submit(first, version: 1) == 1)
            await #expect(throws: Problem(.closed, "applications.closed.over")) {
                try await scene.submit(second, version: 1)
            }
        }
    }

    @Test func whatAScreenerAskedForIsAnsweredByANewVersionWithinItsOwnTime() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            let due = try scene.deadline.closes + .seconds(10 * 86_400)
            try await scene.ask("Please add a report.", due: due, of: application)
            scene.wait(until: due)
            try await scene.save(["plans": ["With a report"]], over: 1, in: application)
            #expect(try await scene.held(application).request?.question == "Please add a report.")
            #expect(try await scene.submit(application, version: 2) == 2)
            #expect(try await scene.held(application).request == nil, "it is answered")
            try await scene.save(["plans": ["And once more"]], over: 2, in: application)
            await #expect(
                throws: Problem(.closed, "applications.closed.over"), "the date went with the question"
            ) {
                try await scene.submit(application, version: 3)
            }
        }
    }

    @Test func aNewVersionIsScreenedAnew() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            let person = scene.person
            try await scene.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO screening_decision
                        (application_id, submission_id, verdict, reason, decided_at, decided_by)
                    SELECT id, submission_id, 'reject', 'no-results', 0, \(person.id) FROM application
                    """)
                try tx.run("UPDATE application SET state = 'rejected'")
            }
            #expect(
                try await scene.held(application).shownState == .submitted, "nothing tells before publication"
            )
            try await scene.save(["plans": ["Better"]], over: 1, in: application)
            try await scene.submit(application, version: 2)
            #expect(try await scene.held(application).application.state == .submitted)
            #expect(
                try await scene.value(
                    "SELECT count(*) FROM screening_decision WHERE undone_at IS NULL", as: Int.self) == 0)
        }
    }

    @Test func aWithdrawnApplicationIsBroughtBackBeforeItIsSubmitted() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            try await scene.withdraw(application, because: "We have merged with another team")
            try await scene.save(["plans": ["Changed"]], over: 1, in: application)
            await #expect(throws: Problem(.conflict, "applications.submit.withdrawn")) {
                try await scene.submit(application, version: 2)
            }
            try await scene.restore(application)
            #expect(try await scene.held(application).application.state == .submitted)
            #expect(try await scene.submit(application, version: 2) == 2)
            scene.wait(until: try scene.deadline.closes + .seconds(7200))
            try await scene.withdraw(application)
            await #expect(throws: Problem(.closed, "applications.closed.over")) {
                try await scene.restore(application)
            }
        }
    }

    @Test func oneSubmissionTakesFewStatements() async throws {
        try await TestLaurel.run { test in
            let scenes = try await ["a", "b", "c"].asyncMap { name in
                try await ApplicantScene(test, email: "\(name)@example.org")
            }
            let counts = try await scenes.asyncMap { scene in
                let application = try await scene.start()
                try await scene.save(ApplicantScene.complete, over: 0, in: application)
                let before = test.laurel.database.statementCount
                try await scene.submit(application, version: 1)
                return test.laurel.database.statementCount - before
            }
            // Jobs that look for work count too, now and then.
            #expect(counts.min() == 10)
        }
    }
}

extension ApplicantScene {
    /// A screener asks for something.
    func ask(_ question: String, due: Instant, of application: String) async throws {
        let (person, publicID) = (person, laurel.randomness.publicID())
        try await laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO screening_request (public_id, application_id, question, due_at, asked_at, asked_by)
                SELECT \(publicID), id, \(question), \(due), 0, \(person.id) FROM application
                WHERE public_id = \(application)
                """)
        }
    }
}

import HTTPTypes
import Platform
import Testing

@testable import App

/// What applicants read of their own outcome.
struct OutcomeTests {
    static let five = PublicationTests.five

    private func page(_ number: Int, _ scene: ResultScene) -> String {
        scene.path + "/applications/\(scene.applications[number].publicID)"
    }

    private func browser(_ number: Int, _ scene: ResultScene, language: String = "en") async throws -> Browser
    {
        try await scene.test.browser(signedInAs: scene.applications[number].email, language: language)
    }

    @Test func everyApplicantReadsTheirOwnOutcome() async throws {
        try await ResultScene.run(Self.five) { scene in
            let reason = try await scene.giveReason(toRejected: 3)
            try await scene.decide(.finalists, [0, 1])
            try await scene.decide(.laureates, [0])
            let expected: [(number: Int, outcome: String, next: String)] = [
                (0, "This application has won.", "write to you about the ceremony"),
                (1, "it is not among the laureates.", "You remain a finalist"),
                (2, "is not among the finalists.", "apply again in the next season"),
                (3, "was not admitted to the jury.", "If the reason can be put right"),
            ]
            for (number, outcome, next) in expected {
                let applicant = try await browser(number, scene)
                let text = try await applicant.get(page(number, scene) + "?lang=en").text
                #expect(text.contains(outcome) && text.contains(next), "\(number)")
                #expect(text.contains("href=\"mailto:\(scene.season.rules.contact)\""))
                let list = try await applicant.get(scene.path + "/applications").text
                #expect(list.contains("The outcome of this application is published."), "\(number)")
                #expect(list.contains("href=\"\(page(number, scene))\""))
            }
            let laureate = try await browser(0, scene).get(page(0, scene)).text
            let prize = try #require(scene.season.rules.prizes[0].title.texts["en"])
            #expect(laureate.contains(prize) && laureate.contains("It helps."))
            let rejected = try await browser(3, scene).get(page(3, scene)).text
            #expect(rejected.contains(try #require(reason.text.texts["en"])))
            let withdrawn = try await browser(4, scene).get(page(4, scene)).text
            #expect(!withdrawn.contains("id=\"outcome\""))
        }
    }

    @Test func theOutcomeSpeaksTheReadersLanguage() async throws {
        try await ResultScene.run(Self.five) { scene in
            try await scene.decide(.finalists, [0, 1])
            let russian = try await browser(1, scene).get(page(1, scene) + "?lang=ru").text
            #expect(
                russian.contains("Эта заявка вошла в число финалистов.") && russian.contains("Что дальше"))
            let arabic = try await browser(2, scene).get(page(2, scene) + "?lang=ar").text
            #expect(
                arabic.contains("ليس هذا الطلب من المتأهلين للنهائي.") && arabic.contains("dir=\"rtl\"")
            )
        }
    }

    /// All that an applicant can ask for of their application, and how many statements it took.
    private func view(_ number: Int, _ browser: Browser, _ scene: ResultScene) async throws -> [String] {
        var seen: [String] = []
        let own = page(number, scene)
        for path in [scene.path + "/applications", own, own + "/standing", own + "/withdrawal", scene.path] {
            let before = scene.laurel.database.statementCount
            let answer = try await browser.get(path)
            let statements = scene.laurel.database.statementCount - before
            let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted()
            seen.append("\(path) \(answer.status) \(statements) \(headers) \(answer.text)")
        }
        return seen
    }

    /// The chosen, the passed over and the rejected see the same pages, byte by byte and statement by
    /// statement, until the moment of publication, at each of the gates.
    @Test(arguments: [0, 1, 2, 3])
    func nothingTellsBeforePublication(_ number: Int) async throws {
        try await ResultScene.run(Self.five) { scene in
            try await scene.giveReason(toRejected: 3)
            let applicant = try await browser(number, scene)
            let undecided = try await view(number, applicant, scene)
            let decision = try await scene.draft(.finalists, [0, 1])
            #expect(try await view(number, applicant, scene) == undecided, "drafted")
            try await scene.adopt(decision)
            #expect(try await view(number, applicant, scene) == undecided, "adopted")
            try await scene.publish(decision)
            let published = try await view(number, applicant, scene)
            #expect(published[1] != undecided[1] && published[1].contains("id=\"outcome\""))

            let laureates = try await scene.draft(.laureates, [0])
            #expect(try await view(number, applicant, scene) == published, "laureates drafted")
            try await scene.adopt(laureates)
            #expect(try await view(number, applicant, scene) == published, "laureates adopted")
            try await scene.publish(laureates)
            let final = try await view(number, applicant, scene)
            #expect((final[1] != published[1]) == (number < 2), "only finalists learn more")
        }
    }

    @Test func nobodyReadsAnothersOutcome() async throws {
        try await ResultScene.run(Self.five) { scene in
            try await scene.decide(.finalists, [0, 1])
            #expect(try await browser(0, scene).get(page(0, scene)).text.contains("id=\"outcome\""))
            for reader in [
                scene.applications[1].email, ResultScene.staff, ResultScene.members[0], "juror0@example.org",
            ] {
                let answer = try await scene.test.browser(signedInAs: reader).get(page(0, scene))
                #expect(answer.status == 404, "\(reader)")
            }
        }
    }

    @Test(arguments: [[], [.scores], [.comments]] as [[SeasonFeedback]])
    func thePolicySaysWhatApplicantsAreToldOfTheJury(_ released: [SeasonFeedback]) async throws {
        try await ResultScene.run(Self.five, change: { $0.feedback = released }) { scene in
            let applicant = try await browser(2, scene)
            #expect(try await !applicant.get(page(2, scene)).text.contains("id=\"outcome\""))
            try await scene.decide(.finalists, [0, 1])
            let text = try await applicant.get(page(2, scene) + "?lang=en").text
            #expect(text.contains("is not among the finalists"), "whatever the policy")
            #expect(text.contains("70.00") == released.contains(.scores))
            #expect(text.contains("For you 2-0") == released.contains(.comments))
            #expect(!text.contains("Among us"))
        }
    }

    @Test(arguments: [0, 40])
    func theOutcomeTakesAFixedNumberOfStatements(_ reviews: Int) async throws {
        let entries = [ResultScene.Entry(title: "Wells", marks: Array(repeating: 9, count: 2 + reviews))]
        try await ResultScene.run(entries) { scene in
            try await scene.decide(.finalists, [0])
            let applicant = try await browser(0, scene)
            let path = page(0, scene)
            let counted = try await scene.laurel.database.fewestStatements { try await applicant.get(path) }
            #expect(counted == 9)
        }
    }
}

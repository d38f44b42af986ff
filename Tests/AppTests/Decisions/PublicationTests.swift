import HTTPTypes
import Platform
import Testing

@testable import App

struct PublicationTests {
    static let five: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8], language: .russian),
        .init(title: "Trees", marks: [7, 7], language: .arabic), .init(title: "Spam", state: "rejected"),
        .init(title: "Withdrawn", state: "withdrawn"),
    ]

    /// What everybody outside the directorate may ask for, with whoever asks.
    private func answers(_ scene: ResultScene, _ browsers: [Browser]) async throws -> [String] {
        var paths = [
            "/", scene.path, scene.path + "/finalists", scene.path + "/laureates", scene.directorate,
        ]
        paths += ["", "/jurors", "/proposal", "?standing=passing"].map { scene.results + $0 }
        paths += scene.applications.map { scene.results + "/applications/\($0.publicID)" }
        paths += scene.applications.map { scene.path + "/applications/\($0.publicID)" }
        paths += [scene.path + "/staff", scene.path + "/staff/statistics", scene.path + "/applications"]
        paths += [scene.path + "/statistics", scene.path + "/staff/exports"]
        paths += ["applications", "screening", "reviews", "results", "statistics", "arrivals"].map {
            scene.path + "/staff/exports/\($0).csv"
        }
        var answers: [String] = []
        for browser in browsers {
            for path in paths {
                scene.laurel.pages.clear()
                let answer = try await browser.get(path)
                let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted()
                answers.append("\(path) \(answer.status) \(headers) \(answer.text)")
            }
        }
        return answers
    }

    private func outsiders(_ scene: ResultScene) async throws -> [Browser] {
        [
            scene.test.browser(), try await scene.test.browser(signedInAs: scene.applications[0].email),
            try await scene.test.browser(signedInAs: ResultScene.staff),
            try await scene.test.browser(signedInAs: "juror0@example.org"),
        ]
    }

    @Test func nobodyOutsideTheDirectorateCanTell() async throws {
        try await ResultScene.run(Self.five) { scene in
            let browsers = try await outsiders(scene)
            let mails = try await scene.number("SELECT count(*) FROM mail")
            let before = try await answers(scene, browsers)
            let decision = try await scene.draft(.finalists, [0, 1])
            #expect(try await answers(scene, browsers) == before, "drafted")
            try await scene.adopt(decision)
            #expect(try await answers(scene, browsers) == before, "adopted")
            let member = try await scene.test.browser(signedInAs: ResultScene.members[2])
            let page = try await member.get(scene.directorate + "/decisions/\(decision)")
            #expect(page.status == 200 && page.text.contains("Wells"), "there is something to tell")
            #expect(try await scene.number("SELECT count(*) FROM mail") == mails + 1, "the member's own code")

            try await scene.publish(decision)
            let published = try await answers(scene, browsers)
            #expect(published != before)
            let chosen = try await scene.draft(.laureates, [0])
            try await scene.adopt(chosen)
            #expect(try await answers(scene, browsers) == published, "the laureates are as hidden")
        }
    }

    @Test func whoHasNoSeatReachesNothingOfIt() async throws {
        try await ResultScene.run(Self.five) { scene in
            let decision = try await scene.draft(.finalists, [0])
            let path = scene.directorate + "/decisions/\(decision)"
            for browser in try await outsiders(scene).dropFirst() {
                for page in [scene.directorate, path, path + "/candidates", path + "/publication"] {
                    #expect(try await browser.get(page).status == 403)
                }
                for action in ["", "/candidates", "/adoption", "/adoption/undo", "/publication"] {
                    #expect(try await browser.post(path + action, ["version": "1"]).status == 403)
                }
            }
        }
    }

    @Test func everybodyConcernedIsToldOnceInTheirLanguage() async throws {
        try await ResultScene.run(Self.five) { scene in
            let reason = try await scene.giveReason(toRejected: 3)
            let epoch = try await scene.number("SELECT epoch FROM season")
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for member in [0, 1, 2, 0, 1, 2] {
                    group.addTask { try await scene.publish(decision, by: member) }
                }
                try await group.waitForAll()
            }
            #expect(try await scene.number("SELECT count(*) FROM publication") == 1)
            #expect(try await scene.number("SELECT epoch FROM season") == epoch + 1)
            #expect(
                try await scene.number("SELECT count(*) FROM audit_entry WHERE what = 'results published'")
                    == 1)
            #expect(try await subjects(scene, 0) == ["You are a finalist: We Are Together"])
            #expect(try await subjects(scene, 1).map { $0.hasPrefix("Ваша заявка вышла в финал") } == [true])
            #expect(try await subjects(scene, 2).map { $0.hasPrefix("نتيجة طلبك") } == [true])
            #expect(try await subjects(scene, 4).isEmpty)
            let rejection = try await scene.test.mail(to: scene.applications[3].email)
            #expect(rejection.count == 1)
            #expect(rejection[0].body.contains(try #require(reason.text.texts["en"])))
            #expect(try await scene.number("SELECT count(*) FROM job WHERE kind = 'mail'") == 4)
        }
    }

    private func subjects(_ scene: ResultScene, _ number: Int) async throws -> [String] {
        try await scene.test.mail(to: scene.applications[number].email).map(\.subject)
    }

    @Test func laureatesFollowFinalists() async throws {
        try await ResultScene.run(Self.five) { scene in
            let early = Problem(.closed, "decisions.finalists-first")
            await #expect(throws: early) { try await scene.draft(.laureates, [0]) }
            try await scene.decide(.finalists, [0, 1])
            try await scene.decide(.laureates, [0])
            #expect(try await scene.states()[0..<3] == ["laureate", "finalist", "admitted"])
            let page = try await scene.test.browser().get(scene.path + "/laureates")
            #expect(
                page.text.contains("Wells") && page.text.contains("It helps.") && page.text.contains("10,000")
            )
            #expect(!page.text.contains("Books"))
            #expect(try await scene.test.browser().get("/").text.contains("Applicant 0"))
            #expect(try await subjects(scene, 0).last?.hasPrefix("You are a laureate") == true)
            #expect(try await subjects(scene, 1).last?.hasPrefix("Лауреаты определены") == true)
            let again = Problem(.closed, "decisions.published-already")
            await #expect(throws: again) { try await scene.draft(.finalists, [2]) }
        }
    }

    /// What is over offers no form that would lead to nothing.
    @Test func aFinishedSeasonAsksForNothingMore() async throws {
        try await ResultScene.run(Self.five) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let applicants = [
                try await scene.test.browser(signedInAs: scene.applications[0].email),
                try await scene.test.browser(signedInAs: scene.applications[1].email),
                try await scene.test.browser(signedInAs: scene.applications[2].email),
            ]
            func offers(_ browser: Browser, _ page: String, _ form: String) async throws -> Bool {
                try await browser.get(scene.path + page).text.contains("action=\"\(scene.path)\(form)\"")
            }
            func invites() async throws -> [Bool] {
                var answers: [Bool] = []
                for (browser, application) in zip(applicants, scene.applications) {
                    let page = "/applications/\(application.publicID)"
                    answers.append(try await offers(browser, page, page + "/collaborators"))
                }
                return answers
            }
            #expect(try await offers(staff, "/staff/results/proposal", "/staff/results/proposal"))
            #expect(try await offers(staff, "/staff/jury", "/staff/jury/round"))
            #expect(try await invites() == [true, true, true])

            try await scene.decide(.finalists, [0, 1])
            let proposal = try await staff.get(scene.results + "/proposal").text
            #expect(!proposal.contains("<textarea") && proposal.contains("stays as it is"))
            #expect(try await offers(staff, "/staff/jury", "/staff/jury/round"))
            #expect(try await invites() == [true, true, false])

            try await scene.decide(.laureates, [0])
            #expect(try await !offers(staff, "/staff/jury", "/staff/jury/round"))
            #expect(try await invites() == [false, false, false])
            let path = scene.path + "/applications/\(scene.applications[0].publicID)/collaborators"
            let late = try await applicants[0].post(path, ["email": "friend@example.org"])
            #expect(late.status == 403 && late.text.contains("Nobody can be invited"))
            #expect(try await scene.test.mail(to: "friend@example.org").isEmpty)
            let apply = try await applicants[0].get(scene.path + "/apply").text
            #expect(!apply.contains("/apply/party?kind="))
        }
    }

    @Test func figuresAreFrozenWithThePublication() async throws {
        try await ResultScene.run(Self.five) { scene in
            try await scene.decide(.finalists, [0, 1])
            try await scene.run("UPDATE application SET country = 'KE'")
            let frozen = try await scene.laurel.database.read { try PublishedStatistics.all($0) }
            #expect(frozen.first?.countries == ["KZ": 4], "withdrawn applications are not counted")
        }
    }

    @Test func aCandidateLostSinceTheAdoptionStopsIt() async throws {
        try await ResultScene.run(Self.five) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            let lost = scene.applications[1].id
            try await scene.run("UPDATE application SET state = 'withdrawn' WHERE id = \(lost)")
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let path = scene.directorate + "/decisions/\(decision)/publication"
            try await member.get(path)
            let answer = try await member.post(path, ["shown": try await scene.effect(decision)])
            #expect(answer.status == 409 && answer.text.contains("was withdrawn or changed its standing"))
            #expect(try await scene.states()[0] == "admitted", "nothing of it happened")
            #expect(try await subjects(scene, 0).isEmpty)
            #expect(try await scene.number("SELECT count(*) FROM publication") == 0)
        }
    }

    /// What could change between the preview and its confirmation, without changing how much is shown.
    private static let changes: [SQL] = [
        // One who was to be told is replaced by another.
        """
        UPDATE application SET state = CASE title WHEN 'Trees' THEN 'withdrawn' ELSE 'admitted' END
        WHERE title IN ('Trees', 'Withdrawn')
        """,
        "UPDATE application SET country = 'KE' WHERE title = 'Wells'",
        "UPDATE application SET state = 'submitted' WHERE title = 'Withdrawn'",
        "UPDATE decision SET version = version + 1",
    ]

    /// A published decision does not change any more.
    private static let afterwards: [SQL] = Array(changes.dropLast())

    @Test(arguments: changes.indices) func whatChangedSinceThePreviewIsShownAnew(_ number: Int) async throws {
        try await ResultScene.run(Self.five) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            let path = scene.directorate + "/decisions/\(decision)/publication"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let shown = try preview(in: await member.get(path))
            try await scene.run(Self.changes[number])

            let refused = try await member.post(path, ["shown": shown])
            #expect(refused.status == 409 && refused.text.contains("changed since it was shown"))
            #expect(try await scene.number("SELECT count(*) FROM publication") == 0)
            #expect(try await subjects(scene, 0) + subjects(scene, 2) == [])

            let anew = try preview(in: refused)
            #expect(anew != shown)
            #expect(try await member.post(path, ["shown": anew]).status == 303)
            #expect(try await scene.number("SELECT count(*) FROM publication") == 1)
        }
    }

    @Test(arguments: afterwards.indices) func whatChangesAfterThePublicationChangesNothingOfIt(_ number: Int)
        async throws
    {
        try await ResultScene.run(Self.five) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            let path = scene.directorate + "/decisions/\(decision)/publication"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let shown = try preview(in: await member.get(path))
            #expect(try await member.post(path, ["shown": shown]).status == 303)
            let mails = try await scene.number("SELECT count(*) FROM mail")
            try await scene.run(Self.afterwards[number])

            let again = try await member.post(path, ["shown": shown])
            #expect(again.status == 303, "it is public, and pressing again does nothing")
            #expect(try await scene.number("SELECT count(*) FROM publication") == 1)
            #expect(try await scene.number("SELECT count(*) FROM mail") == mails)
        }
    }

    private func preview(in page: Browser.Answer) throws -> String {
        try String(#require(page.text.firstMatch(of: #/name="shown" value="([^"]+)"/#)).1)
    }

    @Test func onlyWhatWasAdoptedIsPublished() async throws {
        try await ResultScene.run(Self.five) { scene in
            let decision = try await scene.draft(.finalists, [0])
            await #expect(throws: Problem(.conflict, "decisions.not-adopted")) {
                try await scene.publish(decision)
            }
            await #expect(throws: DatabaseError.self) {
                try await scene.run("UPDATE decision SET publication_id = 1")
            }
        }
    }

    /// As they were submitted: a name and a date of birth that are changed afterwards change nothing.
    @Test func whatIsHonouredIsWhatWasSubmitted() async throws {
        try await ResultScene.run(Self.five) { scene in
            try await scene.run("UPDATE party SET name = 'Somebody else', since = '2012-01-01'")
            try await scene.decide(.finalists, [0])
            let decision = try await scene.draft(.laureates, [0])
            let item = try await scene.laurel.database.read { [season = scene.season] tx in
                try DecisionItem.of(Decision.find(decision, in: season.id, tx), tx)[0]
            }
            #expect(
                item.applicant.name == "Applicant 0" && item.applicant.since == CalendarDate("1990-01-01"))
            try await scene.adopt(decision)
            try await scene.publish(decision)
            for page in [scene.path + "/finalists", scene.path + "/laureates", "/"] {
                let text = try await scene.test.browser().get(page).text
                #expect(text.contains("Applicant 0") && !text.contains("Somebody else"), "\(page)")
            }
        }
    }
}

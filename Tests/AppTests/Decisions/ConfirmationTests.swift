import HTTPTypes
import Platform
import Testing

@testable import App

/// What laureates are told in confidence, and the reserve list behind them.
struct ConfirmationTests {
    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain, body)
    }

    private func applicant(_ number: Int, _ scene: ResultScene) async throws -> Browser {
        try await scene.test.browser(signedInAs: scene.applications[number].email)
    }

    @Test func aLaureateConfirmsOnThePageOfTheApplication() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            let chosen = try await applicant(0, scene)
            let before = try await chosen.get(scene.applicationPage(0)).text
            #expect(!before.contains("id=\"confidential\""))
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let path = scene.directorate + "/decisions/\(decision)"
            #expect(try await member.get(path).text.contains("href=\"\(path)/notices\""))
            let preview = try await member.get(path + "/notices").text
            #expect(preview.contains("Wells") && preview.contains("Send 2 notices"))
            #expect(try await member.post(path + "/notices").status == 303)
            #expect(try await member.post(path + "/notices").status == 303, "pressing twice tells once")
            #expect(
                try await scene.test.mail(to: scene.applications[0].email).last?.subject
                    .hasPrefix("In confidence") == true)
            let page = try await chosen.get(scene.applicationPage(0)).text
            #expect(page.contains("You are chosen") && page.contains("tell nobody"))
            let notice = try await scene.notices(decision)[0]
            let reply = scene.applicationPage(0) + "/notices/\(notice.publicID)"
            let said = try await chosen.post(
                reply, ["reply": "confirm", "attends": "yes", "note": "Two of us"])
            #expect(said.location.contains("notice=notice-confirmed"))
            #expect(try await chosen.get(scene.applicationPage(0)).text.contains("You have confirmed"))
            #expect(try await chosen.post(reply, ["reply": "decline"]).status == 409)
            let other = try await applicant(1, scene)
            try await other.get(scene.applicationPage(1))
            #expect(try await other.post(reply, ["reply": "decline"]).status == 404, "not theirs")
            let table = try await member.get(path).text
            #expect(table.contains("Confirmed, will attend") && table.contains("Two of us"))
        }
    }

    @Test func nobodyElseLearnsOfANotice() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            let outsiders = [
                scene.test.browser(), try await scene.test.browser(signedInAs: ResultScene.staff),
                try await scene.test.browser(signedInAs: "juror0@example.org"),
                try await applicant(3, scene), try await applicant(4, scene),
            ]
            let before = try await answers(scene, outsiders)
            let own = try await applicant(0, scene).get(scene.applicationPage(0)).text
            try await scene.tell(decision)
            #expect(try await answers(scene, outsiders) == before, "told")
            #expect(try await applicant(0, scene).get(scene.applicationPage(0)).text != own)
            for notice in try await scene.notices(decision) { try await scene.reply(notice, confirms: false) }
            #expect(try await scene.standing(decision).count == 4)
            // The fourth got a notice of their own; the fifth, who stands by for nothing, learns nothing.
            #expect(
                try await answers(scene, [outsiders[0], outsiders[1], outsiders[2], outsiders[4]]).count > 0)
            let quiet = try await answers(scene, [outsiders[0], outsiders[1], outsiders[2], outsiders[4]])
            let perBrowser = before.count / outsiders.count
            let expected = Array(before[..<(3 * perBrowser)] + before[(4 * perBrowser)...])
            #expect(quiet == expected, "declined and moved up")
        }
    }

    private func answers(_ scene: ResultScene, _ browsers: [Browser]) async throws -> [String] {
        var paths = ["/", scene.path, scene.path + "/laureates", scene.path + "/applications"]
        paths += ["", "/jurors", "/proposal", "/prizes"].map { scene.results + $0 }
        paths += scene.applications.map { scene.path + "/applications/\($0.publicID)" }
        paths += [scene.path + "/staff", scene.path + "/staff/statistics", scene.path + "/statistics"]
        paths += ["applications", "results", "statistics"].map { scene.path + "/staff/exports/\($0).csv" }
        var answers: [String] = []
        for browser in browsers {
            for path in paths {
                scene.laurel.pages.clear()
                let answer = try await browser.get(path)
                answers.append("\(path) \(answer.status) \(answer.text)")
            }
        }
        return answers
    }

    @Test func aDeclinedPlaceGoesToTheNextOfTheReserve() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            try await scene.tell(decision)
            #expect(try await scene.standing(decision) == ["Wells open", "Books open"])
            try await scene.reply(try await scene.notices(decision)[1], confirms: false)
            #expect(try await scene.standing(decision) == ["Wells open", "Books declined", "Trees open"])
            #expect(try await scene.notices(decision)[2].place == 2)
            #expect(
                try await scene.test.mail(to: scene.applications[2].email).last?.subject
                    .hasPrefix("In confidence") == true)
            let moved = try await scene.number(
                "SELECT count(*) FROM audit_entry WHERE what = 'reserve moved up'")
            #expect(moved == 1)
            try await scene.reply(try await scene.notices(decision)[2], confirms: false)
            try await scene.reply(try await scene.notices(decision)[3], confirms: false)
            #expect(try await scene.notices(decision).count == 4, "nobody is left")
            #expect(
                try await scene.number("SELECT count(*) FROM audit_entry WHERE what = 'place left free'") == 1
            )
        }
    }

    /// The first request after the moment does what is due; whoever confirms late is told so.
    @Test func whatNobodyAnswersExpiresByTheClock() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            try await scene.tell(decision)
            let late = try await applicant(1, scene)
            try await late.get(scene.applicationPage(1))
            try await scene.reply(try await scene.notices(decision)[0], confirms: true)
            scene.test.clock.advance(ResultScene.week)
            _ = try await scene.test.browser().get("/")
            #expect(try await scene.standing(decision) == ["Wells confirmed", "Books expired", "Trees open"])
            await #expect(throws: Problem(.conflict, "notices.replied")) {
                try await scene.reply(try await scene.notices(decision)[1], confirms: true)
            }
            #expect(try await late.get(scene.applicationPage(1)).text.contains("has run out"))
            await #expect(throws: Problem(.conflict, "decisions.confirmations-due", ["count": 1])) {
                try await scene.publish(decision)
            }
            scene.test.clock.advance(ResultScene.week)
            try await scene.laurel.dueOutcomes.settle(at: scene.test.clock.now)
            #expect(
                try await scene.standing(decision) == [
                    "Wells confirmed", "Books expired", "Trees expired", "Bread open",
                ])
        }
    }

    @Test(arguments: [true, false]) func theReserveIsToldOnlyWhereTheSeasonSaysSo(_ tells: Bool) async throws
    {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            ResultScene.chain(&$0)
            $0.outcomes.tellsReserve = tells
        }
        try await ResultScene.run(ResultScene.six, change: change) { scene in
            let decision = try await scene.adoptLaureates()
            let browser = try await applicant(2, scene)
            let before = try await browser.get(scene.applicationPage(2)).text
            try await scene.tell(decision)
            let page = try await browser.get(scene.applicationPage(2)).text
            #expect(page.contains("reserve list") == tells)
            #expect((page == before) == !tells)
        }
    }
}

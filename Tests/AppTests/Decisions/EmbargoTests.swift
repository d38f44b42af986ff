import HTTPTypes
import Platform
import Testing

@testable import App

/// Publication of those who confirmed, by the clock, and what is put right afterwards.
struct EmbargoTests {
    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain, body)
    }

    private func applicant(_ number: Int, _ scene: ResultScene) async throws -> Browser {
        try await scene.test.browser(signedInAs: scene.applications[number].email)
    }

    @Test func onlyThoseWhoConfirmedArePublished() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            await #expect(throws: Problem(.conflict, "decisions.notices-first")) {
                try await scene.publish(decision)
            }
            try await scene.tell(decision)
            try await scene.reply(try await scene.notices(decision)[0], confirms: false)
            await #expect(throws: Problem(.closed, "decisions.undo.told")) {
                let (season, act) = (scene.season, try await scene.act(ResultScene.members[1]))
                try await scene.laurel.database.write {
                    try DecisionAdoption.undo(decision, in: season, by: act, $0)
                }
            }
            try await scene.confirmAll(decision)
            try await scene.publish(decision)
            let page = try await scene.test.browser().get(scene.path + "/laureates").text
            #expect(page.contains("Books") && page.contains("Trees") && !page.contains("Wells"))
            let states = try await scene.states()
            #expect(states == ["finalist", "laureate", "laureate", "finalist", "finalist", "admitted"])
            let declined = try await applicant(0, scene).get(scene.applicationPage(0)).text
            #expect(declined.contains("not among the laureates") && !declined.contains("confidential"))
        }
    }

    @Test func anEmbargoOpensByTheClock() async throws {
        try await run { scene in
            let decision = try await scene.adoptLaureates()
            try await scene.tell(decision)
            try await scene.confirmAll(decision)
            let path = scene.directorate + "/decisions/\(decision)"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let shown = try await scene.effect(decision)
            try await member.get(path + "/publication")
            let opens = scene.test.clock.now + .seconds(3600)
            let local = opens.local(in: scene.season.rules.timeZone)
            let wrong = try await member.post(
                path + "/publication", ["shown": shown, "when": "later", "opens": "2001-01-01T10:00"])
            #expect(wrong.status == 422 && wrong.text.contains("2001-01-01T10:00"))
            let set = try await member.post(
                path + "/publication", ["shown": shown, "when": "later", "opens": local])
            #expect(set.status == 303)
            #expect(try await member.get(scene.directorate).text.contains("becomes public"))
            #expect(try await member.post(path + "/adoption/undo").status == 403)

            let visitor = scene.test.browser()
            scene.test.clock.advance(.seconds(3598))
            let home = try await visitor.get(scene.path)
            #expect(home.status == 200, "kept for readers")
            #expect(try await visitor.get(scene.path + "/laureates").status == 404)
            #expect(try await scene.states()[0] == "finalist")
            scene.test.clock.advance(.seconds(2))
            #expect(try await visitor.get(scene.path + "/laureates").status == 200)
            #expect(try await scene.states()[0] == "laureate")
            #expect(
                try await scene.number("SELECT published_at FROM publication ORDER BY id DESC LIMIT 1")
                    == Int(opens.milliseconds))
            #expect(try await scene.number("SELECT count(*) FROM embargo") == 0)
        }
    }

    @Test func anEmbargoIsTakenBack() async throws {
        try await ResultScene.run(ResultScene.six) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            try await embargo(decision, in: 3600, scene)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let path = scene.directorate + "/decisions/\(decision)"
            try await member.get(path)
            #expect(try await member.post(path + "/embargo/lifting").status == 303)
            scene.test.clock.advance(.seconds(4000))
            #expect(try await scene.test.browser().get(scene.path + "/finalists").status == 404)
            #expect(try await member.post(path + "/adoption/undo").status == 303)
        }
    }

    private func embargo(_ decision: String, in seconds: Int, _ scene: ResultScene) async throws {
        let (season, act) = (scene.season, try await scene.act(ResultScene.members[1]))
        let (shown, opens) = (try await scene.effect(decision), scene.test.clock.now + .seconds(seconds))
        try await scene.laurel.database.write {
            try Embargo.set(decision, opensAt: opens, shown: shown, in: season, by: act, $0)
        }
        scene.laurel.due.forget()
    }

    @Test func whatCannotOpenIsShownToTheDirectorate() async throws {
        try await ResultScene.run(ResultScene.six) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            try await embargo(decision, in: 3600, scene)
            try await scene.run("UPDATE application SET state = 'withdrawn' WHERE title = 'Books'")
            scene.test.clock.advance(.seconds(3600))
            #expect(try await scene.test.browser().get(scene.path + "/finalists").status == 404)
            #expect(try await scene.states()[0] == "admitted", "nothing of it happened")
            let member = try await scene.test.browser(signedInAs: ResultScene.members[2])
            let overview = try await member.get(scene.directorate).text
            #expect(overview.contains("could not be published"))
            let page = try await member.get(scene.directorate + "/decisions/\(decision)").text
            #expect(page.contains("was withdrawn or changed its standing"))
        }
    }

    @Test func aFailureIsOfItsOwnMoment() async throws {
        try await ResultScene.run(ResultScene.six) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            try await embargo(decision, in: 3600, scene)
            let opens = scene.test.clock.now + .seconds(3600)
            let (first, _) = try #require(try await due(at: opens, scene).first)
            try await embargo(decision, in: 7200, scene)
            try await fail(first, scene)
            #expect(try await scene.number("SELECT count(*) FROM embargo WHERE failure IS NULL") == 1)
            let (second, _) = try #require(try await due(at: opens + .seconds(3600), scene).first)
            try await fail(second, scene)
            #expect(try await scene.number("SELECT count(*) FROM embargo WHERE failure IS NULL") == 0)
        }
    }

    private func due(
        at moment: Instant, _ scene: ResultScene
    ) async throws -> [(embargo: Embargo, season: ID<Season>)] {
        try await scene.laurel.database.read { try Embargo.due(at: moment, $0) }
    }

    private func fail(_ embargo: Embargo, _ scene: ResultScene) async throws {
        let (problem, act) = (Problem(.conflict, "decisions.stale"), scene.test.act)
        try await scene.laurel.database.write { try embargo.fail(because: problem, by: act, $0) }
    }

    @Test func aMistakeIsPutRightByAnotherDecision() async throws {
        try await ResultScene.run(ResultScene.six) { scene in
            try await scene.decide(.finalists, [0, 1, 2])
            try await scene.decide(.laureates, [0])
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            try await member.get(scene.directorate)
            let begun = try await member.post(scene.directorate + "/corrections", ["gate": "laureates"])
            let path = begun.location
            let decision = String(path.split(separator: "/").last ?? "")
            #expect(try await member.get(path).text.contains("Wells"))
            let (wells, books) = (scene.applications[0].publicID, scene.applications[1].publicID)
            try await member.post(path + "/candidates", ["version": "1", "application": books])
            let saved = try await member.post(
                path,
                [
                    "version": "2", "reasons": "Weighed anew.", "note": "A name was taken for another.",
                    "item": wells, "remove.\(wells)": "yes", "item": books, "prize.\(books)": scene.prize,
                    "place.\(books)": "1", "reason.\(books)": "It lasts.",
                ])
            #expect(saved.status == 303)
            let before = try await scene.test.browser().get(scene.path + "/laureates").text
            try await scene.adopt(decision)
            scene.laurel.pages.clear()
            #expect(try await scene.test.browser().get(scene.path + "/laureates").text == before, "adopted")
            try await scene.publish(decision)
            let page = try await scene.test.browser().get(scene.path + "/laureates").text
            #expect(page.contains("A name was taken for another.") && page.contains("It lasts."))
            #expect(page.contains("Books") && !page.contains("Wells"))
            #expect(try await scene.states()[0..<2] == ["finalist", "laureate"])
            for number in [0, 1] {
                let mail = try await scene.test.mail(to: scene.applications[number].email)
                #expect(mail.last?.body.contains("A name was taken for another.") == true)
            }
            #expect(try await scene.number("SELECT count(*) FROM honour WHERE ended_by IS NOT NULL") == 1)
            #expect(try await scene.number("SELECT count(*) FROM decision_item") == 5, "the old one stays")
        }
    }
}

import HTTPTypes
import Platform
import Testing

@testable import App

/// What somebody might try with notices and embargoes.
struct OutcomeAttackTests {
    private func run(
        _ body: @escaping @Sendable (ResultScene, _ decision: String) async throws -> Void
    ) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain) { scene in
            try await body(scene, try await scene.adoptLaureates())
        }
    }

    private func applicant(_ number: Int, _ scene: ResultScene) async throws -> Browser {
        try await scene.test.browser(signedInAs: scene.applications[number].email)
    }

    @Test func aNoticeIsAnsweredByThoseItIsFor() async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            let notice = try await scene.notices(decision)[0].publicID
            let (own, others) = (scene.applicationPage(0), scene.applicationPage(1))
            let rival = try await applicant(1, scene)
            for path in [
                own + "/notices/\(notice)", others + "/notices/\(notice)", others + "/notices/guess",
            ] {
                try await rival.get(others)
                #expect(try await rival.post(path, ["reply": "decline"]).status == 404, "\(path)")
            }
            for email in [ResultScene.staff, ResultScene.members[0], "juror0@example.org"] {
                let browser = try await scene.test.browser(signedInAs: email)
                try await browser.get("/account")
                let answer = try await browser.post(own + "/notices/\(notice)", ["reply": "confirm"])
                #expect(answer.status == 404, "\(email)")
            }
            let chosen = try await applicant(0, scene)
            #expect(try await chosen.get(own + "/notices/\(notice)").status == 405, "a link answers nothing")
            try await chosen.get(own)
            #expect(try await chosen.post(own + "/notices/\(notice)", ["reply": "perhaps"]).status == 422)
            #expect(try await scene.standing(decision) == ["Wells open", "Books open"])
        }
    }

    @Test func aConfirmationSentAgainChangesNothing() async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            let notice = try await scene.notices(decision)[0].publicID
            let (chosen, path) = (try await applicant(0, scene), scene.applicationPage(0))
            try await chosen.get(path)
            for note in ["First", "Second"] {
                let said = try await chosen.post(
                    path + "/notices/\(notice)", ["reply": "confirm", "attends": "yes", "note": note])
                #expect(said.status == 303)
            }
            let kept = try await scene.notices(decision)[0]
            #expect(kept.note == "First" && kept.attends == true)
            #expect(
                try await scene.number("SELECT count(*) FROM audit_entry WHERE what = 'notice answered'") == 1
            )
        }
    }

    /// In the last millisecond yes, at the moment itself no, whatever the page still shows.
    @Test(arguments: [(-1, 303, "confirmed"), (0, 409, "expired")])
    func theMomentItselfIsTooLate(_ shift: Int, _ status: Int, _ reply: String) async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            let notice = try await scene.notices(decision)[0]
            let (chosen, path) = (try await applicant(0, scene), scene.applicationPage(0))
            try await chosen.get(path)
            scene.test.clock.advance(ResultScene.week + .milliseconds(shift))
            let answer = try await chosen.post(path + "/notices/\(notice.publicID)", ["reply": "confirm"])
            #expect(answer.status == status)
            #expect(try await scene.notices(decision)[0].reply?.rawValue == reply)
        }
    }

    @Test func whoLeftThePartyAnswersNothing() async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            let notice = try await scene.notices(decision)[0].publicID
            let (chosen, path) = (try await applicant(0, scene), scene.applicationPage(0))
            try await chosen.get(path)
            try await scene.run(
                """
                DELETE FROM party_member WHERE party_id =
                    (SELECT party_id FROM application WHERE public_id = \(scene.applications[0].publicID))
                """)
            #expect(try await chosen.post(path + "/notices/\(notice)", ["reply": "confirm"]).status == 404)
            #expect(try await scene.standing(decision)[0] == "Wells open")
        }
    }

    /// Laureates are published under the name that was judged; whoever renames themselves meanwhile, to the
    /// name of another, changes nothing.
    @Test func anotherNameThanWasJudgedIsNotPublished() async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            try await scene.confirmAll(decision)
            try await scene.run("UPDATE party SET name = 'Applicant 5' WHERE public_id = 'party-0'")
            try await scene.publish(decision)
            let page = try await scene.test.browser().get(scene.path + "/laureates").text
            #expect(page.contains("Applicant 0") && !page.contains("Applicant 5"))
        }
    }

    /// An embargo is by the clocks of the season, wherever the member or the reader is.
    @Test func anEmbargoIsByTheClocksOfTheSeason() async throws {
        try await run { scene, decision in
            try await scene.tell(decision)
            try await scene.confirmAll(decision)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            try await scene.run(
                "UPDATE person SET time_zone = 'Pacific/Auckland' WHERE email = \(ResultScene.members[1])")
            let path = scene.directorate + "/decisions/\(decision)/publication"
            try await member.get(path)
            let opens = scene.test.clock.now.startOfMinute + .seconds(7200)
            let local = opens.local(in: scene.season.rules.timeZone)
            let shown = try await scene.effect(decision)
            let set = try await member.post(path, ["shown": shown, "when": "later", "opens": local])
            #expect(set.status == 303)
            #expect(try await scene.number("SELECT opens_at FROM embargo") == Int(opens.milliseconds))
            scene.test.clock.advance(
                .milliseconds(Int(opens.milliseconds - scene.test.clock.now.milliseconds) - 1))
            for path in ["/laureates", "/laureates?at=2099-01-01", "/laureates?tz=Pacific/Auckland"] {
                #expect(try await scene.test.browser().get(scene.path + path).status == 404, "\(path)")
            }
            scene.test.clock.advance(.milliseconds(1))
            #expect(try await scene.test.browser().get(scene.path + "/laureates").status == 200)
        }
    }
}

extension Instant {
    fileprivate var startOfMinute: Instant {
        Instant(milliseconds: milliseconds - milliseconds % 60_000)
    }
}

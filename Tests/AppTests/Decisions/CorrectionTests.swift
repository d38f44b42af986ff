import HTTPTypes
import Platform
import Testing

@testable import App

/// What is put right after publication: who is asked, who is told, and what stays as it was published.
struct CorrectionTests {
    private func run(_ body: @escaping @Sendable (ResultScene, String) async throws -> Void) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain) { scene in
            let decision = try await scene.adoptLaureates()
            try await scene.tell(decision)
            try await scene.confirmAll(decision)
            try await scene.publish(decision)
            try await body(scene, decision)
        }
    }

    /// Adopted: the third wins in place of the second.
    private func correct(_ scene: ResultScene) async throws -> String {
        let (season, act, publicID) = (
            scene.season, try await scene.act(ResultScene.members[0]), scene.laurel.randomness.publicID()
        )
        let (books, trees) = (scene.applications[1].publicID, scene.applications[2].publicID)
        let prize = scene.prize
        try await scene.laurel.database.write { tx in
            try Correcting.begin(.laureates, publicID: publicID, in: season, by: act, tx)
            try DecisionDrafting.add([trees], to: publicID, version: 1, in: season, by: act, tx)
            var gone = DecisionEdit.Item(prize: prize, reason: "")
            gone.isRemoved = true
            var edit = DecisionEdit(base: 2, reasons: "Weighed anew.", items: [books: gone])
            edit.items[trees] = DecisionEdit.Item(prize: prize, place: 2, reason: "It lasts.")
            edit.note = "A mark had been read wrongly."
            edit.departures[prize] = "The mark was corrected on paper."
            try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
        }
        try await scene.resolve(publicID, pools: [prize])
        return publicID
    }

    @Test func whoBecomesALaureateByACorrectionIsAskedFirst() async throws {
        try await run { scene, _ in
            let correction = try await correct(scene)
            await #expect(throws: Problem(.conflict, "decisions.notices-first")) {
                try await scene.publish(correction)
            }
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let path = scene.directorate + "/decisions/\(correction)"
            #expect(try await member.get(path).text.contains("href=\"\(path)/notices\""))
            let preview = try await member.get(path + "/notices").text
            #expect(preview.contains("Trees") && !preview.contains("Wells"), "who keeps a prize is not asked")
            try await scene.tell(correction)
            #expect(try await scene.standing(correction) == ["Trees open"])
            let trees = try await scene.test.browser(signedInAs: scene.applications[2].email)
            #expect(try await trees.get(scene.applicationPage(2)).text.contains("You are chosen"))
            await #expect(throws: Problem(.conflict, "decisions.confirmations-due", ["count": 1])) {
                try await scene.publish(correction)
            }
            try await scene.confirmAll(correction)
            #expect(try await member.get(path + "/publication").text.contains("Mails about the correction"))
            try await scene.publish(correction)
            #expect(try await scene.states()[0..<3] == ["laureate", "finalist", "laureate"])
            #expect(!(try await trees.get(scene.applicationPage(2)).text.contains("id=\"confidential\"")))
            for (number, isTold) in [(0, false), (1, true), (2, true), (3, false)] {
                let mail = try await scene.test.mail(to: scene.applications[number].email)
                #expect(
                    (mail.last?.body.contains("A mark had been read wrongly.") == true) == isTold,
                    "\(number)")
            }
        }
    }

    @Test func whoDeclinesByACorrectionIsNotPublished() async throws {
        try await run { scene, _ in
            let correction = try await correct(scene)
            try await scene.tell(correction)
            try await scene.reply(try await scene.notices(correction)[0], confirms: false)
            try await scene.publish(correction)
            #expect(try await scene.states()[0..<3] == ["laureate", "finalist", "finalist"])
        }
    }

    /// Whoever asks with what they had before gets what holds now; the figures say that something changed.
    @Test func aCorrectionReachesWhoeverKeptAPage() async throws {
        try await run { scene, _ in
            let correction = try await correct(scene)
            try await scene.tell(correction)
            try await scene.confirmAll(correction)
            let visitor = scene.test.browser()
            let paths = ["/laureates", "/statistics", ""].map { scene.path + $0 }
            var before: [String] = []
            for path in paths { before.append(try await visitor.get(path).text) }
            #expect(before[0].contains("Books") && !before[1].contains("were corrected"))
            let figures = try await scene.number("SELECT count(*) FROM publication")
            scene.test.clock.advance(.seconds(60))
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let path = scene.directorate + "/decisions/\(correction)/publication"
            try await member.get(path)
            let shown = try await scene.effect(correction)
            #expect(try await member.post(path, ["shown": shown]).status == 303)
            let laureates = try await visitor.get(paths[0]).text
            #expect(laureates.contains("Trees") && laureates.contains("A mark had been read wrongly."))
            #expect(!laureates.contains("Books"))
            #expect(try await visitor.get(paths[1]).text.contains("The results were corrected"))
            #expect(try await scene.number("SELECT count(*) FROM publication") == figures)
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let table = try await staff.get(scene.path + "/staff/exports/applications.csv").text
            #expect(table.contains("Trees"))
        }
    }
}

import Platform
import Testing

@testable import App

struct DecisionTests {
    static let four: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [7, 7]), .init(title: "Late", marks: [3, 3]),
    ]

    @Test func fromTheProposalToThePublicPages() async throws {
        try await ResultScene.run(Self.four) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let proposal = try await staff.get(scene.results + "/proposal?person=2")
            let wells = scene.applications[0].publicID
            #expect(proposal.text.contains("value=\"\(wells)\" checked"))
            #expect(proposal.text.contains("value=\"\(scene.applications[2].publicID)\"><label"))
            #expect(!proposal.text.contains(scene.applications[3].publicID), "below the passing mark")
            let sent = try await staff.post(
                scene.results + "/proposal",
                [
                    "application": wells, "application": scene.applications[1].publicID,
                    "reasons": "The best of each.",
                ])
            #expect(sent.location == scene.results + "?notice=finalists-proposed")

            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let decision = try await link(in: member, scene, #/directorate/decisions/([a-z0-9]+)"/#)
            let path = scene.directorate + "/decisions/\(decision)"
            #expect(try await member.get(path).text.contains("Adopt this decision"))
            #expect(try await member.post(path + "/adoption", ["version": "1"]).status == 303)
            let effect = try await member.get(path + "/publication")
            #expect(effect.text.contains("Mails to finalists"))
            #expect(try await scene.test.browser().get(scene.path + "/finalists").status == 404)
            let shown = try await scene.effect(decision)
            #expect(effect.text.contains(shown))
            #expect(try await member.post(path + "/publication", ["shown": shown]).status == 303)

            let visitor = scene.test.browser()
            let finalists = try await visitor.get(scene.path + "/finalists")
            #expect(finalists.status == 200)
            for text in ["Applicant 0", "Wells", "Summary of Books.", "Kazakhstan", "The best of each."] {
                #expect(finalists.text.contains(text))
            }
            #expect(!finalists.text.contains("Trees"))
            #expect(try await visitor.get(scene.path + "/laureates").status == 404)
            #expect(try await scene.states() == ["finalist", "finalist", "admitted", "admitted"])
        }
    }

    private func link(in browser: Browser, _ scene: ResultScene, _ pattern: Regex<(Substring, Substring)>)
        async throws -> String
    {
        let page = try await browser.get(scene.directorate).text
        return String(try #require(page.firstMatch(of: pattern)).1)
    }

    @Test func whoWroteOnADecisionDoesNotAdoptIt() async throws {
        try await ResultScene.run(Self.four) { scene in
            let decision = try await scene.draft(.finalists, [0])
            let path = scene.directorate + "/decisions/\(decision)"
            let drafter = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let page = try await drafter.get(path)
            #expect(!page.text.contains("Adopt this decision") && page.text.contains("another member adopts"))
            #expect(try await drafter.post(path + "/adoption", ["version": "1"]).status == 403)
            let second = try await scene.test.browser(signedInAs: ResultScene.members[1])
            try await second.get(path)
            try await second.post(path, ["version": "1", "reasons": "Changed a comma."])
            let helped = try await second.post(path + "/adoption", ["version": "2"])
            #expect(helped.status == 403, "whoever saved it is an author too")
            let third = try await scene.test.browser(signedInAs: ResultScene.members[2])
            try await third.get(path)
            #expect(try await third.post(path + "/adoption", ["version": "1"]).status == 409, "read before")
            #expect(try await third.post(path + "/adoption", ["version": "2"]).status == 303)
        }
    }

    @Test func theSchemaForbidsAnAuthorToAdopt() async throws {
        try await ResultScene.run(Self.four) { scene in
            try await scene.draft(.finalists, [0])
            await #expect(throws: DatabaseError.self) {
                try await scene.run(
                    "UPDATE decision SET adopted_by = drafted_by, adopted_at = drafted_at")
            }
            await #expect(throws: DatabaseError.self) {
                try await scene.run(
                    """
                    INSERT INTO decision_part (decision_id, person_id, part)
                    SELECT decision_id, person_id, 'adopter' FROM decision_part
                    """)
            }
        }
    }

    @Test func theSecondWriterSeesBothTexts() async throws {
        try await ResultScene.run(Self.four) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let path = scene.directorate + "/decisions/\(decision)"
            let (one, other) = (
                try await scene.test.browser(signedInAs: ResultScene.members[0]),
                try await scene.test.browser(signedInAs: ResultScene.members[1])
            )
            try await one.get(path)
            try await other.get(path)
            let item = scene.applications[0].publicID
            try await one.post(
                path,
                ["version": "1", "reasons": "Mine first", "item": item, "reason.\(item)": "Because of wells"])
            let late = try await other.post(
                path,
                [
                    "version": "1", "reasons": "Mine second", "item": item,
                    "reason.\(item)": "Because of water",
                ])
            #expect(late.status == 409)
            for text in ["Mine first", "Mine second", "Because of wells", "Because of water"] {
                #expect(late.text.contains(text))
            }
            let again = try await other.post(path, ["version": "2", "reasons": "Both joined"])
            #expect(again.status == 303)
            let page = try await one.get(path)
            #expect(page.text.contains("Both joined") && page.text.contains("Because of wells"))
        }
    }

    @Test func candidatesAreAddedAndTakenOut() async throws {
        try await ResultScene.run(Self.four) { scene in
            let decision = try await scene.draft(.finalists, [0])
            let path = scene.directorate + "/decisions/\(decision)"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let candidates = try await member.get(path + "/candidates")
            #expect(candidates.text.contains("Books") && !candidates.text.contains("Wells"))
            let books = scene.applications[1].publicID
            try await member.post(path + "/candidates", ["version": "1", "application": books])
            #expect(try await member.get(path).text.contains("Books"))
            let wells = scene.applications[0].publicID
            try await member.post(
                path,
                ["version": "2", "reasons": "", "item": wells, "remove.\(wells)": "yes", "item": books])
            #expect(try await !member.get(path).text.contains("Wells"))
            #expect(try await scene.number("SELECT count(*) FROM decision_item") == 1)
        }
    }

    @Test func unfinishedWorkIsSavedAndCannotBeAdopted() async throws {
        try await ResultScene.run(Self.four) { scene in
            try await scene.decide(.finalists, [0, 1])
            let decision = try await scene.draft(.laureates, [0, 1])
            let path = scene.directorate + "/decisions/\(decision)"
            let drafter = try await scene.test.browser(signedInAs: ResultScene.members[0])
            try await drafter.get(path)
            let wells = scene.applications[0].publicID
            let saved = try await drafter.post(
                path,
                ["version": "2", "reasons": "", "item": wells, "prize.\(wells)": "", "reason.\(wells)": ""])
            #expect(saved.status == 303)
            let other = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let page = try await other.get(path)
            for text in ["has no reasons yet", "“Wells” has no prize yet", "“Wells” has no reason yet"] {
                #expect(page.text.contains(text))
            }
            #expect(try await other.post(path + "/adoption", ["version": "3"]).status == 422)
        }
    }

    @Test func aPrizeHasNoMoreWinnersThanPlaces() async throws {
        try await ResultScene.run(Self.four, change: { $0.prizes[0].places = 1 }) { scene in
            try await scene.decide(.finalists, [0, 1])
            let decision = try await scene.draft(.laureates, [0, 1])
            await #expect(throws: Problem.self) { try await scene.adopt(decision) }
            let page = try await scene.test.browser(signedInAs: ResultScene.members[1])
                .get(scene.directorate + "/decisions/\(decision)")
            #expect(page.text.contains("1 place") && page.text.contains("2 winners"))
        }
    }

    @Test func ofTwoAdoptionsAtOnceOneStands() async throws {
        try await ResultScene.run(Self.four) { scene in
            let decisions = [
                try await scene.draft(.finalists, [0]), try await scene.draft(.finalists, [1]),
                try await scene.draft(.finalists, [2]),
            ]
            let adopted = await withTaskGroup(of: Bool.self) { group in
                for decision in decisions + decisions {
                    for member in 1...2 {
                        group.addTask { (try? await scene.adopt(decision, by: member)) != nil }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(adopted == 1)
            #expect(try await scene.number("SELECT count(*) FROM decision WHERE adopted_at IS NOT NULL") == 1)
            #expect(try await scene.number("SELECT count(*) FROM decision_part WHERE part = 'adopter'") == 1)
        }
    }

    @Test func adoptionIsUndoneUntilPublication() async throws {
        try await ResultScene.run(Self.four) { scene in
            let decision = try await scene.draft(.finalists, [0])
            let path = scene.directorate + "/decisions/\(decision)"
            try await scene.adopt(decision)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[2])
            try await member.get(path)
            let frozen = try await member.post(path, ["version": "1", "reasons": "Late thought"])
            #expect(frozen.status == 409)
            #expect(try await member.post(path + "/adoption/undo").status == 303)
            #expect(try await member.get(path).text.contains("Save the draft"))
            try await scene.adopt(decision)
            try await scene.publish(decision)
            let late = try await member.post(path + "/adoption/undo")
            #expect(late.status == 403)
            #expect(late.text.contains("has been published"))
        }
    }

    @Test(arguments: [2, 40])
    func pagesAskAFixedNumberOfTimes(_ count: Int) async throws {
        let entries = (0..<count).map { ResultScene.Entry(title: "Project \($0)", marks: [8, 7]) }
        try await ResultScene.run(entries) { scene in
            let decision = try await scene.draft(.finalists, Array(0..<count))
            let path = scene.directorate + "/decisions/\(decision)"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let database = scene.laurel.database
            for (page, expected) in [(scene.directorate, 9), (path, 16), (path + "/candidates", 7)] {
                let counted = try await database.fewestStatements { try await member.get(page) }
                #expect(counted == expected, "\(page)")
            }
            try await scene.adopt(decision)
            let effect = try await database.fewestStatements {
                let answer = try await member.get(path + "/publication")
                #expect(answer.status == 200)
            }
            #expect(effect == 19)
            try await scene.publish(decision)
            let published = try await database.fewestStatements {
                scene.laurel.pages.clear()
                let answer = try await scene.test.browser().get(scene.path + "/finalists")
                #expect(answer.status == 200)
            }
            #expect(published == 3)
        }
    }
}

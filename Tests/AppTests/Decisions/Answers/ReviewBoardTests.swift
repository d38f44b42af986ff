import Foundation
import Platform
import Testing

@testable import App

struct ReviewBoardTests {
    @Test func everyIdeaIsThereAndCanBeFound() async throws {
        try await AnswerScene.run(ideas: 5) { scene in
            try await scene.run("INSERT INTO idea_withdrawal (idea_id, withdrawn_at) VALUES (5, 1)")
            try await scene.draft(2)
            let member = try await scene.member()
            func found(_ query: String) async throws -> [Int] {
                let text = try await member.get(scene.address.board + query).text
                return (1...5).filter { text.contains("Proposal \($0)<") }
            }
            #expect(try await found("") == [1, 2, 3, 4, 5])
            #expect(try await found("?session=forum&group=group2") == [1, 3, 5])
            #expect(try await found("?support=2") == [1])
            #expect(try await found("?state=drafted") == [3])
            #expect(try await found("?state=withdrawn") == [5])
            #expect(try await found("?state=open") == [1, 2, 3, 4])
            #expect(try await found("?owner=nobody") == [1, 2, 3, 4, 5])
            #expect(try await found("?theme=nothing") == [])
            let table = try await member.get(scene.address.export + "?state=drafted")
            #expect(table.type.hasPrefix("text/csv"))
            #expect(table.text.contains("Proposal 3") && !table.text.contains("Proposal 1"))
        }
    }

    @Test func manyAreTriagedTogetherAndNoneBehindSomebodysBack() async throws {
        try await AnswerScene.run(ideas: 4) { scene in
            let member = try await scene.member()
            try await member.get(scene.address.board)
            let fields: KeyValuePairs = [
                "idea": "idea1:0", "idea": "idea2:0", "new-owner": "p-" + AnswerScene.members[1],
                "new-due": "2027-03-05", "study": "yes",
            ]
            #expect(try await member.post(scene.address.triage, fields).status == 303)
            #expect(
                try await scene.number("SELECT count(*) FROM idea_review WHERE due_on = '2027-03-05'") == 2)
            let stale = try await member.post(scene.address.triage + "?state=open", fields)
            #expect(stale.status == 409 && stale.text.contains("value=\"idea1:1\" aria-label"))
            #expect(stale.text.components(separatedBy: " checked").count == 4, "two ideas, and their study")
            #expect(stale.text.contains("value=\"2027-03-05\""), "what was typed stays")
            let undone: KeyValuePairs = ["idea": "idea2:1", "new-owner": "nobody", "no-due": "yes"]
            let back = try await member.post(scene.address.triage + "?state=open", undone)
            #expect(back.status == 303 && back.location.hasPrefix(scene.address.board + "?"))
            let nothing: SQL = """
                SELECT count(*) FROM idea_review WHERE owner_id IS NULL AND due_on IS NULL
                    AND first_due_on IS NULL AND idea_id = 2
                """
            #expect(try await scene.number(nothing) == 1, "a slip that was put right at once")
            try await member.get(scene.address.idea("idea2"))
            let one: KeyValuePairs = [
                "idea": "idea2:2", "new-owner": "p-" + AnswerScene.members[1], "new-due": "2027-03-05",
            ]
            #expect(try await member.post(scene.address.ideaTriage("idea2"), one).status == 303)
            let late = try await member.post(scene.address.ideaTriage("idea2"), one)
            #expect(late.status == 409 && late.text.contains("value=\"2027-03-05\""))
            let stranger: KeyValuePairs = ["idea": "idea3:0", "new-owner": "p-" + AnswerScene.staff]
            #expect(try await member.post(scene.address.triage, stranger).status == 422)
            #expect(try await scene.number("SELECT count(*) FROM idea_review") == 2)
            let week = try await member.get(scene.address.board + "?due=week")
            #expect(week.text.contains("Proposal 1<") && !week.text.contains("Proposal 3<"))
            scene.test.clock.advance(.seconds(10 * 24 * 3600))
            let overdue = try await member.get(scene.address.board + "?due=overdue")
            #expect(overdue.text.contains("Proposal 2<") && overdue.text.contains("Overdue"))
            let dashboard = try await member.get(scene.season.path + "/directorate")
            #expect(dashboard.text.contains("2 things are overdue"))
        }
    }

    @Test(arguments: ["newest", "oldest", "due", "support"])
    func everyOrderGoesThroughAllIdeasOnce(_ order: String) async throws {
        try await AnswerScene.run(ideas: 120) { scene in
            let member = try await scene.member()
            var seen: [String] = []
            var address: String? = scene.address.board + "?sort=\(order)"
            while let next = address {
                let text = try await member.get(next).text
                seen += text.matches(of: #/value="(idea[0-9]+):0"/#).map { String($0.1) }
                let onward = text.firstMatch(of: #/href="([^"]*after=[^"]*)"/#)
                address = onward.map { String($0.1).replacing("&amp;", with: "&") }
                if seen.count > 120 { break }
            }
            #expect(seen.count == 120 && Set(seen).count == 120)
            if order == "support" { #expect(seen.first == "idea1") }
            if order == "oldest" { #expect(seen.last == "idea120") }
        }
    }

    @Test func aThousandIdeasTakeNoMoreStatements() async throws {
        let few = try await statements(ideas: 3)
        #expect(try await statements(ideas: 1_000) == few)
    }

    private func statements(ideas: Int) async throws -> [Int] {
        let counts = Counts()
        try await AnswerScene.run(ideas: ideas) { scene in
            let member = try await scene.member()
            let answer = try await scene.acceptance()
            let meeting = try await scene.meeting([answer])
            let pages = [
                scene.address.board, scene.address.board + "?session=forum", scene.address.promises,
                scene.address.meeting(meeting),
            ]
            for path in pages {
                scene.laurel.pages.clear()
                let before = scene.laurel.database.statementCount
                #expect(try await member.get(path).status == 200)
                await counts.add(scene.laurel.database.statementCount - before)
            }
        }
        return await counts.all
    }

    private actor Counts {
        private(set) var all: [Int] = []
        func add(_ count: Int) { all.append(count) }
    }

    @Test func anAuthorIsAskedAndReplies() async throws {
        try await AnswerScene.run(names: .nobody) { scene in
            let member = try await scene.member()
            try await member.get(scene.address.idea("idea1"))
            let asked = try await member.post(
                scene.address.questions("idea1"), ["question": "Which meetings do you mean?"])
            #expect(asked.status == 303)
            let again = try await member.post(scene.address.questions("idea1"), ["question": "And why?"])
            #expect(again.status == 409 && again.text.contains("And why?"), "one at a time")
            let mail = try await scene.test.mail(to: AnswerScene.author)
            #expect(mail.count == 1 && mail[0].body.contains("Which meetings do you mean?"))

            let path = scene.address.clarification(session: "forum", idea: "idea1")
            let author = try await scene.test.browser(signedInAs: AnswerScene.author)
            #expect(try await author.get(path).text.contains("Which meetings do you mean?"))
            #expect(try await author.post(path, ["reply": " "]).status == 422)
            #expect(try await author.post(path, ["reply": "Those of laureates."]).status == 303)
            #expect(try await author.post(path, ["reply": "Once more."]).status == 409)
            let page = try await member.get(scene.address.idea("idea1"))
            #expect(page.text.contains("Those of laureates.") && !page.text.contains(AnswerScene.author))
            let traces: SQL = """
                SELECT count(*) FROM audit_payload JOIN audit_entry ON audit_entry.id = entry_id
                WHERE what = 'author replied' AND person_id IS NOT NULL
                """
            #expect(try await scene.number(traces) == 0)
        }
    }

    /// What a group said has no author: its scribe replies, or the directorate goes on without.
    @Test func whatAGroupSaidIsMadeClearByItsScribeOrNotAtAll() async throws {
        try await AnswerScene.run { scene in
            try await scene.run("DELETE FROM idea_author WHERE idea_id = 1")
            try await scene.run("UPDATE idea SET origin = 'flipchart' WHERE id = 1")
            let path = scene.address.clarification(session: "forum", idea: "idea1")
            let scribe = try await scene.test.browser(signedInAs: AnswerScene.supporter)
            #expect(try await scribe.get(path).status == 404, "no scribe yet")
            try await scene.run(
                """
                UPDATE seat SET part = 'scribe', group_id = (SELECT group_id FROM idea WHERE id = 1)
                WHERE person_id = (SELECT id FROM person WHERE email = \(AnswerScene.supporter))
                """)
            let member = try await scene.member()
            try await member.get(scene.address.idea("idea1"))
            try await member.post(scene.address.questions("idea1"), ["question": "Which meetings?"])
            let mail = try await scene.test.mail(to: AnswerScene.supporter)
            #expect(mail.count { $0.body.contains("Which meetings?") } == 1)
            #expect(try await scribe.get(path).text.contains("Which meetings?"))
            #expect(try await scribe.post(path, ["reply": "Those of laureates."]).status == 303)
            let end = scene.address.questionEnd("idea1")
            let late = try await member.post(end, ["ending": "Nobody replied."])
            #expect(late.status == 409 && late.text.contains("Nobody replied."))
            try await member.post(scene.address.questions("idea1"), ["question": "And where?"])
            #expect(try await member.post(end, ["ending": " "]).status == 422)
            #expect(try await member.post(end, ["ending": "They are not reached."]).status == 303)
            #expect(try await scribe.post(path, ["reply": "Here."]).status == 409)
            let page = try await scribe.get(path).text
            #expect(page.contains("They are not reached.") && !page.contains("name=\"reply\""))
            let board = try await member.get(scene.address.board)
            #expect(!board.text.contains("Waits for a reply"))
        }
    }

    @Test func anIdeasPageSaysWhereItStands() async throws {
        try await AnswerScene.run { scene in
            let season = scene.season
            func section(isTheirs: Bool) async throws -> String {
                let catalogue = scene.laurel.catalogue
                return try await scene.laurel.database.read { tx in
                    let session = try DesignSession.find("forum", in: season.id, tx)
                    let section = try IdeaAnswerSection.of(
                        "idea1", in: session, season, isTheirs: isTheirs, tx)
                    let reader = Reader(language: .english, timeZone: .gmt, catalogue: catalogue)
                    return try #require(section).markup(reader).text
                }
            }
            let received = try await section(isTheirs: false)
            #expect(received.contains("Received"))
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            #expect(try await section(isTheirs: false) == received)
            try await scene.publish(answer)
            #expect(try await section(isTheirs: false).contains(scene.address.promise(answer)))
            try await scene.run(
                """
                INSERT INTO idea_question (public_id, idea_id, question, asked_at, asked_by)
                SELECT 'q', 1, 'Why?', 1, min(id) FROM person
                """)
            let others = try await section(isTheirs: false)
            #expect(!others.contains("clarification"))
            #expect(try await section(isTheirs: true).contains("clarification"))
        }
    }
}

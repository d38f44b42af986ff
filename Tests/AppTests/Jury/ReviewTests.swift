import HTTPTypes
import Platform
import Testing

@testable import App

struct ReviewTests {
    /// A juror with one application to review, on its page.
    private struct Desk: Sendable {
        let jury: JuryFixture
        let application: JuryFixture.Applied
        let juror: Juror
        let round: Round
        let browser: Browser
        let path: String
    }

    private func desk(_ test: TestLaurel, _ change: (inout SeasonDocument) -> Void = { _ in }) async throws
        -> Desk
    {
        let jury = try await JuryFixture.make(test, change)
        let application = try await jury.application("A well for the village", by: "Amina Diallo")
        let juror = try await jury.juror("j@example.org")
        let round = try await jury.round()
        let id = try await jury.assign(juror, application, in: round)
        try await jury.declare(juror)
        let browser = try await jury.browser(of: juror)
        let path = jury.queue + "/reviews/\(id)"
        try await browser.get(path)
        return Desk(
            jury: jury, application: application, juror: juror, round: round, browser: browser, path: path)
    }

    @Test func aReviewIsSavedUnfinishedAndSubmittedComplete() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let first = desk.jury.criteria[0]
            let begun = try await desk.browser.send(
                desk.path, [("mark." + first, "7"), ("comment", "Half a thought"), ("version", "0")])
            #expect(begun.status == 303)
            let page = try await desk.browser.get(desk.path).text
            #expect(page.contains("Half a thought"))
            #expect(page.contains("name=\"mark.\(first)\" value=\"7\" checked"))
            #expect(try await desk.browser.get(desk.jury.queue).text.contains("0 of 1"))
            let early = try await desk.browser.send(
                desk.path,
                [("mark." + first, "8"), ("comment", "Kept"), ("version", "1"), ("deed", "submit")])
            #expect(early.status == 422)
            #expect(early.text.contains("Give a mark here"))
            #expect(try await desk.browser.get(desk.path).text.contains("Kept"), "saved all the same")
            let done = try await desk.browser.send(
                desk.path, desk.jury.review(8, version: 2, comment: "Good"))
            #expect(done.location.hasPrefix(desk.jury.queue + "?"))
            #expect(try await desk.browser.get(desk.jury.queue).text.contains("1 of 1"))
            #expect(try await desk.browser.get(desk.path).text.contains("Weighted score: 80.0 of 100"))
        }
    }

    @Test func whatCannotBeAMarkIsExplainedAndNothingTypedIsLost() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            for wrong in ["11", "-1", "seven", "7.5"] {
                let answer = try await desk.browser.send(
                    desk.path, [("mark." + desk.jury.criteria[0], wrong), ("comment", "My words")])
                #expect(answer.status == 422, "\(wrong)")
                #expect(answer.text.contains("from 0 to 10") && answer.text.contains("My words"))
            }
            let long = String(repeating: "long ", count: 1_001)
            let answer = try await desk.browser.send(desk.path, [("comment", long)])
            #expect(answer.status == 422)
            #expect(answer.text.contains("at most 5,000"))
            #expect(try await desk.jury.count("SELECT count(*) FROM review") == 0)
        }
    }

    @Test func theSecondOfTwoEditorsGetsBothTexts() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let elsewhere = try await desk.jury.browser(of: desk.juror)
            try await desk.browser.send(desk.path, [("comment", "Written at the desk"), ("version", "0")])
            let late = try await elsewhere.send(
                desk.path, [("comment", "Written on the train"), ("version", "0")])
            #expect(late.status == 409)
            #expect(late.text.contains("Written at the desk") && late.text.contains("Written on the train"))
            #expect(late.text.contains("name=\"version\" value=\"1\""), "and may decide")
            #expect(
                try await desk.browser.get(desk.path).text.contains("Written at the desk"),
                "nothing overwritten")
            let decided = try await elsewhere.send(
                desk.path, [("comment", "Both together"), ("version", "1")])
            #expect(decided.status == 303)
        }
    }

    @Test func autosaveSpeaksJSON() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            func save(_ fields: [(String, String)]) async throws -> (Int, JSON) {
                let answer = try await desk.browser.send(desk.path, fields, accept: "application/json")
                return (answer.status, try JSON(parsing: answer.text))
            }
            let (status, saved) = try await save([("comment", "First"), ("version", "0")])
            #expect(status == 200)
            #expect(saved["version"]?.int == 1)
            #expect(saved["missing"]?.int == desk.jury.criteria.count)
            let (again, same) = try await save([("comment", "First"), ("version", "0")])
            #expect(again == 200 && same["version"]?.int == 1, "the network may repeat it")
            let (conflict, both) = try await save([("comment", "Second"), ("version", "0")])
            #expect(conflict == 409)
            #expect(both["stored"]?["comment"]?.text == "First")
            #expect(both["typed"]?["comment"]?.text == "Second")
            #expect(both["version"]?.int == 1)
            let (refused, faults) = try await save([
                ("mark." + desk.jury.criteria[0], "99"), ("version", "1"),
            ])
            #expect(refused == 422)
            #expect(faults["fields"]?.list?.first?["name"]?.text == "mark." + desk.jury.criteria[0])
        }
    }

    @Test func parallelSavesKeepOneAndLoseNone() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await desk.browser.send(
                            desk.path, [("comment", "Version of \(number)"), ("version", "0")]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1)
            #expect(statuses.count { $0 == 409 } == 7)
            #expect(try await desk.jury.count("SELECT count(*) FROM review WHERE version = 1") == 1)
        }
    }

    @Test func submittingTwiceAtOnceSubmitsOnce() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await desk.browser.send(desk.path, desk.jury.review(6)).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 303, count: 6))
            #expect(
                try await desk.jury.count("SELECT count(*) FROM audit_entry WHERE what = 'review submitted'")
                    == 1)
            #expect(try await desk.jury.count("SELECT count(*) FROM mark") == desk.jury.criteria.count)
        }
    }

    @Test func aSubmittedReviewChangesUntilTheRoundIsClosed() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            try await desk.browser.send(desk.path, desk.jury.review(6))
            let torn = try await desk.browser.send(desk.path, [("comment", "No marks"), ("version", "1")])
            #expect(torn.status == 422, "it would no longer be what was submitted")
            #expect(torn.text.contains("No marks"))
            #expect(try await desk.browser.send(desk.path, desk.jury.review(9, version: 1)).status == 303)
            let changed = try await test.laurel.database.read { tx -> String? in
                try tx.row(
                    """
                    SELECT content FROM audit_payload
                    JOIN audit_entry ON audit_entry.id = audit_payload.entry_id
                    WHERE what = 'submitted review changed'
                    """)?.only()
            }
            let content = try JSON(parsing: try #require(changed))
            #expect(content["before"]?["marks"]?.list?.first?["points"]?.int == 6)
            #expect(content["after"]?["marks"]?.list?.first?["points"]?.int == 9)
            try await desk.jury.close(desk.round)
            let late = try await desk.browser.send(desk.path, desk.jury.review(1, version: 2))
            #expect(late.status == 403)
            #expect(late.text.contains("round is closed"))
            #expect(late.text.contains("Copy what you still need"), "and what was typed comes back")
            let page = try await desk.browser.get(desk.path).text
            #expect(page.contains("value=\"9\" checked") && page.contains("disabled"), "it can still be read")
        }
    }

    @Test func nobodyOpensWhatIsNotTheirs() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let jury = desk.jury
            let other = try await jury.juror("other@example.org")
            try await jury.declare(other)
            let stranger = try await jury.browser(of: other)
            let proposed = try await jury.assign(
                other, try await jury.application("Proposed", by: "P"), in: desk.round, sent: false)
            try await jury.declare(other)
            for path in [
                desk.path, jury.queue + "/reviews/\(proposed)", jury.queue + "/reviews/aaaaaaaaaaaaaaaa",
            ] {
                #expect(try await stranger.get(path).status == 404)
                #expect(try await stranger.send(path, jury.review(1)).status == 404)
                #expect(try await stranger.post(path + "/recuse", ["reason": "x"]).status == 404)
            }
            let elsewhere = try await JuryFixture.make(test) { $0.season = "other" }
            try await elsewhere.juror("j@example.org")
            let foreign = desk.path.replacing("/second/", with: "/other/")
            #expect(try await desk.browser.get(foreign).status == 404, "an id of another season")
            #expect(try await jury.count("SELECT count(*) FROM review") == 0)
        }
    }

    @Test func aBlindJuryDoesNotReadNames() async throws {
        try await TestLaurel.run { test in
            let open = try await desk(test) { $0.jury.isBlind = false }
            let seen = try await open.browser.get(open.path).text
            for fact in ["Amina Diallo", "I am Amina Diallo", "@applicant.example"] {
                #expect(seen.contains(fact), "\(fact)")
            }
        }
        try await TestLaurel.run { test in
            let blind = try await desk(test)
            let page = try await blind.browser.get(blind.path).text
            #expect(page.contains("Summary of A well for the village"))
            for fact in ["Amina", "Diallo", "@applicant.example", "Kazakhstan"] {
                #expect(!page.contains(fact), "\(fact)")
            }
            let (publicID, juror, cache) = (
                String(blind.path.split(separator: "/").last ?? ""), blind.juror, test.laurel.rules
            )
            let season = blind.jury.season
            let text = try await test.laurel.database.read { tx in
                let who = try SeatedJuror(juror, season)
                let opened = try OpenedAssignment(publicID, who, cache, tx)
                return try ReviewedText.of(opened.application, in: opened.round, cache, tx)
            }
            #expect(text.applicant == nil)
            #expect(!"\(text)".contains("Amina"), "the value itself does not have it")
        }
    }

    @Test(arguments: [true, false]) func jurorsDoNotReadWhatApplicantsAgreedTo(_ isBlind: Bool) async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test) { $0.jury.isBlind = isBlind }
            let page = try await desk.browser.get(desk.path).text
            #expect(page.contains("Summary of A well"))
            for words in ["Consent", "Partners of the award may be given", "I have read the rules"] {
                #expect(!page.contains(words), "\(words)")
            }
            let staff = try await desk.jury.staffBrowser()
            let path = "/seasons/\(desk.jury.season.key)/screening/\(desk.application.publicID)"
            #expect(try await staff.get(path).text.contains("Partners of the award may be given"))
        }
    }

    @Test func filesOpenWithTheTextAndTellNoName() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let shown = try await desk.jury.attach(
                "CV of Amina Diallo.pdf", to: desk.application, answering: "evidence")
            let stray = try await desk.jury.attach("stray.pdf", to: desk.application, answering: nil)
            let page = try await desk.browser.get(desk.path).text
            #expect(page.contains("/files/\(shown)") && !page.contains("Amina"))
            let file = try await desk.browser.get(desk.path + "/files/\(shown)")
            #expect(file.status == 200)
            #expect(file.text == "%PDF-1.7 content")
            let disposition = file.headers[.contentDisposition] ?? ""
            #expect(disposition.hasPrefix("attachment") && !disposition.contains("Amina"))
            #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") ?? false)
            #expect(
                try await desk.browser.get(desk.path + "/files/\(stray)").status == 404, "no answer shows it")
            let other = try await desk.jury.juror("other@example.org")
            let stranger = try await desk.jury.browser(of: other)
            #expect(try await stranger.get(desk.path + "/files/\(shown)").status == 404)
        }
    }

    /// What others think of the same application changes nothing that a juror can read.
    @Test func jurorsSeeNothingOfEachOther() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let jury = desk.jury
            let other = try await jury.juror("other@example.org")
            try await jury.declare(other)
            let id = try await jury.assign(other, desk.application, in: desk.round)
            let second = try await jury.browser(of: other)
            try await desk.browser.send(desk.path, jury.review(5, comment: "Mine"))
            var pages: [[String]] = []
            for (mark, comment) in [(2, "Weak"), (10, "Brilliant")] {
                try await second.get(jury.queue + "/reviews/\(id)")
                let version = try await jury.count(
                    "SELECT coalesce(max(version), 0) FROM review WHERE comment <> 'Mine'")
                let fields = jury.review(mark, version: version, comment: comment)
                #expect(try await second.send(jury.queue + "/reviews/\(id)", fields).status == 303)
                pages.append([
                    try await desk.browser.get(desk.path).text, try await desk.browser.get(jury.queue).text,
                    try await desk.browser.get(jury.queue + "/conflicts").text,
                ])
            }
            #expect(pages[0] == pages[1])
            #expect(pages[0][0].contains("Mine"), "while their own stands there")
        }
    }

    @Test func whatIsTypedIsNeverMarkup() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.isBlind = false }
            let application = try await jury.application("<script>alert(1)</script>", by: "<b>Name</b>")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, application, in: try await jury.round())
            let browser = try await jury.browser(of: juror)
            try await jury.declare(juror)
            let path = jury.queue + "/reviews/\(id)"
            try await browser.send(path, [("comment", "</textarea><script>x()</script>"), ("version", "0")])
            for address in [jury.queue, path, jury.queue + "/conflicts"] {
                let page = try await browser.get(address).text
                #expect(
                    !page.contains("<script>alert") && !page.contains("<b>Name")
                        && !page.contains("<script>x"))
            }
            #expect(try await browser.get(path).text.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test func steppingBackNeedsAReasonAndIsForGood() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let jury = desk.jury
            try await desk.browser.send(desk.path, jury.review(3))
            let silent = try await desk.browser.post(desk.path + "/recuse", ["reason": "For good"])
            #expect(silent.status == 422 && silent.text.contains("For good"))
            let vague = try await desk.browser.post(
                desk.path + "/recuse", ["cause": "conflict", "reason": "The founder"])
            #expect(vague.status == 422 && vague.text.contains("Say what kind of conflict"))
            #expect(vague.text.contains("value=\"conflict\" checked"), "what was chosen stays chosen")
            let gone = try await desk.browser.post(
                desk.path + "/recuse", ["cause": "conflict", "kind": "family", "reason": "The founder"])
            #expect(gone.location.hasPrefix(jury.queue + "?"))
            #expect(try await desk.browser.get(desk.path).status == 404)
            #expect(try await desk.browser.post(desk.path + "/recuse", ["cause": "time"]).status == 404)
            #expect(try await desk.browser.get(jury.queue).text.contains("Nothing is left for you to review"))
            #expect(try await desk.browser.get(jury.queue + "/conflicts").text.contains("Amina Diallo"))
            let staff = try await jury.staffBrowser()
            let page = try await staff.get(jury.path + "/coverage/\(desk.application.publicID)").text
            #expect(page.contains("A conflict of interest: <bdi>The founder</bdi>"))
            #expect(try await jury.count("SELECT count(*) FROM conflict WHERE kind = 'family'") == 1)
            #expect(try await jury.marks(of: desk.round).isEmpty, "what was submitted counts no more")
        }
    }

    @Test func whatLeavesTheJuryLeavesTheQueue() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            try await desk.browser.send(desk.path, desk.jury.review(5))
            #expect(try await desk.jury.marks(of: desk.round).count == 1)
            try await desk.jury.setState("withdrawn", of: desk.application)
            #expect(try await desk.browser.get(desk.path).status == 404)
            #expect(try await desk.jury.marks(of: desk.round).isEmpty)
        }
    }

    @Test func theRubricIsThatOfTheRound() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            _ = try await JuryFixture.make(test) { document in
                document.rubric.maximum = 5
                for index in document.rubric.criteria.indices { document.rubric.criteria[index].anchors = [] }
                document.prizes = document.prizes.map { prize in
                    var prize = prize
                    (prize.passingScore, prize.regionalPassingScores) = (nil, [:])
                    return prize
                }
                document.jury.isBlind = false
            }
            #expect(try await desk.browser.send(desk.path, desk.jury.review(9)).status == 303)
            #expect(try await !desk.browser.get(desk.path).text.contains("Amina"))
        }
    }
}

extension JuryFixture {
    func marks(of round: Round) async throws -> [ReviewMarks] {
        let cache = test.laurel.rules
        return try await test.laurel.database.read { tx in
            try ReviewMarks.ofRound(round, try RoundRubric.of(round, cache, tx), tx)
        }
    }
}

import Platform
import Testing

@testable import App

/// What jurors are asked beside the marks, what is kept of it, and until when.
struct ScoringTests {
    /// A juror before one application, with marks and words to send.
    private struct Desk: Sendable {
        let jury: JuryFixture
        let application: JuryFixture.Applied
        let juror: Juror
        let round: Round
        let browser: Browser
        let path: String

        func send(
            _ marks: [Int], _ more: [(String, String)] = [], version: Int = 0, deed: String = "submit"
        ) async throws -> Browser.Answer {
            let given = zip(jury.criteria, marks).map { ("mark." + $0, String($1)) }
            return try await browser.send(path, given + more + [("version", "\(version)"), ("deed", deed)])
        }
    }

    private func desk(
        _ test: TestLaurel, _ change: @escaping (inout SeasonDocument) -> Void = { _ in }
    ) async throws -> Desk {
        let jury = try await JuryFixture.make(test, change)
        let application = try await jury.application("A well", by: "Amina Diallo")
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

    private let middling = Array(repeating: 5, count: 7)

    @Test func confidenceIsAskedWhereTheSeasonSaysSo() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            #expect(try await !desk.browser.get(desk.path).text.contains("How sure are you"))
            #expect(try await desk.send(middling, [("confidence", "2")]).status == 303)
            #expect(try await desk.jury.count("SELECT count(confidence) FROM review") == 0, "nobody asked")
        }
        try await TestLaurel.run { test in
            let desk = try await desk(test) { $0.jury.scoring.confidence = .three }
            let page = try await desk.browser.get(desk.path).text
            #expect(page.contains("How sure are you") && !page.contains("Rather unsure"))
            let silent = try await desk.send(middling)
            #expect(silent.status == 422 && silent.text.contains("Say how sure you are"))
            let wrong = try await desk.send(middling, [("confidence", "4")], version: 1)
            #expect(wrong.status == 422 && wrong.text.contains("from 1 to 3"))
            #expect(try await desk.send(middling, [("confidence", "3")], version: 1).status == 303)
            #expect(
                try await desk.browser.get(desk.path).text.contains("name=\"confidence\" value=\"3\" checked")
            )
        }
    }

    @Test func extremeMarksAreExplained() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test) { document in
                document.jury.scoring.comments = .extremes
                document.jury.scoring.leastComment = 20
            }
            var marks = middling
            marks[3] = 10
            let silent = try await desk.send(marks)
            #expect(silent.status == 422 && silent.text.contains("lowest or a highest mark"))
            let short = try await desk.send(marks, [("comment", "  Superb.  ")], version: 1)
            #expect(short.text.contains("At least 20 characters; there are 7"))
            #expect(short.text.contains("Superb."), "kept all the same")
            let said = try await desk.send(marks, [("comment", "The best that I have read.")], version: 2)
            #expect(said.status == 303)
            let silentAgain = try await desk.send(marks, version: 3)
            #expect(silentAgain.status == 422, "nor may the words be taken away afterwards")
            #expect(try await desk.send(middling, version: 3).status == 303, "no mark asks for them any more")
        }
    }

    @Test func ownNotesAreNobodyElses() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let fields = [("notes", "Ask Pavel"), ("confidential", "I doubt the budget")]
            #expect(try await desk.send(middling, fields).status == 303)
            #expect(try await desk.browser.get(desk.path).text.contains("Ask Pavel"))
            let staff = try await desk.jury.staffBrowser()
            let results = "/seasons/\(desk.jury.season.key)/staff/results/applications/"
            try await desk.jury.close(desk.round)
            let (cache, round, act) = (test.laurel.rules, desk.round.id, test.act)
            try await test.laurel.database.write { try Results.compute(round, by: act, cache, $0) }
            let page = try await staff.get(results + desk.application.publicID).text
            #expect(page.contains("I doubt the budget") && !page.contains("Ask Pavel"))
            let audited = try await test.laurel.database.read { tx in
                try tx.rows("SELECT content FROM audit_payload").map { try $0.only() as String }
            }
            #expect(audited.contains { $0.contains("I doubt the budget") })
            #expect(!audited.contains { $0.contains("Ask Pavel") })
        }
    }

    @Test func everyChangeOfAScoreIsKept() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            _ = try await desk.send(middling, deed: "save")
            #expect(try await desk.jury.count("SELECT count(*) FROM review_version") == 0, "a draft is none")
            _ = try await desk.send(middling, version: 1)
            var marks = middling
            marks[0] = 9
            _ = try await desk.send(marks, version: 1)
            _ = try await desk.send(marks, [("notes", "Only a note")], version: 2)
            #expect(try await desk.jury.count("SELECT count(*) FROM review_version") == 2)
            let staff = try await desk.jury.staffBrowser()
            let page = try await staff.get(desk.jury.path + "/history/\(desk.application.publicID)").text
            #expect(page.contains("<del>5</del> <ins>9</ins>"))
            #expect(page.contains("Juror j@example.org") && !page.contains("Only a note"))
        }
    }

    @Test func theScoresOfAnEarlierRoundAreStillRead() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            _ = try await desk.send(middling)
            let staff = try await desk.jury.staffBrowser()
            let history = desk.jury.path + "/history/\(desk.application.publicID)"
            #expect(try await !staff.get(history).text.contains("?round="), "there is only one")
            try await desk.jury.close(desk.round)
            let second = try await desk.jury.round("Second round")
            let newest = try await staff.get(history).text
            #expect(newest.contains("Nothing submitted yet") && !newest.contains("Juror j@example.org"))
            let link = history + "?round=\(desk.round.publicID)"
            #expect(newest.contains("href=\"\(link)\""))
            let earlier = try await staff.get(link).text
            #expect(earlier.contains("Juror j@example.org"))
            #expect(earlier.contains("href=\"\(history)?round=\(second.publicID)\""))
            #expect(try await staff.get(history + "?round=unknown").status == 404)
        }
    }

    @Test func whatWasSubmittedBeforeChangesWereKeptIsTheFirstVersion() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            _ = try await desk.send(middling, deed: "save")
            let at = test.clock.now
            try await test.laurel.database.write { try $0.run("UPDATE review SET submitted_at = \(at)") }
            _ = try await desk.send(Array(repeating: 8, count: 7), version: 1)
            #expect(
                try await desk.jury.count("SELECT count(*) FROM review_version WHERE made_by IS NULL") == 1)
            #expect(try await desk.jury.count("SELECT count(*) FROM review_version") == 2)
        }
    }

    // MARK: Until when

    @Test func afterTheStageNothingIsSubmittedAndNothingIsLost() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            #expect(try await desk.browser.get(desk.path).text.contains("Submit by"))
            test.clock.advance(.seconds(60 * 86_400))
            let browser = try await desk.jury.browser(of: desk.juror)
            let late = try await browser.send(
                desk.path, desk.jury.review(6, comment: "A day late") + [("notes", "n")])
            #expect(late.status == 403)
            #expect(
                late.text.contains("your time for this round is over") && late.text.contains("A day late"))
            #expect(try await desk.jury.count("SELECT count(*) FROM review WHERE submitted_at IS NULL") == 1)
            #expect(try await browser.get(desk.path).text.contains("A day late"))
            let more = try await browser.send(
                desk.path, desk.jury.review(6, version: 1, comment: "Still writing", deed: "save"))
            #expect(more.status == 303, "a draft can still be written on")
        }
    }

    @Test func aRoundOpenedAfterTheStageHasNoDeadline() async throws {
        try await TestLaurel.run { test in
            test.clock.advance(.seconds(60 * 86_400))
            let desk = try await desk(test) { document in
                for index in document.stages.indices where document.stages[index].kind == .jury {
                    document.stages[index].opens = .instant(test.clock.now + .seconds(-2 * 86_400))
                    document.stages[index].closes = .instant(test.clock.now + .seconds(-86_400))
                }
            }
            #expect(try await desk.send(middling).status == 303)
        }
    }

    @Test func submittingWhileTheRoundClosesIsAllOrNothing() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let (round, act) = (desk.round, test.act)
            let (fields, path) = (desk.jury.review(6, comment: "Just in time"), desk.path)
            async let sent = desk.browser.send(path, fields)
            async let closed: Void = test.laurel.database.write { try RoundVerbs.close(round, by: act, $0) }
            let (answer, _) = try await (sent, closed)
            let submitted = try await desk.jury.count(
                "SELECT count(*) FROM review WHERE submitted_at IS NOT NULL")
            #expect(submitted == (answer.status == 303 ? 1 : 0))
            #expect(answer.status == 303 || answer.text.contains("Just in time"))
        }
    }

    @Test func submittingLeadsToTheNextOne() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let other = try await desk.jury.application("Lamps", by: "Chen")
            let id = try await desk.jury.assign(desk.juror, other, in: desk.round)
            try await desk.jury.declare(desk.juror)
            #expect(try await desk.browser.get(desk.path).text.contains("Submit and open the next"))
            let answer = try await desk.send(middling, [("then", "next")])
            #expect(answer.location.hasPrefix(desk.jury.queue + "/reviews/\(id)?"))
            let page = try await desk.browser.get(desk.jury.queue + "/reviews/\(id)").text
            #expect(page.contains("of 2") && !page.contains("Submit and open the next"))
        }
    }
}

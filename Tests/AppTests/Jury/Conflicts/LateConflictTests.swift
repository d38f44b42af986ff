import Platform
import Testing

@testable import App

/// A conflict that comes out after something was sent, or after a review is in.
struct LateConflictTests {
    private struct Scene: Sendable {
        let jury: JuryFixture
        let round: Round
        let near: JuryFixture.Applied
        let juror: Juror
        let browser: Browser
        let review: String
        let staff: Browser

        var coverage: String { jury.path + "/coverage/\(near.publicID)" }
    }

    /// One juror has an application on the table; two others have none of theirs to review.
    private func scene(_ test: TestLaurel) async throws -> Scene {
        let jury = try await JuryFixture.make(test)
        let near = try await jury.application("Near", by: "Green")
        let juror = try await jury.juror("j@example.org")
        for number in 0..<2 { try await jury.juror("other\(number)@example.org") }
        let round = try await jury.round()
        let id = try await jury.assign(juror, near, in: round)
        try await jury.declare(juror)
        let browser = try await jury.browser(of: juror)
        let review = jury.queue + "/reviews/\(id)"
        try await browser.get(review)
        return Scene(
            jury: jury, round: round, near: near, juror: juror, browser: browser, review: review,
            staff: try await jury.staffBrowser())
    }

    @Test func aReviewThatIsInStaysAndDoesNotCount() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let jury = scene.jury
            try await scene.browser.send(scene.review, jury.review(7, comment: "Kept words"))
            #expect(try await jury.marks(of: scene.round).count == 1)
            #expect(try await !scene.staff.get(jury.path).text.contains("A place became free"))
            try await scene.staff.get(scene.coverage)
            try await scene.staff.post(
                scene.coverage + "/conflicts", ["juror": scene.juror.publicID, "kind": "mentor"])
            #expect(try await jury.marks(of: scene.round).isEmpty, "it counts nowhere")
            #expect(try await jury.count("SELECT count(*) FROM review WHERE comment = 'Kept words'") == 1)
            #expect(try await jury.count("SELECT count(*) FROM mark") == jury.criteria.count)
            let standing = try await scene.staff.get(jury.path + "/conflicts?show=standing").text
            #expect(standing.contains("A review is in and does not count") && standing.contains("Mentor"))
            let overview = try await scene.staff.get(jury.path).text
            #expect(overview.contains("A place became free") && overview.contains("/staff/jury/assign\""))
            #expect(try await scene.staff.get(jury.path + "/assign").status == 200)
            #expect(try await scene.browser.get(scene.review).status == 404)
            #expect(try await scene.browser.send(scene.review, jury.review(1, version: 1)).status == 404)
        }
    }

    @Test func neitherHandsNorThePlanMakeThePairAgain() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let jury = scene.jury
            try await scene.browser.post(
                scene.review + "/recuse", ["cause": "conflict", "kind": "mentor"])
            #expect(try await jury.count("SELECT count(*) FROM conflict WHERE is_pinned = 1") == 1)
            try await scene.staff.get(scene.coverage)
            let byHand = try await scene.staff.post(
                scene.coverage + "/assignments", ["juror": scene.juror.publicID])
            #expect(byHand.status == 409)
            #expect(try await planned(scene).count == 2, "both others, and not the one who stepped back")
            #expect(try await !planned(scene).contains(scene.juror.id))

            // Lifting the conflict does not undo what the juror said of the application itself.
            try await scene.staff.post(
                scene.coverage + "/conflicts/lift", ["juror": scene.juror.publicID, "reason": "A mistake"])
            let again = try await scene.staff.post(
                scene.coverage + "/assignments", ["juror": scene.juror.publicID])
            #expect(again.status == 409)
            try await jury.close(scene.round)
            try await jury.round("Second round")
            let later = try await scene.staff.post(
                scene.coverage + "/assignments", ["juror": scene.juror.publicID])
            #expect(later.status == 409, "nor in another round")
            #expect(try await !planned(scene).contains(scene.juror.id))
        }
    }

    private func planned(_ scene: Scene) async throws -> [ID<Juror>] {
        let (season, rules) = (scene.jury.season.id, scene.jury.season.rules)
        let situation = try await scene.jury.test.laurel.database.read { tx in
            try AssignmentSituation.read(try Round.open(in: season, tx), rules, .init(), tx)
        }
        return situation.plan().pairings.map(\.juror)
    }

    // MARK: At the same moment

    @Test(arguments: 0..<4)
    func submittingAndSteppingBackAtOnceLosesNothing(_ turn: Int) async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            async let submitted = scene.browser.send(scene.review, scene.jury.review(7)).status
            async let recused = scene.browser.post(
                scene.review + "/recuse", ["cause": "conflict", "kind": "mentor"]
            ).status
            let statuses = try await [submitted, recused]
            #expect(statuses[1] == 303 && [303, 404].contains(statuses[0]))
            let reviews = try await scene.jury.count("SELECT count(*) FROM review")
            #expect(reviews == (statuses[0] == 303 ? 1 : 0), "what was answered as kept is kept")
            #expect(try await scene.jury.marks(of: scene.round).isEmpty, "and counts in no order")
        }
    }

    @Test func statingWhileTheRoundClosesIsCountedOrRefused() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let jury = scene.jury
            try await scene.browser.send(scene.review, jury.review(7))
            let (staff, closing) = (scene.staff, jury.path + "/round/close")
            let (page, body) = (scene.coverage + "/conflicts", ("round", scene.round.publicID))
            async let closed = staff.send(closing, [body]).status
            async let stated = staff.send(page, [("juror", scene.juror.publicID)]).status
            #expect(try await [closed, stated] == [303, 303])
            try await staff.post("/seasons/second/staff/results/rounds/\(scene.round.publicID)/count")
            #expect(try await jury.count("SELECT coalesce(sum(reviews), 0) FROM result") == 0)
            #expect(try await jury.count("SELECT count(*) FROM review") == 1)
        }
    }

    @Test func staffAreToldThatResultsAreOutOfDateAndCountAgain() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let (jury, staff) = (scene.jury, scene.staff)
            let results = "/seasons/second/staff/results"
            try await scene.browser.send(scene.review, jury.review(7))
            try await staff.confirm(
                jury.path + "/round/close", try await staff.get(jury.path + "/round/close"))
            #expect(try await !staff.get(results).text.contains("These figures are out of date"))
            try await staff.get(scene.coverage)
            try await staff.post(scene.coverage + "/conflicts", ["juror": scene.juror.publicID])
            let outdated = try await staff.get(results).text
            #expect(outdated.contains("These figures are out of date"))
            #expect(outdated.contains("other reviews count of 1 application:"))
            let count = results + "/rounds/\(scene.round.publicID)/count"
            #expect(outdated.contains("action=\"\(count)\""))
            try await staff.post(count)
            #expect(try await !staff.get(results).text.contains("These figures are out of date"))
            #expect(try await jury.count("SELECT coalesce(sum(reviews), 0) FROM result") == 0)
        }
    }

    @Test func whatIsSentAtThatMomentDoesNotReachTheJuror() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near", by: "Green")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let id = try await jury.assign(juror, near, in: round, sent: false)
            try await jury.declare(juror)
            let (staff, browser) = (try await jury.staffBrowser(), try await jury.browser(of: juror))
            let shown = ("shown", String(test.clock.now.milliseconds))
            async let sent = staff.send(jury.path + "/proposals", [shown]).status
            async let declared = browser.send(
                jury.queue + "/conflicts",
                [("shown", near.shown), ("conflict", near.partyPublicID), near.family]
            ).status
            #expect(try await [sent, declared] == [303, 303])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 404)
            #expect(try await !browser.get(jury.queue).text.contains("Near"))
        }
    }
}

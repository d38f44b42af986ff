import Platform
import Testing

@testable import App

/// Removing, releasing and moving jurors never drops a score.
struct JurorReleaseTests {
    private struct Scene: Sendable {
        let jury: JuryFixture
        let round: Round
        let juror: Juror
        let browser: Browser
        let staff: Browser
        let reviews: [String]
        var page: String { jury.path + "/jurors/\(juror.publicID)" }
    }

    /// A juror with three applications, one of which is reviewed and one begun.
    private func scene(_ test: TestLaurel) async throws -> Scene {
        let jury = try await JuryFixture.make(test)
        let juror = try await jury.juror("j@example.org")
        let round = try await jury.round()
        var reviews: [String] = []
        for title in ["Done", "Begun", "New"] {
            let application = try await jury.application(title, by: "Applicant of \(title)")
            reviews.append(jury.queue + "/reviews/\(try await jury.assign(juror, application, in: round))")
        }
        try await jury.declare(juror)
        let browser = try await jury.browser(of: juror)
        try await browser.get(reviews[0])
        try await browser.send(reviews[0], jury.review(7))
        try await browser.send(reviews[1], [("comment", "Half a thought"), ("version", "0")])
        return Scene(
            jury: jury, round: round, juror: juror, browser: browser, staff: try await jury.staffBrowser(),
            reviews: reviews)
    }

    @Test func whoLeavesLeavesTheirScores() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let (jury, before) = (scene.jury, try await scene.jury.marks(of: scene.round))
            #expect(before.count == 1)
            #expect(try await scene.staff.post(scene.page + "/remove").status == 409, "not removed")
            #expect(try await scene.staff.post(scene.page + "/release", ["reason": ""]).status == 422)
            let long = String(repeating: "ill ", count: 300) + "again"
            let wordy = try await scene.staff.post(scene.page + "/release", ["reason": long])
            #expect(wordy.status == 422 && wordy.text.contains(long), "what was typed stays")
            #expect(try await scene.staff.post(scene.page + "/release", ["reason": "Ill"]).status == 303)
            #expect(try await jury.marks(of: scene.round) == before)
            #expect(
                try await jury.count("SELECT count(*) FROM review") == 2, "the unfinished one is kept too")
            #expect(try await jury.count("SELECT count(*) FROM recusal") == 2, "and its place is free")
            #expect(try await scene.staff.get(jury.path).text.contains("2 places became free"))
            #expect(try await scene.browser.get(jury.queue).status == 403)
            #expect(try await scene.browser.post(jury.queue + "/invitation/accept").status == 403)
            #expect(try await scene.staff.post(scene.page + "/remove").status == 409)
            #expect(try await scene.staff.post(scene.page + "/return").status == 303)
            #expect(
                try await scene.staff.post(scene.page + "/remove").status == 409, "reviews never go along")
            #expect(try await jury.marks(of: scene.round) == before)
        }
    }

    @Test func whoHasAcceptedDoesNotDeclineAndPanelsMoveNothing() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            let (jury, before) = (scene.jury, try await scene.jury.marks(of: scene.round))
            let declined = try await scene.browser.post(
                jury.queue + "/invitation/decline", ["cause": "time"])
            #expect(declined.status == 409)
            try await scene.staff.post(jury.path + "/panels", ["name": "Other panel"])
            let form = try await scene.staff.get(scene.page).text
            let shown = try #require(form.firstMatch(of: /name="shown" value="([\w-]+)"/)).1
            let changed = try await scene.staff.post(
                scene.page,
                [
                    "languages": "fr", "capacity": "0", "panel": "Other panel", "country": "FR",
                    "shown": String(shown),
                ])
            #expect(changed.status == 303)
            #expect(try await jury.count("SELECT count(*) FROM juror WHERE panel_id IS NOT NULL") == 1)
            #expect(try await jury.marks(of: scene.round) == before, "neither panel, language nor load")
            #expect(try await scene.browser.get(scene.reviews[0]).status == 200)
        }
    }

    @Test func releasingWhileTheyWriteKeepsWhatWasAnswered() async throws {
        try await TestLaurel.run { test in
            let scene = try await scene(test)
            async let written = scene.browser.send(scene.reviews[2], scene.jury.review(5)).status
            async let released = scene.staff.post(scene.page + "/release", ["reason": "Ill"]).status
            let statuses = try await [written, released]
            #expect(statuses[1] == 303)
            let counted = try await scene.jury.marks(of: scene.round).count
            #expect(counted == (statuses[0] == 303 ? 2 : 1))
        }
    }
}

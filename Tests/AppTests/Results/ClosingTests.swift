import Platform
import Testing

@testable import App

/// A round opens with its method shown, keeps its rubric, and closes without losing a score.
struct ClosingTests {
    @Test func theMethodIsShownBeforeTheRoundOpens() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { document in
                document.ranking = SeasonRanking(
                    ofRecord: .calibrated, tieBreaks: [.criterion("results"), .submitted], mostPerCountry: 2)
            }
            let staff = try await jury.staffBrowser()
            let page = try await staff.get(jury.path)
            #expect(page.text.contains("What the round will keep"))
            #expect(page.text.contains("Calibrated scores; raw means stand beside them"))
            #expect(page.text.contains("the higher mean in “Results”"))
            #expect(page.text.contains("the earlier submission"))
            let stale = try await staff.post(jury.path + "/round", ["name": "Main", "rules": "0"])
            #expect(stale.status == 422 && stale.text.contains("changed while this page was open"))
            #expect(stale.text.contains("value=\"Main\""))
            #expect(try await jury.count("SELECT count(*) FROM round") == 0)
            let opened = try await staff.post(jury.path + "/round", ["name": "Main"])
            #expect(opened.status == 303)
            #expect(
                try await jury.count("SELECT count(*) FROM round_method WHERE of_record = 'calibrated'") == 1)
        }
    }

    @Test func anEditedRubricDropsNoScore() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.minimumReviews = 1 }
            let round = try await jury.round()
            let juror = try await jury.juror("j@example.org")
            let application = try await jury.application("Project", by: "A")
            let assignment = try await jury.assign(juror, application, in: round)
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let answer = try await browser.send(jury.queue + "/reviews/\(assignment)", jury.review(8))
            #expect(answer.status == 303)
            var document = jury.season.rules
            document.rubric.criteria.removeLast()
            document.rubric.criteria[0].weight += 10
            document.rubric.maximum = 5
            document.rubric.criteria = document.rubric.criteria.map { criterion in
                var criterion = criterion
                criterion.anchors = []
                return criterion
            }
            let change = SeasonRulesVerbs.Change(document: document, reason: "another rubric")
            let (act, cache) = (test.act, test.laurel.rules)
            try await test.laurel.database.write { try SeasonRulesVerbs.apply(change, by: act, $0) }
            try await test.laurel.database.write { tx in
                try RoundVerbs.close(round, by: act, tx)
                try Results.compute(round.id, by: act, cache, tx)
            }
            #expect(try await jury.count("SELECT count(*) FROM mark") == 7)
            #expect(try await jury.count("SELECT count(*) FROM result WHERE score_exact = '80'") == 1)
        }
    }

    /// Whoever was told that a review was submitted finds it counted; whoever was not is told so, and nobody
    /// sees a closed round without its results.
    @Test func closingWhileReviewsComeInLosesNone() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.minimumReviews = 1 }
            let staff = try await jury.staffBrowser()
            let round = try await jury.round()
            let application = try await jury.application("Project", by: "A")
            var desks: [(browser: Browser, assignment: String)] = []
            for number in 1...8 {
                let juror = try await jury.juror("j\(number)@example.org")
                let assignment = try await jury.assign(juror, application, in: round)
                try await jury.declare(juror)
                desks.append((try await jury.browser(of: juror), assignment))
            }
            let page = try await staff.get(jury.path + "/round/close")
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for (index, desk) in desks.enumerated() {
                    if index == 3 {
                        group.addTask {
                            _ = try await staff.confirm(jury.path + "/round/close", page)
                            return 0
                        }
                    }
                    group.addTask {
                        let answer = try await desk.browser.send(
                            jury.queue + "/reviews/\(desk.assignment)", jury.review(7))
                        return answer.status == 303 ? 1 : 0
                    }
                }
                for _ in 0..<6 {
                    group.addTask {
                        let half: Int? = try await test.laurel.database.read { tx in
                            try tx.row(
                                """
                                SELECT count(*) FROM round WHERE closed_at IS NOT NULL AND NOT EXISTS
                                    (SELECT 1 FROM round_ranking WHERE round_ranking.round_id = round.id)
                                """)?.only()
                        }
                        #expect(half == 0, "a closed round has its results")
                        return 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(try await jury.count("SELECT count(*) FROM round WHERE closed_at IS NOT NULL") == 1)
            #expect(
                try await jury.count("SELECT count(*) FROM review WHERE submitted_at IS NOT NULL") == told)
            #expect(try await jury.count("SELECT reviews FROM round_result") == told)
        }
    }
}

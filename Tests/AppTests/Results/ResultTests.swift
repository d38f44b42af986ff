import Foundation
import Platform
import Testing

@testable import App

struct ResultTests {
    @Test func figuresAreThoseOfTheScores() async throws {
        try await ResultScene.run([
            .init(title: "Spread", marks: [4, 6, 10]), .init(title: "Tied", marks: [6, 7, 7]),
            .init(title: "Best", marks: [9, 9, 9]), .init(title: "Alone", marks: [10]),
        ]) { scene in
            let spread = try await scene.result(0)
            let figures = try #require(spread.figures)
            #expect(spread.scores == [40, 60, 100])
            #expect(abs(figures.mean - 200.0 / 3) < 1e-9)
            #expect(figures.median == 60)
            #expect(figures.lowest == 40 && figures.highest == 100)
            #expect(abs(try #require(figures.deviation) - 30.550504633) < 1e-6)
            #expect(try await scene.number("SELECT count(*) FROM result WHERE score_exact = '200/3'") == 2)
            #expect(try await scene.result(1).rank == spread.rank, "equal means share a rank")
            #expect(spread.rank == 2)
            #expect(try await scene.result(2).rank == 1)
            let alone = try await scene.result(3)
            #expect(alone.rank == nil && alone.reviews == 1 && !alone.isPassing)
            #expect(alone.figures?.mean == 100 && alone.figures?.median == 100, "raw figures always")
            #expect(alone.figures?.deviation == nil)
            #expect(alone.scorePlace == 4, "without a result at the end")
            let round = scene.round
            let ranked = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            #expect(ranked.count == 3 && ranked[alone.application] == nil)
            #expect(spread.spreadPlace == 1)
        }
    }

    @Test func ranksCountWithinTheNomination() async throws {
        try await ResultScene.run([
            .init(title: "A", marks: [9, 9]), .init(title: "B", marks: [8, 8], nomination: "organisation"),
            .init(title: "C", marks: [7, 7]),
        ]) { scene in
            let (other, last) = (try await scene.result(1), try await scene.result(2))
            #expect(other.rank == 1 && last.rank == 2)
            #expect(other.scorePlace == 2)
        }
    }

    @Test func passingDependsOnTheRegion() async throws {
        try await ResultScene.run(
            [
                .init(title: "At the mark", marks: [5, 7], country: "KZ"),
                .init(title: "Just below", marks: [5, 6], country: "KZ"),
                .init(title: "Another region", marks: [5, 5], country: "KE"),
            ],
            change: { document in
                let region = document.region(of: "KE")?.key ?? ""
                document.prizes[0].regionalPassingScores = [region: 4.5]
            }
        ) { scene in
            let (reached, below) = (try await scene.result(0), try await scene.result(1))
            #expect(reached.isPassing, "60 of a passing 60")
            #expect(!below.isPassing)
            #expect(try await scene.result(2).isPassing)
        }
    }

    @Test func aConflictStatedLateCountsAfterCountingAgain() async throws {
        try await ResultScene.run([.init(title: "A", marks: [10, 6, 6])]) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let (juror, at) = (scene.jurors[0], scene.test.clock.now)
            try await scene.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                SELECT 'late', season_id, (SELECT person_id FROM juror WHERE id = \(juror)), party_id, 'other',
                    'staff', \(at), 1 FROM application
                """)
            #expect(try await scene.result(0).reviews == 3)
            try await staff.get(scene.results)
            let answer = try await staff.post(scene.results + "/rounds/round/count")
            #expect(answer.status == 303)
            #expect(try await scene.result(0).scores == [60, 60])
            let other = try await staff.post(scene.results + "/rounds/other/count")
            #expect(other.status == 404)
        }
    }

    @Test func theListFiltersSortsAndGoesOn() async throws {
        let entries = (0..<60).map { number in
            ResultScene.Entry(
                title: "Project \(number)", marks: number == 59 ? [1] : [number % 11, (number * 7) % 11],
                country: number % 2 == 0 ? "KZ" : "KE")
        }
        try await ResultScene.run(entries) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let first = try await staff.get(scene.results)
            #expect(first.status == 200)
            #expect(first.text.contains("1 application has fewer than 2 reviews"))
            let next = try #require(first.text.firstMatch(of: #/results\?after=(\d+)&amp;sort=%2Dscore/#))
            #expect(next.1 == "50")
            let second = try await staff.get(scene.results + "?after=50&sort=-score")
            let shown = titles(first.text).union(titles(second.text))
            #expect(shown.count == 60)
            #expect(titles(first.text).isDisjoint(with: titles(second.text)))
            let lacking = try await staff.get(scene.results + "?standing=lacking")
            #expect(titles(lacking.text) == ["Project 59"])
            let found = try await staff.get(scene.results + "?search=17")
            #expect(titles(found.text) == ["Project 17"])
            let region = try #require(scene.season.rules.region(of: "KE")?.key)
            let regional = try await staff.get(scene.results + "?region=\(region)")
            #expect(titles(regional.text).count == 30)
            let none = try await staff.get(scene.results + "?nomination=organisation")
            #expect(titles(none.text).isEmpty && none.text.contains("No application fits"))
        }
    }

    @Test func theLeastIsThatOfTheRoundsOwnRules() async throws {
        try await ResultScene.run([.init(title: "A", marks: [6]), .init(title: "B", marks: [6, 7])]) {
            scene in
            var later = scene.season.rules
            later.jury.minimumReviews = 3
            let change = SeasonRulesVerbs.Change(document: later, reason: "More for the next", isPublic: true)
            let act = scene.test.act
            try await scene.laurel.database.write { _ = try SeasonRulesVerbs.apply(change, by: act, $0) }
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            #expect(
                try await staff.get(scene.results).text.contains("1 application has fewer than 2 reviews"))
        }
    }

    @Test func rawFiguresStandBelowTheMinimum() async throws {
        let entries: [ResultScene.Entry] = [
            .init(title: "Ranked", marks: [7, 7, 7]), .init(title: "Lacking", marks: [6, 9]),
            .init(title: "Unread"),
        ]
        try await ResultScene.run(entries, change: { $0.jury.minimumReviews = 3 }) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let list = try await staff.get(scene.results + "?standing=lacking").text
            #expect(list.contains("75.00") && list.contains("21.21"), "mean and spread")
            #expect(
                list.contains("Not enough reviews: 2 of 3") && list.contains("Not enough reviews: 0 of 3"))
            let own = scene.results + "/applications/\(scene.applications[1].publicID)"
            let page = try await staff.get(own).text
            #expect(page.contains("75.00") && page.contains("21.21"))
            #expect(page.contains("Not enough reviews: 2 of 3"))
            #expect(!page.contains("Rank of record") && !page.contains("Calibrated"))
            #expect(try await scene.result(0).rank == 1, "though its mean is lower")
        }
    }

    private func titles(_ page: String) -> Set<String> {
        Set(page.matches(of: #/<bdi>(Project \d+)</#).map { String($0.1) })
    }

    @Test func oneApplicationHasEveryMarkAndComment() async throws {
        try await ResultScene.run([.init(title: "A", marks: [3, 8])]) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(
                scene.results + "/applications/\(scene.applications[0].publicID)")
            #expect(page.status == 200)
            for text in ["juror0@example.org", "juror1@example.org", "For you 0-1", "Among us 0-0", "55.00"] {
                #expect(page.text.contains(text))
            }
            #expect(try await staff.get(scene.results + "/applications/unknown").status == 404)
        }
    }

    @Test func jurorsStandBesideOneAnother() async throws {
        try await ResultScene.run([
            .init(title: "A", marks: [3, 8]), .init(title: "B", marks: [5, 8]),
        ]) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/jurors")
            #expect(page.text.contains("40.00") && page.text.contains("−20.00"))
            #expect(page.text.contains("80.00") && page.text.contains("+20.00"))
            let lenientFirst = try #require(page.text.range(of: "juror1@"))
            #expect(lenientFirst.lowerBound < (try #require(page.text.range(of: "juror0@")).lowerBound))
            let severe = try await staff.get(scene.results + "/jurors?sort=mean")
            let severeFirst = try #require(severe.text.range(of: "juror0@"))
            #expect(severeFirst.lowerBound < (try #require(severe.text.range(of: "juror1@")).lowerBound))
        }
    }

    @Test func nobodyElseSeesThem() async throws {
        try await ResultScene.run([.init(title: "A", marks: [3, 8])]) { scene in
            let pages = ["", "/jurors", "/proposal", "/applications/\(scene.applications[0].publicID)"]
            for email in [ResultScene.members[0], "juror0@example.org", scene.applications[0].email] {
                let browser = try await scene.test.browser(signedInAs: email)
                for page in pages {
                    #expect(try await browser.get(scene.results + page).status == 403)
                }
            }
        }
    }

    @Test(arguments: [3, 45])
    func pagesAskAFixedNumberOfTimes(_ count: Int) async throws {
        let entries = (0..<count).map { ResultScene.Entry(title: "Project \($0)", marks: [$0 % 11, 8, 7]) }
        try await ResultScene.run(entries) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let detail = "/applications/\(scene.applications[0].publicID)"
            for (page, expected) in [("", 8), ("/jurors", 7), (detail, 10), ("/proposal", 8)] {
                let counted = try await scene.laurel.database.fewestStatements {
                    let answer = try await staff.get(scene.results + page)
                    #expect(answer.status == 200)
                }
                #expect(counted == expected, "\(page)")
            }
        }
    }

    @Test func beforeTheFirstRoundClosesThereIsAnExplanation() async throws {
        try await ResultScene.run([.init(title: "A", marks: [3, 8])]) { scene in
            try await scene.run("UPDATE round SET closed_at = NULL")
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            for page in ["", "/jurors", "/proposal"] {
                let answer = try await staff.get(scene.results + page)
                #expect(answer.status == 200)
                #expect(answer.text.contains("when a round of the jury closes"))
            }
        }
    }
}

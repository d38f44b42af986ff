import Foundation
import Testing

@testable import App
@testable import Platform

/// The results board: what is on it, and who sees what of it.
struct RankingBoardTests {
    private static func entries(_ count: Int) -> [ResultScene.Entry] {
        (0..<count).map { number in
            let quality = 4 + number % 5
            return ResultScene.Entry(
                title: "Project \(number)", marks: [quality, quality + 1, min(10, quality + number % 3)],
                firstJuror: number % 4, applicant: nil)
        }
    }

    private static func calibrated(_ document: inout SeasonDocument) {
        document.ranking.ofRecord = .calibrated
        document.ranking.places = ["person": 3]
    }

    @Test func staffSeeTheRankingWithItsCutLine() async throws {
        try await ResultScene.run(Self.entries(12), change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board")
            #expect(page.status == 200)
            #expect(page.text.contains("Calibrated scores are the ranking of record."))
            #expect(page.text.contains("cut-line") && page.text.contains("3 places, the last with"))
            #expect(page.text.contains("Too close to call") && page.text.contains("Krippendorff"))
            #expect(page.text.contains("This is being counted."), "the job has not run")
            #expect(page.text.contains("mark-span") && page.text.contains("mark-now"))
            await scene.laurel.jobs().runDue()
            let counted = try await staff.get(scene.results + "/board").text
            #expect(counted.contains("ranked again without each of 6 jurors in turn"))
            #expect(counted.contains("/6 · "))
        }
    }

    @Test func theDirectorateSeesItWithoutTheJurors() async throws {
        try await ResultScene.run(Self.entries(12), change: Self.calibrated) { scene in
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let jurors = try await staff.get(scene.results + "/jurors")
            #expect(jurors.text.contains("Leniency") && jurors.text.contains("juror0@"))
            #expect(jurors.text.contains(" … "), "intervals are shown")
            let board = try await member.get(scene.directorate + "/results")
            #expect(board.status == 200 && board.text.contains("Project 3"))
            #expect(!board.text.contains("juror0") && !board.text.contains("/staff/results"))
            for page in ["/board", "/jurors", "/provisional"] {
                #expect(try await member.get(scene.results + page).status == 403)
            }
            #expect(try await staff.get(scene.directorate + "/results").status == 403)
            let applicant = try await scene.test.browser(signedInAs: scene.applications[0].email)
            for page in [scene.results + "/board", scene.directorate + "/results"] {
                #expect(try await applicant.get(page).status == 403)
            }
        }
    }

    @Test func everyLanguageHasIt() async throws {
        try await ResultScene.run(Self.entries(9), change: Self.calibrated) { scene in
            for language in ["en", "ru", "ar"] {
                let staff = try await scene.test.browser(
                    signedInAs: ResultScene.staff, language: language)
                let page = try await staff.get(scene.results + "/board")
                #expect(page.status == 200 && page.text.contains("lang=\"\(language)\""))
            }
        }
    }

    @Test func partsThatCannotBeComparedAreNamed() async throws {
        let island = [
            ResultScene.Entry(title: "Alone in the sea", marks: [9, 9], firstJuror: 8),
            ResultScene.Entry(title: "Beside it", marks: [8, 9], firstJuror: 8),
        ]
        try await ResultScene.run(Self.entries(10) + island, change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board").text
            #expect(page.contains("The jury of this nomination falls into 2 parts that cannot be compared"))
            #expect(page.contains("The places are given in the largest part"))
            #expect(
                page.contains("2 applications of this nomination, read by 2 jurors who read nothing else"))
            #expect(page.contains("<li><bdi>Alone in the sea</bdi></li>"))
            #expect(page.contains("Part 2 stays raw: 2 jurors where 3 are needed"))
            #expect(page.contains("Cannot be compared"))
            let jurors = try await staff.get(scene.results + "/jurors").text
            #expect(jurors.contains("The jury falls into 2 parts that no common review connects"))
            #expect(jurors.contains("Part of the jury"))
        }
    }

    /// An island whose jurors are enough to be calibrated is shown with its own ranks, and nothing of it is
    /// held against the others.
    @Test func anIslandHasNoChanceAndNothingMoves() async throws {
        let island = (0..<6).map { number in
            ResultScene.Entry(title: "Island \(number)", marks: [10, 9, 4 + number], firstJuror: 7)
        }
        try await ResultScene.run(Self.entries(10) + island, change: Self.calibrated) { scene in
            let round = scene.round
            let found = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            let apart = scene.applications[10...].compactMap { found[$0.id] }
            #expect(apart.count == 6 && apart.allSatisfy { $0.calibrated != nil })
            #expect(apart.allSatisfy { $0.chanceOfBest == nil && !$0.isTooClose })
            #expect(scene.applications[..<10].allSatisfy { found[$0.id]?.chanceOfBest != nil })
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board").text
            #expect(page.contains("6 applications of this nomination, read by 3 jurors"))
            #expect(page.contains("1 in part 2") && !page.contains("stays raw"))
        }
    }

    /// Where each nomination has jurors of its own there is nothing that would have to be compared.
    @Test func aNominationWithAJuryOfItsOwnIsWhole() async throws {
        let other = (0..<8).map { number in
            ResultScene.Entry(
                title: "Organisation \(number)", marks: [4 + number % 5, 6, 5 + number % 3],
                firstJuror: 8 + number % 3, nomination: "organisation")
        }
        try await ResultScene.run(Self.entries(10) + other, change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let board = scene.results + "/board?nomination="
            for nomination in ["person", "organisation"] {
                let page = try await staff.get(board + nomination).text
                #expect(page.contains("Chance") && page.contains("Moved"))
                #expect(!page.contains("cannot be compared") && !page.contains("Cannot be compared"))
            }
        }
    }

    @Test func rawMeansOverSeveralPartsAreCalledSo() async throws {
        let island = [
            ResultScene.Entry(title: "Alone in the sea", marks: [9, 9], firstJuror: 8),
            ResultScene.Entry(title: "Beside it", marks: [8, 9], firstJuror: 8),
        ]
        try await ResultScene.run(Self.entries(10) + island) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board").text
            #expect(page.contains("as if all jurors were equally severe"))
            #expect(page.contains("Part 2 stands apart"))
        }
    }

    @Test func belowTheMinimumItSaysNotEnough() async throws {
        try await ResultScene.run([.init(title: "A", marks: [9, 9]), .init(title: "B", marks: [7, 8])]) {
            scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board").text
            #expect(page.contains("Not enough to calibrate: raw means only"))
            #expect(page.contains("2 jurors where 3 are needed"))
            #expect(page.contains("Raw mean") && page.contains("cut-line") == false)
            for word in ["Chance", "Calibrated<", "Moved", "mark-span", "Too close to call</h2>"] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }

    @Test func whatLacksReviewsIsNamedWithItsRawFigures() async throws {
        let lacking = (0..<14).map { number in
            ResultScene.Entry(
                title: "Lacking \(number)", marks: number == 13 ? [] : [9], firstJuror: number % 4)
        }
        try await ResultScene.run(Self.entries(12) + lacking, change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let closed = try await staff.get(scene.results + "/board").text
            let directorate = try await member.get(scene.directorate + "/results").text
            let list = scene.results + "?nomination=person&amp;round=round&amp;standing=lacking"
            #expect(closed.contains("href=\"\(list)\"") && !directorate.contains("standing=lacking"))
            try await scene.run("UPDATE round SET closed_at = NULL")
            let open = try await staff.get(scene.results + "/provisional").text
            #expect(open.contains("href=\"\(scene.path)/staff/jury/coverage\""))
            for page in [closed, directorate, open] {
                #expect(page.contains("<h2>Not enough reviews</h2>"))
                #expect(page.contains("14 applications of this nomination have fewer than 2 reviews"))
                #expect(page.contains("1 of them has no review at all."))
                let named = page.matches(of: #/<bdi>Lacking \d+</#)
                #expect(named.count == LackingReviews.mostNamed && page.contains("and 2 more"))
                #expect(page.contains("1 of 2") && page.contains("90.00"))
            }
        }
    }

    @Test func nothingIsSaidWhereNothingLacks() async throws {
        try await ResultScene.run(Self.entries(6)) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/board").text
            #expect(page.contains("Project 3") && !page.contains("Not enough reviews"))
        }
    }

    @Test(arguments: [9, 45])
    func pagesAskAFixedNumberOfTimes(_ count: Int) async throws {
        try await ResultScene.run(Self.entries(count), change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let board = try await scene.laurel.database.fewestStatements {
                let answer = try await staff.get(scene.results + "/board")
                #expect(answer.status == 200)
            }
            #expect(board == 11)
            try await scene.run("UPDATE round SET closed_at = NULL")
            let provisional = try await scene.laurel.database.fewestStatements {
                let answer = try await staff.get(scene.results + "/provisional")
                #expect(answer.status == 200)
            }
            #expect(provisional == 11)
        }
    }

    @Test func aProvisionalBoardIsStoredNowhere() async throws {
        try await ResultScene.run(Self.entries(9), change: Self.calibrated) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            #expect(try await staff.get(scene.results + "/provisional").status == 403, "nothing is open")
            try await scene.run("DELETE FROM round_result")
            try await scene.run("DELETE FROM ranking")
            try await scene.run("UPDATE round SET closed_at = NULL")
            let page = try await staff.get(scene.results + "/provisional")
            #expect(page.status == 200 && page.text.contains("is still open"))
            #expect(page.text.contains("Project 4") && page.text.contains("cut-line"))
            #expect(try await scene.number("SELECT count(*) FROM ranking") == 0)
            #expect(try await staff.get(scene.results).text.contains("/results/provisional"))
        }
    }

    @Test func countingAgainGivesTheSame() async throws {
        try await ResultScene.run(Self.entries(12), change: Self.calibrated) { scene in
            let (round, act, cache) = (scene.round, scene.test.act, scene.laurel.rules)
            let before = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            await scene.laurel.jobs().runDue()
            try await scene.laurel.database.write { try Results.compute(round, by: act, cache, $0) }
            let after = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            #expect(before == after && !before.isEmpty)
            await scene.laurel.jobs().runDue()
            #expect(try await scene.number("SELECT count(*) FROM robustness_report") == 1)
        }
    }

    @Test func anApplicationsPageSaysWhereItStands() async throws {
        try await ResultScene.run(Self.entries(12), change: Self.calibrated) { scene in
            await scene.laurel.jobs().runDue()
            let round = scene.round
            let found = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            let first = try #require(found.first { $0.value.standing == .prospective })
            let publicID = scene.applications.first { $0.id == first.key }?.publicID ?? ""
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/applications/" + publicID).text
            #expect(page.contains("Rank of record") && page.contains("Chance of being among the best"))
            #expect(page.contains("Without each juror in turn") && page.contains("of 6 times"))
        }
    }
}

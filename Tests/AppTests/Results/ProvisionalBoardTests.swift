import Foundation
import Testing

@testable import App
@testable import Platform

/// The board of a round that is still open: it is never behind, counts the same reviews once, and asks for
/// further ones.
struct ProvisionalBoardTests {
    /// Twelve that are much alike, so that several are too close to call.
    private static let entries: [ResultScene.Entry] = (0..<12).map { number in
        ResultScene.Entry(
            title: "Project \(number)",
            marks: [5 + number * 3 % 5, 6 + number * 2 % 4, 5 + (number * 5 + 2) % 6], firstJuror: number % 4)
    }

    private static func run(
        _ change: @Sendable @escaping (inout SeasonDocument) -> Void = { _ in },
        _ body: @escaping @Sendable (ResultScene, Browser) async throws -> Void
    ) async throws {
        try await ResultScene.run(
            entries,
            change: { document in
                document.ranking.places = ["person": 3]
                change(&document)
            }
        ) { scene in
            try await scene.run("UPDATE round SET closed_at = NULL")
            try await body(scene, try await scene.test.browser(signedInAs: ResultScene.staff))
        }
    }

    private func asked(_ page: String) -> [String] {
        page.matches(of: #/name="application" value="([a-z0-9]+)"/#).map { String($0.1) }
    }

    // MARK: Further reviews

    @Test func oneClickAsksForAFurtherReviewOfEachInTheBand() async throws {
        try await Self.run { scene, staff in
            let page = try await staff.get(scene.results + "/provisional").text
            let band = asked(page)
            try #require(band.count > 1 && Set(band).count == band.count)
            #expect(page.contains("\(band.count) applications of this nomination are too close to call"))
            #expect(page.contains("All reviews of \(band.count) of these applications are in."))
            #expect(page.contains("It costs the jury \(band.count) further reviews."))
            #expect(page.contains(">Ask for \(band.count) further reviews</button>"))
            let action = scene.path + "/staff/jury/assignment/further"
            #expect(page.contains("action=\"\(action)\""))

            let answer = try await staff.send(action, band.map { ("application", $0) })
            #expect(answer.status == 303)
            #expect(answer.location == scene.path + "/staff/jury/assign?notice=jury-further")
            #expect(try await staff.get(scene.path + "/staff/jury/assign").status == 200)
            #expect(try await scene.number("SELECT sum(reviews) FROM further_review") == band.count)

            let again = try await staff.get(scene.results + "/provisional").text
            #expect(asked(again) == [] && !again.contains("Ask for"))
            #expect(again.contains("\(band.count) of these applications still wait for reviews"))
        }
    }

    @Test func onlyCompleteApplicationsAreOffered() async throws {
        try await Self.run { scene, staff in
            let band = asked(try await staff.get(scene.results + "/provisional").text)
            let first = try #require(scene.applications.first { band.contains($0.publicID) })
            try await scene.run(
                """
                UPDATE review SET submitted_at = NULL WHERE id = (
                    SELECT max(review.id) FROM review JOIN assignment ON assignment.id = review.assignment_id
                    WHERE assignment.application_id = \(first.id))
                """)
            let page = try await staff.get(scene.results + "/provisional").text
            #expect(!asked(page).contains(first.publicID))
            let isClose = page.contains("1 of these applications still waits for reviews")
            #expect(isClose || !asked(page).isEmpty)
        }
    }

    @Test func nothingIsOfferedWhereThereIsNothingToAskFor() async throws {
        // Everybody has a place.
        try await Self.run({ $0.ranking.places = ["person": 12] }) { scene, staff in
            let page = try await staff.get(scene.results + "/provisional").text
            #expect(page.contains("No application of this nomination is too close to call."))
            #expect(asked(page) == [] && !page.contains("Ask for"))
        }
        // Nothing is calibrated.
        try await Self.run({ $0.ranking.minimumJurors = 100 }) { scene, staff in
            let page = try await staff.get(scene.results + "/provisional").text
            #expect(page.contains("Not enough to calibrate") && asked(page) == [])
            #expect(!page.contains("Ask for"))
        }
        // The round is over.
        try await Self.run { scene, staff in
            #expect(!asked(try await staff.get(scene.results + "/provisional").text).isEmpty)
            try await scene.run("UPDATE round SET closed_at = opened_at")
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            for page in [
                try await staff.get(scene.results + "/board"),
                try await member.get(scene.directorate + "/results"),
            ] {
                #expect(page.text.contains("too close to call.") && asked(page.text) == [])
            }
        }
    }

    // MARK: What was read

    @Test func thePageSaysOfWhichMomentItIs() async throws {
        try await Self.run { scene, staff in
            let page = try await staff.get(scene.results + "/provisional").text
            let now = scene.test.clock.now.iso8601
            #expect(page.contains("the reviews that were in on <time datetime=\"\(now)\""))
        }
    }

    @Test func theSameReviewsAreCountedOnceAndEveryChangeAnew() async throws {
        try await Self.run { scene, staff in
            let rankings = scene.laurel.provisionalRankings
            let (id, cache) = (scene.round, scene.laurel.rules)
            let read = {
                try await scene.laurel.database.read { tx in
                    try RoundMaterial(Round.find(id, tx), cache, tx)
                }
            }
            #expect(rankings.counted == 0)
            for _ in 0..<3 { try await staff.get(scene.results + "/provisional") }
            #expect(rankings.counted == 1)
            try await staff.get(scene.results + "/provisional?nomination=organisation")
            #expect(rankings.counted == 1, "another nomination is the same round")

            let changes: [SQL] = [
                "UPDATE mark SET points = 10 WHERE review_id = 1",
                "UPDATE review SET submitted_at = NULL WHERE id = 2",
                "UPDATE application SET state = 'withdrawn' WHERE id = \(scene.applications[3].id)",
                """
                UPDATE application SET nomination_id = (SELECT id FROM nomination WHERE key = 'organisation')
                WHERE id = \(scene.applications[4].id)
                """,
            ]
            for (number, change) in changes.enumerated() {
                let before = try await rankings.ranking(of: id, read())
                try await scene.run(change)
                let after = try await rankings.ranking(of: id, read())
                #expect(rankings.counted == number + 2)
                #expect(before.entries.map(\.ranking) != after.entries.map(\.ranking))
            }
            let page = try await staff.get(scene.results + "/provisional").text
            #expect(!page.contains("<bdi>Project 3</bdi>") && page.contains("<bdi>Project 5</bdi>"))
        }
    }

    @Test func whoeverLooksAtTheSameTimeWaitsForOneCount() async throws {
        try await Self.run { scene, staff in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await staff.get(scene.results + "/provisional").status }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(scene.laurel.provisionalRankings.counted == 1)
        }
    }

    @Test func onlyTheRoundsLookedAtLastAreRemembered() async throws {
        try await Self.run { scene, _ in
            let rankings = scene.laurel.provisionalRankings
            let (round, cache) = (scene.round, scene.laurel.rules)
            let material = try await scene.laurel.database.read { tx in
                try RoundMaterial(Round.find(round, tx), cache, tx)
            }
            let most = ProvisionalRankings.mostRounds
            for number in 0...most {
                _ = try await rankings.ranking(of: ID(rawValue: Int64(100 + number)), material)
            }
            #expect(rankings.counted == most + 1)
            _ = try await rankings.ranking(of: ID(rawValue: Int64(100 + most)), material)
            #expect(rankings.counted == most + 1, "the last is there")
            _ = try await rankings.ranking(of: ID(rawValue: 100), material)
            #expect(rankings.counted == most + 2, "the first went")
        }
    }
}

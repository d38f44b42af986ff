import Platform
import Testing

@testable import App

/// A jury that meets again, on the finalists.
struct SecondRoundTests {
    private static let three: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [7, 7]),
    ]

    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            $0.feedback = [.bands, .reviews, .scores, .comments]
            $0.outcomes.feedbackReviews = 2
            $0.outcomes.comments = .all
            $0.prizes[0].method = .juryRanking
            for index in $0.prizes.indices {
                $0.prizes[index].passingScore = nil
                $0.prizes[index].regionalPassingScores = [:]
            }
        }
        try await ResultScene.run(Self.three, change: change, body)
    }

    private func open(_ scene: ResultScene) async throws -> Round {
        let (season, act, key) = (scene.season, scene.test.act, scene.laurel.randomness.publicID())
        return try await scene.laurel.database.write { tx in
            try RoundVerbs.open(.init(name: "Final round", publicID: key), in: season, by: act, tx)
            return try Round.find(key, in: season.id, tx)
        }
    }

    /// Each finalist gets a review by the first two jurors with this mark, and the round is closed and
    /// counted.
    private func judge(_ scene: ResultScene, _ round: Round, mark: Int) async throws {
        let (at, act, rules) = (scene.test.clock.now, scene.test.act, scene.laurel.rules)
        let jurors = Array(scene.jurors.prefix(2))
        try await scene.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin,
                    created_at, sent_at)
                SELECT 'final-' || application.id || '-' || juror.id, round.season_id, round.id, juror.id,
                    application.id, 'hand', \(at), \(at)
                FROM round JOIN application ON application.season_id = round.season_id
                JOIN juror ON juror.id IN \(list: jurors)
                WHERE round.id = \(round.id) AND \(round.judges)
                """)
            try tx.run(
                """
                INSERT INTO review (assignment_id, comment, confidential_comment, version, saved_at, submitted_at)
                SELECT id, 'In the final ' || public_id, '', 1, \(at), \(at) FROM assignment
                WHERE round_id = \(round.id)
                """)
            try tx.run(
                """
                INSERT INTO mark (review_id, criterion_id, points)
                SELECT review.id, criterion.id, \(mark) FROM review
                JOIN assignment ON assignment.id = review.assignment_id
                JOIN criterion ON criterion.season_id = assignment.season_id
                WHERE assignment.round_id = \(round.id)
                """)
            try RoundVerbs.close(round, by: act, tx)
            try Results.compute(round.id, by: act, rules, tx)
        }
    }

    private func page(_ number: Int, _ scene: ResultScene) async throws -> String {
        try await scene.test.browser(signedInAs: scene.applications[number].email)
            .get(scene.applicationPage(number)).text
    }

    @Test func whatItFindsIsToldWithTheLaureatesAndNotBefore() async throws {
        try await run { scene in
            try await scene.decide(.finalists, [0, 1])
            let before = [try await page(0, scene), try await page(2, scene)]
            #expect(before[0].contains("90.00") && before[1].contains("70.00"))
            let round = try await open(scene)
            #expect(round.isOfFinalists)
            try await judge(scene, round, mark: 4)
            let during = [try await page(0, scene), try await page(2, scene)]
            for (early, late) in zip(before, during) {
                #expect(late.contains("In the final") == false && late.contains("40.00") == false)
                #expect(early.count == late.count, "nothing else changed either")
            }
            try await scene.decide(.laureates, [0])
            let after = try await page(0, scene)
            #expect(
                after.contains("40.00") && after.contains("In the final") && after.contains("For you 0-0"))
            let other = try await page(2, scene)
            #expect(other.contains("70.00") && !other.contains("40.00"), "who was no finalist keeps theirs")
        }
    }

    @Test func itJudgesFinalistsAloneAndIsCountedAnewUntilTheLaureatesArePublic() async throws {
        try await run { scene in
            try await scene.decide(.finalists, [0, 1])
            let round = try await open(scene)
            let (season, act, rules) = (scene.season, scene.test.act, scene.laurel.rules)
            let entries = try await scene.laurel.database.read { try RoundEntry.all(of: round, $0) }
            #expect(entries.map(\.id) == [scene.applications[0].id, scene.applications[1].id])
            try await judge(scene, round, mark: 8)
            func recount(_ publicID: String) async throws {
                try await scene.laurel.database.write { tx in
                    try Results.recount(publicID, in: season, by: act, rules, tx)
                }
            }
            try await recount(round.publicID)
            await #expect(throws: Problem(.closed, "results.published"), "finalists rest on the first one") {
                try await recount("round")
            }
            try await scene.decide(.laureates, [0])
            await #expect(throws: Problem(.closed, "results.published")) { try await recount(round.publicID) }
        }
    }

    @Test func nothingIsPublishedWhileARoundIsOpen() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0])
            try await scene.adopt(decision)
            let round = try await open(scene)
            #expect(!round.isOfFinalists)
            await #expect(throws: Problem(.conflict, "decisions.round-open")) {
                try await scene.publish(decision)
            }
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let page = try await member.get(scene.directorate + "/decisions/\(decision)/publication").text
            #expect(page.contains("A round of the jury is open"))
        }
    }

    /// A recount under an adopted decision may leave a departure that nobody explained.
    @Test func aDecisionWhoseRankingChangedIsLookedAtAgain() async throws {
        try await run { scene in
            try await scene.decide(.finalists, [0, 1])
            let round = try await open(scene)
            try await judge(scene, round, mark: 8)
            let decision = try await scene.draft(.laureates, [0])
            try await scene.adopt(decision)
            let (season, act, rules) = (scene.season, scene.test.act, scene.laurel.rules)
            let chosen = scene.applications[0].id
            try await scene.run(
                """
                UPDATE mark SET points = 1 WHERE review_id IN (SELECT review.id FROM review
                    JOIN assignment ON assignment.id = review.assignment_id
                    WHERE assignment.round_id = \(round.id) AND assignment.application_id = \(chosen))
                """)
            try await scene.laurel.database.write { tx in
                try Results.recount(round.publicID, in: season, by: act, rules, tx)
            }
            await #expect(throws: Problem(.conflict, "decisions.ranking-changed")) {
                try await scene.publish(decision)
            }
        }
    }

    /// What an applicant was told of the jury's work stays, so that nobody can read out of it which juror
    /// stood too close.
    @Test func aConflictThatIsStatedLateChangesNothingOfWhatWasTold() async throws {
        try await run { scene in
            try await scene.decide(.finalists, [0])
            let before = try await page(1, scene)
            #expect(before.contains("For you 1-0") && before.contains("80.00"))
            let (season, at, juror) = (scene.season.id, scene.test.clock.now, scene.jurors[0])
            let application = scene.applications[1].id
            try await scene.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                SELECT 'late', \(season), juror.person_id, application.party_id, 'family', 'staff', \(at), 1
                FROM juror JOIN application ON application.id = \(application) WHERE juror.id = \(juror)
                """)
            let after = try await page(1, scene)
            #expect(after.contains("For you 1-0") && after.count == before.count)
        }
    }
}

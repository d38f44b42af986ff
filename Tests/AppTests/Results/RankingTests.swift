import Calibration
import Foundation
import Testing

@testable import App
@testable import Platform

/// The ranking of record of a counted round, and what stands beside it.
struct RankingTests {
    /// Ten applications before six jurors, three each, by turns; the sixth juror is lenient.
    private static let connected: [ResultScene.Entry] = (0..<10).map { number in
        let quality = 3 + number % 5
        return ResultScene.Entry(
            title: "Project \(number)", marks: [quality, min(10, quality + 1 + number % 2), quality],
            firstJuror: number % 4)
    }

    private func rankings(_ scene: ResultScene) async throws -> [RecordRanking?] {
        let round = scene.round
        let found = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
        return scene.applications.map { found[$0.id] }
    }

    @Test func withTooFewReviewsRawMeansStandAlone() async throws {
        try await ResultScene.run([
            .init(title: "A", marks: [9, 9]), .init(title: "B", marks: [8, 6]), .init(title: "C", marks: [7]),
        ]) { scene in
            let found = try await rankings(scene)
            let (first, second) = (try #require(found[0]), try #require(found[1]))
            #expect(first.recordRank == 1 && first.recordScore == 90 && first.rawMean == 90)
            #expect(second.recordRank == 2 && second.calibrated == nil && second.chanceOfBest == nil)
            #expect(!second.isTooClose && second.standing == .prospective)
            #expect(found[2] == nil, "one review is no result")
            let parts: String? = try await scene.laurel.database.read {
                try $0.row("SELECT parts FROM round_ranking")?.only()
            }
            #expect(try #require(parts).contains(#""of":"jurors""#))
        }
    }

    @Test func calibratedScoresAreThoseOfTheModel() async throws {
        try await ResultScene.run(
            Self.connected,
            change: { document in
                document.ranking.ofRecord = .calibrated
                document.ranking.places = ["person": 3]
            }
        ) { scene in
            let found = try await rankings(scene).compactMap(\.self)
            #expect(found.count == 10)
            let scores = Self.connected.enumerated().flatMap { number, entry in
                entry.marks.enumerated().map { index, mark in
                    Score(application: number, juror: entry.firstJuror + index, value: Double(mark) * 10)
                }
            }
            let model = Calibration(
                of: scores, applicationCount: 10, jurorCount: 6,
                nominations: Array(repeating: 0, count: 10), best: .ofNominations([3]))
            for (ranking, expected) in zip(found, model.applications) {
                let estimate = try #require(expected.calibrated)
                let interval = try #require(ranking.calibrated)
                #expect(interval == .init(low: estimate.low, value: estimate.value, high: estimate.high))
                #expect(ranking.recordScore == estimate.value && ranking.part == 0)
                #expect(ranking.recordRank == ranking.calibratedRank)
                #expect(ranking.chanceOfBest == expected.chanceOfBest)
            }
            let byRecord = found.sorted { $0.recordRank < $1.recordRank }
            #expect(byRecord.map(\.recordScore) == byRecord.map(\.recordScore).sorted(by: >))
            #expect(try await scene.number("SELECT count(*) FROM juror_ranking") == 6)
        }
    }

    @Test func anIslandIsRankedApartAndNeverAmongTheFirst() async throws {
        let island = (0..<5).map { number in
            ResultScene.Entry(title: "Island \(number)", marks: [10, 9, 8 + number % 3], firstJuror: 7)
        }
        try await ResultScene.run(
            Self.connected + island, change: { $0.ranking.ofRecord = .calibrated }
        ) { scene in
            let found = try await rankings(scene).compactMap(\.self)
            #expect(found[..<10].allSatisfy { $0.part == 0 && $0.standing != .apart })
            #expect(found[10...].allSatisfy { $0.part == 1 && $0.standing == .apart })
            #expect(found[10...].contains { $0.recordRank == 1 })
        }
    }

    @Test func aCalibratedScoreDecidesWhetherOnePasses() async throws {
        try await ResultScene.run(Self.connected, change: { $0.ranking.ofRecord = .calibrated }) { scene in
            let found = try await rankings(scene)
            for number in scene.applications.indices {
                let ranking = try #require(found[number])
                #expect(try await scene.result(number).isPassing == (ranking.recordScore >= 60))
            }
        }
    }

    @Test func tieBreaksOfTheRulesDecideBetweenEqualMeans() async throws {
        try await ResultScene.run(
            [
                .init(title: "Wide", marks: [6, 8]), .init(title: "Narrow", marks: [7, 7]),
                .init(title: "Three", marks: [7, 7, 7]),
            ], change: { $0.ranking.tieBreaks = [.spread, .reviews] }
        ) { scene in
            let found = try await rankings(scene).compactMap(\.self)
            #expect(found.map(\.recordRank) == [3, 2, 1])
            #expect(found.map(\.rawRank) == [1, 1, 1], "the raw rank stays joint")
            #expect(found.allSatisfy { !$0.isJoint })
        }
    }

    @Test func theMethodIsFixedWhenTheRoundOpensAndCannotBeChanged() async throws {
        try await TestLaurel.run { test in
            let fixture = try await JuryFixture.make(test) { $0.ranking.ofRecord = .calibrated }
            let round = try await fixture.round()
            var document = fixture.season.rules
            document.ranking.ofRecord = .raw
            document.ranking.tieBreaks = [.reviews]
            let later = document.ranking
            let change = SeasonRulesVerbs.Change(document: document, reason: "later")
            let (act, cache) = (test.act, test.laurel.rules)
            try await test.laurel.database.write { try SeasonRulesVerbs.apply(change, by: act, $0) }
            let method = try await test.laurel.database.read { try RoundMethod.of(round, cache, $0) }
            #expect(method.ranking == fixture.season.rules.rankingInFull)
            #expect(method.ranking.ofRecord == .calibrated && method.ranking.tieBreaks != [.reviews])
            await #expect(throws: (any Error).self) {
                try await test.laurel.database.write {
                    try RoundMethod.fix(later, for: round.id, at: act.at, $0)
                }
            }
            await #expect(throws: (any Error).self) {
                try await test.laurel.database.write {
                    try $0.run("UPDATE round_method SET of_record = 'raw'")
                }
            }
        }
    }

    @Test func placesOfAPrizeAreSharedAmongItsNominations() throws {
        let document = try DemoSeasons.document("first")
        #expect(document.rankingInFull.places == ["person": 6, "organisation": 6])
    }

    @Test func robustnessCountsHowOftenTheFirstStay() async throws {
        try await ResultScene.run(
            [
                .init(title: "Safe", marks: [10, 10, 10]), .init(title: "Hangs", marks: [10, 5, 5]),
                .init(title: "Near", marks: [5, 7, 7]),
            ],
            change: {
                $0.ranking.places = ["person": 2]; $0.prizes[0].passingScore = nil
                $0.prizes[0].regionalPassingScores = [:]
            }
        ) { scene in
            let (round, cache) = (scene.round, scene.laurel.rules)
            let material = try await scene.laurel.database.read { tx in
                try RoundMaterial(Round.find(round, tx), cache, tx)
            }
            let robustness = try await Robustness.calculated(material) { $0.prospective }
            #expect(robustness.jurors == 3 && robustness.shifts == 14)
            let safe = try #require(robustness.stays[scene.applications[0].id])
            let hangs = try #require(robustness.stays[scene.applications[1].id])
            #expect(robustness.stays.count == 2)
            #expect(safe.jurorStays == 3 && hangs.jurorStays == 2, "the first juror alone holds it")
            #expect(safe.weightStays == 14 && hangs.weightStays == 14)
            #expect(safe.isInOther == nil, "nothing is calibrated")
            await scene.laurel.jobs().runDue()
            #expect(try await scene.number("SELECT count(*) FROM robustness") == 2)
            #expect(try await scene.number("SELECT sum(juror_stays) FROM robustness") == 5)
        }
    }
}

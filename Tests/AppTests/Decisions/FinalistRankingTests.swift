import Platform
import Testing

@testable import App

/// Whom the ranking of record suggests as finalists, and what departs from that.
struct FinalistRankingTests {
    private static func candidate(_ rank: Int, _ country: String = "KZ", part: Int = 0)
        -> FinalistRanking.Candidate
    {
        .init(rank: rank, part: part, origin: .init(country: country, region: country == "KZ" ? "asia" : nil))
    }

    private static func ranking(perCountry: Int? = nil, perRegion: Int? = nil) -> FinalistRanking {
        var season = SeasonRanking()
        (season.mostPerCountry, season.mostPerRegion) = (perCountry, perRegion)
        return FinalistRanking(caps: PlaceCaps(season))
    }

    @Test func aTieForTheLastPlaceBringsMore() {
        let candidates = [1, 2, 2, 4].map { Self.candidate($0) }
        #expect(Self.ranking().chosen(candidates, wanted: 2) == [true, true, true, false])
        #expect(Self.ranking().chosen(candidates, wanted: 0) == [false, false, false, false])
    }

    @Test func whoseCountryHasItsPlacesIsPassedOver() {
        let countries = ["KZ", "KZ", "PE", "KZ", "IN"]
        let candidates = countries.enumerated().map { Self.candidate($0 + 1, $1) }
        #expect(
            Self.ranking(perCountry: 1).chosen(candidates, wanted: 3) == [true, false, true, false, true])
        #expect(Self.ranking(perRegion: 2).chosen(candidates, wanted: 3) == [true, true, true, false, false])
    }

    @Test func passingSomebodyOverDepartsAndFollowingACapDoesNot() {
        let all = ["KZ", "KZ", "PE"].enumerated().map { Self.candidate($0 + 1, $1) }
        let (plain, capped) = (Self.ranking(), Self.ranking(perCountry: 1))
        #expect(!plain.departs(Array(all[..<2]), passedOver: [all[2]]))
        #expect(plain.departs([all[0], all[2]], passedOver: [all[1]]))
        #expect(!capped.departs([all[0], all[2]], passedOver: [all[1]]))
        #expect(capped.departs([all[0], all[1]], passedOver: [all[2]]), "two of one country")
        #expect(capped.departs([all[1], all[2]], passedOver: [all[0]]), "not the best of its country")
    }

    @Test func partsOfTheJuryAreNotCompared() {
        let (first, second) = (Self.candidate(1), Self.candidate(2))
        let apart = Self.candidate(1, part: 1)
        #expect(!Self.ranking().departs([first, second], passedOver: [apart]))
        #expect(Self.ranking().departs([second, apart], passedOver: [first]))
    }

    private static let connected: [ResultScene.Entry] = (0..<10).map { number in
        .init(
            title: "Project \(number)", marks: (0..<3).map { 9 - (number + $0) % 4 }, firstJuror: number % 5)
    }

    /// The same order as on the board, with the parts of the jury apart.
    @Test func theProposalFollowsTheRankingOfRecord() async throws {
        let island = (0..<5).map { number in
            ResultScene.Entry(title: "Island \(number)", marks: [10, 10, 9 - number % 3], firstJuror: 7)
        }
        try await ResultScene.run(
            Self.connected + island, change: { $0.ranking.ofRecord = .calibrated }
        ) { scene in
            let season = scene.season
            let (found, board) = try await scene.laurel.database.read { tx in
                (
                    try FinalistProposal.of(season, wanted: ["person": 4], tx),
                    try RankedEntry.stored(of: scene.round, tx)
                )
            }
            let pool = try #require(found?.pools.first { $0.nomination.key == "person" })
            let prospective = board.filter { $0.ranking.part == 0 && $0.ranking.recordRank <= 4 }
            #expect(pool.chosen.map(\.application) == prospective.map(\.application))
            #expect(pool.apart.count == 5 && pool.apart.allSatisfy { $0.title.hasPrefix("Island") })
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/proposal?person=4").text
            #expect(page.contains("Read by another part of the jury"))
            #expect(page.matches(of: #/ checked/#).count == pool.chosen.count)
            let numbers = pool.chosen.compactMap { result in
                scene.applications.firstIndex { $0.id == result.application }
            }
            let decision = try await scene.draft(.finalists, numbers)
            let pools = try await scene.laurel.database.read { tx in
                try DecisionContents.of(try Decision.find(decision, in: season.id, tx), tx).pools(season)
            }
            #expect(pools.map(\.departs) == [false], "what is proposed is no departure")
        }
    }

    @Test func aCapHoldsForTheProposal() async throws {
        let entries: [ResultScene.Entry] = [
            .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
            .init(title: "Trees", marks: [7, 7], country: "PE"),
        ]
        try await ResultScene.run(entries, change: { $0.ranking.mostPerCountry = 1 }) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let page = try await staff.get(scene.results + "/proposal?person=2").text
            #expect(page.contains("Passed over: their country or region has its places"))
            let season = scene.season
            let found = try await scene.laurel.database.read { tx in
                try FinalistProposal.of(season, wanted: ["person": 2], tx)
            }
            let pool = try #require(found?.pools.first { $0.nomination.key == "person" })
            #expect(pool.chosen.map(\.title) == ["Wells", "Trees"])
            #expect(pool.capped.map(\.title) == ["Books"])
        }
    }
}

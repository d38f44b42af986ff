import Platform
import TestSupport
import Testing

@testable import App

/// Lists cost the same however many applications a season has.
struct FlatListTests {
    static let filters: [ApplicationFilter] = [
        ApplicationFilter(shelf: .toScreen, order: .oldest),
        ApplicationFilter(shelf: .toScreen, order: .leastComplete),
        ApplicationFilter(shelf: .waiting, order: .oldest),
        ApplicationFilter(shelf: .admitted, nomination: "person", order: .oldest),
        ApplicationFilter(shelf: .rejected, country: "AD", order: .newest),
        ApplicationFilter(shelf: .all, order: .newest),
        ApplicationFilter(shelf: .all, country: "AF", language: "ru", order: .newest),
        ApplicationFilter(shelf: .all, words: "project theme4", order: .newest),
        ApplicationFilter(shelf: .all, words: "proj", order: .newest),
        ApplicationFilter(shelf: .toScreen, words: "name77", order: .oldest),
        ApplicationFilter(shelf: .all, words: "project name777", order: .oldest),
        ApplicationFilter(shelf: .draft, order: .newest),
    ]

    @Test(.enabled(if: !TestEngine.isPostgres, "the plans are SQLite's"))
    func noListReadsTheWholeTable() async throws {
        try await ScreeningScene.run { scene in
            try await ApplicationCrowd(season: scene.season, count: 3_000).insert(into: scene.laurel.database)
            let (desk, now) = (scene.desk, scene.now)
            for filter in Self.filters {
                var next = filter
                next.after = .init(completeness: 100, submittedAt: now, publicID: "third500")
                for asked in [filter, next] {
                    let plan = try await scene.laurel.database.read { tx in
                        let statement = try ApplicationList.statement(asked, at: desk, now: now, tx)
                        return try tx.rows("EXPLAIN QUERY PLAN \(statement)").map {
                            try $0["detail"] as String
                        }
                    }
                    let scans = plan.filter { $0.hasPrefix("SCAN") && !Self.isSmall($0) }
                    #expect(scans == [], "\(asked)")
                    #expect(plan.contains { $0.hasPrefix("SEARCH application USING") }, "\(asked): \(plan)")
                }
            }
        }
    }

    /// The page itself, lists of values, and what waits for an answer, which is an index of open things only.
    private static func isSmall(_ step: String) -> Bool {
        let small = [
            "application", "json_each VIRTUAL TABLE INDEX 1:", "CONSTANT ROW", "nomination_move USING",
            "screening_request USING", "bounded",
        ]
        return small.contains { step == "SCAN \($0)" || step.hasPrefix("SCAN \($0)") && $0 != "application" }
    }

    @Test func aPageTakesAFixedNumberOfStatements() async throws {
        try await ScreeningScene.run { scene in
            let database = scene.laurel.database
            let searching = Self.filters.filter { !$0.words.isEmpty }.count
            for count in [0, 2_000] {
                try await ApplicationCrowd(season: scene.season, count: count).insert(into: database)
                let cost = try await database.fewestStatements {
                    for filter in Self.filters { _ = try await scene.page(filter) }
                    _ = try await scene.counts()
                }
                #expect(cost == Self.filters.count + searching + 1)
            }
        }
    }
}

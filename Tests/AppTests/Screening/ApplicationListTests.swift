import Platform
import Testing

@testable import App

struct ApplicationListTests {
    @Test func eachFilterShowsWhatItSaysAndNothingElse() async throws {
        try await ScreeningScene.run { scene in
            let kenya = try await scene.submit(scene.applicant(), title: "Water")
            let peru = try await scene.submit(
                scene.applicant("p@example.org", name: "Ñusta Quispe", country: "PE"), title: "Agua limpia",
                nomination: "organisation", language: "ar")
            let shelf = ApplicationFilter.Shelf.toScreen
            #expect(try await found(.init(shelf: shelf, order: .oldest), scene) == [kenya, peru])
            #expect(try await found(.init(shelf: shelf, country: "PE"), scene) == [peru])
            #expect(try await found(.init(shelf: shelf, nomination: "person"), scene) == [kenya])
            #expect(try await found(.init(shelf: shelf, nomination: "of-another-season"), scene) == [])
            #expect(try await found(.init(shelf: shelf, language: "ar"), scene) == [peru])
            #expect(try await found(.init(shelf: shelf, country: "PE", language: "en"), scene) == [])
            #expect(try await found(.init(shelf: .admitted), scene) == [])
            try await scene.decide(.admit, kenya)
            try await scene.decide(.reject, peru, reason: "duplicate")
            #expect(try await found(.init(shelf: shelf), scene) == [])
            #expect(try await found(.init(shelf: .admitted), scene) == [kenya])
            #expect(try await found(.init(shelf: .rejected), scene) == [peru])
            #expect(try await found(.init(shelf: .all, order: .newest), scene) == [peru, kenya])
        }
    }

    @Test(arguments: [
        "agua", "ÑUSTA", "qui lim", "  limpia,agua ", "nusta", "xyz", "agua xyz", "gua", "agu% ",
    ])
    func wordsAreFoundByTheirBeginnings(_ typed: String) async throws {
        let isFound = !["nusta", "xyz", "agua xyz", "gua"].contains(typed)
        try await ScreeningScene.run { scene in
            try await scene.submit(scene.applicant(), title: "Water")
            let peru = try await scene.submit(
                scene.applicant("p@example.org", name: "Ñusta Quispe", country: "PE"), title: "Agua limpia")
            #expect(try await found(.init(words: typed), scene) == (isFound ? [peru] : []))
        }
    }

    @Test(arguments: ApplicationFilter.Order.allCases)
    func pagesGoThroughEverythingOnceInOrder(_ order: ApplicationFilter.Order) async throws {
        try await ScreeningScene.run { scene in
            let crowd = ApplicationCrowd(season: scene.season, count: 130)
            try await crowd.insert(into: scene.laurel.database)
            var filter: ApplicationFilter? = ApplicationFilter(shelf: .toScreen, order: order)
            var seen: [ApplicationSummary] = []
            var pages = 0
            while let asked = filter {
                let page = try await scene.page(asked)
                seen += page.rows
                filter = page.next
                pages += 1
            }
            let total: Int = try await scene.value(
                "SELECT count(*) FROM application WHERE state = 'submitted'")
            #expect(seen.count == total && Set(seen.map(\.publicID)).count == total)
            #expect(pages == (total + ScreeningBounds.pageRows - 1) / ScreeningBounds.pageRows && pages > 1)
            let keys = seen.map { [$0.completeness, Int($0.submittedAt?.milliseconds ?? 0)] }
            let sorted: [[Int]] =
                switch order {
                case .oldest: keys.sorted { $0[1] < $1[1] }
                case .newest: keys.sorted { $0[1] > $1[1] }
                case .leastComplete: keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
                case .mostComplete: keys.sorted { ($0[0], $0[1]) > ($1[0], $1[1]) }
                }
            #expect(keys == sorted)
        }
    }

    @Test func draftsAreListedByTheirBeginning() async throws {
        try await ScreeningScene.run { scene in
            let crowd = ApplicationCrowd(season: scene.season, count: 700)
            try await crowd.insert(into: scene.laurel.database)
            let first = try await scene.page(.init(shelf: .draft))
            let next = try #require(first.next)
            let second = try await scene.page(next)
            #expect(Set(first.rows.map(\.publicID)).isDisjoint(with: second.rows.map(\.publicID)))
            #expect((first.rows + second.rows).allSatisfy { $0.state == .draft })
            let drafts: Int = try await scene.value("SELECT count(*) FROM application WHERE state = 'draft'")
            #expect(first.rows.count + second.rows.count == drafts)
        }
    }

    @Test func anAddressSaysTheListAndNonsenseCountsAsNotSaid() {
        var filter = ApplicationFilter(
            shelf: .waiting, nomination: "person", country: "KE", language: "en", words: "clean water",
            order: .oldest)
        filter.after = .init(completeness: 70, submittedAt: TestClock.start, publicID: "abc")
        let again = ApplicationFilter(filter.query, shelves: ApplicationFilter.Shelf.queue, order: .newest)
        #expect(again == filter)
        let nonsense = ApplicationFilter(
            ["state": "draft", "country": "Kenya", "sort": "title", "after": "1; DROP TABLE"],
            shelves: ApplicationFilter.Shelf.queue, order: .oldest)
        #expect(
            nonsense == ApplicationFilter(shelf: .toScreen, order: .oldest), "drafts are not in the queue")
    }

    private func found(_ filter: ApplicationFilter, _ scene: ScreeningScene) async throws -> [String] {
        try await scene.page(filter).rows.map(\.publicID)
    }
}

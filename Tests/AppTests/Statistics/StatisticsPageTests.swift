import Platform
import Testing

@testable import App

struct StatisticsPageTests {
    @Test func staffSeeTheFiguresBesideTheSeasonBefore() async throws {
        try await StatisticsScene.run { scene in
            for country in ["KE", "KE", "KZ"] {
                let at = try scene.moment(-0, before: scene.former) - .seconds(90)
                try await scene.add(.init(country: country, versions: [at]), to: scene.former)
            }
            let at = try scene.moment(2, before: scene.season)
            for country in ["KE", "EG", "EG", "FR", "FR"] {
                try await scene.add(.init(country: country, versions: [at]), to: scene.season)
            }
            scene.wait(until: try scene.moment(-2, before: scene.season))
            let page = try await scene.browser().get(scene.page)
            #expect(page.status == 200)
            #expect(page.text.contains("<dt>applications submitted</dt><dd>5</dd>"))
            #expect(page.text.contains("2 more than the season before"))
            #expect(page.text.contains("Compared with all of “First season”"))
            #expect(page.text.contains("<polyline class=\"mark-line\""))
            #expect(page.text.contains("<polyline class=\"mark-line-before\""))
            #expect(page.text.contains("<th scope=\"row\">Egypt</th>"))
            #expect(page.text.contains("\(scene.exports)"))
        }
    }

    @Test func anEmptySeasonSaysSo() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(.init(state: "draft"), to: scene.season)
            let page = try await scene.browser().get(scene.page)
            #expect(page.text.contains("Nothing has been submitted yet"))
            #expect(!page.text.contains("<polyline"))
        }
    }

    @Test func withoutASeasonBeforeNothingIsCompared() async throws {
        try await StatisticsScene.run { scene in
            try await scene.test.grant(.staff, to: scene.staff, in: scene.former)
            let at = try scene.moment(2, before: scene.former)
            try await scene.add(.init(versions: [at]), to: scene.former)
            let page = try await scene.browser().get("/seasons/first/staff/statistics")
            #expect(page.text.contains("There is no season before to compare with"))
            #expect(!page.text.contains("mark-before") && !page.text.contains("mark-line-before"))
        }
    }

    @Test func aPageTakesAFixedNumberOfStatements() async throws {
        try await StatisticsScene.run { scene in
            let browser = try await scene.browser()
            let database = scene.laurel.database
            var costs: [[Int]] = []
            for count in [3, 2_000] {
                for season in [scene.former, scene.season] {
                    try await ApplicationCrowd(season: season, count: count).insertOnce(
                        into: database, costs.count)
                }
                let page = try await database.fewestStatements { try await browser.get(scene.page) }
                let exports = try await database.fewestStatements { try await browser.get(scene.exports) }
                costs.append([page, exports])
            }
            #expect(costs[0] == costs[1])
            #expect(costs[0].allSatisfy { $0 < 20 })
        }
    }

    @Test func labelsAreEscapedInEveryLanguage() async throws {
        try await StatisticsScene.run { scene in
            let at = try scene.moment(2, before: scene.season)
            try await scene.add(.init(title: "<script>alert(1)</script>", versions: [at]), to: scene.season)
            let browser = try await scene.browser()
            for language in ["en", "ru", "ar"] {
                let page = try await browser.get(scene.page + "?lang=\(language)")
                #expect(page.text.contains("<html lang=\"\(language)\""))
                #expect(page.status == 200)
                #expect(!page.text.contains("⟦"), "every text is there")
                #expect(!page.text.contains("<script>alert"))
            }
        }
    }
}

struct PublicStatisticsTests {
    static let three: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8], country: "EG"),
        .init(title: "Trees", marks: [7, 7], state: "rejected"),
    ]

    @Test func nothingIsVisibleBeforePublication() async throws {
        try await ResultScene.run(Self.three) { scene in
            let path = scene.path + "/statistics"
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            #expect(try await staff.get(scene.path + "/staff/statistics").text.contains("Egypt"))
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            for browser in [scene.test.browser(), staff] {
                #expect(try await browser.get(path).status == 404)
                #expect(!(try await browser.get(scene.path).text.contains(path)))
            }
            try await scene.publish(decision)
            for browser in [scene.test.browser(), staff] {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                #expect(page.text.contains("<dt>applications submitted</dt><dd>3</dd>"))
                #expect(page.text.contains("Egypt"))
                #expect(try await browser.get(scene.path).text.contains(path))
            }
        }
    }

    /// What comes after publication is not in it until the next gate.
    @Test func figuresStandAsTheyWerePublished() async throws {
        try await ResultScene.run(Self.three) { scene in
            try await scene.decide(.finalists, [0, 1])
            let path = scene.path + "/statistics"
            let before = try await scene.test.browser().get(path).text
            try await scene.run(
                "UPDATE application SET country = 'FR', state = 'withdrawn' WHERE title = 'Trees'")
            scene.laurel.pages.clear()
            #expect(try await scene.test.browser().get(path).text == before)
            #expect(before.contains("Of these, laureates"))
            try await scene.decide(.laureates, [0])
            let after = try await scene.test.browser().get(path).text
            #expect(after.contains("<dt>applications submitted</dt><dd>2</dd>"))
        }
    }
}

extension ApplicationCrowd {
    /// The first round fills both seasons, the second adds to them under other names.
    fileprivate func insertOnce(into database: Database, _ round: Int) async throws {
        guard round > 0 else { return try await insert(into: database) }
        try await database.write { tx in
            try tx.run(
                """
                WITH RECURSIVE counter (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < \(count))
                INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                    state, created_at, submitted_at)
                SELECT 'more' || \(season.key) || i, season_id, nomination_id, party_id, country, language, title,
                    'submitted', 0, submitted_at
                FROM counter JOIN application ON application.public_id = \(season.key) || 1
                """)
            try tx.run(
                """
                INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                    submitted_at, submitted_by, idempotency_key)
                SELECT application.id, 1, rules_version_id, submission.nomination_id, answers, digest,
                    submission.submitted_at, submitted_by, public_id
                FROM application JOIN submission ON submission.idempotency_key = \(season.key) || 1
                WHERE application.public_id >= 'more' || \(season.key)
                    AND application.public_id < 'more' || \(season.key) || 'a'
                """)
        }
    }
}

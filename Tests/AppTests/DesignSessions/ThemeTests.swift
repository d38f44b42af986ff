import Platform
import Testing

@testable import App

struct ThemeTests {
    @Test func themesCountTheirSupportersOnceAndReleaseEverything() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let ideas = [
                try await scene.proposed("Meet", by: scene.participants[0], key: "key-00001"),
                try await scene.proposed("Gather", by: scene.participants[1], key: "key-00002"),
            ]
            for idea in ideas {
                try await scene.guest.browser.post(scene.address.idea(idea) + "/support")
            }
            let page = try await scene.participants[0].browser.get(scene.address.idea(ideas[0]))
            try await scene.participants[0].browser.post(scene.address.idea(ideas[0]) + "/support")
            try await scene.participants[0].browser.post(scene.address.idea(ideas[0]) + "/support/end")
            let fields: KeyValuePairs = [
                "idea": ideas[0], "title": "Meetings", "language": "en",
            ]
            for other in [scene.participants[0], scene.moderator, scene.scribe] {
                #expect(try await other.browser.post(scene.address.themes, fields).status == 403)
            }
            let body = "idea=\(ideas[0])&idea=\(ideas[1])&title=Meetings&language=en&_token="
            func gather() async throws -> Int {
                let token = scene.facilitator.browser.formToken
                return try await scene.facilitator.browser.post(
                    scene.address.themes, body: Array((body + token).utf8),
                    type: "application/x-www-form-urlencoded"
                ).status
            }
            try await scene.facilitator.browser.get(scene.address.themes)
            // Of those who gather the same at once one does.
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await gather() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 409, 409, 409])
            #expect(try await scene.count("SELECT count(*) FROM theme") == 1)
            let session = scene.session.id
            let theme = try #require(
                try await test.laurel.database.read { try Theme.of(session, $0) }.first)
            #expect(theme.ideas == 2 && theme.supporters == 1)
            let listed = try await scene.guest.browser.get(scene.address.themes)
            #expect(listed.text.contains("2 ideas, 1 supporter"))
            try await scene.facilitator.browser.get(scene.address.theme(theme.publicID))
            for idea in ideas {
                let released = try await scene.facilitator.browser.post(
                    scene.address.theme(theme.publicID) + "/release", ["idea": idea])
                #expect(released.status == 303)
            }
            let after = try await scene.participants[0].browser.get(scene.address.idea(ideas[0]))
            #expect(Self.plain(after.text) == Self.plain(page.text))
            #expect(
                try await scene.count("SELECT count(*) FROM theme_idea WHERE released_at IS NOT NULL") == 2)
        }
    }

    private static func plain(_ text: String) -> String {
        text.replacing(#/name="request_key" value="[^"]*"|data-after="\d+"/#, with: "")
    }

    @Test func aThemeIsRenamedOverItsOwnVersionAndDissolved() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Meet", by: scene.guest, key: "key-00001")
            let browser = scene.facilitator.browser
            try await browser.get(scene.address.themes)
            let made = try await browser.post(
                scene.address.themes, ["idea": idea, "title": "Meetings", "language": "en"])
            #expect(made.status == 303)
            let session = scene.session.id
            let theme = try #require(
                try await test.laurel.database.read { try Theme.of(session, $0) }.first)
            let path = scene.address.theme(theme.publicID)
            for (version, status) in [("1", 303), ("1", 409)] {
                let answer = try await browser.post(
                    path,
                    ["title": "Встречи", "summary": "Чаще", "language": "ru", "version": version])
                #expect(answer.status == status)
            }
            #expect(try await scene.guest.browser.get(path).text.contains("Встречи"))
            // Without an account nobody leads.
            let guest = try await scene.guest.browser.post(path + "/dissolution")
            #expect(guest.status == 303 && guest.location.hasPrefix("/sign-in"))
            #expect(try await scene.count("SELECT count(*) FROM theme WHERE dissolved_at IS NULL") == 1)
            #expect(try await browser.post(path + "/dissolution").status == 303)
            #expect(try await browser.get(path).status == 404)
            #expect(try await scene.guest.browser.get(scene.address.idea(idea)).status == 200)
            #expect(
                try await scene.count("SELECT count(*) FROM theme_idea WHERE released_at IS NULL") == 0)
        }
    }

    @Test func ideasToGatherAreNarrowedAndGatheringStaysThere() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let english = try await scene.proposed("A fundraiser", by: scene.guest, key: "key-00001")
            _ = try await scene.propose("Больше встреч", by: scene.guest, key: "key-00002", language: "ru")
            #expect(try await scene.count("SELECT count(*) FROM idea") == 2)
            let browser = scene.facilitator.browser
            let narrowed = scene.address.themes + "?language=en"
            let page = try await browser.get(narrowed)
            #expect(page.text.contains("value=\"\(english)\""))
            #expect(!page.text.contains("Больше встреч"))
            let nothing = try await browser.get(scene.address.themes + "?language=fr")
            #expect(nothing.text.contains("No idea fits this choice"))
            try await browser.get(narrowed)
            let unnamed = try await browser.post(narrowed, ["idea": english, "title": "", "language": "en"])
            #expect(unnamed.status == 422)
            #expect(unnamed.text.contains("value=\"\(english)\" checked"))
            let made = try await browser.post(
                narrowed, ["idea": english, "title": "Money", "language": "en"])
            #expect(made.location == narrowed + "&notice=theme-gathered")
        }
    }

    @Test func similarIdeasAreSuggestedWithinALanguage() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            for (number, said) in [
                ("More working meetings of finalists", "en"), ("Working meetings for finalists", "en"),
                ("A fundraiser", "en"), ("Больше рабочих встреч финалистов", "ru"),
                ("Рабочие встречи финалистов", "ru"),
            ].enumerated() {
                let member = scene.participants[number % 3]
                _ = try await scene.propose(
                    said.0, by: member, key: "key-0000\(number)", language: said.1, change: said.0)
            }
            let session = scene.session.id
            let candidates = try await test.laurel.database.read {
                try SimilarIdeas.candidates(in: session, $0)
            }
            let found = SimilarIdeas.suggestions(candidates).map { Set($0.map(\.number)) }
            #expect(found == [[1, 2], [4, 5]])
            let page = try await scene.facilitator.browser.get(scene.address.themes)
            #expect(page.text.contains("These may belong together"))
            let other = try await scene.guest.browser.get(scene.address.themes)
            #expect(!other.text.contains("These may belong together"))
        }
    }
}

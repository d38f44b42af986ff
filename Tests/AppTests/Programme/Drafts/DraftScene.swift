import Platform
import Testing

@testable import App

/// A season whose staff change its rules.
struct DraftScene: Sendable {
    let test: TestLaurel

    static let staff = "staff@example.org"
    static let colleague = "colleague@example.org"
    static let rules = "/seasons/third/staff/rules"
    static let draft = rules + "/drafts/third"
    static let young = draft + "/prizes/young-volunteers"

    var laurel: Laurel { test.laurel }

    static func run(_ body: @escaping @Sendable (DraftScene) async throws -> Void) async throws {
        try await TestLaurel.run { test in
            let document = try DemoSeasons.document("third")
            _ = try await test.laurel.apply(document, reason: "The first rules.", isPublic: true)
            for email in [staff, colleague] {
                #expect(try await test.laurel.grant("staff", to: email, season: "third") == nil)
            }
            try await body(DraftScene(test: test))
        }
    }

    func browser(_ email: String = staff) async throws -> Browser {
        let browser = try await test.browser(signedInAs: email)
        try await browser.get(Self.rules)
        return browser
    }

    /// A browser of staff who began a draft.
    func drafting() async throws -> Browser {
        let browser = try await browser()
        let begun = try await browser.post(Self.rules + "/drafts", ["season": "third"])
        #expect(begun.location == Self.draft)
        return browser
    }

    /// The special prize, filled in; `places` as somebody may type it.
    func saveYoungPrize(
        _ browser: Browser, version: Int, places: String = "3", title: String = "Young volunteers"
    ) async throws -> Browser.Answer {
        let path = "prizes/young-volunteers"
        return try await browser.post(
            Self.young,
            [
                "version": String(version), path + "/title/en": title,
                path + "/title/ru": "Молодые волонтёры", path + "/title/ar": "شباب متطوعون",
                path + "/nominations": "person", path + "/nominations": "organisation",
                path + "/open-to": "person", path + "/eligibility/maximum-age": "25",
                path + "/method": "directorate", path + "/places": places, path + "/money": "1000 EUR",
            ])
    }

    func season(_ key: String = "third") async throws -> Season? {
        let cache = laurel.rules
        return try await laurel.database.read { try Season.find(key: key, cache, $0) }
    }

    func draft(_ key: String = "third") async throws -> SeasonDraft {
        let season = try #require(try await season())
        return try await laurel.database.read { try SeasonDraft.open(key, from: season.id, $0) }
    }

    func number(_ query: SQL) async throws -> Int {
        try await laurel.database.read { try $0.row(query)?.only() ?? 0 }
    }

    /// What a page of the preview would send.
    func apply(_ browser: Browser, reason: String, draft: String = DraftScene.draft) async throws
        -> Browser.Answer
    {
        let page = try await browser.get(draft + "/application").text
        let version = try #require(page.firstMatch(of: #/name="version" value="(\d+)"/#)).1
        let compared = try #require(page.firstMatch(of: #/name="compared" value="(\d+)"/#)).1
        return try await browser.post(
            draft + "/application",
            ["version": String(version), "compared": String(compared), "reason": reason])
    }
}

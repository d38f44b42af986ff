import Platform
import Testing

@testable import App

/// What happens to decisions when several people act at once: each becomes public whole, or not at all.
@Suite(.timeLimit(.minutes(5)))
struct DecisionRaceTests {
    private static let entries: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [7, 7]), .init(title: "Roads", marks: [6, 6]),
    ]

    /// A member on the page of a decision, with the token of its forms.
    private static func member(_ number: Int, _ scene: ResultScene) async throws -> Browser {
        let browser = try await scene.test.browser(signedInAs: ResultScene.members[number])
        try await browser.get("/account")
        return browser
    }

    /// What everybody may read while results become public.
    private static func looks(_ scene: ResultScene) async throws -> [@Sendable () async throws -> String] {
        let applicant = try await scene.test.browser(signedInAs: scene.applications[0].email)
        let anybody = scene.test.browser()
        let own = "\(scene.path)/applications/\(scene.applications[0].publicID)"
        return [
            { try await anybody.get(scene.path + "/finalists").text },
            { try await anybody.get(scene.path + "/statistics").text },
            { try await applicant.get(own).text },
            {
                try await scene.laurel.database.read { tx in
                    func count(_ sql: SQL) throws -> Int { try tx.row(sql)?.only() ?? 0 }
                    let finalists = try count("SELECT count(*) FROM application WHERE state = 'finalist'")
                    let mails = try count(
                        "SELECT count(*) FROM mail WHERE recipient LIKE 'a%@applicant.example'")
                    let publications = try count("SELECT count(*) FROM publication")
                    return "\(publications): \(finalists) finalists"
                        + (publications == 0 && mails == 0 || publications == 1 && mails > 0
                            ? "" : ", \(mails)")
                }
            },
        ]
    }

    @Test func adoptingTwiceAdoptsOnce() async throws {
        try await ResultScene.run(Self.entries) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let path = "\(scene.directorate)/decisions/\(decision)"
            let adoptions: [Race.Deed] = try await [1, 2].asyncMap { number in
                let member = try await Self.member(number, scene)
                return { try await member.post(path + "/adoption", ["version": "1"]).status }
            }
            let reader = try await Self.member(0, scene)
            let race = try await Race.run(
                adoptions + adoptions, watchedBy: [{ try await reader.get(path).text }])
            #expect(race.statuses.count { $0 == 303 } == 1)
            #expect(race.statuses.count { $0 == 409 } == 3)
            #expect(race.between(0) == [])
            let parts = "SELECT count(*) FROM decision_part WHERE part = 'adopter'" as SQL
            #expect(try await scene.number(parts) == 1)
        }
    }

    /// Two publish, all others read: a page is what it was before, or what it is from then on.
    @Test func publishingIsSeenWholeByEverybody() async throws {
        try await ResultScene.run(Self.entries) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            let shown = try await scene.effect(decision)
            let path = "\(scene.directorate)/decisions/\(decision)/publication"
            let publications: [Race.Deed] = try await [1, 2].asyncMap { number in
                let member = try await Self.member(number, scene)
                return { try await member.post(path, ["shown": shown]).status }
            }
            let race = try await Race.run(publications + publications, watchedBy: Self.looks(scene))
            #expect(race.statuses.allSatisfy { $0 == 303 || $0 == 403 || $0 == 409 }, "\(race.statuses)")
            scene.laurel.pages.clear()
            for watcher in race.sights.indices { #expect(race.between(watcher) == [], "\(watcher)") }
            #expect(race.sights[3].last == "1: 2 finalists")
            #expect(try await scene.number("SELECT count(*) FROM publication") == 1)
        }
    }

    /// One publishes what another takes back and a third replaces: what becomes public was adopted, whole.
    @Test func aDecisionThatIsTakenBackIsPublishedWholeOrNotAtAll() async throws {
        try await ResultScene.run(Self.entries) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let substitute = try await scene.draft(.finalists, [2, 3], by: 2)
            try await scene.adopt(decision)
            let shown = try await scene.effect(decision)
            let pages = "\(scene.directorate)/decisions/"
            let (publisher, doubter, adopter) = (
                try await Self.member(1, scene), try await Self.member(2, scene),
                try await Self.member(0, scene)
            )
            let race = try await Race.run(
                [
                    { try await publisher.post(pages + decision + "/publication", ["shown": shown]).status },
                    { try await doubter.post(pages + decision + "/adoption/undo").status },
                    { try await adopter.post(pages + substitute + "/adoption", ["version": "1"]).status },
                ], watchedBy: Self.looks(scene))
            for watcher in race.sights.indices { #expect(race.between(watcher) == [], "\(watcher)") }
            let published = try await scene.number("SELECT count(*) FROM publication")
            let finalists = try await scene.number(
                "SELECT count(*) FROM application WHERE state = 'finalist'")
            #expect(finalists == published * 2)
            let half = """
                SELECT count(*) FROM decision WHERE publication_id IS NOT NULL AND adopted_at IS NULL
                """ as SQL
            #expect(try await scene.number(half) == 0)
            #expect(try await scene.number("SELECT count(*) FROM decision WHERE adopted_at IS NOT NULL") <= 1)
        }
    }

    /// An application is withdrawn while it becomes a finalist: it is one of the two.
    @Test func whoWithdrawsAtTheLastMomentIsNoFinalist() async throws {
        try await ResultScene.run(Self.entries) { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            let shown = try await scene.effect(decision)
            let member = try await Self.member(1, scene)
            let applicant = try await scene.test.browser(signedInAs: scene.applications[0].email)
            let own = "\(scene.path)/applications/\(scene.applications[0].publicID)"
            let path = "\(scene.directorate)/decisions/\(decision)/publication"
            let race = try await Race.run([
                { try await member.post(path, ["shown": shown]).status },
                { try await applicant.post(own + "/withdrawal", ["reason": "We stop."]).status },
            ])
            let published = try await scene.number("SELECT count(*) FROM publication")
            let finalists = try await scene.number(
                "SELECT count(*) FROM application WHERE state = 'finalist'")
            let withdrawn = try await scene.number("SELECT count(*) FROM withdrawal")
            #expect(published + withdrawn == 1, "\(race.statuses)")
            #expect(finalists == published * 2)
        }
    }
}

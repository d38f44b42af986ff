import Platform
import Testing

@testable import App

/// Somebody who works on a season in which they apply. Each test first shows that others may.
struct TakingPartTests {
    private static let two: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 8]), .init(title: "Books", marks: [7, 7]),
    ]

    private func paths(_ scene: ResultScene) -> [String] {
        [
            scene.results, scene.results + "/jurors", scene.results + "/proposal",
            scene.results + "/applications/" + scene.applications[0].publicID,
            scene.path + "/staff/jury/coverage", scene.directorate,
        ]
    }

    private func statuses(_ email: String, _ scene: ResultScene) async throws -> [Int] {
        let person = try await scene.test.person(email)
        try await scene.test.grant(.staff, to: person, in: scene.season)
        try await scene.test.grant(.directorate, to: person, in: scene.season)
        let browser = try await scene.test.browser(signedInAs: email)
        var statuses: [Int] = []
        for path in paths(scene) { statuses.append(try await browser.get(path).status) }
        return statuses
    }

    @Test func marksJurorsAndDecisionsAreNotForThoseWhoApply() async throws {
        try await ResultScene.run(Self.two) { scene in
            let others = try await statuses("impartial@example.org", scene)
            #expect(!others.contains(403))
            let own = try await statuses(scene.applications[1].email, scene)
            #expect(own == paths(scene).map { _ in 403 })
            let unguarded = try await Guard.$removed.withValue(.takesNoPart) {
                try await statuses(scene.applications[1].email, scene)
            }
            #expect(unguarded == others)

            let browser = try await scene.test.browser(signedInAs: scene.applications[1].email)
            let answer = try await browser.get(scene.results).text
            #expect(answer.contains("You take part in this season yourself"))
            try await browser.get("/account")
            let drafted = try await browser.post(scene.directorate + "/decisions", ["gate": "finalists"])
            #expect(drafted.status == 403)
            #expect(try await scene.number("SELECT count(*) FROM decision") == 0)
        }
    }

    @Test func whoLeftTheApplicantStillTookPart() async throws {
        try await ResultScene.run(Self.two) { scene in
            try await scene.run("DELETE FROM party_member")
            #expect(try await statuses(scene.applications[0].email, scene).allSatisfy { $0 == 403 })
        }
    }

    @Test func aDraftIsNotYetTakingPart() async throws {
        try await ResultScene.run(Self.two) { scene in
            let (person, season) = (try await scene.test.person("new@example.org").id, scene.season.id)
            try await scene.run(
                """
                INSERT INTO party (public_id, kind, name, country, created_at)
                VALUES ('new', 'team', 'New', 'KZ', 0)
                """)
            try await scene.run(
                "INSERT INTO party_member SELECT id, \(person) FROM party WHERE public_id = 'new'")
            try await scene.run(
                """
                INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, state,
                    created_at)
                SELECT 'new', season_id, nomination_id, (SELECT id FROM party WHERE public_id = 'new'), 'KZ', 'en',
                    'draft', 0 FROM application WHERE season_id = \(season) LIMIT 1
                """)
            #expect(try await !statuses("new@example.org", scene).contains(403))
            try await scene.run("UPDATE application SET state = 'withdrawn' WHERE public_id = 'new'")
            #expect(try await statuses("new@example.org", scene).allSatisfy { $0 == 403 })
        }
    }
}

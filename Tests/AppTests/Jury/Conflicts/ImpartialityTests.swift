import Platform
import Testing

@testable import App

/// Somebody at work who stands too close to an applicant learns nothing of its applications, on any page.
struct ImpartialityTests {
    private static let three: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 8]), .init(title: "Books", marks: [7, 7]),
        .init(title: "Trees", marks: [5, 6]),
    ]
    private static let roles: [Role.Kind] = [.staff, .screener, .directorate, .administrator]

    /// A fact of the first application that those who stand close may not notice.
    private enum Fact: CaseIterable {
        case title, rejected, withdrawn, finalist, score, moved

        var change: SQL {
            let first: SQL = "(SELECT min(id) FROM application)"
            return switch self {
            case .title: "UPDATE application SET title = 'Wells and pumps' WHERE id = \(first)"
            case .rejected: "UPDATE application SET state = 'rejected' WHERE id = \(first)"
            case .withdrawn: "UPDATE application SET state = 'withdrawn' WHERE id = \(first)"
            case .finalist: "UPDATE application SET state = 'finalist' WHERE id = \(first)"
            case .moved: "UPDATE application SET country = 'KE', language = 'fr' WHERE id = \(first)"
            case .score:
                """
                UPDATE result SET mean = 12, rank = 3 WHERE application_id = \(first)
                """
            }
        }
    }

    private func member(_ email: String, _ scene: ResultScene) async throws -> Browser {
        let person = try await scene.test.person(email)
        for role in Self.roles { try await scene.test.grant(role, to: person, in: scene.season) }
        return try await scene.test.browser(signedInAs: email)
    }

    /// Every page of the season and of its first application, with lists narrowed and searched.
    private func addresses(_ scene: ResultScene) -> [String] {
        let patterns = scene.laurel.routes.filter { $0.method == "GET" }.map(\.pattern)
        let pages = patterns.filter { $0.contains(":season") }.map { pattern in
            pattern.replacing(":season", with: scene.season.key)
                .replacing(":application", with: scene.applications[0].publicID)
        }
        let files = ["applications", "screening", "results", "reviews", "statistics", "arrivals"].map {
            "\(scene.path)/staff/exports/\($0).csv"
        }
        let lists = ["staff/applications", "screening", "staff/results", "conflicts"].flatMap { list in
            ["search=Wells", "search=Applicant", "country=KZ", "state=admitted", "state=rejected"].map {
                "\(scene.path)/\(list)?\($0)"
            }
        }
        return pages.filter { !$0.contains(":") } + files + lists
    }

    private func answers(_ browser: Browser, _ scene: ResultScene) async throws -> [String: String] {
        var answers: [String: String] = [:]
        for address in addresses(scene) {
            let answer = try await browser.get(address)
            answers[address] = "\(answer.status) \(answer.location) \(answer.text)"
        }
        return answers
    }

    @Test func noFactOfItShowsAnywhere() async throws {
        try await ResultScene.run(Self.three) { scene in
            let (near, impartial) = (
                try await member("near@example.org", scene), try await member("free@example.org", scene)
            )
            try await near.get(scene.path + "/conflicts?search=Wells")
            let own = scene.path + "/conflicts"
            let silent = try await near.post(own, ["party": "party-0", "search": "Wells", "note": "My aunt"])
            #expect(silent.status == 422 && silent.text.contains("My aunt"))
            let declared = try await near.post(own, ["party": "party-0", "kind": "family"])
            #expect(declared.status == 303)
            #expect(try await near.get(own + "?search=Wells").text.contains("Applicant 0"), "what they said")
            for fact in Fact.allCases {
                let before = (try await answers(near, scene), try await answers(impartial, scene))
                try await scene.run(fact.change)
                let after = (try await answers(near, scene), try await answers(impartial, scene))
                #expect(before.1 != after.1, "\(fact): nobody sees it, so this shows nothing")
                let noticed = before.0.filter { after.0[$0.key] != $0.value }.keys.sorted()
                #expect(noticed.isEmpty, "\(fact) shows on \(noticed)")
                // Nobody takes more than a few tables away in an hour.
                scene.test.clock.advance(.seconds(3_600))
            }
        }
    }

    @Test func doorsBehindWhichAllIsTiedTogetherAreShut() async throws {
        try await ResultScene.run(Self.three) { scene in
            let near = try await member("near@example.org", scene)
            let shut = [
                "/staff/results", "/staff/jury", "/staff/jury/jurors", "/staff/jury/conflicts",
                "/staff/jury/coverage", "/directorate", "/staff/exports/results.csv",
            ].map { scene.path + $0 }
            for path in shut { #expect(try await near.get(path).status != 403, "\(path)") }
            try await near.get(scene.path + "/conflicts")
            try await near.post(scene.path + "/conflicts", ["party": "party-2", "kind": "employer"])
            for path in shut { #expect(try await near.get(path).status == 403, "\(path)") }
            let page = try await near.get(scene.path + "/staff/results").text
            #expect(page.contains("stand close to somebody who does"))
            let tried = try await near.post(scene.path + "/staff/jury/round", ["name": "Mine"])
            #expect(tried.status == 403)

            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let standing = try await staff.get(scene.path + "/staff/jury/conflicts?show=standing").text
            #expect(standing.contains("near@example.org") && standing.contains("Pinned"))
            let lifting = standing.firstMatch(of: /\/conflicts\/([^\/"]+)\/lifting/)
            let conflict = String(try #require(lifting).output.1)
            let path = scene.path + "/staff/jury/conflicts/\(conflict)/lifting"
            #expect(try await near.post(path, ["reason": "By myself"]).status == 403)
            #expect(try await staff.post(path, ["reason": "Left that employer"]).status == 303)
            for path in shut { #expect(try await near.get(path).status != 403, "\(path)") }
        }
    }
}

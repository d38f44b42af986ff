import Platform
import Testing

@testable import App

/// What an export does not tell: each test first shows that somebody entitled reads the fact.
struct ExportSecrecyTests {
    static let three: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 8]), .init(title: "Books", marks: [7, 7]),
        .init(title: "Trees", marks: [3, 4]),
    ]

    private func paths(_ scene: ResultScene) -> [String] {
        Export.allCases.map { scene.exports + "/\($0.rawValue).csv" }
    }

    @Test func marksAndJurorsAreForStaffAlone() async throws {
        try await ResultScene.run(Self.three) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let reviews = CSVLines(try await staff.get(scene.exports + "/reviews.csv").text)
            #expect(reviews.rows.count == 6)
            #expect(reviews["Juror"] == "juror0@example.org")
            #expect(reviews["Score, 0 to 100"] == "90")
            #expect(reviews["For the jury and staff only"] == "Among us 0-0")
            let results = CSVLines(try await staff.get(scene.exports + "/results.csv").text)
            #expect(results.rows.map { $0[1] } == ["Wells", "Books", "Trees"])
            #expect(results["Rank in the nomination"] == "1" && results["Mean"] == "85")

            let person = try await scene.test.person("screener@example.org")
            try await scene.test.grant(.screener, to: person, in: scene.season)
            let screener = try await scene.test.browser(signedInAs: "screener@example.org")
            for name in ["reviews", "results", "statistics", "arrivals"] {
                for format in ["csv", "xlsx"] {
                    let answer = try await screener.get(scene.exports + "/\(name).\(format)")
                    #expect(answer.status == 403, "\(name)")
                }
            }
            for page in ["", "/applications.csv", "/screening.csv"] {
                let answer = try await screener.get(scene.exports + page)
                #expect(answer.status == 200)
                #expect(page.isEmpty || answer.text.contains("Wells"), "there is something in it")
                for secret in ["juror0@", "Among us", "For you", "reviews.csv", "results.csv"] {
                    #expect(!answer.text.contains(secret), "\(secret) in \(page)")
                }
            }
        }
    }

    @Test func withoutItsGuardScreenersWouldReadMarks() async throws {
        try await ResultScene.run(Self.three) { scene in
            let person = try await scene.test.person("screener@example.org")
            try await scene.test.grant(.screener, to: person, in: scene.season)
            let screener = try await scene.test.browser(signedInAs: "screener@example.org")
            let path = scene.exports + "/statistics.csv"
            #expect(try await screener.get(path).status == 403)
            let answer = try await Guard.$removed.withValue(.exportIsForStaff) {
                try await screener.get(path)
            }
            #expect(answer.status == 200)
        }
    }

    @Test func nobodyElseReachesAnyOfIt() async throws {
        try await ResultScene.run(Self.three) { scene in
            let emails = ["juror0@example.org", ResultScene.members[0], scene.applications[0].email]
            let juror = try await scene.test.person("juror0@example.org")
            try await scene.test.grant(.juror, to: juror, in: scene.season)
            for email in emails {
                let browser = try await scene.test.browser(signedInAs: email)
                for path in paths(scene) + [scene.exports] {
                    let answer = try await browser.get(path)
                    #expect(answer.status == 403, "\(email) \(path)")
                }
            }
            for path in paths(scene) + [scene.exports] {
                #expect(try await scene.test.browser().get(path).status == 303)
            }
        }
    }

    @Test func staffOfAnotherSeasonGetNothing() async throws {
        try await ResultScene.run(Self.three) { scene in
            let other = try await scene.test.season("third")
            let person = try await scene.test.person("elsewhere@example.org")
            try await scene.test.grant(.staff, to: person, in: other)
            let browser = try await scene.test.browser(signedInAs: "elsewhere@example.org")
            #expect(try await browser.get("/seasons/third/staff/exports").status == 200)
            // A round belongs to its season.
            let path = "/seasons/third/staff/exports/reviews.csv?round=round"
            #expect(try await browser.get(path).status == 404)
            for path in paths(scene) { #expect(try await browser.get(path).status == 403) }
        }
    }

    @Test func whoTakesPartGetsNeitherTheirOwnNorTheMarks() async throws {
        try await ResultScene.run(Self.three) { scene in
            let applicant = try await scene.test.person(scene.applications[1].email)
            try await scene.test.grant(.staff, to: applicant, in: scene.season)
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let own = try await scene.test.browser(signedInAs: scene.applications[1].email)
            for name in ["applications", "screening"] {
                let path = scene.exports + "/\(name).csv"
                #expect(try await staff.get(path).text.contains("Books"))
                let answer = try await own.get(path)
                #expect(answer.status == 200 && answer.text.contains("Wells"))
                #expect(!answer.text.contains("Books") && !answer.text.contains("Applicant 1"))
            }
            for name in ["reviews", "results"] {
                let path = scene.exports + "/\(name).csv"
                #expect(try await staff.get(path).text.contains("Books"))
                let answer = try await own.get(path)
                #expect(answer.status == 403 && answer.text.contains("You take part in this season yourself"))
            }
            let page = try await own.get(scene.exports)
            #expect(page.status == 200 && !page.text.contains("results.csv"))
        }
    }

    /// The hidden fact is a draft of the directorate; every byte stays the same until publication.
    @Test func whatTheDirectorateHasNotPublishedIsInNoExport() async throws {
        try await ResultScene.run(Self.three) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            func exported() async throws -> [[UInt8]] {
                var files: [[UInt8]] = []
                for path in paths(scene) { files.append(try await staff.get(path).bytes) }
                return files
            }
            let before = try await exported()
            let decision = try await scene.draft(.finalists, [0, 1])
            try await scene.adopt(decision)
            #expect(try await exported() == before)
            try await scene.publish(decision)
            let after = try await exported()
            #expect(after != before, "now it may be known")
            #expect(String(decoding: after[0], as: UTF8.self).contains("Finalist"))
        }
    }

    @Test func marksOfAnOpenRoundAreInNoExport() async throws {
        try await ResultScene.run(Self.three) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            #expect(try await staff.get(scene.exports + "/reviews.csv").text.contains("juror0@example.org"))
            try await scene.run("UPDATE round SET closed_at = NULL")
            for name in ["reviews", "results"] {
                #expect(try await staff.get(scene.exports + "/\(name).csv").status == 404)
                #expect(try await staff.get(scene.exports + "/\(name).csv?round=round").status == 404)
            }
            #expect(!(try await staff.get(scene.exports).text.contains("reviews.csv")))
        }
    }

    @Test func reviewsThatDoNotStandStayOut() async throws {
        try await ResultScene.run(Self.three) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let path = scene.exports + "/reviews.csv"
            #expect(CSVLines(try await staff.get(path).text).rows.count == 6)
            try await scene.run("UPDATE application SET state = 'withdrawn' WHERE title = 'Trees'")
            try await scene.run("UPDATE review SET submitted_at = NULL WHERE comment = 'For you 0-0'")
            let lines = CSVLines(try await staff.get(path).text)
            #expect(lines.rows.count == 3)
            #expect(!lines.rows.joined().contains("Trees"))
            let results = CSVLines(try await staff.get(scene.exports + "/results.csv").text)
            #expect(!results.rows.joined().contains("Trees"))
        }
    }
}

extension ResultScene {
    fileprivate var exports: String { path + "/staff/exports" }
}

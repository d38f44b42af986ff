import Platform
import Testing

@testable import App

struct JuryPagesTests {
    /// A jury at work, of a size.
    private func jury(_ test: TestLaurel, of size: Int) async throws -> (JuryFixture, Juror, [String]) {
        let jury = try await JuryFixture.make(test) { $0.jury.assignment.bids = .untilTomorrow }
        let round = try await jury.round()
        let juror = try await jury.juror("j0@example.org", capacity: 100)
        for number in 1...size { try await jury.juror("j\(number)@example.org") }
        var ids: [String] = []
        var first = ""
        for number in 1...size {
            let application = try await jury.application("Project \(number)", by: "Applicant \(number)")
            ids.append(try await jury.assign(juror, application, in: round, sent: number > 1))
            if number == 2 { first = application.publicID }
        }
        try await jury.declare(juror)
        return (jury, juror, [first, ids[1]])
    }

    private static let staffPages = [
        "", "/jurors", "/jurors/new", "/jurors/import", "/panels", "/invitations", "/assign", "/coverage",
        "/proposals",
        "/reminders", "/round/close",
    ]

    /// Every page of the jury, and how many statements each ran.
    private func statements(of size: Int) async throws -> [String: Int] {
        let counts = Counts()
        try await TestLaurel.run { test in
            let (jury, juror, ids) = try await jury(test, of: size)
            let staff = try await jury.staffBrowser()
            let browser = try await jury.browser(of: juror)
            let staffPages = Self.staffPages.map { jury.path + $0 } + [jury.path + "/coverage/\(ids[0])"]
            let jurorPages = [
                jury.queue, jury.queue + "/conflicts", jury.queue + "/reviews/\(ids[1])",
                jury.queue + "/bids",
            ]
            for (who, pages) in [(staff, staffPages), (browser, jurorPages)] {
                for (number, page) in pages.enumerated() {
                    // Jobs that happen to run meanwhile are counted too, so the least of several counts.
                    var least = Int.max
                    for _ in 0..<4 {
                        let before = test.laurel.database.statementCount
                        #expect(try await who.get(page).status == 200, "\(page)")
                        least = min(least, test.laurel.database.statementCount - before)
                    }
                    await counts.set((who === staff ? "staff " : "juror ") + "\(number)", least)
                }
            }
        }
        return await counts.all
    }

    private actor Counts {
        var all: [String: Int] = [:]
        func set(_ name: String, _ count: Int) { all[name] = count }
    }

    @Test func theNumberOfStatementsDoesNotGrowWithRows() async throws {
        let few = try await statements(of: 3)
        let many = try await statements(of: 12)
        #expect(few.count == 16)
        #expect(few == many)
        #expect(many.values.allSatisfy { $0 <= 20 }, "\(many)")
    }

    @Test(arguments: ["en", "ru", "ar"])
    func everyPageSpeaksEveryLanguage(_ language: String) async throws {
        try await TestLaurel.run { test in
            let (jury, juror, ids) = try await jury(test, of: 3)
            let staff = try await jury.staffBrowser()
            let browser = try await jury.browser(of: juror)
            let staffPages =
                Self.staffPages.map { jury.path + $0 } + [
                    jury.path + "/coverage/\(ids[0])", jury.path + "/jurors/\(juror.publicID)",
                ]
            let jurorPages = ["", "/conflicts", "/invitation", "/reviews/\(ids[1])", "/bids"].map {
                jury.queue + $0
            }
            for (who, pages) in [(staff, staffPages), (browser, jurorPages)] {
                for page in pages {
                    let answer = try await who.get(page + "?lang=\(language)")
                    #expect(answer.status == 200)
                    #expect(answer.text.contains("<html lang=\"\(language)\""))
                    #expect(!answer.text.contains("⟦"), "\(page)")
                }
            }
        }
    }

    @Test func noPageChangesAnything() async throws {
        try await TestLaurel.run { test in
            let (jury, juror, ids) = try await jury(test, of: 3)
            let staff = try await jury.staffBrowser()
            let browser = try await jury.browser(of: juror)
            let before = try await jury.count("SELECT count(*) FROM audit_entry")
            for page in Self.staffPages { try await staff.get(jury.path + page) }
            for page in ["", "/conflicts", "/invitation", "/reviews/\(ids[1])"] {
                try await browser.get(jury.queue + page)
            }
            #expect(try await jury.count("SELECT count(*) FROM audit_entry") == before)
            #expect(try await jury.count("SELECT count(*) FROM mail WHERE recipient = 'j1@example.org'") == 0)
        }
    }

    @Test func changesNeedTheFormToken() async throws {
        try await TestLaurel.run { test in
            let (jury, juror, ids) = try await jury(test, of: 2)
            let staff = try await jury.staffBrowser()
            let browser = try await jury.browser(of: juror)
            staff.forgetToken()
            browser.forgetToken()
            for path in [
                "/round/close", "/panels", "/jurors/new", "/invitations", "/assign", "/proposals",
                "/reminders",
            ] {
                #expect(try await staff.post(jury.path + path, ["name": "x"]).status == 403, "\(path)")
            }
            let review = jury.queue + "/reviews/\(ids[1])"
            for path in [
                jury.queue + "/conflicts", jury.queue + "/invitation/accept", review, review + "/recuse",
            ] {
                #expect(try await browser.post(path).status == 403, "\(path)")
            }
        }
    }
}

import Platform
import Testing

@testable import App

/// What applicants wrote beside its translation, for those who may read the original.
struct TranslationTests {
    /// A juror of some languages before an application in Russian.
    private struct Desk: Sendable {
        let jury: JuryFixture
        let application: JuryFixture.Applied
        let staff: Browser
        let juror: Browser
        let review: String

        var path: String { jury.path + "/translations/" + application.publicID }

        static func run(
            languages: [String] = ["en", "fr"], blind: Bool = true,
            _ body: @escaping @Sendable (Desk) async throws -> Void
        ) async throws {
            try await TestLaurel.run { test in
                let jury = try await JuryFixture.make(test) { $0.jury.isBlind = blind }
                let application = try await jury.application("Колодец", by: "Amina Diallo", language: "ru")
                let juror = try await jury.juror("j@example.org", languages: languages)
                let id = try await jury.assign(juror, application, in: try await jury.round())
                try await jury.declare(juror)
                try await body(
                    Desk(
                        jury: jury, application: application, staff: try await jury.staffBrowser(),
                        juror: try await jury.browser(of: juror), review: jury.queue + "/reviews/" + id))
            }
        }

        func save(
            _ language: String, _ origin: String, _ texts: [(String, String)], version: Int = 0
        ) async throws -> Browser.Answer {
            let fields = [("language", language), ("origin", origin), ("version", "\(version)")]
            return try await staff.send(path, fields + texts.map { ("text." + $0, $1) })
        }

        func page(_ query: String = "") async throws -> String { try await juror.get(review + query).text }
    }

    @Test func aTranslationStandsBesideTheOriginal() async throws {
        try await Desk.run { desk in
            let before = try await desk.page()
            #expect(before.contains("There is no translation yet"))
            let saved = try await desk.save("en", "machine", [("summary", "The well, in <English>.")])
            #expect(saved.status == 303)
            let page = try await desk.page()
            #expect(page.contains("side-by-side") && page.contains("The well, in &lt;English&gt;."))
            #expect(page.contains("machine translation"))
            #expect(page.contains("lang=\"ru\" dir=\"ltr\"") && page.contains("lang=\"en\" dir=\"ltr\""))
            #expect(page.contains("Summary of Колодец."), "the original stays")
            #expect(page.contains("This passage is not translated."), "of what is missing it is said")
            let alone = try await desk.page("?translation=none")
            #expect(!alone.contains("in &lt;English&gt;") && alone.contains("translation=en"))
        }
    }

    /// The direction is the text's own, whatever the page's is.
    @Test func eachTextRunsInItsOwnDirection() async throws {
        try await Desk.run(languages: ["ar"]) { desk in
            _ = try await desk.save("ar", "human", [("summary", "البئر")])
            _ = try await desk.save("en", "applicant", [("summary", "The well")])
            let page = try await desk.page("?translation=ar")
            #expect(page.contains("<div lang=\"ar\" dir=\"rtl\"><p dir=\"auto\">البئر"))
            #expect(page.contains("translated by a person on the team"))
            let other = try await desk.page("?translation=en")
            #expect(other.contains("own translation"))
            #expect(!other.contains("البئر"))
        }
    }

    @Test func whoReadsTheOriginalIsShownItAlone() async throws {
        try await Desk.run(languages: ["ru"]) { desk in
            #expect(try await !desk.page().contains("There is no translation yet"))
            _ = try await desk.save("en", "human", [("summary", "The well")])
            let page = try await desk.page()
            #expect(!page.contains("The well") && page.contains("?translation=en"))
        }
    }

    @Test func aChangedOriginalIsToldApart() async throws {
        try await Desk.run { desk in
            _ = try await desk.save("en", "human", [("summary", "The well"), ("results", "Water")])
            #expect(try await !desk.page().contains("The original has changed since"))
            try await desk.jury.resubmit(desk.application, summary: "Another summary")
            let page = try await desk.page()
            #expect(page.ranges(of: "The original has changed since").count == 1)
            #expect(try await desk.staff.get(desk.path + "?language=en").text.contains("1 passage outdated"))
            let looked = [("summary", "The well"), ("results", "Water")]
            #expect(try await desk.save("en", "human", looked, version: 1).status == 303)
            #expect(try await !desk.page().contains("The original has changed since"), "looked at again")
        }
    }

    /// What jurors of a blind round may not read is neither offered nor taken.
    @Test func nothingHiddenIsTranslated() async throws {
        try await Desk.run { desk in
            let page = try await desk.staff.get(desk.path).text
            #expect(page.contains("text.summary") && !page.contains("text.experience"))
            #expect(!page.contains("I am Amina Diallo"))
            let texts = [("summary", "The well"), ("experience", "I am Amina")]
            #expect(try await desk.save("en", "human", texts).status == 303)
            let stored: String? = try await desk.jury.test.laurel.database.read {
                try $0.row("SELECT answers FROM application_translation")?.only()
            }
            #expect(stored?.contains("I am Amina") == false)
            #expect(try await !desk.page().contains("I am Amina"))
        }
        try await Desk.run(blind: false) { desk in
            let page = try await desk.staff.get(desk.path).text
            #expect(page.contains("text.experience"), "of a round in which names are known")
        }
    }

    @Test func mistakesKeepWhatWasTyped() async throws {
        try await Desk.run { desk in
            let nameless = try await desk.save("en", "", [("summary", "The well")])
            #expect(nameless.status == 422 && nameless.text.contains("Say where this translation comes from"))
            #expect(nameless.text.contains("The well"))
            let same = try await desk.save("ru", "human", [("summary", "The well")])
            #expect(same.status == 422 && same.text.contains("other than the original"))
            let empty = try await desk.save("en", "human", [])
            #expect(empty.status == 422 && empty.text.contains("Translate at least one passage"))
            let long = String(repeating: "x", count: TranslationInput.longestText + 1)
            #expect(try await desk.save("en", "human", [("summary", long)]).status == 422)
        }
    }

    @Test func aSecondWriterSeesBoth() async throws {
        try await Desk.run { desk in
            #expect(try await desk.save("en", "human", [("summary", "Theirs")]).status == 303)
            let late = try await desk.save("en", "human", [("summary", "Mine")])
            #expect(late.status == 409 && late.text.contains("Theirs") && late.text.contains("Mine"))
            #expect(try await desk.save("en", "human", [("summary", "Mine")], version: 1).status == 303)
            #expect(try await desk.page().contains("Mine"))
        }
    }

    @Test func whoMayNotReadTheOriginalReadsNoTranslation() async throws {
        try await Desk.run { desk in
            _ = try await desk.save("en", "human", [("summary", "The well")])
            #expect(try await desk.page().contains("The well"))
            let other = try await desk.jury.browser(of: try await desk.jury.juror("other@example.org"))
            #expect(try await other.get(desk.review + "?translation=en").status == 404)
            #expect(try await desk.juror.get(desk.path).status == 403)
            try await desk.jury.test.laurel.database.write { try $0.run("DELETE FROM declaration") }
            let undeclared = try await desk.juror.get(desk.review)
            #expect(undeclared.status == 403 && !undeclared.text.contains("The well"))
        }
    }
}

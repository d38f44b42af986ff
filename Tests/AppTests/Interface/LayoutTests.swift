import Platform
import Testing

@testable import App

struct LayoutTests {
    private static let directions: [(String, String)] = [("en", "ltr"), ("ru", "ltr"), ("ar", "rtl")]

    /// All components in all their states, in each language: whoever cannot see or point finds everything.
    @Test(arguments: directions)
    func everyComponentCanBeReadAndReached(_ language: String, _ direction: String) async throws {
        try await TestLaurel.run({ $0.isDemonstration = true }) { test in
            let page = try await test.browser(language: language).get("/demo/components")
            let markup = Markup(page.text)
            #expect(page.status == 200 && markup.faults.isEmpty, "\(markup.faults)")
            let root = try #require(markup.all("html").first)
            #expect(root["lang"] == language && root["dir"] == direction)
            #expect(
                markup.all("table").count > 3 && markup.all("input").count > 10, "there is something to check"
            )
        }
    }

    @Test func thePagesOfAnApplicantCanBeReadAndReached() async throws {
        for (language, direction) in Self.directions {
            try await ApplicantBrowsing.run(language: language) { applicant in
                let application = try await applicant.start()
                try await applicant.save(ApplicantScene.complete, in: application)
                for path in ["", "/form", "/form?check=yes", "/preview", "/withdrawal"] {
                    let markup = Markup(try await applicant.browser.get(application + path).text)
                    #expect(markup.faults.isEmpty, "\(path) \(language): \(markup.faults)")
                    #expect(markup.all("html").first?["dir"] == direction)
                    #expect(markup.all("h1").count == 1 && markup.all("main").count == 1)
                }
            }
        }
    }

    @Test func aPlantedFaultIsFound() {
        let faults = Markup(
            """
            <p id="a"></p><p id="a"></p><label for="gone">A</label><input id="b" name="b">
            <table><tr></tr></table><svg class="bar"></svg>
            """
        ).faults
        #expect(faults.count == 5, "\(faults)")
    }

    @Test func everyLanguageIsOfferedInItsOwnWords() async throws {
        try await TestLaurel.run { test in
            let page = try await test.browser(language: "ru").get("/sign-in?next=%22%3E%3Cb%3E")
            let links = Markup(page.text).all("a").filter { $0["hreflang"] != nil }
            #expect(links.map { $0["hreflang"] } == ["en", "ru", "ar"])
            #expect(links.map { $0["aria-current"] } == [nil, "true", nil])
            #expect(page.text.contains(">English</a>") && page.text.contains(">العربية</a>"))
            #expect(!page.text.contains("\"><b>"), "an address is never markup")
        }
    }

    @Test func aNoticeIsOneOfOursOrNone() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            #expect(try await browser.get("/sign-in?notice=saved").text.contains("class=\"flash\""))
            for foreign in ["%3Cscript%3E", "problem.title", "nothing-of-ours", "../x"] {
                let page = try await browser.get("/sign-in?notice=" + foreign).text
                #expect(!page.contains("class=\"flash\"") && !page.contains("<script>"), "\(foreign)")
            }
        }
    }

    @Test func whereOneStandsIsMarked() async throws {
        try await ApplicantBrowsing.run { applicant in
            let list = Markup(try await applicant.browser.get("/seasons/third/applications").text)
            let current = list.all("a").filter { $0["aria-current"] == "page" }
            #expect(current.map { $0["href"] } == ["/seasons/third/applications"])
            #expect(
                list.all("a").first?["href"] == "#content", "the keyboard's way past the menu comes first")
            #expect(list.ids.contains("content"))
        }
    }

    @Test func momentsAreSaidInTheReadersZoneAndInUTC() throws {
        let moment = TestClock.start
        let kenya = Reader(
            language: .english, timeZone: try #require(TimeZones.zone("Africa/Nairobi")),
            catalogue: try Locales.catalogue())
        let both = Moments.moment(moment, kenya).text
        #expect(both.contains("15:00") && both.contains("class=\"utc\"") && both.contains("12:00"))
        #expect(both.contains("datetime=\"2027-03-01T12:00:00Z\""))
        let universal = Moments.moment(moment, try DemoSeasons.reader(.english)).text
        #expect(universal.contains("data-zone=\"UTC\"") && !universal.contains("class=\"utc\""))
    }

    @Test func aPageSaysInWhichZoneItsMomentsStand() async throws {
        try await ResultScene.run([]) { scene in
            let universal = "Dates stand in UTC."
            let (own, page) = ("Dates stand in your time zone, with UTC beside them.", scene.path)
            let visitor = try await scene.test.browser().get(page).text
            #expect(visitor.contains("<span data-in-zone=\"\(own)\">\(universal)</span>"))
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            #expect(try await member.get(page).text.contains(universal), "no zone is chosen")
            try await scene.run("UPDATE person SET time_zone = 'Africa/Nairobi'")
            let chosen = try await member.get(page).text
            #expect(chosen.contains(own) && !chosen.contains(universal) && !chosen.contains("data-in-zone"))
        }
    }
}

import Platform
import Testing

@testable import App

extension SeasonBids {
    /// Bids on the usual weights, until the day after tests begin.
    static let untilTomorrow = SeasonBids(until: .instant(TestClock.start + .seconds(86_400)))
}

/// What jurors want to review, and what comes of it.
struct BidTests {
    private func jury(
        _ test: TestLaurel, _ change: (inout SeasonDocument) -> Void = { _ in }
    ) async throws -> JuryFixture {
        try await JuryFixture.make(test) { rules in
            rules.jury.assignment.bids = .untilTomorrow
            rules.jury.isBlind = false
            change(&rules)
        }
    }

    private func page(_ jury: JuryFixture) -> String { jury.queue + "/bids" }

    private func fields(_ wishes: [(JuryFixture.Applied, String)]) -> [(String, String)] {
        wishes.flatMap { application, wish in
            [("shown", application.publicID), ("wish-" + application.publicID, wish)]
        }
    }

    // MARK: Counting

    @Test func wishesSteerTheAssignmentAndStaffReadThem() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test) {
                $0.jury.reviewsPerApplication = 1
                $0.jury.minimumReviews = 1
            }
            let (wells, books) = (
                try await jury.application("Wells", by: "Amina"),
                try await jury.application("Books", by: "Bolat")
            )
            let one = try await jury.juror("one@example.org", capacity: 1)
            let other = try await jury.juror("other@example.org", capacity: 1)
            for juror in [one, other] { try await jury.declare(juror) }
            let staff = try await jury.staffBrowser()
            #expect(try await staff.get(jury.path).text.contains("0 of 2"))
            for (juror, loved, left) in [(one, books, wells), (other, wells, books)] {
                let browser = try await jury.browser(of: juror)
                #expect(try await browser.get(jury.queue).text.contains("Say what you want to review"))
                try await browser.get(page(jury))
                let answer = try await browser.send(
                    page(jury), fields([(loved, "eager"), (left, "not-well")]))
                #expect(answer.status == 303)
            }
            #expect(try await staff.get(jury.path).text.contains("2 of 2"))
            try await jury.round()
            let preview = try await staff.get(jury.path + "/assign")
            #expect(preview.text.contains("wants it eagerly"))
            try await staff.confirm(jury.path + "/assign", preview)
            for (juror, loved) in [(one, books), (other, wells)] {
                let made = try await jury.count(
                    """
                    SELECT count(*) FROM assignment WHERE juror_id = \(juror.id) AND application_id = \(loved.id)
                    """)
                #expect(made == 1)
            }
            let byHand = try await staff.get(jury.path + "/coverage/" + wells.publicID).text
            #expect(byHand.contains("wants it eagerly") && byHand.contains("would rather not"))
        }
    }

    /// A wish that comes in between makes another plan than the one that staff saw.
    @Test func aPlanIsNotKeptOnWishesThatHaveChanged() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test)
            let wells = try await jury.application("Wells", by: "Amina")
            let juror = try await jury.juror("one@example.org")
            try await jury.declare(juror)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign")
            let browser = try await jury.browser(of: juror)
            try await browser.get(page(jury))
            try await browser.send(page(jury), fields([(wells, "eager")]))
            #expect(try await staff.confirm(jury.path + "/assign", preview).status == 409)
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 0)
        }
    }

    @Test func aWishWeighsNoMoreThanWhatJurorsKnow() {
        var rules = SeasonAssignment()
        rules.bids = SeasonBids()
        #expect(rules.points(.eager) == 10 && rules.points(.willing) == 5 && rules.points(.notWell) == -10)
        #expect(rules.points(nil) == 0)
        #expect(rules.points(.eager) <= rules.weights.theme + rules.weights.region)
        rules.bids = nil
        #expect(rules.points(.eager) == 0, "and nothing where the season does not ask")
    }

    // MARK: The list

    @Test func onlyWhatMayComeToAJurorIsListed() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test)
            let juror = try await jury.juror("j@example.org")
            try await jury.application("Wells", by: "Amina")
            let near = try await jury.application("Near", by: "Cousin")
            let foreign = try await jury.application("Loin", by: "François", language: "fr")
            let own = try await jury.application("Mine", by: "Juror", account: "j@example.org")
            try await jury.declare(juror)
            let unread = try await jury.application("Late", by: "Nobody knows")
            let browser = try await jury.browser(of: juror)
            try await browser.send(
                jury.queue + "/conflicts",
                [("shown", near.shown), ("conflict", near.partyPublicID), near.family])
            let text = try await browser.get(page(jury)).text
            #expect(text.contains("Wells") && text.contains("Amina"))
            for title in ["Near", "Loin", "Mine", "Late"] { #expect(!text.contains(title), "\(title)") }
            #expect(text.contains("Names to go through first"))
            // Whatever a form says of others stays unsaid, and there is no page of theirs.
            for other in [near, foreign, own, unread] {
                try await browser.send(page(jury), fields([(other, "eager")]))
                let conflict = page(jury) + "/\(other.publicID)/conflict"
                #expect(try await browser.get(conflict).status == 404)
                #expect(try await browser.send(conflict, [("kind", "family")]).status == 404)
            }
            #expect(try await jury.count("SELECT count(*) FROM bid") == 0)
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 1)
        }
    }

    @Test func aBlindRoundNamesNobody() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test) { $0.jury.isBlind = true }
            try await jury.application("Wells", by: "Amina")
            let juror = try await jury.juror("j@example.org")
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let text = try await browser.get(page(jury)).text
            #expect(text.contains("Wells") && !text.contains("Amina"))
        }
    }

    /// What one juror wants is on no page of another.
    @Test func nobodyElseReadsABid() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test)
            let wells = try await jury.application("Wells", by: "Amina")
            let (one, other) = (
                try await jury.juror("one@example.org"), try await jury.juror("other@example.org")
            )
            for juror in [one, other] { try await jury.declare(juror) }
            let reader = try await jury.browser(of: other)
            let before = try await reader.get(page(jury)).text
            let browser = try await jury.browser(of: one)
            try await browser.get(page(jury))
            try await browser.send(page(jury), fields([(wells, "eager")]))
            #expect(try await browser.get(page(jury)).text.contains("value=\"eager\" checked"))
            #expect(try await reader.get(page(jury)).text == before)
        }
    }

    @Test func whatIsFilteredIsFoundByThemeLanguageAndAnswer() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test) { $0.jury.assignment.themeField = nil }
            let wells = try await jury.application("Wells", by: "Amina")
            try await jury.application("Livres", by: "Bolat", language: "fr")
            let juror = try await jury.juror("j@example.org", languages: ["en", "fr"])
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            try await browser.get(page(jury))
            try await browser.send(page(jury), fields([(wells, "willing")]))
            let french = try await browser.get(page(jury) + "?language=fr").text
            #expect(french.contains("Livres") && !french.contains("Wells"))
            let unsaid = try await browser.get(page(jury) + "?show=unsaid").text
            #expect(unsaid.contains("Livres") && !unsaid.contains("Wells"))
            let said = try await browser.get(page(jury) + "?show=said").text
            #expect(said.contains("Wells") && !said.contains("Livres"))
            let none = try await browser.get(page(jury) + "?language=de").text
            #expect(none.contains("No application here"))
        }
    }

    @Test func aLongListIsPagedInAnOrderOfTheJurorsOwn() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test)
            for number in 1...30 { try await jury.application("Project \(number).", by: "A\(number)") }
            let (one, other) = (
                try await jury.juror("one@example.org"), try await jury.juror("other@example.org")
            )
            for juror in [one, other] { try await jury.declare(juror) }
            let browser = try await jury.browser(of: one)
            let first = try await browser.get(page(jury)).text
            let titles = first.matches(of: #/Project \d+\./#).map { String($0.0) }
            #expect(titles.count == BidPages.mostOnPage)
            let saved = try await browser.send(page(jury), [])
            #expect(saved.location.contains("after=25"))
            let beyond = try await browser.post(page(jury) + "?after=\(Int.max)")
            #expect(beyond.status == 303, "a place that no list reaches")
            let second = try await browser.get(page(jury) + "?after=25").text
            let others = second.matches(of: #/Project \d+\./#).map { String($0.0) }
            #expect(Set(titles + others).count == 30)
            #expect(try await browser.get(page(jury)).text == first, "always the same for one")
            let foreign = try await jury.browser(of: other).get(page(jury)).text
            #expect(foreign.matches(of: #/Project \d+\./#).map { String($0.0) } != titles)
        }
    }

    // MARK: Time

    @Test func nothingIsSaidAfterTheDate() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test)
            let wells = try await jury.application("Wells", by: "Amina")
            let juror = try await jury.juror("j@example.org")
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            try await browser.get(page(jury))
            try await browser.send(page(jury), fields([(wells, "eager")]))
            try await browser.send(page(jury), fields([(wells, "")]))
            #expect(try await jury.count("SELECT count(*) FROM bid") == 0, "what is said may be taken back")
            try await browser.send(page(jury), fields([(wells, "willing")]))
            test.clock.advance(.seconds(86_400))
            let closed = try await browser.get(page(jury)).text
            #expect(closed.contains("It is too late to change this"))
            #expect(closed.contains("value=\"willing\" checked disabled"), "what was said is still read")
            #expect(try await !browser.get(jury.queue).text.contains("Say what you want to review"))
            let refused = try await browser.send(page(jury), fields([(wells, "eager")]))
            #expect(refused.status == 403 && refused.text.contains("Nothing was changed"))
            #expect(try await jury.count("SELECT count(*) FROM bid WHERE wish = 'willing'") == 1)
        }
    }

    @Test func aSeasonThatDoesNotAskHasNoSuchPage() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.bids = nil }
            let juror = try await jury.juror("j@example.org")
            let browser = try await jury.browser(of: juror)
            #expect(try await browser.get(page(jury)).status == 404)
            #expect(try await !jury.staffBrowser().get(jury.path).text.contains("want to review"))
        }
    }

    // MARK: A conflict

    @Test func whoeverRecognisesAnApplicantLeavesThemForGood() async throws {
        try await TestLaurel.run { test in
            let jury = try await jury(test) { $0.jury.isBlind = true }
            let wells = try await jury.application("Wells", by: "Amina")
            let juror = try await jury.juror("j@example.org")
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let conflict = page(jury) + "/\(wells.publicID)/conflict"
            #expect(try await !browser.get(conflict).text.contains("Amina"))
            let untyped = try await browser.send(conflict, [("note", "My aunt")])
            #expect(untyped.status == 422 && untyped.text.contains("My aunt"), "what was typed stays")
            #expect(try await browser.send(conflict, [("kind", "family")]).status == 303)
            #expect(try await jury.count("SELECT count(*) FROM conflict WHERE is_pinned = 1") == 1)
            #expect(try await browser.get(conflict).status == 404)
            #expect(try await browser.get(page(jury)).text.contains("Nothing to choose from yet"))
        }
    }
}

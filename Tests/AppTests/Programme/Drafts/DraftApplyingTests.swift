import Platform
import Testing

@testable import App

struct DraftApplyingTests {
    private static let places = RulePath("prizes", "laureate", "places")
    private static let origin = RuleOrigin(
        path: places, title: "More laureates", link: "/seasons/second/ideas/more")

    private func edit(_ scene: DraftScene, _ change: @escaping @Sendable (inout RuleDocument) -> Void)
        async throws
    {
        let (season, act) = (try #require(try await scene.season()), scene.test.act)
        try await scene.laurel.database.write {
            try SeasonDrafts.edit("third", from: season, over: nil, by: act, $0, change)
        }
    }

    private func apply(
        _ scene: DraftScene, blockedBy: @escaping @Sendable (ID<Season>, JSON) -> [PromisedRuleChange]
    ) async throws {
        let (season, act) = (try #require(try await scene.season()), scene.test.act)
        let confirmation = SeasonDrafts.Confirmation(
            version: try await scene.draft().version, compared: season.rulesVersion, reason: "As answered.")
        try await scene.laurel.database.write { tx in
            try SeasonDrafts.apply("third", from: season, confirmation, by: act, tx) { id, rules, _ in
                blockedBy(id, rules)
            }
        }
    }

    /// A promise of fifteen places, as an answer would keep it.
    private static func check(_ rules: JSON) -> [PromisedRuleChange] {
        let state = RuleChangeState.of(before: 12, after: 15, at: places, in: rules)
        return state == .fulfilled ? [] : [PromisedRuleChange(origin: origin, state: state)]
    }

    @Test func aDraftThatLostAPromisedChangeIsRefused() async throws {
        try await DraftScene.run { scene in
            _ = try await scene.drafting()
            let season = try #require(try await scene.season())
            try await edit(scene) { $0.set("new@example.org", at: RulePath("contact")) }
            let refused = await #expect(throws: Problem.self) {
                try await apply(scene) { id, rules in id == season.id ? Self.check(rules) : [] }
            }
            #expect(refused?.code == .conflict)
            #expect(
                refused?.fields.map(\.arguments) == [
                    ["idea": "More laureates", "path": "prizes/laureate/places"]
                ])
            #expect(try await scene.season()?.rules.contact == "award@example.org")
            try await edit(scene) { $0.set(15, at: Self.places) }
            try await apply(scene) { Self.check($1) }
            #expect(try await scene.season()?.rules.prizes[0].places == 15)
        }
    }

    @Test func whatIsLostAndWhereItCameFromIsShown() async throws {
        let reader = try DemoSeasons.reader(.english)
        let old = try DemoSeasons.document("third")
        let lost = Self.check(old.json)
        let notice = try #require(PromisedChanges.notice(lost, reader)).text
        #expect(notice.contains("href=\"/seasons/second/ideas/more\"") && notice.contains("as it was before"))
        #expect(PromisedChanges.notice([], reader) == nil)
        var new = old
        new.prizes[0].places = 15
        new.contact = "new@example.org"
        let differences = RuleDifferences(from: old, to: new, origins: [Self.origin]).markup(reader).text
        #expect(differences.split(separator: "More laureates").count == 2, "at its own change and no other")
        #expect(differences.contains("Prizes › Laureate of the award › Places"))
        let text = SeasonDiff(from: old, to: new).description(origins: [Self.origin])
        #expect(
            text == """
                ~ contact: "award@example.org" → "new@example.org"
                ~ prizes/laureate/places: 12 → 15
                    More laureates </seasons/second/ideas/more>
                """)
    }

    @Test func anIdeaStandsAtAllThatItTouches() {
        let prize = SeasonChange(path: "prizes/laureate", kind: .removed, before: 1, after: nil)
        let within = SeasonChange(path: "prizes/laureate/places/deeper", kind: .changed, before: 1, after: 2)
        let beside = SeasonChange(path: "prizes/laureate/money", kind: .changed, before: 1, after: 2)
        #expect([prize, within, beside].map { [Self.origin].behind($0).count } == [1, 1, 0])
    }

    @Test func otherRulesAppliedMeanwhileAreNotUndoneUnseen() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            try await edit(scene) { $0.set("new@example.org", at: RulePath("contact")) }
            let old = try #require(try await scene.season()?.rulesVersion)
            var other = try #require(try await scene.season()?.rules)
            other.limits.perApplicant = 2
            _ = try await scene.laurel.apply(other, reason: "From the terminal.", isPublic: nil)
            try await staff.get(DraftScene.draft)
            let late = try await staff.post(
                DraftScene.draft + "/application",
                ["version": "2", "compared": String(old.rawValue), "reason": "My reason stays"])
            #expect(late.status == 409)
            #expect(late.text.contains("limits/applications-per-applicant"))
            #expect(late.text.contains("My reason stays") && late.text.contains("began as version 1"))
            #expect(try await scene.apply(staff, reason: "Seen.").status == 303)
            #expect(try await scene.season()?.rules.limits.perApplicant == 3)
        }
    }

    @Test func whatTouchesPeopleIsSaid() throws {
        let old = try DemoSeasons.document("third").resolved(loadedAt: TestClock.start)
        var new = old
        new.stages[0].amendments = []
        new.nominations[0].eligibility.minimumAge = 18
        new.nominations.removeLast()
        new.forms[0].sections[0].fields[0].isRequired = false
        new.prizes[0].places = 3
        new.rubric.criteria[0].weight += 1
        new.limits.perApplicant = 1
        let people = TakingPart(drafts: ["person": 4], submitted: ["organisation": 2], openRounds: 1)
        let warnings = RuleChangeWarnings(
            diff: SeasonDiff(from: old, to: new), old: old, new: new, people: people,
            reader: try DemoSeasons.reader(.english)
        ).all()
        #expect(
            warnings.map(\.message)
                == [
                    "closes-earlier", "who-enters", "form", "nomination-gone", "everybody", "prize", "round",
                ].map { "drafts.warning." + $0 })
        for language in [Language.english, .russian, .arabic] {
            let reader = try DemoSeasons.reader(language)
            let text = warnings.map { reader($0.message, $0.arguments) }.joined()
            #expect(!text.contains("⟦") && !text.contains("{"), "\(text)")
        }
        let none = RuleChangeWarnings(
            diff: SeasonDiff(from: old, to: old), old: old, new: old, people: people,
            reader: try DemoSeasons.reader(.english))
        #expect(none.all() == [])
    }
}

struct NextSeasonTests {
    private static let drafts = DraftScene.rules + "/drafts"

    @Test func theNextSeasonBeginsAsACopy() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.browser()
            for (key, status) in [("Fourth", 422), ("", 422), ("fourth", 303), ("fourth", 409)] {
                #expect(try await staff.post(Self.drafts, ["season": key]).status == status, "\(key)")
            }
            #expect(try await scene.season("fourth") == nil)
            #expect(try await scene.test.browser().get("/seasons/fourth").status == 404)
            let rules = try await scene.draft("fourth").rules
            #expect(rules.value(at: RulePath("stages", "laureates", "opens")) == "2028-07-19T12:00:00Z")
            #expect(rules.value(at: RulePath("stages", "intake", "amendments")) == [])
            let path = Self.drafts + "/fourth"
            #expect(try await scene.apply(staff, reason: "A new year.", draft: path).status == 303)
            let fourth = try #require(try await scene.season("fourth"))
            #expect(!fourth.isPublic && fourth.rules.season == "fourth")
            #expect(try await staff.get("/seasons/fourth/staff/rules").status == 200, "its staff began it")
            #expect(try await staff.get(path).status == 404, "it has its own pages now")
            let again = try await staff.post(Self.drafts, ["season": "fourth"])
            #expect(again.status == 422 && again.text.contains("season with this key already"))
        }
    }

    @Test func staffOfAnotherSeasonDoNotFindIt() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            try await staff.post(Self.drafts, ["season": "fourth"])
            let second = try DemoSeasons.document("second")
            _ = try await scene.laurel.apply(second, reason: "test", isPublic: true)
            #expect(try await scene.laurel.grant("staff", to: "other@example.org", season: "second") == nil)
            let other = try await scene.test.browser(signedInAs: "other@example.org")
            #expect(try await other.get("/seasons/second/staff/rules").status == 200)
            for key in ["third", "fourth"] {
                let path = "/seasons/second/staff/rules/drafts/\(key)"
                #expect(try await staff.get(Self.drafts + "/\(key)").status == 200)
                #expect(try await other.get(Self.drafts + "/\(key)").status == 403)
                for page in ["", "/texts", "/document", "/application"] {
                    #expect(try await other.get(path + page).status == 404)
                }
                #expect(try await other.post(path + "/texts", ["version": "1"]).status == 404)
                #expect(try await other.post(path + "/discarding", ["version": "1"]).status == 404)
            }
        }
    }

    /// The same time on the clocks a year later, also where there is no such day.
    @Test func datesMoveByAYear() throws {
        var rules = try DemoSeasons.document("third").resolved(loadedAt: TestClock.start)
        let zone = rules.timeZone
        rules.stages[5].opens = .instant(try #require(Instant(local: "2028-02-29T10:30", in: zone)))
        rules.prizes[0].eligibility.foundedBefore = .date(try #require(CalendarDate("2026-12-31")))
        let copy = try NextSeason.copy(of: rules, key: "fourth")
        #expect(copy.stages[5].opens == .instant(try #require(Instant(local: "2029-02-28T10:30", in: zone))))
        let founded = try #require(CalendarDate("2027-12-31"))
        #expect(copy.prizes[0].eligibility.foundedBefore == .date(founded))
        #expect(SeasonCheck(json: copy.json).document == copy)
    }
}

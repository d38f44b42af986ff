import Platform
import Testing

@testable import App

struct SeasonDraftTests {
    private static let draft = DraftScene.draft

    @Test func aSpecialPrizeGoesFromTheDraftIntoTheRules() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let added = try await staff.post(Self.draft + "/prizes", ["key": "young-volunteers"])
            #expect(added.location == DraftScene.young)
            let empty = try await staff.get(DraftScene.young).text
            #expect(empty.contains("1 thing") || empty.contains("still to be mended"))
            #expect(try await scene.saveYoungPrize(staff, version: 2).status == 303)
            let page = try await staff.get(DraftScene.young).text
            #expect(page.contains("value=\"Молодые волонтёры\"") && !page.contains("still to be mended"))

            let preview = try await staff.get(Self.draft + "/application").text
            #expect(preview.contains("prizes/young-volunteers") && preview.contains("One difference"))
            #expect(try await scene.season()?.rules.prizes.count == 1, "nothing holds before it is applied")
            #expect(try await scene.apply(staff, reason: " ").status == 422)
            let applied = try await scene.apply(staff, reason: "Proposed at the forum.")
            #expect(applied.location == DraftScene.rules + "?notice=rules-applied")

            let prize = try #require(try await scene.season()?.rules.prizes.last)
            #expect(prize.key == "young-volunteers" && prize.places == 3 && prize.openTo == [.person])
            #expect(prize.eligibility.maximumAge == 25 && prize.money?.minor == 100_000)
            let overview = try await staff.get(DraftScene.rules).text
            #expect(overview.contains("Proposed at the forum.") && overview.contains("Version 2"))
            #expect(overview.contains("Nobody is changing these rules"))
            let version = try await staff.get(DraftScene.rules + "/versions/2").text
            #expect(version.contains("prizes/young-volunteers") && version.contains("maximum-age: 25"))
            let first = try await staff.get(DraftScene.rules + "/versions/1").text
            #expect(first.contains("There was no version before"))
            #expect(try await staff.get(DraftScene.rules + "/versions/3").status == 404)
            let audited = try await scene.number(
                "SELECT count(*) FROM audit_entry WHERE what IN ('season draft saved', 'rules applied')")
            #expect(audited == 4, "the first rules, the key, the prize, the new rules")
        }
    }

    @Test func whatIsWrongIsSavedAndCannotBeApplied() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            try await staff.post(Self.draft + "/prizes", ["key": "young-volunteers"])
            #expect(try await scene.saveYoungPrize(staff, version: 2, places: "many").status == 303)
            let page = try await staff.get(DraftScene.young).text
            #expect(page.contains("value=\"many\"") && page.contains("aria-invalid=\"true\""))
            #expect(page.contains("href=\"#prizes/young-volunteers/places\""))
            let overview = try await staff.get(Self.draft).text
            #expect(overview.contains("/prizes/young-volunteers#prizes/young-volunteers/places"))
            let preview = try await staff.get(Self.draft + "/application").text
            #expect(preview.contains("cannot be applied") && !preview.contains("name=\"reason\""))
            let rules = try #require(try await scene.season()?.rulesVersion)
            let forced = try await staff.post(
                Self.draft + "/application",
                ["version": "3", "compared": String(rules.rawValue), "reason": "Now"])
            #expect(forced.status == 422)
            #expect(try await scene.saveYoungPrize(staff, version: 3, places: "2,5").status == 303)
            #expect(try await staff.get(DraftScene.young).text.contains("value=\"2.5\""))
            #expect(try await scene.saveYoungPrize(staff, version: 4, places: "2").status == 303)
            #expect(try await scene.draft().check.findings.map { "\($0.path) \($0.message)" } == [])
        }
    }

    @Test func theSecondWriterSeesBothTexts() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let other = try await scene.browser(DraftScene.colleague)
            let title = "texts/tagline/en"
            try await staff.get(Self.draft + "/texts")
            try await other.get(Self.draft + "/texts")
            try await staff.post(Self.draft + "/texts", ["version": "1", title: "Mine first"])
            let late = try await other.post(Self.draft + "/texts", ["version": "1", title: "Mine second"])
            #expect(late.status == 409)
            for text in ["Mine first", "Mine second", "staff@example.org"] {
                #expect(late.text.contains(text), "\(text)")
            }
            #expect(late.text.contains("name=\"version\" value=\"2\""))
            let again = try await other.post(Self.draft + "/texts", ["version": "2", title: "Joined"])
            #expect(again.status == 303)
            #expect(try await scene.draft().rules.value(at: RulePath("texts", "tagline", "en")) == "Joined")
        }
    }

    /// Only what a form asks is written, and only where somebody typed something else.
    @Test func fieldsOfOtherFormsAreIgnored() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let before = try await scene.draft().rules
            let texts = try #require(before.value(at: RulePath("stages", "jury", "title"))?.fields)
            let title = { texts[$0]?.text ?? "" }
            try await staff.post(
                Self.draft + "/stages/jury",
                [
                    "version": "1", "season": "fourth", "jury/blind": "false",
                    "stages/intake/title/en": "Mine",
                    "stages/jury/title/en": title("en"), "stages/jury/title/ru": title("ru"),
                    "stages/jury/title/ar": title("ar"), "stages/jury/kind": "jury",
                    "stages/jury/opens": "2027-04-26T10:00", "stages/jury/closes": "2027-05-31T23:59",
                    "stages/jury/grace-minutes": "0",
                ])
            #expect(try await scene.draft().rules == before)
            #expect(try await scene.draft().version == 1)
        }
    }

    @Test func listsAreAddedToOrderedAndEmptied() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let nominations = Self.draft + "/nominations"
            for key in ["Young", "1st", "person", ""] {
                let answer = try await staff.post(nominations, ["key": key])
                #expect(answer.status == 422 && answer.text.contains("value=\"\(key)\""), "\(key)")
            }
            #expect(try await staff.post(nominations, ["key": "team"]).status == 303)
            #expect(try await staff.post(nominations + "/team/position", ["direction": "up"]).status == 303)
            let names = { try await scene.draft().rules.names(in: RulePath("nominations")) }
            #expect(try await names() == ["person", "team", "organisation"])
            let stale = try await staff.post(nominations + "/team/removal", ["version": "1"])
            #expect(stale.status == 409)
            #expect(try await staff.post(nominations + "/team/removal", ["version": "3"]).status == 303)
            #expect(try await names() == ["person", "organisation"])
            for path in ["/nominations/team", "/forms", "/texts/tagline", "/forms/application"] {
                #expect(try await staff.get(Self.draft + path).status == 404, "\(path)")
            }
        }
    }

    @Test func aDeadlineIsExtended() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let stage = Self.draft + "/stages/screening"
            #expect(try await staff.post(stage + "/extensions", ["version": "1"]).status == 303)
            let page = try await staff.get(stage).text
            #expect(page.contains("stages/screening/amendments/1/closes"))
            #expect(page.contains("value=\"2027-03-01T15:00\""), "decided now, by the clocks of Moscow")
            let path = "stages/screening/amendments/1/"
            let closes = Instant(local: "2027-05-20T18:00", in: try #require(TimeZones.zone("Europe/Moscow")))
            try await staff.post(
                stage,
                [
                    "version": "2", "stages/screening/title/en": "Screening",
                    "stages/screening/title/ru": "Экспертиза", "stages/screening/title/ar": "الفرز",
                    "stages/screening/kind": "screening", "stages/screening/opens": "2027-02-19T10:00",
                    "stages/screening/closes": "2027-04-24T18:00", path + "made": "2027-03-01T15:00",
                    path + "closes": "2027-05-20T18:00", path + "reason/en": "Many came.",
                    path + "reason/ru": "Много заявок.", path + "reason/ar": "طلبات كثيرة.",
                ])
            let findings = try await scene.draft().check.findings
            #expect(findings == [])
            let document = try #require(try await scene.draft().check.document)
            let screening = try #require(document.stages.first { $0.key == "screening" })
            #expect(screening.amendments.map(\.closes) == [.instant(try #require(closes))])
            let preview = try await staff.get(Self.draft + "/application").text
            #expect(preview.contains("stages/screening/amendments/1"))
            try await staff.post(stage + "/extensions", ["version": "3", "remove": "1"])
            #expect(
                try await scene.draft().rules.names(in: RulePath("stages", "screening", "amendments")) == [])
        }
    }

    @Test func aDraftIsPutAsideAndTakenUpAgain() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            #expect(try await staff.post(Self.draft + "/discarding", ["version": "7"]).status == 409)
            #expect(try await staff.post(Self.draft + "/discarding", ["version": "1"]).status == 303)
            #expect(try await staff.get(Self.draft).status == 404)
            #expect(try await staff.get(DraftScene.rules).text.contains("Take up again"))
            #expect(try await staff.post(Self.draft + "/restoration").location.hasPrefix(Self.draft))
            #expect(try await staff.get(Self.draft).status == 200)
            #expect(try await staff.post(Self.draft + "/restoration").status == 409)
        }
    }

    @Test func ofTwoWhoBeginAtOnceOneBegins() async throws {
        try await DraftScene.run { scene in
            let season = try #require(try await scene.season())
            let acts = (0..<8).map { _ in scene.test.act }
            let begun = await withTaskGroup(of: Bool.self) { group in
                for act in acts {
                    group.addTask {
                        let start = { @Sendable (tx: Transaction) in
                            try SeasonDrafts.start("third", from: season, by: act, tx)
                        }
                        return (try? await scene.laurel.database.write(start)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(begun == 1)
            #expect(try await scene.number("SELECT count(*) FROM season_draft") == 1)
            let late = try await scene.browser().post(DraftScene.rules + "/drafts", ["season": "third"])
            #expect(late.status == 409)
        }
    }

    @Test func ofTwoSavesOfOneVersionOneIsKept() async throws {
        try await DraftScene.run { scene in
            _ = try await scene.drafting()
            let season = try #require(try await scene.season())
            let acts = (0..<8).map { _ in scene.test.act }
            let saved = await withTaskGroup(of: Bool.self) { group in
                for (number, act) in acts.enumerated() {
                    group.addTask {
                        let save = { @Sendable (tx: Transaction) in
                            try SeasonDrafts.edit("third", from: season, over: 1, by: act, tx) {
                                $0.set(.string("\(number)@example.org"), at: RulePath("contact"))
                            }
                        }
                        return (try? await scene.laurel.database.write(save)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(saved == 1)
            #expect(try await scene.draft().version == 2)
        }
    }

    @Test func pagesAskAFixedNumberOfTimes() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let pages = [
                (DraftScene.rules, 5), (Self.draft, 5), (Self.draft + "/prizes", 4),
                (Self.draft + "/application", 9), (DraftScene.rules + "/versions/1", 4),
            ]
            for (page, expected) in pages {
                let counted = try await scene.laurel.database.fewestStatements { try await staff.get(page) }
                #expect(counted == expected, "\(page)")
            }
        }
    }
}

import Platform
import Testing

@testable import App

struct SeasonDiffTests {
    @Test func theSameRulesDoNotDiffer() throws {
        let document = try DemoSeasons.document("third")
        let read = try #require(SeasonCheck(yaml: document.yaml).document)
        #expect(SeasonDiff(from: document, to: read).changes == [])
    }

    @Test func changesHaveStablePathsAndBothValues() throws {
        let old = try DemoSeasons.document("third")
        var new = old
        new.nominations[0].title.texts["ru"] = "Доброволец года"
        new.stages[0].closes = SeasonMoment(documentText: "D+30T23:59")
        new.limits.perApplicant = nil
        new.jury.isBlind = false
        #expect(
            SeasonDiff(from: old, to: new).changes == [
                SeasonChange(
                    path: "stages/intake/closes", kind: .changed, before: "D+26T23:59", after: "D+30T23:59"),
                SeasonChange(
                    path: "nominations/person/title/ru", kind: .changed, before: "Волонтёр года",
                    after: "Доброволец года"),
                SeasonChange(
                    path: "limits/applications-per-applicant", kind: .removed, before: 3, after: nil),
                SeasonChange(path: "jury/blind", kind: .changed, before: true, after: false),
            ])
    }

    @Test func aNewPrizeIsOneChange() throws {
        let old = try DemoSeasons.document("third")
        var new = old
        var prize = old.prizes[0]
        prize.key = "young"
        prize.eligibility.maximumAge = 25
        new.prizes.append(prize)
        let changes = SeasonDiff(from: old, to: new).changes
        #expect(changes.map(\.path) == ["prizes/young"])
        #expect(changes.first?.kind == .added)
        #expect(changes.first?.after?["eligibility"]?["maximum-age"] == 25)
        #expect(SeasonDiff(from: new, to: old).changes.map(\.kind) == [.removed])
    }

    @Test func elementsAreComparedByKeyAndNotByPlace() throws {
        let old = try DemoSeasons.document("third")
        var new = old
        new.forms[0].sections[1].fields.swapAt(0, 1)
        new.regions[0].countries.removeLast()
        let changes = SeasonDiff(from: old, to: new).changes
        #expect(
            changes.map(\.path) == [
                "forms/application/sections/project/fields", "regions/cis/countries/UZ",
            ])
        #expect(changes.map(\.kind) == [.reordered, .removed])
        #expect(changes[0].before?.list?.prefix(2) == ["project-title", "summary"])
        #expect(changes[0].after?.list?.prefix(2) == ["summary", "project-title"])
    }
}

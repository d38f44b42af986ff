import Platform
import Testing

@testable import App

/// Whom a rule of regions leaves with nothing because nobody wrote down where they are from.
struct JurorOriginTests {
    private static let lost = "can be given nothing"

    private func move(_ juror: Juror, to country: String, _ test: TestLaurel) async throws {
        try await test.laurel.database.write {
            try $0.run("UPDATE juror SET country = \(country) WHERE id = \(juror.id)")
        }
    }

    @Test(arguments: [RegionRule.notOwnCountry, .ownRegion])
    func theDryRunNamesWhoHasNoCountry(_ rule: RegionRule) async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.regions = rule }
            try await jury.application("A well", by: "Somebody")
            let known = try await jury.juror("known@example.org")
            let lost = try await jury.juror("lost@example.org")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let plan = jury.path + "/assign"
            #expect(try await !staff.get(plan).text.contains(Self.lost))
            try await move(lost, to: "", test)
            let page = try await staff.get(plan).text
            #expect(page.contains("1 juror") && page.contains(Self.lost))
            #expect(page.contains("href=\"\(jury.path)/jurors/\(lost.publicID)\""))
            #expect(!page.contains("href=\"\(jury.path)/jurors/\(known.publicID)\""))
            try await jury.test.laurel.database.write {
                try $0.run("UPDATE juror SET accepted_at = NULL WHERE id = \(lost.id)")
            }
            #expect(try await !staff.get(plan).text.contains(Self.lost), "nobody asks them")
        }
    }

    @Test func withoutARuleNobodyNeedsACountry() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.regions = .any }
            try await jury.application("A well", by: "Somebody")
            try await move(try await jury.juror("lost@example.org"), to: "", test)
            try await jury.round()
            let page = try await jury.staffBrowser().get(jury.path + "/assign")
            #expect(page.status == 200 && !page.text.contains(Self.lost))
        }
    }

    @Test func whoKnowsARegionNeedsNoCountry() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.regions = .ownRegion }
            let region = try #require(jury.season.rules.regions.first).key
            try await jury.application("A well", by: "Somebody")
            try await move(try await jury.juror("knows@example.org", regions: [region]), to: "", test)
            try await jury.round()
            #expect(try await !jury.staffBrowser().get(jury.path + "/assign").text.contains(Self.lost))
        }
    }

    @Test func ofManyTheFirstAreNamedAndTheOthersCounted() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.regions = .notOwnCountry }
            try await jury.application("A well", by: "Somebody")
            for number in 10..<32 { try await jury.juror("j\(number)@example.org") }
            try await test.laurel.database.write { try $0.run("UPDATE juror SET country = ''") }
            try await jury.round()
            let page = try await jury.staffBrowser().get(jury.path + "/assign").text
            #expect(page.contains("22 jurors have no country") && page.contains("and 2 more"))
        }
    }
}

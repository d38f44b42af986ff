import Platform
import Testing

@testable import App

struct SeasonStatisticsTests {
    @Test func everySubmittedApplicationCountsOnce() async throws {
        try await StatisticsScene.run { scene in
            let season = scene.season
            let at = try scene.moment(10, before: season)
            try await scene.add(.init(country: "KE", versions: [at]), to: season)
            try await scene.add(
                .init(country: "KE", language: "ru", state: "admitted", versions: [at]), to: season)
            try await scene.add(
                .init(country: "KZ", nomination: "organisation", state: "rejected", versions: [at]),
                to: season)
            try await scene.add(.init(country: "EG", state: "finalist", versions: [at]), to: season)
            try await scene.add(.init(country: "EG", state: "laureate", versions: [at]), to: season)
            try await scene.add(.init(country: "FR", state: "draft"), to: season)
            try await scene.add(.init(country: "FR", state: "withdrawn", versions: [at]), to: season)
            try await scene.add(.init(country: "FR", versions: [at]), to: scene.former)
            let counted = try await scene.compute()
            #expect(counted.applications == 5)
            #expect(counted.countries == ["KE": 2, "KZ": 1, "EG": 2])
            #expect(counted.nominations == ["person": 4, "organisation": 1])
            #expect(counted.languages == ["en": 4, "ru": 1])
            #expect(counted.count(.submitted) == 1 && counted.count(.rejected) == 1)
            #expect([counted.admitted, counted.finalists, counted.laureates] == [3, 2, 1])
            #expect(counted.days.values.reduce(0, +) == 5)
            #expect(counted.people.total == 5)
        }
    }

    @Test func aLaterVersionMovesNothingToAnotherDay() async throws {
        try await StatisticsScene.run { scene in
            let first = try scene.moment(20, before: scene.season)
            let later = try scene.moment(1, before: scene.season)
            try await scene.add(.init(versions: [first, later]), to: scene.season)
            let counted = try await scene.compute()
            #expect(counted.days == [first.day(in: scene.season.rules.timeZone): 1])
            var before = SeasonStatistics.Scope.everything
            before.before = first + .seconds(1)
            #expect(try await scene.compute(before).applications == 1)
            before.before = first
            #expect(try await scene.compute(before).applications == 0)
        }
    }

    /// 21:30 UTC is after midnight in Moscow.
    @Test func daysAreThoseOfTheSeason() async throws {
        try await StatisticsScene.run { scene in
            let evening = Instant(milliseconds: 1_803_937_800_000)
            try await scene.add(.init(versions: [evening]), to: scene.season)
            let counted = try await scene.compute()
            #expect(counted.days.keys.map(\.description) == ["2027-03-02"])
        }
    }

    @Test func nobodyCountsWhatTheyTakePartIn() async throws {
        try await StatisticsScene.run { scene in
            let at = try scene.moment(3, before: scene.season)
            try await scene.add(.init(country: "KE", versions: [at]), to: scene.season)
            try await scene.add(.init(country: "IS", versions: [at], person: scene.staff), to: scene.season)
            #expect(try await scene.compute().countries == ["KE": 1, "IS": 1])
            #expect(try await scene.compute(.init(reader: scene.staff.id)).countries == ["KE": 1])
            let page = try await scene.browser().get(scene.page)
            #expect(page.text.contains("<th scope=\"row\">Kenya</th>"))
            #expect(!page.text.contains("<th scope=\"row\">Iceland</th>"))
        }
    }

    @Test func whatAPublicationKeepsReadsAsItWas() async throws {
        try await StatisticsScene.run { scene in
            let at = try scene.moment(3, before: scene.season)
            for country in ["KE", "KZ", "EG"] {
                try await scene.add(.init(country: country, versions: [at]), to: scene.season)
            }
            let counted = try await scene.compute()
            #expect(SeasonStatistics(json: try JSON(parsing: counted.json.canonical)) == counted)
            #expect(SeasonStatistics(json: .object([:])) == nil)
        }
    }

    @Test func theFewOfACountryDoNotStandOut() {
        let few = PeopleByCountry(counts: ["KE": 9, "KZ": 5, "IS": 1, "MT": 2])
        #expect(few.shown == ["KE": 9])
        #expect(few.others == 8 && few.otherCountries == 3 && few.total == 17)
        let none = PeopleByCountry(counts: ["KE": 9, "KZ": 5])
        #expect(none.shown == ["KE": 9, "KZ": 5] && none.others == 0)
        let one = PeopleByCountry(counts: ["KE": 9, "KZ": 7, "IS": 4])
        #expect(one.shown == ["KE": 9] && one.others == 11, "never one country alone")
        #expect(PeopleByCountry(counts: ["IS": 1]).shown.isEmpty)
    }
}

import Platform
import Testing

@testable import App

struct SeasonComparisonTests {
    private func day(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(text))
    }

    @Test func theSeasonBeforeIsCountedAtTheSameDistance() async throws {
        try await StatisticsScene.run { scene in
            for days in [30, 20, 10, 1] {
                let at = try scene.moment(days, before: scene.former)
                try await scene.add(.init(country: days > 15 ? "KE" : "KZ", versions: [at]), to: scene.former)
            }
            try await scene.add(
                .init(versions: [try scene.moment(16, before: scene.season)]), to: scene.season)
            scene.wait(until: try scene.moment(15, before: scene.season))
            let early = try await scene.compare()
            #expect(early.current.applications == 1)
            #expect(early.former?.isPartial == true)
            #expect(early.former?.statistics.countries == ["KE": 2])
            #expect(early.former?.days.values.reduce(0, +) == 4, "the line goes on to its end")
            scene.wait(until: try scene.moment(-1, before: scene.season))
            let late = try await scene.compare()
            #expect(late.former?.isPartial == false)
            #expect(late.former?.statistics.applications == 4)
        }
    }

    @Test func theFirstSeasonHasNoneBefore() async throws {
        try await StatisticsScene.run { scene in
            let (former, staff, now, rules) = (
                scene.former, scene.staff, scene.test.clock.now, scene.laurel.rules
            )
            let comparison = try await scene.laurel.database.read {
                try SeasonComparison.read(former, for: staff.id, now: now, rules, $0)
            }
            #expect(comparison.former == nil)
        }
    }

    @Test func aCurveAddsUpDayByDay() throws {
        let days = [try day("2027-02-26"): 3, try day("2027-03-01"): 2]
        let curve = ArrivalCurve(days, deadline: try day("2027-02-28"))
        #expect(curve.points.map(\.daysLeft) == [2, 1, 0, -1])
        #expect(curve.points.map(\.total) == [3, 3, 3, 5])
        let longer = ArrivalCurve(days, deadline: try day("2027-02-28"), through: try day("2027-03-02"))
        #expect(longer.points.last == .init(daysLeft: -2, total: 5))
        #expect(ArrivalCurve([:], deadline: try day("2027-02-28")).points.isEmpty)
    }

    @Test func bothSeasonsStandBesideOneAnother() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(
                .init(versions: [try scene.moment(3, before: scene.former)]), to: scene.former)
            try await scene.add(
                .init(versions: [try scene.moment(2, before: scene.season)]), to: scene.season)
            scene.wait(until: try scene.moment(1, before: scene.season))
            let comparison = try await scene.compare()
            let days = comparison.arrivals(now: scene.test.clock.now)
            #expect(days.map(\.daysLeft) == [3, 2, 1, 0])
            #expect(days.map(\.total) == [nil, 1, 1, nil], "no further than today")
            #expect(days.map(\.new) == [nil, 1, 0, nil])
            #expect(days.map(\.before) == [1, 1, 1, 1])
        }
    }

    @Test func stepsAreComparedOnlyWithAWholeSeason() async throws {
        try await StatisticsScene.run { scene in
            let reader = try DemoSeasons.reader(.english)
            let at = try scene.moment(30, before: scene.former)
            try await scene.add(.init(state: "laureate", versions: [at]), to: scene.former)
            scene.wait(until: try scene.moment(15, before: scene.season))
            let early = try await scene.compare().steps(reader)
            #expect(early.map(\.before) == [1, nil, nil, nil, nil, nil])
            scene.wait(until: try scene.moment(-1, before: scene.season))
            let late = try await scene.compare().steps(reader)
            #expect(late.map(\.before) == [1, 0, 0, 1, 1, 1])
        }
    }

    @Test func theAxisHasRoundNumbers() {
        #expect(LineChart.Axis(largest: 0).marks == [1, 0])
        #expect(LineChart.Axis(largest: 3).marks == [3, 2, 1, 0])
        #expect(LineChart.Axis(largest: 429).marks == [500, 400, 300, 200, 100, 0])
        #expect(LineChart.Axis(largest: 50_000).marks.first == 50_000)
    }
}

import Foundation
import Platform
import Testing

struct CalendarDateTests {
    @Test func readsAndWritesOneForm() throws {
        let date = try #require(CalendarDate("2026-11-22"))
        #expect((date.year, date.month, date.day) == (2026, 11, 22))
        #expect(date.description == "2026-11-22")
        #expect(CalendarDate("0001-01-01")?.description == "0001-01-01")
    }

    @Test(arguments: [
        "", "2026-11", "2026-11-2", "2026-1-02", "26-11-22", "2026/11/22", "2026-11-22T00:00", " 2026-11-22",
        "2026-11-22 ", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2026-04-31", "2025-02-29",
        "1900-02-29", "0000-01-01", "-026-01-01", "+026-01-01", "２０２６-11-22",
    ])
    func refusesWhatIsNoDay(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func knowsLeapDays() {
        #expect(CalendarDate("2024-02-29") != nil)
        #expect(CalendarDate("2000-02-29") != nil)
    }

    @Test func countsDaysLikeFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for days in stride(from: -130_000, through: 200_000, by: 991) {
            let date = try #require(CalendarDate(daysSince1970: days))
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
            #expect(date == CalendarDate(year: parts.year!, month: parts.month!, day: parts.day!))
        }
    }

    @Test func countsEveryDayOfFourCenturiesBothWays() throws {
        var expected = try #require(CalendarDate("1799-12-31"))
        for days in -62_091...84_006 {
            let date = try #require(CalendarDate(daysSince1970: days))
            guard date > expected, date.daysSince1970 == days else {
                Issue.record("day \(days) became \(date) after \(expected)")
                return
            }
            expected = date
        }
        #expect(expected.description == "2200-01-01")
        #expect(CalendarDate("1970-01-01")?.daysSince1970 == 0)
    }

    @Test func endsWithTheYears() throws {
        let first = try #require(CalendarDate("0001-01-01"))
        let last = try #require(CalendarDate("9999-12-31"))
        #expect(first.adding(days: -1) == nil)
        #expect(last.adding(days: 1) == nil)
        #expect(first.adding(days: last.daysSince1970 - first.daysSince1970) == last)
    }

    @Test(arguments: [
        ("2000-05-17", "2026-05-16", 25), ("2000-05-17", "2026-05-17", 26), ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18), ("2004-02-29", "2024-02-29", 20), ("2026-05-17", "2026-05-17", 0),
    ])
    func countsAges(_ birthday: String, _ today: String, _ age: Int) throws {
        let birthday = try #require(CalendarDate(birthday))
        #expect(birthday.years(until: try #require(CalendarDate(today))) == age)
    }

    @Test func isCodedAsText() throws {
        let dates = [try #require(CalendarDate("2026-11-22"))]
        let json = try JSONEncoder().encode(dates)
        #expect(String(decoding: json, as: UTF8.self) == "[\"2026-11-22\"]")
        #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == dates)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data("[\"2026-02-30\"]".utf8))
        }
    }
}

import Foundation
import Platform
import Testing

struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-22T16:00:00Z", 1_795_363_200_000),
            ("2026-11-22T16:00:00.007Z", 1_795_363_200_007), ("1969-12-31T23:59:59.999Z", -1),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func readsAndWritesISO(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
        #expect(Instant(milliseconds: milliseconds).iso8601 == text)
    }

    @Test(arguments: [
        "2026-11-22T19:00:00+03:00", "2026-11-22T19:00+03:00", "2026-11-22T16:00Z", "2026-11-22t16:00:00z",
        "2026-11-22T16:00:00.0Z", "2026-11-22T16:00:00.000000Z", "2026-11-22T10:30:00-05:30",
        "2026-11-23T00:30:00+08:30",
    ])
    func readsEveryWayToSayTheSame(_ text: String) {
        #expect(Instant(iso8601: text)?.iso8601 == "2026-11-22T16:00:00Z")
    }

    @Test(arguments: [
        "", "T", "2026-11-22", "2026-11-22T16:00:00", "2026-11-22 16:00:00Z", "2026-11-22T16Z",
        "2026-11-22T24:00Z",
        "2026-11-22T16:60Z", "2026-11-22T16:00:60Z", "2026-11-22T16:00:00.Z",
        "2026-11-22T16:00:00.0000000000Z",
        "2026-11-22T16:00:00+3", "2026-11-22T16:00:00+0300", "2026-11-22T16:00:00+24:00",
        "2026-11-22T16:00:00Zulu", "2026-02-30T16:00:00Z", "T16:00:00Z",
    ])
    func refusesWhatIsNoMoment(_ text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func dropsWhatIsFinerThanMilliseconds() {
        #expect(Instant(iso8601: "2026-11-22T16:00:00.1239Z")?.iso8601 == "2026-11-22T16:00:00.123Z")
        #expect(Instant(Date(timeIntervalSince1970: -0.0001)).milliseconds == -1)
    }

    @Test func staysWithinTheYears() {
        #expect(Instant(milliseconds: .max).iso8601 == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .min).iso8601 == "0001-01-01T00:00:00Z")
        #expect(Instant(Date(timeIntervalSince1970: .infinity)) == Instant(milliseconds: .max))
    }

    @Test func addsAndSubtracts() {
        let start = Instant(milliseconds: 1_000)
        #expect(start + .seconds(2) == Instant(milliseconds: 3_000))
        #expect(start - .milliseconds(1) == Instant(milliseconds: 999))
        #expect(Instant(milliseconds: 3_000) - start == .seconds(2))
        #expect(start < start + .milliseconds(1))
    }

    @Test func isCodedAsText() throws {
        let instants = [Instant(milliseconds: 1_795_363_200_000)]
        let json = try JSONEncoder().encode(instants)
        #expect(String(decoding: json, as: UTF8.self) == "[\"2026-11-22T16:00:00Z\"]")
        #expect(try JSONDecoder().decode([Instant].self, from: json) == instants)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Instant].self, from: Data("[\"soon\"]".utf8))
        }
    }
}

struct LocalTimeTests {
    @Test(arguments: [
        // Ordinary times.
        ("Europe/Moscow", "2026-11-22T19:00", "2026-11-22T16:00:00Z"),
        ("UTC", "2026-11-22T16:00", "2026-11-22T16:00:00Z"),
        ("Asia/Kathmandu", "2026-11-22T21:45", "2026-11-22T16:00:00Z"),
        ("America/New_York", "2026-11-22T11:00", "2026-11-22T16:00:00Z"),
        // Shown twice, and the later one is meant.
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T01:30:00Z"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T06:30:00Z"),
        // Around a change.
        ("Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59:00Z"),
        ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"),
        ("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00Z"),
    ])
    func clocksOnTheWallAreMoments(_ zone: String, _ local: String, _ utc: String) throws {
        let zone = try #require(TimeZones.zone(zone))
        let instant = try #require(Instant(local: local, in: zone))
        #expect(instant.iso8601 == utc)
        #expect(instant.local(in: zone) == local)
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T03:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45"),
    ])
    func skippedTimesComeLater(_ zone: String, _ skipped: String, _ shown: String) throws {
        let zone = try #require(TimeZones.zone(zone))
        #expect(Instant(local: skipped, in: zone)?.local(in: zone) == shown)
    }

    @Test(arguments: ["", "2026-11-22", "2026-11-22T19", "2026-11-22T24:00", "2026-11-22T19:00:00", "T19:00"])
    func refusesWhatNoFormSends(_ text: String) {
        #expect(Instant(local: text, in: .gmt) == nil)
    }

    @Test func theDayDependsOnTheZone() throws {
        let instant = try #require(Instant(iso8601: "2026-11-22T20:00:00Z"))
        #expect(instant.day(in: .gmt).description == "2026-11-22")
        #expect(instant.day(in: try #require(TimeZones.zone("Asia/Tokyo"))).description == "2026-11-23")
        #expect(instant.day(in: try #require(TimeZones.zone("Pacific/Honolulu"))).description == "2026-11-22")
    }
}

struct TimeZonesTests {
    @Test(arguments: ["Europe/Moscow", "UTC", "Asia/Calcutta", "Etc/GMT+3", "America/Argentina/Buenos_Aires"])
    func knowsNames(_ name: String) {
        #expect(TimeZones.zone(name) != nil)
    }

    @Test(arguments: [
        "", "GMT+3", "+03:00", "MSK", "EST", "Mars/Olympus", "europe/moscow", "../../etc/passwd",
        "/etc/localtime",
        "Europe/Moscow\n", "Europe/Moscow\0", String(repeating: "A/", count: 40),
    ])
    func refusesOtherThings(_ name: String) {
        #expect(TimeZones.zone(name) == nil)
    }

    @Test func offersOnlyWhatItAccepts() {
        #expect(TimeZones.all.count > 400)
        #expect(TimeZones.all.allSatisfy { TimeZones.zone($0) != nil })
    }
}

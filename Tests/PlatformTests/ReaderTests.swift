import Foundation
import Platform
import Testing

/// The figures are those of CLDR.
struct ReaderTests {
    private let deadline = Instant(iso8601: "2026-11-22T16:05:00Z")!
    private let catalogue: Catalogue

    init() throws {
        catalogue = try Catalogue(json: [
            .english: Array("{}".utf8), .russian: Array("{}".utf8), .arabic: Array("{}".utf8),
        ])
    }

    @Test func momentsNameTheirZone() throws {
        #expect(try reader("en", "Europe/Berlin").moment(deadline) == "22 November 2026 at 17:05 CET")
        #expect(try reader("en", "Europe/Moscow").moment(deadline) == "22 November 2026 at 19:05 UTC+3")
        #expect(try reader("en", "America/New_York").moment(deadline) == "22 November 2026 at 11:05 UTC−5")
        #expect(try reader("en", "Asia/Kathmandu").moment(deadline) == "22 November 2026 at 21:50 UTC+5:45")
        #expect(
            try reader("ru", "Europe/Moscow").moment(deadline) == "22 ноября 2026\u{202F}г. в 19:05 UTC+3")
        #expect(try reader("ar", "Asia/Riyadh").moment(deadline) == "22 نوفمبر، 2026، 7:05\u{A0}م UTC+3")
        #expect(try reader("ru", "Asia/Tokyo").momentUTC(deadline) == "22 ноября 2026\u{202F}г. в 16:05 UTC")
        #expect(try reader("en", "UTC").moment(deadline) == "22 November 2026 at 16:05 UTC")
    }

    @Test func zonesFollowTheSeason() throws {
        let berlin = try reader("en", "Europe/Berlin")
        #expect(berlin.moment(deadline).hasSuffix("CET"))
        #expect(berlin.moment(try #require(Instant(iso8601: "2026-07-01T00:30:00Z"))).hasSuffix("02:30 CEST"))
    }

    @Test func daysAreThoseOfTheReader() throws {
        let evening = try #require(Instant(iso8601: "2026-11-22T20:00:00Z"))
        #expect(try reader("en", "Asia/Tokyo").day(evening) == "23 November 2026")
        #expect(try reader("en", "America/New_York").day(evening) == "22 November 2026")
        #expect(try reader("en", "Asia/Tokyo").time(evening) == "05:00")
        #expect(try reader("ar", "Asia/Tokyo").time(evening) == "5:00\u{A0}ص")
    }

    @Test func datesHaveNoZone() throws {
        let date = try #require(CalendarDate("2008-02-29"))
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
            #expect(try reader("en", zone).date(date) == "29 February 2008")
            #expect(try reader("ru", zone).date(date) == "29 февраля 2008\u{202F}г.")
            #expect(try reader("ar", zone).date(date) == "29 فبراير، 2008")
        }
    }

    @Test func numbersAreWrittenAsTheLanguageDoes() throws {
        let (english, russian, arabic) = (try reader("en"), try reader("ru"), try reader("ar"))
        #expect(english.number(1_234_567) == "1,234,567")
        #expect(russian.number(1_234_567) == "1\u{A0}234\u{A0}567")
        #expect(arabic.number(1_234_567) == "1,234,567")
        #expect(english.number(-5) == "-5")
        #expect([0, 999, 1_000].map(english.number) == ["0", "999", "1,000"])
        #expect(english.decimal(4.5, digits: 2) == "4.50")
        #expect(russian.decimal(1_234.567, digits: 1) == "1\u{A0}234,6")
        #expect(english.percent(0.125) == "12.5%")
        #expect(english.percent(0.5) == "50%")
        #expect(russian.percent(0.125, digits: 0) == "12\u{A0}%")
    }

    @Test func moneyKnowsItsMinorUnits() throws {
        let (english, russian) = (try reader("en"), try reader("ru"))
        #expect(english.money(minor: 1_000_000, currency: "USD") == "US$10,000")
        #expect(english.money(minor: 1_050, currency: "EUR") == "€10.50")
        #expect(english.money(minor: 500, currency: "JPY") == "JP¥500")
        #expect(english.money(minor: 1_500, currency: "KWD") == "KWD\u{A0}1.500")
        #expect(english.money(minor: -5, currency: "USD") == "-US$0.05")
        #expect(russian.money(minor: 1_000_000, currency: "RUB") == "10\u{A0}000\u{A0}₽")
        #expect(english.money(minor: .min, currency: "USD") == "-US$92,233,720,368,547,758.08")
    }

    @Test func listsAreJoined() throws {
        #expect(try reader("en").list(["Anna", "Boris", "Chen"]) == "Anna, Boris and Chen")
        #expect(try reader("ru").list(["Анна", "Борис"]) == "Анна и Борис")
        #expect(try reader("en").list([]) == "")
    }

    @Test func countriesAndLanguagesHaveNames() throws {
        #expect(try reader("en").country("KZ") == "Kazakhstan")
        #expect(try reader("ru").country("KZ") == "Казахстан")
        #expect(try reader("ar").country("KZ") == "كازاخستان")
        #expect(try reader("en").country("XK") == "XK")
        #expect(try reader("ru").languageName("kk") == "казахский")
        #expect(try reader("ru").languageName("xx") == "xx")
        for code in ["en", "ru", "ar"] {
            let reader = try reader(code)
            #expect(Countries.all.filter { reader.country($0) == $0 } == [])
            #expect(Languages.all.filter { reader.languageName($0) == $0 } == [])
        }
    }

    @Test func choicesAreSortedForTheReader() throws {
        let english = try reader("en").countries
        #expect(english.count == 249)
        #expect(english.prefix(3).map(\.name) == ["Afghanistan", "Åland Islands", "Albania"])
        #expect(try reader("ru").countries.first?.name == "Австралия")
        #expect(try reader("ru").languages.first?.name == "азербайджанский")
        #expect(Set(try reader("ar").languages.map(\.code)) == Set(Languages.all))
    }

    @Test func wordsAreSortedAsInADictionary() throws {
        let words = ["Яна", "Ёлка", "Жук", "еда", "Zoe", "Панель 10", "Панель 9"]
        let russian = try reader("ru").sorted(words) { $0 }
        #expect(russian == ["еда", "Ёлка", "Жук", "Панель 9", "Панель 10", "Яна", "Zoe"])
        #expect(try reader("en").sorted(["b", "Á", "a", "Z"]) { $0 } == ["a", "Á", "b", "Z"])
        #expect(try reader("en").sorted([String]()) { $0 } == [])
    }

    @Test func equalsKeepTheirOrder() throws {
        let items = (0..<100).map { (name: "same", index: $0) }
        #expect(try reader("en").sorted(items, by: \.name).map(\.index) == Array(0..<100))
    }

    @Test func longTextsAreSortedToo() throws {
        let long = String(repeating: "漢字かな", count: 500)
        #expect(try reader("en").sorted([long + "b", long + "a"]) { $0 } == [long + "a", long + "b"])
    }

    @Test func textsArePickedInTheReadersLanguage() throws {
        #expect(try reader("ru").pick(LocalizedText(["en": "Call", "ru": "Приём заявок"])) == "Приём заявок")
        #expect(try reader("ar").pick(LocalizedText(english: "Call")) == "Call")
    }

    @Test func manyReadersAtOnceReadTheSame() async throws {
        let readers = try ["en", "ru", "ar"].map { try reader($0, "Europe/Berlin") }
        let expected = readers.map(Self.sample)
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<60 {
                group.addTask { Self.sample(readers[task % 3]) == expected[task % 3] }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    private static func sample(_ reader: Reader) -> [String] {
        let moments = (0..<50).map { reader.moment(Instant(milliseconds: Int64($0) * 40_000_000_000)) }
        return moments + reader.sorted(moments) { $0 } + reader.countries.map(\.name)
    }

    private func reader(_ language: String, _ zone: String = "UTC") throws -> Reader {
        let zone = try #require(TimeZones.zone(zone))
        return Reader(language: try #require(Language(language)), timeZone: zone, catalogue: catalogue)
    }
}

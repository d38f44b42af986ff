import Foundation
import Synchronization

/// How one language writes numbers, dates, names and lists; made once and shared by all its readers.
///
/// Digits are always the Latin ones, so that a code or a sum reads the same to everybody who passes it on.
/// English without a region is the international one: the day before the month, 24 hours, "US$".
/// Dates are formatted on the clock of UTC and shifted before, so that each language needs one formatter and
/// not one for each zone.
final class LanguageFormats: Sendable {
    let language: Language
    let locale: Locale
    let plurals: PluralRules
    let collation: Collation
    private let dateStyle: Date.FormatStyle
    private let monthStyle: Date.FormatStyle
    private let timeStyle: Date.FormatStyle
    private let momentStyle: Date.FormatStyle
    private let integerStyle: IntegerFormatStyle<Int>
    private let listStyle: ListFormatStyle<StringStyle, [String]>
    private let zoneNames: ZoneNames
    private let countryNames = Mutex<CodeNames?>(nil)
    private let languageNames = Mutex<CodeNames?>(nil)

    init(_ language: Language) {
        self.language = language
        let regional = language == .english ? "en-GB" : language.code
        let locale = Locale(identifier: regional + "-u-nu-latn")
        self.locale = locale
        plurals = PluralRules(language)
        collation = Collation(language)
        zoneNames = ZoneNames(locale)
        let style = Date.FormatStyle(
            locale: locale, calendar: Calendar(identifier: .gregorian), timeZone: .gmt)
        let dateStyle = style.day().month(.wide).year()
        let has24Hours = locale.hourCycle == .zeroToTwentyThree || locale.hourCycle == .oneToTwentyFour
        let hour = Date.FormatStyle.Symbol.Hour.self
        let hours = has24Hours ? hour.twoDigits(amPM: .abbreviated) : hour.defaultDigits(amPM: .abbreviated)
        self.dateStyle = dateStyle
        monthStyle = style.month(.abbreviated)
        timeStyle = style.hour(hours).minute(.twoDigits)
        momentStyle = dateStyle.hour(hours).minute(.twoDigits)
        integerStyle = IntegerFormatStyle(locale: locale)
        listStyle = ListFormatStyle<StringStyle, [String]>.list(type: .and).locale(locale)
    }
}

extension LanguageFormats {
    func number(_ number: Int) -> String {
        if (0..<1000).contains(number) { return String(number) }
        return number.formatted(integerStyle)
    }

    func decimal(_ number: Double, digits: Int) -> String {
        let style = FloatingPointFormatStyle<Double>(locale: locale)
        return number.formatted(style.precision(.fractionLength(digits)))
    }

    func percent(_ fraction: Double, digits: Int) -> String {
        let style = FloatingPointFormatStyle<Double>.Percent(locale: locale)
        return fraction.formatted(style.precision(.fractionLength(0...digits)))
    }

    /// Whole amounts are written without zeros behind the point.
    func money(minor: Int64, currency: String) -> String {
        let digits = Currency.minorDigits(of: currency)
        let amount = Decimal(
            sign: minor < 0 ? .minus : .plus, exponent: -digits, significand: Decimal(minor.magnitude))
        let isWhole = minor % Int64(Currency.minorUnits(of: currency)) == 0
        let style = Decimal.FormatStyle.Currency(code: currency, locale: locale)
        return amount.formatted(style.precision(.fractionLength(isWhole ? 0 : digits)))
    }

    func date(_ date: CalendarDate) -> String {
        let seconds = Double(date.daysSince1970) * 86_400
        return Date(timeIntervalSince1970: seconds).formatted(dateStyle)
    }

    func month(_ date: CalendarDate) -> String {
        let seconds = Double(date.daysSince1970) * 86_400
        return Date(timeIntervalSince1970: seconds).formatted(monthStyle)
    }

    func time(_ instant: Instant, in zone: TimeZone) -> String {
        instant.shifted(to: zone).date.formatted(timeStyle)
    }

    func moment(_ instant: Instant, in zone: TimeZone) -> String {
        let local = instant.shifted(to: zone).date.formatted(momentStyle)
        return local + " " + self.zone(zone, at: instant)
    }

    func zone(_ zone: TimeZone, at instant: Instant) -> String {
        zoneNames.name(of: zone, at: instant)
    }

    func list(_ items: [String]) -> String {
        items.formatted(listStyle)
    }
}

extension LanguageFormats {
    func country(_ alpha2: String) -> String? {
        countryTable().names[alpha2]
    }

    /// The short names of CLDR, where the system's ICU gives a longer one that takes sides.
    private static let shortNames: [String: [String: String]] = [
        "en": ["CN": "China", "HK": "Hong Kong", "MO": "Macao", "PS": "Palestine", "TW": "Taiwan"],
        "ru": ["CN": "Китай", "HK": "Гонконг", "MO": "Макао", "PS": "Палестина", "TW": "Тайвань"],
        "ar": ["CN": "الصين", "HK": "هونغ كونغ", "MO": "ماكاو", "PS": "فلسطين", "TW": "تايوان"],
    ]

    private func countryName(_ alpha2: String) -> String? {
        Self.shortNames[locale.language.languageCode?.identifier ?? ""]?[alpha2]
            ?? locale.localizedString(forRegionCode: alpha2)
    }

    /// Any well-formed code has a name; those that are offered have theirs at hand.
    func languageName(_ code: String) -> String? {
        languageTable().names[code] ?? locale.localizedString(forIdentifier: code)
    }

    func countries() -> [NamedCode] { countryTable().sorted }
    func languages() -> [NamedCode] { languageTable().sorted }

    /// Named and sorted once, when somebody first needs them: that takes a millisecond.
    private func countryTable() -> CodeNames {
        countryNames.withLock { table in
            let known = table ?? CodeNames(Countries.all, collation, countryName)
            table = known
            return known
        }
    }

    private func languageTable() -> CodeNames {
        languageNames.withLock { table in
            let known = table ?? CodeNames(Languages.all, collation, locale.localizedString(forIdentifier:))
            table = known
            return known
        }
    }
}

/// Codes with their names in one language.
private struct CodeNames: Sendable {
    let names: [String: String]
    /// As a reader looks for them.
    let sorted: [NamedCode]

    init(_ codes: [String], _ collation: Collation, _ name: (String) -> String?) {
        let named = codes.map { NamedCode(code: $0, name: name($0) ?? $0) }
        names = Dictionary(uniqueKeysWithValues: named.map { ($0.code, $0.name) })
        sorted = collation.sorted(named) { $0.name }
    }
}

/// A code, and what readers of a language call it: "KZ", "Kazakhstan".
public struct NamedCode: Hashable, Sendable {
    public let code: String
    public let name: String
}

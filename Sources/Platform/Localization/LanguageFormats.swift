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
    private let timeStyle: Date.FormatStyle
    private let momentStyle: Date.FormatStyle
    private let integerStyle: IntegerFormatStyle<Int>
    private let listStyle: ListFormatStyle<StringStyle, [String]>
    private let zoneNames = Mutex<[ZoneOffset: String]>([:])

    init(_ language: Language) {
        self.language = language
        let regional = language == .english ? "en-GB" : language.code
        let locale = Locale(identifier: regional + "-u-nu-latn")
        self.locale = locale
        plurals = PluralRules(language)
        collation = Collation(language)
        dateStyle = Self.style(date: .long, time: .omitted, locale)
        timeStyle = Self.style(date: .omitted, time: .shortened, locale)
        momentStyle = Self.style(date: .long, time: .shortened, locale)
        integerStyle = IntegerFormatStyle(locale: locale)
        listStyle = ListFormatStyle<StringStyle, [String]>.list(type: .and).locale(locale)
    }

    private static func style(
        date: Date.FormatStyle.DateStyle, time: Date.FormatStyle.TimeStyle, _ locale: Locale
    ) -> Date.FormatStyle {
        let calendar = Calendar(identifier: .gregorian)
        return Date.FormatStyle(date: date, time: time, locale: locale, calendar: calendar, timeZone: .gmt)
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

    func time(_ instant: Instant, in zone: TimeZone) -> String {
        instant.shifted(to: zone).date.formatted(timeStyle)
    }

    func moment(_ instant: Instant, in zone: TimeZone) -> String {
        let local = instant.shifted(to: zone).date.formatted(momentStyle)
        return local + " " + zoneName(zone, at: instant)
    }

    func list(_ items: [String]) -> String {
        items.formatted(listStyle)
    }
}

extension LanguageFormats {
    private struct ZoneOffset: Hashable {
        let zone: String
        let seconds: Int
    }

    /// More names than there are zones, so that nothing can make the memory grow without end.
    private static let mostZoneNames = 2_000

    private func zoneName(_ zone: TimeZone, at instant: Instant) -> String {
        let offset = ZoneOffset(zone: zone.identifier, seconds: zone.secondsFromGMT(for: instant.date))
        if let known = zoneNames.withLock({ $0[offset] }) { return known }
        let name = Self.zoneName(zone, at: instant, locale)
        zoneNames.withLock { names in
            if names.count >= Self.mostZoneNames { names.removeAll() }
            names[offset] = name
        }
        return name
    }

    /// The abbreviation where the language has one, "CET"; else the offset, "UTC+3".
    private static func zoneName(_ zone: TimeZone, at instant: Instant, _ locale: Locale) -> String {
        let calendar = Calendar(identifier: .gregorian)
        let named = Date.VerbatimFormatStyle(
            format: "\(timeZone: .specificName(.short))", locale: locale, timeZone: zone, calendar: calendar)
        let counted = Date.VerbatimFormatStyle(
            format: "\(timeZone: .localizedGMT(.short))", locale: locale, timeZone: zone, calendar: calendar)
        let name = instant.date.formatted(named)
        guard name == instant.date.formatted(counted) else { return name }
        return offsetName(minutes: zone.secondsFromGMT(for: instant.date) / 60)
    }

    private static func offsetName(minutes: Int) -> String {
        guard minutes != 0 else { return "UTC" }
        let (hours, rest) = Int(minutes.magnitude).quotientAndRemainder(dividingBy: 60)
        let sign = minutes < 0 ? "−" : "+"
        let tail = rest == 0 ? "" : ":" + rest.padded(to: 2)
        return "UTC" + sign + String(hours) + tail
    }
}

public import Foundation

/// Somebody who reads a page or a mail: their language, their time zone, and everything put into words for
/// them.
///
/// `reader("applications.title")`, `reader("applications.count", ["count": 3])`, `reader.moment(deadline)`.
public struct Reader: Sendable {
    /// The language that the messages are in: the one asked for, or the nearest that there is.
    public let language: Language
    public let timeZone: TimeZone
    private let messages: Messages
    private let english: Messages

    public init(language: Language, timeZone: TimeZone, catalogue: Catalogue) {
        messages = catalogue.messages(language)
        english = catalogue.english
        self.language = messages.language
        self.timeZone = timeZone
    }

    /// The message of a key, filled in. A key that does not exist comes back in ⟦ ⟧, which tests look for.
    public func callAsFunction(_ key: String, _ arguments: [String: MessageValue] = [:]) -> String {
        messages.text(key, arguments) ?? english.text(key, arguments) ?? missingMark(key)
    }

    /// Whether there is a message of this key, for keys that come from an address.
    public func has(_ key: String) -> Bool {
        english.text(key) != nil
    }

    public func pick(_ text: LocalizedText) -> String {
        text.pick(language).text
    }

    var formats: LanguageFormats { messages.formats }
}

extension Reader {
    /// "1,234,567"
    public func number(_ number: Int) -> String {
        formats.number(number)
    }

    /// With exactly so many digits behind the point: "4.50".
    public func decimal(_ number: Double, digits: Int) -> String {
        formats.decimal(number, digits: digits)
    }

    /// A fraction of one as a percentage: 0.125 is "12.5%".
    public func percent(_ fraction: Double, digits: Int = 1) -> String {
        formats.percent(fraction, digits: digits)
    }

    /// An amount in minor units (cents) of an ISO 4217 currency: "US$10,000".
    public func money(minor: Int64, currency: String) -> String {
        formats.money(minor: minor, currency: currency)
    }

    /// "Anna, Boris and Chen"
    public func list(_ items: [String]) -> String {
        formats.list(items)
    }
}

extension Reader {
    /// "22 November 2026"
    public func date(_ date: CalendarDate) -> String {
        formats.date(date)
    }

    /// "Nov", as an axis names it
    public func month(_ date: CalendarDate) -> String {
        formats.month(date)
    }

    /// The date that it is for this reader at that moment.
    public func day(_ instant: Instant) -> String {
        formats.date(instant.day(in: timeZone))
    }

    /// The time on this reader's clock: "19:00".
    public func time(_ instant: Instant) -> String {
        formats.time(instant, in: timeZone)
    }

    /// Date and time on this reader's clock, and which clock that is: "22 November 2026 at 17:00 CET".
    public func moment(_ instant: Instant) -> String {
        formats.moment(instant, in: timeZone)
    }

    /// Which clock this reader's is at that moment: "CET".
    public func zone(_ instant: Instant) -> String {
        formats.zone(timeZone, at: instant)
    }

    /// The same moment for everybody: "22 November 2026 at 16:00 UTC".
    public func momentUTC(_ instant: Instant) -> String {
        formats.moment(instant, in: .gmt)
    }
}

extension Reader {
    /// The name of a country in this reader's language; the code itself where it is none.
    public func country(_ alpha2: String) -> String {
        formats.country(alpha2) ?? alpha2
    }

    /// The name of a language in this reader's language; the code itself where it is unknown.
    public func languageName(_ code: String) -> String {
        formats.languageName(code) ?? code
    }

    /// All countries to choose from, named and sorted for this reader.
    public var countries: [NamedCode] { formats.countries() }

    /// The languages of `Languages.all` to choose from, named and sorted for this reader.
    public var languages: [NamedCode] { formats.languages() }

    /// Sorted as this reader's dictionary would, numbers by their value; equals keep their order.
    public func sorted<Item>(_ items: [Item], by text: (Item) -> String) -> [Item] {
        formats.collation.sorted(items, by: text)
    }
}

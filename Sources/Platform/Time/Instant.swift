public import Foundation

/// A moment, in whole milliseconds of UTC since 1970; the same everywhere on Earth.
///
/// Written and coded in ISO 8601 as "2026-11-22T16:00:00Z", with milliseconds only where they are not zero.
public struct Instant: Hashable, Sendable {
    public let milliseconds: Int64

    /// What lies outside of the years 1 to 9999 becomes the first or the last instant of them, so that every
    /// instant can be written.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    private static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// The clock of this machine. Only the command itself reads it; everything else is handed a clock.
    public static func now() -> Instant {
        Instant(Date())
    }

    public init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded(.down)
        self.init(milliseconds: Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max))
    }

    public var date: Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

extension Instant: Comparable {
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds + duration.wholeMilliseconds)
    }

    public static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: instant.milliseconds - duration.wholeMilliseconds)
    }

    public static func - (later: Instant, earlier: Instant) -> Duration {
        .milliseconds(later.milliseconds - earlier.milliseconds)
    }
}

extension Instant {
    /// Reads a date and time that names its offset: "2026-11-22T16:00:00Z", "2026-11-22T19:00+03:00".
    ///
    /// RFC 3339, where seconds may be left out. A time without an offset is refused: it would be a guess.
    /// Digits beyond milliseconds are dropped; a leap second is refused.
    public init?(iso8601 text: String) {
        guard let mark = text.utf8.firstIndex(where: { $0 == 0x54 || $0 == 0x74 }),
            let date = CalendarDate(String(text[..<mark]))
        else { return nil }
        var reader = DigitReader(String(text[text.utf8.index(after: mark)...]))
        guard let time = Self.millisecondsOfDay(&reader), let offset = Self.offsetMinutes(&reader),
            reader.isAtEnd
        else { return nil }
        let days = Int64(date.daysSince1970)
        self.init(milliseconds: days * 86_400_000 + Int64(time) - Int64(offset) * 60_000)
    }

    /// "2026-11-22T16:00:00Z"
    public var iso8601: String {
        let day = dayInUTC
        let rest = milliseconds - Int64(day.daysSince1970) * 86_400_000
        let (seconds, fraction) = Int(rest).quotientAndRemainder(dividingBy: 1000)
        let hour = (seconds / 3600).padded(to: 2)
        let minute = (seconds / 60 % 60).padded(to: 2)
        let second = (seconds % 60).padded(to: 2)
        let tail = fraction == 0 ? "Z" : "." + fraction.padded(to: 3) + "Z"
        return day.description + "T" + hour + ":" + minute + ":" + second + tail
    }

    var dayInUTC: CalendarDate {
        CalendarDate(daysSince1970: Int(milliseconds.floorDivided(by: 86_400_000)))!
    }

    private static func millisecondsOfDay(_ reader: inout DigitReader) -> Int? {
        guard let hour = reader.number(of: 2), hour < 24, reader.take(":"),
            let minute = reader.number(of: 2), minute < 60
        else { return nil }
        let whole = (hour * 60 + minute) * 60_000
        guard reader.take(":") else { return whole }
        guard let second = reader.number(of: 2), second < 60 else { return nil }
        guard reader.take(".") else { return whole + second * 1000 }
        let digits = reader.digitsAhead
        guard (1...9).contains(digits), var fraction = reader.number(of: digits) else { return nil }
        for _ in 0..<max(0, digits - 3) { fraction /= 10 }
        for _ in 0..<max(0, 3 - digits) { fraction *= 10 }
        return whole + second * 1000 + fraction
    }

    private static func offsetMinutes(_ reader: inout DigitReader) -> Int? {
        if reader.take("Z") || reader.take("z") { return 0 }
        let isAhead = reader.take("+")
        guard isAhead || reader.take("-") else { return nil }
        guard let hour = reader.number(of: 2), hour < 24, reader.take(":"),
            let minute = reader.number(of: 2), minute < 60
        else { return nil }
        let minutes = hour * 60 + minute
        return isAhead ? minutes : -minutes
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { iso8601 }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(iso8601: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time: \(text)")
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Duration {
    /// Parts of a millisecond are dropped.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

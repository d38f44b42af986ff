public import Foundation

/// Instants as clocks on a wall show them.
extension Instant {
    /// The moment when clocks in a zone show this time of this day.
    ///
    /// Where the clocks are put back and show it twice, the later moment is meant: a deadline never comes
    /// earlier than somebody may have read it. Where they skip it, it is as much later as they skip.
    public init(_ date: CalendarDate, hour: Int = 0, minute: Int = 0, in zone: TimeZone) {
        let minutes = Int64(date.daysSince1970) * 1440 + Int64(hour) * 60 + Int64(minute)
        let local = Instant(milliseconds: minutes * 60_000)
        let before = zone.offset(at: local - .seconds(86_400))
        let after = zone.offset(at: local + .seconds(86_400))
        let candidates = [local - before, local - after].filter { local - $0 == zone.offset(at: $0) }
        self = candidates.max() ?? local - before
    }

    /// Reads what a date and time field of a form sends, "2026-11-22T19:00", as a time in a zone.
    public init?(local text: String, in zone: TimeZone) {
        guard let mark = text.utf8.firstIndex(of: 0x54), let date = CalendarDate(String(text[..<mark])) else {
            return nil
        }
        var reader = DigitReader(String(text[text.utf8.index(after: mark)...]))
        guard let hour = reader.number(of: 2), hour < 24, reader.take(":"),
            let minute = reader.number(of: 2), minute < 60, reader.isAtEnd
        else { return nil }
        self.init(date, hour: hour, minute: minute, in: zone)
    }

    /// The value for a date and time field of a form, "2026-11-22T19:00".
    public func local(in zone: TimeZone) -> String {
        String(shifted(to: zone).iso8601.prefix(16))
    }

    /// The day that it is in a zone at this moment.
    public func day(in zone: TimeZone) -> CalendarDate {
        shifted(to: zone).dayInUTC
    }

    /// The moment at which clocks on UTC show what clocks in the zone show now.
    func shifted(to zone: TimeZone) -> Instant {
        self + zone.offset(at: self)
    }
}

extension TimeZone {
    /// How far the zone is ahead of UTC at a moment.
    func offset(at instant: Instant) -> Duration {
        .seconds(secondsFromGMT(for: instant.date))
    }
}

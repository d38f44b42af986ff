import Foundation
import Platform

/// A day in a season document: `2026-03-01`, or counted from the day on which the document is loaded, `D-30`,
/// as the seasons of the demonstration do so that they never grow old.
enum SeasonDay: Hashable, Sendable {
    case date(CalendarDate)
    case offset(Int)

    var isRelative: Bool {
        if case .offset = self { true } else { false }
    }

    func date(loadedOn today: CalendarDate) -> CalendarDate {
        switch self {
        case .date(let date): date
        case .offset(let days): today.adding(days: days) ?? today
        }
    }
}

/// A moment in a season document.
///
/// `2026-03-01T23:59` and `D-30T23:59` are times on the clocks of the season's own zone, while an offset as
/// in `2026-03-01T20:59:00Z` makes them the same everywhere. What is applied holds the latter only.
enum SeasonMoment: Hashable, Sendable {
    case instant(Instant)
    case local(SeasonDay, minute: Int)

    var isRelative: Bool {
        if case .local(let day, _) = self { day.isRelative } else { false }
    }

    func instant(loadedAt loading: Instant, in zone: TimeZone) -> Instant {
        switch self {
        case .instant(let instant): return instant
        case .local(let day, let minute):
            let date = day.date(loadedOn: loading.day(in: zone))
            return Instant(date, hour: minute / 60, minute: minute % 60, in: zone)
        }
    }
}

extension SeasonDay: DocumentScalar {
    static var mistake: String { "season.check.not-day" }

    init?(documentText text: String) {
        if let date = CalendarDate(text) {
            self = .date(date)
            return
        }
        guard text.hasPrefix("D"), text.dropFirst().first == "+" || text.dropFirst().first == "-" else {
            return nil
        }
        guard let days = Int(text.dropFirst()), abs(days) <= Self.farthest else { return nil }
        self = .offset(days)
    }

    /// A century.
    private static let farthest = 36_525

    var documentContent: DocumentNode.Content { .text(text) }

    var text: String {
        switch self {
        case .date(let date): date.description
        case .offset(let days): days < 0 ? "D\(days)" : "D+\(days)"
        }
    }
}

extension SeasonMoment: DocumentScalar {
    static var mistake: String { "season.check.not-moment" }

    init?(documentText text: String) {
        if let instant = Instant(iso8601: text) {
            self = .instant(instant)
            return
        }
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = SeasonDay(documentText: String(parts[0])) else { return nil }
        guard let minute = Self.minute(String(parts[1])) else { return nil }
        self = .local(day, minute: minute)
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isTwoDigits = parts.map {
            $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard isTwoDigits == [true, true], let hour = Int(parts[0]), let minute = Int(parts[1]) else {
            return nil
        }
        return hour < 24 && minute < 60 ? hour * 60 + minute : nil
    }

    var documentContent: DocumentNode.Content {
        switch self {
        case .instant(let instant): return .text(instant.iso8601)
        case .local(let day, let minute):
            let hours = minute / 60 < 10 ? "0\(minute / 60)" : "\(minute / 60)"
            let minutes = minute % 60 < 10 ? "0\(minute % 60)" : "\(minute % 60)"
            return .text("\(day.text)T\(hours):\(minutes)")
        }
    }
}

import Foundation
import Synchronization

/// What a language calls time zones, in short: "CET" where it has an abbreviation, else "UTC+3".
///
/// The offset is written from UTC and not from GMT, as CLDR would, because pages show UTC beside it.
final class ZoneNames: Sendable {
    private let locale: Locale
    private let known = Mutex<[ZoneOffset: String]>([:])

    /// More than there are zones, so that nothing makes the memory grow without end.
    private static let mostKnown = 2_000

    init(_ locale: Locale) {
        self.locale = locale
    }

    func name(of zone: TimeZone, at instant: Instant) -> String {
        let offset = ZoneOffset(zone: zone.identifier, seconds: zone.secondsFromGMT(for: instant.date))
        if let name = known.withLock({ $0[offset] }) { return name }
        let name = abbreviation(of: zone, at: instant) ?? Self.offsetName(minutes: offset.seconds / 60)
        known.withLock { names in
            if names.count >= Self.mostKnown { names.removeAll() }
            names[offset] = name
        }
        return name
    }

    private struct ZoneOffset: Hashable {
        let zone: String
        let seconds: Int
    }

    /// Nil where CLDR has no abbreviation and would write an offset.
    private func abbreviation(of zone: TimeZone, at instant: Instant) -> String? {
        let calendar = Calendar(identifier: .gregorian)
        let named = Date.VerbatimFormatStyle(
            format: "\(timeZone: .specificName(.short))", locale: locale, timeZone: zone, calendar: calendar)
        let counted = Date.VerbatimFormatStyle(
            format: "\(timeZone: .localizedGMT(.short))", locale: locale, timeZone: zone, calendar: calendar)
        let name = instant.date.formatted(named)
        return name == instant.date.formatted(counted) ? nil : name
    }

    private static func offsetName(minutes: Int) -> String {
        guard minutes != 0 else { return "UTC" }
        let (hours, rest) = Int(minutes.magnitude).quotientAndRemainder(dividingBy: 60)
        let sign = minutes < 0 ? "−" : "+"
        let tail = rest == 0 ? "" : ":" + rest.padded(to: 2)
        return "UTC" + sign + String(hours) + tail
    }
}

internal import Foundation
internal import Platform

/// Moments as people read them: in their zone, with UTC beside.
///
/// Where all that is known of a reader is UTC, a script moves them to the clock of the device.
enum Moments {
    static func moment(_ instant: Instant, _ reader: Reader) -> HTML {
        let own = reader.moment(instant)
        let universal = reader.momentUTC(instant)
        guard own != universal else { return time(instant, own, zone: " data-zone=\"UTC\"") }
        return "\(time(instant, own, zone: nil)) <span class=\"utc\">(\(universal))</span>"
    }

    /// Without UTC beside, for lists.
    static func short(_ instant: Instant, _ reader: Reader) -> HTML {
        let own = reader.moment(instant)
        return time(instant, own, zone: own == reader.momentUTC(instant) ? " data-zone=\"short\"" : nil)
    }

    /// Where the moment stands in a sentence that `inside` is given.
    static let mark = "\u{FFFC}"

    /// A sentence with a moment in the place of `mark`.
    static func inside(_ sentence: String, _ instant: Instant, _ reader: Reader) -> HTML {
        let parts = sentence.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return "\(sentence)" }
        return "\(String(parts[0]))\(short(instant, reader))\(String(parts[1]))"
    }

    /// In which zone the moments of a page stand. The script that moves them to the clock of the device says
    /// so too.
    static func zones(_ reader: Reader) -> HTML {
        let own = reader("home.calendar.lead")
        guard reader.timeZone == .gmt else { return "\(own)" }
        return "<span data-in-zone=\"\(own)\">\(reader("home.calendar.utc"))</span>"
    }

    private static func time(_ instant: Instant, _ words: String, zone: HTML?) -> HTML {
        "<time datetime=\"\(instant.iso8601)\"\(zone)>\(words)</time>"
    }
}

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

    private static func time(_ instant: Instant, _ words: String, zone: HTML?) -> HTML {
        "<time datetime=\"\(instant.iso8601)\"\(zone)>\(words)</time>"
    }
}

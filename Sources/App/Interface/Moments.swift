internal import Platform

/// Moments as people read them: in their zone, with UTC beside.
enum Moments {
    static func moment(_ instant: Instant, _ reader: Reader) -> HTML {
        """
        <time datetime="\(instant.iso8601)">\(reader.moment(instant))</time> \
        <span class="utc">(\(reader.momentUTC(instant)))</span>
        """
    }

    static func short(_ instant: Instant, _ reader: Reader) -> HTML {
        "<time datetime=\"\(instant.iso8601)\">\(reader.moment(instant))</time>"
    }
}

internal import Platform

/// Moments as people read them: in their zone, with UTC beside.
enum Moments {
    static func moment(_ instant: Instant, _ reader: Reader) -> HTML {
        let own = reader.moment(instant)
        let universal = reader.momentUTC(instant)
        let beside: HTML? = own == universal ? nil : " <span class=\"utc\">(\(universal))</span>"
        return "<time datetime=\"\(instant.iso8601)\">\(own)</time>\(beside)"
    }

    static func short(_ instant: Instant, _ reader: Reader) -> HTML {
        "<time datetime=\"\(instant.iso8601)\">\(reader.moment(instant))</time>"
    }
}

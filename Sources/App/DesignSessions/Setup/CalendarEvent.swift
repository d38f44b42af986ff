internal import Platform

/// A session as a calendar takes it in: one event of an iCalendar file (RFC 5545).
struct CalendarEvent: Sendable {
    let identifier: String
    /// Counts the saves of the set-up, so that a newer file replaces an older one.
    let sequence: Int
    let stampedAt: Instant
    let startsAt: Instant
    let endsAt: Instant
    let summary: String
    let location: String
    let description: String
    let address: String

    /// The link of an online meeting is for those who have a seat or an invitation.
    init(
        _ session: DesignSession, in season: Season, _ laurel: Laurel, for reader: Reader, showsLink: Bool
    ) {
        let page = laurel.settings.address + SessionAddress(season, session).page
        let host = laurel.settings.address.split(separator: "/").last.map(String.init) ?? "laurel"
        identifier = session.publicID + "@" + host
        sequence = session.version
        stampedAt = laurel.clock()
        startsAt = session.startsAt
        endsAt = session.endsAt
        summary = reader.pick(season.rules.programme) + ": " + reader.pick(session.title)
        let place = session.place.isBlank ? "" : reader.pick(session.place)
        let link = showsLink ? session.link : ""
        location = [place, link].filter { !$0.isEmpty }.joined(separator: " · ")
        description = [reader.pick(session.purpose), link, page].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
        address = page
    }

    /// Lines end in CR LF and none is longer than 75 bytes.
    var text: String {
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Laurel//Design sessions//EN", "METHOD:PUBLISH",
            "BEGIN:VEVENT", "UID:" + identifier, "SEQUENCE:\(sequence)", "DTSTAMP:" + Self.moment(stampedAt),
            "DTSTART:" + Self.moment(startsAt), "DTEND:" + Self.moment(endsAt),
            "SUMMARY:" + Self.escaped(summary), "LOCATION:" + Self.escaped(location),
            "DESCRIPTION:" + Self.escaped(description), "URL:" + address, "END:VEVENT", "END:VCALENDAR",
        ]
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// In UTC: "20261122T160000Z" (section 3.3.5).
    static func moment(_ instant: Instant) -> String {
        let seconds = instant.iso8601.prefix(19)
        return seconds.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// Section 3.3.11: what parts values and lines is marked.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text where character != "\r" {
            switch character {
            case "\\", ";", ",": escaped += "\\" + String(character)
            case "\n", "\r\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// Section 3.1: at most 75 bytes a line, of which a further one's first is a space. No character is cut
    /// in two.
    static func folded(_ line: String) -> String {
        var folded = ""
        var bytes = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if bytes + size > 75 {
                folded += "\r\n "
                bytes = 1
            }
            folded.unicodeScalars.append(scalar)
            bytes += size
        }
        return folded
    }
}

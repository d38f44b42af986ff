internal import Foundation
internal import Platform

extension DesignSession.State {
    /// The last part of its message keys.
    var key: String {
        switch self {
        case .prepared: "prepared"
        case .announced: "announced"
        case .open: "open"
        case .closed: "closed"
        }
    }

    func badge(_ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch self {
            case .prepared: .neutral
            case .announced: .waiting
            case .open: .active
            case .closed: .positive
            }
        return Notices.badge(reader("sessions.state.\(key)"), tone)
    }
}

extension SessionSeat.Part {
    func word(_ reader: Reader) -> String { reader("sessions.part.\(rawValue)") }
}

extension AgendaStep.Kind {
    func word(_ reader: Reader) -> String { reader("sessions.step.\(rawValue)") }
}

extension AgendaStep {
    /// Its own title, else what its kind is called.
    func shownTitle(_ reader: Reader) -> HTML {
        title.isBlank ? "\(kind.word(reader))" : title.markup(reader)
    }
}

extension LocalizedText {
    var isBlank: Bool { texts.values.allSatisfy(\.isBlank) }

    /// The text for a reader, which says in which language it is where that is not theirs.
    func markup(_ reader: Reader) -> HTML {
        let (text, language) = pick(reader.language)
        guard language != reader.language, !text.isEmpty else { return "\(text)" }
        return "<bdi lang=\"\(language.code)\">\(text)</bdi>"
    }

    /// The same in paragraphs, as empty lines part them.
    func paragraphs(_ reader: Reader) -> [HTML] {
        let (text, language) = pick(reader.language)
        return text.split(separator: "\n\n").map { paragraph in
            let lines = paragraph.split(separator: "\n").map { "\($0)" as HTML }
            let body = lines.dropFirst().reduce(lines.first ?? "") { "\($0)<br>\($1)" }
            return "<p lang=\"\(language.code)\" dir=\"\(language.direction)\">\(body)</p>"
        }
    }
}

/// When a session is, on the clock of its place and on the reader's.
struct SessionTime: Sendable {
    let session: DesignSession
    /// Reads the clock of the place, in the reader's language.
    let there: Reader

    init(_ session: DesignSession, _ reader: Reader, _ catalogue: Catalogue) {
        self.session = session
        there = Reader(
            language: reader.language, timeZone: TimeZones.zone(session.timeZone) ?? .gmt,
            catalogue: catalogue)
    }

    /// "22 November 2026, 19:00–22:00 MSK", or two moments where it ends on another day.
    var words: String {
        let (start, end) = (session.startsAt, session.endsAt)
        let day = there.day(start)
        guard day == there.day(end) else {
            let moments = ["start": there.moment(start), "end": there.moment(end)]
            return there("sessions.span.days", moments.mapValues(MessageValue.text))
        }
        let times = [
            "day": day, "start": there.time(start), "end": there.time(end), "zone": there.zone(start),
        ]
        return there("sessions.span", times.mapValues(MessageValue.text))
    }

    /// On the clock of the place; below it the beginning for the reader, with UTC.
    func markup(_ reader: Reader) -> HTML {
        "<span>\(words)</span><br><span class=\"soft\">\(Moments.moment(session.startsAt, reader))</span>"
    }
}

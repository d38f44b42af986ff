internal import Platform

/// The stages of a season on one scale of time, each with its dates in words.
struct Timeline: Sendable {
    struct Stage: Sendable {
        let title: String
        let opens: Instant
        /// Nothing for what is a moment, such as an announcement.
        let closes: Instant?
        /// Said below the dates, such as why a deadline was moved.
        var note: String?

        fileprivate var end: Instant { closes ?? opens }
    }

    let stages: [Stage]
    let now: Instant

    func markup(_ reader: Reader) -> HTML {
        guard let scale = Scale(stages, in: reader) else { return "" }
        let items = stages.map { item($0, scale, reader) }
        return """
            <ol class="timeline"><li class="months" aria-hidden="true">\(months(scale, reader))</li>\
            \(items)</ol>
            """
    }

    private func item(_ stage: Stage, _ scale: Scale, _ reader: Reader) -> HTML {
        let note: HTML? = stage.note.map { "<p class=\"note\">\($0)</p>" }
        let state: HTML = stage.end <= now ? " class=\"over\"" : ""
        return """
            <li\(state)><div class="name">\(stage.title) \(badge(stage, reader))</div>\
            \(drawing(stage, scale))<div class="dates">\(dates(stage, reader))\(note)</div></li>
            """
    }

    private func dates(_ stage: Stage, _ reader: Reader) -> HTML {
        guard let closes = stage.closes else { return "<p>\(Moments.moment(stage.opens, reader))</p>" }
        return """
            <p>\(reader("interface.from")) \(Moments.moment(stage.opens, reader))</p>\
            <p>\(reader("interface.until")) \(Moments.moment(closes, reader))</p>
            """
    }

    private func badge(_ stage: Stage, _ reader: Reader) -> HTML? {
        if stage.end <= now { return Notices.badge(reader("interface.stage.over"), .positive) }
        guard stage.opens <= now else { return nil }
        return Notices.badge(reader("interface.stage.open"), .active)
    }

    /// A bar, or a diamond for a moment: filled where it is over or under way, an outline where it is ahead.
    private func drawing(_ stage: Stage, _ scale: Scale) -> HTML {
        let kind: HTML =
            stage.end <= now ? "mark-past" : stage.opens > now ? "mark-future" : "mark-fill"
        let from = scale.share(stage.opens)
        let shape: HTML
        if let closes = stage.closes {
            let width = max(0.004, scale.share(closes) - from)
            shape = """
                <rect class="\(kind)" x="\(Drawings.percent(from))" y="6" \
                width="\(Drawings.percent(width))" height="12"/>
                """
        } else {
            shape = """
                <svg x="\(Drawings.percent(from))"><path class="\(kind)" d="M0 4l8 8-8 8-8-8z"/></svg>
                """
        }
        return "<svg class=\"span mirrors\" aria-hidden=\"true\">\(scale.grid)\(today(scale))\(shape)</svg>"
    }

    private func today(_ scale: Scale) -> HTML? {
        guard scale.covers(now) else { return nil }
        let x = Drawings.percent(scale.share(now))
        return "<line class=\"mark-now\" x1=\"\(x)\" x2=\"\(x)\" y2=\"100%\"/>"
    }

    /// The names of the months above their beginnings, and today; text is not mirrored, its places are.
    private func months(_ scale: Scale, _ reader: Reader) -> HTML {
        let isMirrored = reader.language.isRightToLeft
        func place(_ share: Double) -> String { Drawings.percent(isMirrored ? 1 - share : share) }
        let names = scale.months.map { month -> HTML in
            let name = reader.month(month.date)
            return "<text x=\"\(place(month.share))\" dx=\"\(isMirrored ? -4 : 4)\" y=\"14\">\(name)</text>"
        }
        let word = reader("interface.today")
        let today: HTML =
            scale.covers(now)
            ? "<text class=\"today\" x=\"\(place(scale.share(now)))\" y=\"34\">\(word)</text>" : ""
        return "<svg class=\"span\">\(names)\(today)</svg>"
    }
}

/// From the first day of a timeline to its last, and the months between.
private struct Scale {
    struct Month {
        let date: CalendarDate
        let share: Double
    }

    let start: Instant
    let end: Instant
    private(set) var months: [Month] = []
    /// More names than this would run into one another.
    private static let mostMonths = 9

    init?(_ stages: [Timeline.Stage], in reader: Reader) {
        guard let first = stages.map(\.opens).min(), let last = stages.map(\.end).max() else { return nil }
        // Some room at both ends, so that what happens there is seen whole.
        let margin = max(86_400_000, (last.milliseconds - first.milliseconds) / 40)
        start = Instant(milliseconds: first.milliseconds - margin)
        end = Instant(milliseconds: last.milliseconds + margin)
        let all = Self.firstDays(from: start.day(in: reader.timeZone), to: end.day(in: reader.timeZone))
        let step = (all.count + Self.mostMonths - 1) / Self.mostMonths
        months = all.enumerated().filter { $0.offset % max(1, step) == 0 }.map { _, date in
            Month(date: date, share: share(Instant(milliseconds: Int64(date.daysSince1970) * 86_400_000)))
        }
    }

    func share(_ moment: Instant) -> Double {
        Double(moment.milliseconds - start.milliseconds) / Double(end.milliseconds - start.milliseconds)
    }

    func covers(_ moment: Instant) -> Bool { start < moment && moment < end }

    var grid: [HTML] {
        months.map { month -> HTML in
            let x = Drawings.percent(month.share)
            return "<line class=\"mark-grid\" x1=\"\(x)\" x2=\"\(x)\" y2=\"100%\"/>"
        }
    }

    private static func firstDays(from start: CalendarDate, to end: CalendarDate) -> [CalendarDate] {
        var days: [CalendarDate] = []
        var (year, month) = (start.year, start.month)
        while true {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
            guard let day = CalendarDate(year: year, month: month, day: 1), day < end else { return days }
            days.append(day)
        }
    }
}

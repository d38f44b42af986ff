internal import Platform

/// The stages of a season on one scale of time, each with its dates in words.
struct Timeline: Sendable {
    struct Stage: Sendable {
        let title: String
        let opens: Instant
        let closes: Instant?
        /// Said below the dates, such as why a deadline was moved.
        var note: String?
    }

    let stages: [Stage]
    let now: Instant

    func markup(_ reader: Reader) -> HTML {
        let start = stages.map(\.opens).min() ?? now
        let end = stages.map { $0.closes ?? $0.opens }.max() ?? now
        let items = stages.map { item($0, from: start, to: end, reader) }
        return "<ol class=\"timeline\">\(items)</ol>"
    }

    private func item(_ stage: Stage, from start: Instant, to end: Instant, _ reader: Reader) -> HTML {
        let note: HTML? = stage.note.map { "<span class=\"note\">\($0)</span>" }
        let closes: HTML? = stage.closes.map { closes -> HTML in
            "<span>\(reader("interface.until")) \(Moments.moment(closes, reader))</span>"
        }
        let opens: HTML =
            stage.closes == nil
            ? "<span>\(Moments.moment(stage.opens, reader))</span>"
            : "<span>\(reader("interface.from")) \(Moments.moment(stage.opens, reader))</span>"
        return """
            <li><div class="name">\(stage.title) \(badge(stage, reader))</div>\
            \(bar(stage, from: start, to: end, reader.language.isRightToLeft))\
            <div class="dates">\(opens)\(closes)\(note)</div></li>
            """
    }

    private func badge(_ stage: Stage, _ reader: Reader) -> HTML? {
        guard now >= stage.opens else { return nil }
        guard let closes = stage.closes, now < closes else {
            return Notices.badge(reader("interface.stage.over"), .neutral)
        }
        return Notices.badge(reader("interface.stage.open"), .active)
    }

    /// Time runs in reading direction.
    private func bar(_ stage: Stage, from start: Instant, to end: Instant, _ isMirrored: Bool) -> HTML {
        let from = position(stage.opens, start, end)
        let to = max(from + 8, position(stage.closes ?? stage.opens, start, end))
        let kind: HTML =
            (stage.closes ?? stage.opens) < now
            ? "mark-past" : stage.opens > now ? "mark-future" : "mark-fill"
        let x = isMirrored ? 1000 - to : from
        let today = position(now, start, end)
        let nowX = isMirrored ? 1000 - today : today
        let nowMark: HTML? =
            today > 0 && today < 1000 ? "<path class=\"mark-now\" d=\"M\(nowX) 0v24\"/>" : nil
        return """
            <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">\
            <path class="mark-grid" d="M0 12h1000"/>\
            <rect class="\(kind)" x="\(x)" y="7" width="\(to - from)" height="10"/>\(nowMark)</svg>
            """
    }

    private func position(_ moment: Instant, _ start: Instant, _ end: Instant) -> Int {
        let whole = max(1, end.milliseconds - start.milliseconds)
        return Int((moment.milliseconds - start.milliseconds) * 1000 / whole)
    }
}

internal import Platform

/// A season in figures: how many, from where, for what and when.
struct StatisticsPages: Sendable {
    enum Audience: Sendable, Equatable {
        /// As it stands at this moment.
        case staff
        /// As it was published, whatever was put right since.
        case everybody(publishedAt: Instant, correctedAt: Instant?)
    }

    let comparison: SeasonComparison
    let audience: Audience
    let now: Instant

    private var season: Season { comparison.season }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let title = reader.pick(season.rules.title)
        var trail = [season.link(reader)]
        var actions: HTML?
        if audience == .staff {
            trail.append(season.staffLink(reader))
            actions = Controls.link(
                reader("statistics.exports"), to: ExportAddress(season).page, style: .secondary)
        }
        return Page(
            title: reader("statistics.title"), lead: lead(reader), actions: actions, trail: trail,
            body: body(reader), description: reader("statistics.description", ["season": .text(title)]))
    }

    private func lead(_ reader: Reader) -> String {
        audience == .staff ? reader("statistics.lead.staff") : reader("statistics.lead")
    }

    private func body(_ reader: Reader) -> HTML {
        guard comparison.current.applications > 0 else {
            return Notices.empty(reader("statistics.none"), reader("statistics.none.why"))
        }
        return """
            <div class="stack-wide">\(corrected(reader))<div><dl class="figures">\(figures(reader))</dl>
            \(formerNote(reader))</div>
            \(StatisticsCharts(comparison: comparison, now: now).markup(reader))\(published(reader))</div>
            """
    }

    /// Figures never change in silence: who reads them learns that the results did.
    private func corrected(_ reader: Reader) -> HTML? {
        guard case .everybody(_, let moment?) = audience else { return nil }
        let see = Controls.link(reader("statistics.corrected.see"), to: season.laureates, style: .secondary)
        return Notices.information(
            reader("statistics.corrected"), "<p>\(Moments.moment(moment, reader))</p><p>\(see)</p>")
    }

    private func published(_ reader: Reader) -> HTML? {
        guard case .everybody(let moment, _) = audience else { return nil }
        return "<p class=\"soft\">\(reader("statistics.published")) \(Moments.moment(moment, reader))</p>"
    }

    /// What the season before is held against, in words.
    private func formerNote(_ reader: Reader) -> HTML? {
        let note: String
        if let former = comparison.former {
            let values: [String: MessageValue] = ["season": .text(reader.pick(former.season.rules.title))]
            note =
                former.isPartial
                ? reader("statistics.before.partial", values) : reader("statistics.before.whole", values)
        } else {
            guard audience == .staff else { return nil }
            note = reader("statistics.before.none")
        }
        return "<p class=\"soft measure\">\(note)</p>"
    }

    private func figures(_ reader: Reader) -> [HTML] {
        let (current, former) = (comparison.current, comparison.former?.statistics)
        let isWhole = comparison.former?.isPartial == false
        return [
            figure("statistics.figure.applications", current.applications, former?.applications, reader),
            figure(
                "statistics.figure.admitted", current.admitted, isWhole ? former?.admitted : nil, reader),
            figure("statistics.figure.countries", current.countries.count, former?.countries.count, reader),
            figure("statistics.figure.people", current.people.total, former?.people.total, reader),
        ]
    }

    private func figure(_ key: String, _ count: Int, _ before: Int?, _ reader: Reader) -> HTML {
        let change: HTML? = before.map { before in
            "<dd class=\"change\">\(self.change(count - before, reader))</dd>"
        }
        return """
            <div><dt>\(reader(key, ["count": .number(count)]))</dt>\
            <dd>\(reader.number(count))</dd>\(change)</div>
            """
    }

    private func change(_ difference: Int, _ reader: Reader) -> String {
        let number: MessageValue = .number(abs(difference))
        if difference == 0 { return reader("statistics.change.none") }
        return difference > 0
            ? reader("statistics.change.more", ["count": number])
            : reader("statistics.change.fewer", ["count": number])
    }
}

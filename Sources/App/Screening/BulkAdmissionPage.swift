internal import Platform

/// What admitting several together would do, before it is done.
struct BulkAdmissionPage: Sendable {
    let season: Season
    let filter: ApplicationFilter
    let preview: BulkAdmission.Preview

    private var address: ScreeningAddress { ScreeningAddress(season) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("screening.bulk.title"),
            lead: reader(
                "screening.bulk.lead",
                ["percent": .text(ScreeningWords.percent(season.rules.screening.requiredPercent, reader))]),
            trail: [
                season.link(reader),
                Link(text: reader("screening.queue.title"), path: address.queue),
            ], body: "<div class=\"stack-wide\">\(left(reader))\(admitted(visit))</div>")
    }

    /// What is left for reading one by one.
    private func left(_ reader: Reader) -> HTML? {
        let doubts = BulkAdmission.Doubt.allCases.compactMap { doubt -> HTML? in
            guard let count = preview.doubts[doubt] else { return nil }
            return "<li>\(ScreeningWords.doubt(doubt, count, reader))</li>"
        }
        let more: HTML? = preview.isMore ? "<li>\(reader("screening.bulk.more"))</li>" : nil
        guard !doubts.isEmpty || more != nil else { return nil }
        return Notices.information(reader("screening.bulk.left"), "<ul>\(doubts)\(more)</ul>")
    }

    private func admitted(_ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !preview.items.isEmpty else {
            return Notices.empty(
                reader("screening.bulk.none"), reader("screening.bulk.none.why"),
                action: Controls.link(reader("screening.queue.back"), to: address.queue, style: .secondary))
        }
        let count: [String: MessageValue] = ["count": .number(preview.items.count)]
        let table = DataTable(
            caption: reader("screening.bulk.caption", count),
            columns: [
                .init(reader("screening.column.application")), .init(reader("screening.column.nomination")),
                .init(reader("screening.column.country")), .init(reader("screening.column.submitted")),
            ], rows: preview.items.map { row($0.summary, reader) })
        let selection = preview.items.map { Controls.hidden("application", $0.selection.text) }
        return """
            <p>\(reader("screening.bulk.effect", count))</p>
            \(Controls.form(action: address.together, visit, body: "\(selection)",
                actions: "\(Controls.button(reader("screening.bulk.admit", count)))"))
            \(table.markup(reader))
            """
    }

    private func row(_ summary: ApplicationSummary, _ reader: Reader) -> [HTML] {
        [
            """
            <a href="\(address.application(summary.publicID))">\
            <bdi>\(ScreeningWords.title(summary.title, reader))</bdi></a><br>\
            <span class="soft"><bdi>\(summary.applicant)</bdi></span>
            """,
            "\(season.nominationTitle(summary.nomination, reader))", "\(reader.country(summary.country))",
            summary.submittedAt.map { Moments.short($0, reader) } ?? "–",
        ]
    }
}

internal import Platform

/// The pages that list applications: the queue of screeners and the list of staff.
struct ApplicationListPages: Sendable {
    enum Audience: Sendable {
        case screeners, staff

        var shelves: [ApplicationFilter.Shelf] {
            self == .screeners ? ApplicationFilter.Shelf.queue : ApplicationFilter.Shelf.everything
        }

        /// Screeners go on where the oldest waits; staff look at what came last.
        var order: ApplicationFilter.Order { self == .screeners ? .oldest : .newest }
    }

    let audience: Audience
    let season: Season
    let filter: ApplicationFilter
    let list: ApplicationList
    let counts: ScreeningCounts
    let isOpen: Bool

    private var address: ScreeningAddress { ScreeningAddress(season) }
    private var path: String { audience == .screeners ? address.queue : address.applications }
    private var listAddress: ListAddress { ListAddress(path: path, query: filter.query) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let title =
            audience == .screeners ? reader("screening.queue.title") : reader("screening.applications.title")
        return Page(
            title: title, lead: lead(reader), actions: actions(reader),
            trail: [season.link(reader)],
            body: "\(shelves(reader))\(filters(reader))\(table(visit))")
    }

    private func lead(_ reader: Reader) -> String {
        guard audience == .screeners else { return reader("screening.applications.lead") }
        return isOpen ? reader("screening.queue.lead") : reader("screening.queue.closed")
    }

    private func actions(_ reader: Reader) -> HTML? {
        guard isOpen, filter.shelf == .toScreen, !list.rows.isEmpty else { return nil }
        var query = filter.query
        query["after"] = nil
        let preview = ListAddress(path: address.together, query: query)
        return Controls.link(reader("screening.bulk.look"), to: preview.with([:]), style: .secondary)
    }

    /// A shelf keeps what else the list is narrowed to.
    private func shelves(_ reader: Reader) -> HTML {
        let links = audience.shelves.map { shelf -> HTML in
            let path = listAddress.with(["state": shelf.rawValue, "after": nil])
            let isCurrent = shelf == filter.shelf
            let mark: HTML? = isCurrent ? " aria-current=\"page\"" : nil
            let name = ScreeningWords.shelf(shelf, reader)
            let label: HTML = isCurrent ? "<strong>\(name)</strong>" : "\(name)"
            return "<a class=\"chip\" href=\"\(path)\"\(mark)>\(label) \(count(shelf, reader))</a>"
        }
        return "<nav class=\"list-head\" aria-label=\"\(reader("screening.shelves"))\">\(links)</nav>"
    }

    private func count(_ shelf: ApplicationFilter.Shelf, _ reader: Reader) -> HTML? {
        guard let count = counts.counts[shelf] else { return nil }
        let number = reader.number(min(count, ScreeningBounds.counted))
        let text = counts.isMore(shelf) ? reader("screening.more-than", ["count": .text(number)]) : number
        return "<span class=\"number\">\(text)</span>"
    }

    private func filters(_ reader: Reader) -> HTML {
        let any = reader("screening.filter.any")
        let nominations = season.rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let languages = season.rules.languages.map { Controls.Option($0.code, reader.languageName($0.code)) }
        let countries = reader.countries.map { Controls.Option($0.code, $0.name) }
        let search = Controls.Field("search", reader("screening.filter.search"))
        return Lists.filter(
            listAddress,
            fields: """
                \(Controls.hidden("state", filter.shelf.rawValue))
                \(Controls.text(search, value: filter.words, input: .search, reader))
                \(Controls.select(.init("nomination", reader("screening.filter.nomination")), nominations,
                    chosen: filter.nomination, empty: any, reader))
                \(Controls.select(.init("country", reader("screening.filter.country")), countries,
                    chosen: filter.country, empty: any, reader))
                \(Controls.select(.init("language", reader("screening.filter.language")), languages,
                    chosen: filter.language, empty: any, reader))
                """, reader)
    }

    private func table(_ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !list.rows.isEmpty else { return empty(reader) }
        let isOrdered = filter.shelf == .toScreen || filter.shelf == .waiting
        let table = DataTable(
            caption: ScreeningWords.shelf(filter.shelf, reader),
            columns: [
                .init(reader("screening.column.application")), .init(reader("screening.column.nomination")),
                .init(reader("screening.column.country")), .init(reader("screening.column.language")),
                .init(
                    reader("screening.column.completeness"), isNumber: true,
                    sort: isOrdered ? "completeness" : nil),
                .init(reader("screening.column.submitted"), sort: "submitted"),
                .init(reader("screening.column.state")),
            ], rows: list.rows.map { row($0, reader) })
        return """
            \(table.markup(reader, list: listAddress))
            \(Lists.pager(listAddress, next: list.next?.after?.text, reader))
            """
    }

    private func row(_ row: ApplicationSummary, _ reader: Reader) -> [HTML] {
        let title = ScreeningWords.title(row.title, reader)
        // What is not submitted yet is nobody's to read but the applicant's.
        let link: HTML =
            row.submittedAt == nil
            ? "<bdi>\(title)</bdi>"
            : "<a href=\"\(address.application(row.publicID))\"><bdi>\(title)</bdi></a>"
        let due: HTML? = row.questionDue.map { due in
            "<br><span class=\"soft\">\(reader("screening.due")) \(Moments.short(due, reader))</span>"
        }
        let completeness: HTML =
            row.submittedAt == nil ? "–" : "\(ScreeningWords.percent(row.completeness, reader))"
        return [
            "\(link)<br><span class=\"soft\"><bdi>\(row.applicant)</bdi></span>",
            "\(season.nominationTitle(row.nomination, reader))", "\(reader.country(row.country))",
            "\(reader.languageName(row.language))", completeness,
            row.submittedAt.map { Moments.short($0, reader) } ?? "–",
            "\(ScreeningWords.state(row.state, isWaiting: row.isWaiting, reader))\(due)",
        ]
    }

    private func empty(_ reader: Reader) -> HTML {
        if filter.after != nil {
            return Notices.empty(
                reader("screening.empty.end"), reader("screening.empty.end.why"),
                action: Controls.link(reader("interface.first"), to: listAddress.with(["after": nil])))
        }
        if filter.isNarrowed {
            return Notices.empty(
                reader("screening.empty.filter"), reader("screening.empty.filter.why"),
                action: Controls.link(
                    reader("interface.filter.clear"),
                    to: ListAddress(path: path, query: ["state": filter.shelf.rawValue]).with([:]),
                    style: .secondary))
        }
        let title = reader("screening.empty.title")
        switch filter.shelf {
        case .toScreen: return Notices.empty(title, reader("screening.empty.to-screen"))
        case .waiting: return Notices.empty(title, reader("screening.empty.waiting"))
        case .admitted: return Notices.empty(title, reader("screening.empty.admitted"))
        case .rejected: return Notices.empty(title, reader("screening.empty.rejected"))
        case .draft: return Notices.empty(title, reader("screening.empty.draft"))
        case .withdrawn: return Notices.empty(title, reader("screening.empty.withdrawn"))
        case .finalist, .laureate: return Notices.empty(title, reader("screening.empty.honoured"))
        case .all: return Notices.empty(title, reader("screening.empty.all"))
        }
    }
}

internal import Platform

/// The discussions of a round as staff look on.
enum DiscussionStaffPages {
    struct Content: Sendable {
        let season: Season
        let round: Round?
        let naming: JurorDiscussion
        /// The names of those who may open discussions.
        let chairs: [String]
        /// One more than a page shows, where there is a next page.
        let list: [DiscussedInRound]
        let after: String?
    }

    static func list(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.discussions"), content.season, reader)
        page.lead = lead(content, reader)
        page.body = "<div class=\"stack-wide\">\(chairs(content, reader))\(table(content, reader))</div>"
        return page
    }

    private static func lead(_ content: Content, _ reader: Reader) -> String {
        switch content.naming {
        case .none: reader("jury.discussions.off.why")
        case .anonymous: reader("jury.discussions.lead.anonymous")
        case .named: reader("jury.discussions.lead.named")
        }
    }

    private static func chairs(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.naming != .none else { return nil }
        guard !content.chairs.isEmpty else {
            let link = Controls.link(
                reader("jury.jurors.all"), to: JuryAddress(content.season).jurors, style: .secondary)
            return Notices.caution(
                reader("jury.chair.none"), "<p>\(reader("jury.chair.none.why"))</p><p>\(link)</p>")
        }
        let names = reader.list(reader.sorted(content.chairs) { $0 })
        return Lists.facts([(reader("jury.chairs"), "<bdi>\(names)</bdi>")])
    }

    private static func table(_ content: Content, _ reader: Reader) -> HTML {
        guard let round = content.round, !content.list.isEmpty else {
            return Notices.empty(
                reader("jury.discussions.nothing"), reader("jury.discussions.nothing.why"))
        }
        let shown = content.list.prefix(DiscussedInRound.mostOnPage)
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.state")),
            .init(reader("jury.discussion.opened")),
            .init(reader("jury.discussion.remarks"), isNumber: true),
        ]
        let rows = shown.map { row($0, round, content, reader) }
        let next = content.list.count > shown.count ? shown.last?.application : nil
        let list = ListAddress(
            path: JuryAddress(content.season).discussions,
            query: content.after.map { ["after": $0] } ?? [:])
        return """
            \(DataTable(caption: reader("jury.discussions.caption"), columns: columns, rows: rows)
                .markup(reader))\(Lists.pager(list, next: next, reader))
            """
    }

    private static func row(
        _ item: DiscussedInRound, _ round: Round, _ content: Content, _ reader: Reader
    ) -> [HTML] {
        let path = JuryAddress(content.season).discussion(item.application)
        return [
            "<a href=\"\(path)\"><bdi>\(item.title)</bdi></a>",
            item.discussion.state(in: round).badge(reader),
            Moments.short(item.discussion.openedAt, reader), "\(reader.number(item.remarks))",
        ]
    }
}

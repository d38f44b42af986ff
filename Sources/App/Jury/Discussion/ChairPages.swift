internal import Platform

/// What a chair may open discussions of.
enum ChairPages {
    static let mostOnPage = 50

    struct Content: Sendable {
        let season: Season
        /// How many names the chair has still to go through.
        let undeclared: Int
        var round: Round?
        var naming = JurorDiscussion.none
        var applications: [ChairedApplication] = []
        var after: String?
    }

    static func list(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.discussions"), content.season, reader)
        page.lead = reader("jury.discussions.lead")
        page.body = "<div class=\"stack-wide\">\(names(content, reader))\(work(content, reader))</div>"
        return page
    }

    private static func names(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.undeclared > 0 else { return nil }
        let link = Controls.link(reader("jury.conflicts.go"), to: JuryAddress(content.season).conflicts)
        let why = reader("jury.discussions.names", ["count": .number(content.undeclared)])
        return Notices.caution(reader("jury.conflicts.first"), "<p>\(why)</p><p>\(link)</p>")
    }

    private static func work(_ content: Content, _ reader: Reader) -> HTML {
        guard let round = content.round, !content.applications.isEmpty else {
            return Notices.empty(reader("jury.discussions.none"), reader("jury.discussions.none.why"))
        }
        guard content.naming != .none else {
            return Notices.empty(reader("jury.discussions.off"), reader("jury.discussions.off.why"))
        }
        let closed: HTML? =
            round.isOpen
            ? nil : Notices.information(reader("jury.queue.closed", ["round": .text(round.name)]))
        let all = content.applications
        let start = all.firstIndex { $0.application.publicID == content.after }.map { $0 + 1 } ?? 0
        let shown = all[start...].prefix(mostOnPage)
        let next = start + shown.count < all.count ? shown.last?.application.publicID : nil
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.nomination")),
            .init(reader("jury.coverage.submitted"), isNumber: true),
            .init(reader("jury.discussions.spread"), isNumber: true), .init(reader("jury.field.state")),
        ]
        let rows = shown.enumerated().map { row($1, start + $0 + 1, content, reader) }
        let list = ListAddress(
            path: JuryAddress(content.season).chaired, query: content.after.map { ["after": $0] } ?? [:])
        return """
            \(closed)\(DataTable(caption: reader("jury.discussions.caption"), columns: columns, rows: rows)
                .markup(reader))\(Lists.pager(list, next: next, reader))
            """
    }

    private static func row(
        _ item: ChairedApplication, _ number: Int, _ content: Content, _ reader: Reader
    ) -> [HTML] {
        let application = item.application
        let name = JurorDeskPages.name(application.title, number, reader)
        let path = JuryAddress(content.season).chaired(application.publicID)
        let waits = item.standing == .ownFirst
        return [
            waits ? "<bdi>\(name)</bdi>" : "<a href=\"\(path)\"><bdi>\(name)</bdi></a>",
            "\(reader.pick(application.nomination))", waits ? "–" : "\(reader.number(item.reviews))",
            DiscussedReviewPages.score(item.spread, reader), item.standing.badge(reader),
        ]
    }
}

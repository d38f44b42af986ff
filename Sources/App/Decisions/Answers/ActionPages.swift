internal import Platform

/// What was promised and must be done, for those who see to it.
enum ActionPages {
    struct ListContent: Sendable {
        let season: Season
        let actions: [PromisedAction]
        let today: CalendarDate
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = AnswerAddress(content.season)
        let rows = content.actions.map { action -> [HTML] in
            let commitment = action.commitment
            let isOverdue = commitment.isOverdue(on: content.today)
            return [
                """
                <a href="\(address.action(commitment.publicID))"><bdi>\(commitment.what)</bdi></a>
                """,
                "<bdi>\(commitment.ownerName ?? "–")</bdi>",
                AnswerWords.due(commitment.dueOn, isOverdue: isOverdue, reader),
                AnswerWords.badge(commitment.state, reader),
            ]
        }
        let table = DataTable(
            caption: reader("answers.actions"),
            columns: [
                .init(reader("answers.action.what")), .init(reader("answers.action.owner")),
                .init(reader("answers.due")), .init(reader("answers.state")),
            ], rows: rows)
        return Page(
            title: reader("answers.actions"), lead: reader("answers.actions.lead"),
            trail: [content.season.link(reader)],
            body: rows.isEmpty
                ? Notices.empty(reader("answers.actions.none"), reader("answers.actions.none.why"))
                : table.markup(reader))
    }

    struct Content: Sendable {
        let season: Season
        let action: PromisedAction
        let reports: [ActionReport]
        let today: CalendarDate
        var entry: ActionReport.Entry?
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, commitment) = (visit.reader, content.action.commitment)
        let isOverdue = commitment.isOverdue(on: content.today)
        let facts: [(String, HTML)] = [
            (reader("answers.action.owner"), "<bdi>\(commitment.ownerName ?? "–")</bdi>"),
            (reader("answers.due"), AnswerWords.due(commitment.dueOn, isOverdue: isOverdue, reader)),
            (reader("answers.action.measure"), "<bdi>\(commitment.measure)</bdi>"),
        ]
        let unpublished: HTML? =
            content.action.isPublished ? nil : Notices.information(reader("answers.action.unpublished"))
        return Page(
            title: commitment.what, actions: AnswerWords.badge(commitment.state, reader),
            trail: [
                content.season.link(reader),
                Link(text: reader("answers.actions"), path: AnswerAddress(content.season).actions),
            ],
            body: """
                <div class="stack-wide">\(unpublished)\(Lists.facts(facts))\(form(content, visit))
                <section class="stack"><h2>\(reader("answers.reports"))</h2>\
                \(reports(content.reports, reader))</section></div>
                """)
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, commitment, problem) = (visit.reader, content.action.commitment, content.problem)
        let typed =
            content.entry
            ?? ActionReport.Entry(
                base: commitment.reports, state: commitment.state.rawValue,
                happenedOn: content.today.description)
        let states = Commitment.State.allCases.map {
            Controls.Option($0.rawValue, AnswerWords.state($0, reader))
        }
        let evidence = Controls.Field(
            "evidence", reader("answers.evidence"), help: reader("answers.evidence.help"), problem: problem)
        let link = Controls.Field("link", reader("answers.evidence.link"), problem: problem)
        let date = Controls.Field("date", reader("answers.evidence.date"), problem: problem)
        let form = Controls.form(
            action: AnswerAddress(content.season).action(commitment.publicID), visit, problem: problem,
            body: """
                \(Controls.hidden("reports", String(commitment.reports)))
                \(Controls.choices(.init("state", reader("answers.state"), problem: problem), states,
                    chosen: [typed.state], reader))
                \(Controls.longText(evidence, value: typed.evidence, rows: 4, reader))
                \(Controls.text(link, value: typed.link, input: .link, reader))
                \(Controls.text(date, value: typed.happenedOn, input: .date, reader))
                """,
            actions: Controls.button(reader("answers.report")))
        return "<section class=\"stack\"><h2>\(reader("answers.report.new"))</h2>\(form)</section>"
    }

    static func reports(_ reports: [ActionReport], _ reader: Reader) -> HTML {
        guard !reports.isEmpty else { return "<p class=\"soft\">\(reader("answers.reports.none"))</p>" }
        let items = reports.map { report -> HTML in
            let link: HTML? =
                report.link.isEmpty
                ? nil
                : """
                <p><a href="\(report.link)" rel="noopener nofollow"><bdi dir="ltr">\(report.link)</bdi></a></p>
                """
            let evidence: HTML? =
                report.evidence.isEmpty ? nil : "<div>\(Paragraphs.markup(report.evidence))</div>"
            return """
                <li><div><p class="soft small">\(reader.date(report.happenedOn)) · \
                \(AnswerWords.state(report.state, reader))</p>\(evidence)\(link)</div></li>
                """
        }
        return "<ul class=\"entries\">\(items)</ul>"
    }
}

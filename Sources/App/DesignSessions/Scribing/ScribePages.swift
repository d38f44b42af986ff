internal import Platform

/// The scribe's page: what the group proposes, typed quickly, and what it says as a whole.
struct ScribePages: Sendable {
    struct Content: Sendable {
        let session: DesignSession
        let season: Season
        let group: SessionGroup
        let report: GroupReport?
        let ideas: IdeaList
    }

    let content: Content
    let entry: IdeaEntry
    var problem: Problem?
    var typedReport: ReportSaving.Entry?
    /// Says that another scribe saved meanwhile: what the page shows beside is theirs.
    var reportProblem: Problem?

    private var address: SessionAddress { SessionAddress(content.season, content.session) }

    /// A fixed number of statements.
    static func read(_ scribe: Scribing, _ sight: IdeaSight, _ tx: Transaction) throws -> Content {
        let groups = try SessionGroup.of(scribe.session.id, tx)
        guard let group = groups.first(where: { $0.id == scribe.group }) else { throw Problem.notFound }
        return Content(
            session: scribe.session, season: scribe.season, group: group,
            report: try GroupReport.of(scribe.group, tx),
            ideas: try IdeaList.page(IdeaListFilter(group: group.publicID), sight, tx))
    }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("scribing.title"), lead: reader.pick(content.group.name),
            trail: RoomTrail.room(content.season, content.session, reader),
            body: "<div class=\"stack-wide\">\(proposing(visit))\(report(visit))\(ideas(visit))</div>")
    }

    private func proposing(_ visit: Visit) -> HTML {
        let reader = visit.reader
        guard content.session.isOpen else { return Notices.information(reader("sessions.not-open")) }
        let form = IdeaForm(session: content.session, groups: [], entry: entry, problem: problem)
        return """
            <section class="stack"><h2>\(reader("scribing.idea"))</h2>\
            \(form.markup(to: address.scribing + "/ideas", visit))\
            <p><a href="\(address.flipcharts)">\(reader("scribing.flipcharts"))</a></p></section>
            """
    }

    private func report(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let stored = content.report
        let text = typedReport?.text ?? stored?.text ?? ""
        let language = typedReport?.language ?? stored?.language ?? reader.language.code
        let theirs: HTML? =
            reportProblem?.code == .conflict
            ? stored.map { report in
                """
                <section class="stack"><h3>\(reader("scribing.report.theirs"))</h3>\
                \(IdeaWords.paragraphs(report.text, language: report.language))</section>
                """
            } : nil
        let state: HTML? = stored.map { report in
            "\(reader("scribing.report.saved-at")) \(Moments.short(report.savedAt, reader))"
        }
        return """
            <section class="stack"><h2>\(reader("scribing.report"))</h2>\(theirs)\
            \(Controls.form(
                action: address.scribing + "/report", visit, problem: reportProblem,
                autosave: Autosave(version: stored?.version ?? 0), saveState: state,
                body: """
                    \(Controls.longText(
                        .init(
                            "report", reader("scribing.report.text"), help: reader("scribing.report.help"),
                            problem: reportProblem), value: text, rows: 8, reader))\
                    \(Controls.select(
                        .init("report_language", reader("ideas.language"), problem: reportProblem),
                        IdeaWords.languages(content.session, reader), chosen: language, reader))
                    """,
                actions: Controls.button(reader("scribing.report.save"))))</section>
            """
    }

    private func ideas(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let cards = IdeaCards(address: address, groups: [content.group], place: .idea, isOpen: false)
        let list: HTML =
            content.ideas.ideas.isEmpty
            ? "<p class=\"soft\" data-none>\(reader("ideas.room.none"))</p>"
            : cards.list(content.ideas.ideas, visit)
        return """
            <section class="stack" data-live="ideas" data-group="\(content.group.publicID)" \
            data-base="\(address.ideas)/"><h2>\(reader("ideas.room.of-group"))</h2>\(list)</section>
            """
    }
}

/// A table of ideas: pasted or chosen, looked at, and then brought in.
struct FlipchartPage: Sendable {
    let desk: FlipchartDesk
    var text = ""
    /// Nothing before anything was sent.
    var table: Flipcharts?
    var problem: Problem?

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("scribing.flipcharts"), lead: reader("scribing.flipcharts.lead"),
            trail: RoomTrail.room(desk.here.season, desk.session, reader),
            body: "<div class=\"stack-wide\">\(findings(reader))\(ready(visit))\(form(visit))</div>")
    }

    private func findings(_ reader: Reader) -> HTML? {
        guard let table, !table.findings.isEmpty else { return Notices.problem(problem, reader) }
        let rows = table.findings.prefix(100).map { finding -> [HTML] in
            [
                "\(reader.number(finding.line))", "<bdi>\(finding.column)</bdi>",
                "\(reader(finding.message, finding.arguments))",
            ]
        }
        let list = DataTable(
            caption: reader("scribing.table.findings"),
            columns: [
                .init(reader("scribing.table.line")), .init(reader("scribing.table.column")),
                .init(reader("scribing.table.wrong")),
            ], rows: Array(rows))
        return "\(Notices.problem(problem, reader))\(list.markup(reader))"
    }

    private func ready(_ visit: Visit) -> HTML? {
        guard let table, table.findings.isEmpty else { return nil }
        let reader = visit.reader
        let rows = table.lines.map { line -> [HTML] in
            let group = desk.groups.first { $0.id == line.group }
            let attributes = IdeaWords.attributes(line.language)
            return [
                "<span\(attributes)>\(line.text.title)</span>",
                "<span\(attributes)>\(line.text.change)</span>", "\(reader.languageName(line.language))",
                "\(group.map { reader.pick($0.name) } ?? "")",
            ]
        }
        let list = DataTable(
            caption: reader("scribing.table.ready", ["count": .number(table.lines.count)]),
            columns: [
                .init(reader("ideas.title")), .init(reader("ideas.change")), .init(reader("ideas.language")),
                .init(reader("ideas.group")),
            ], rows: rows)
        return """
            \(list.markup(reader))<form method="post" action="\(desk.address.flipcharts)">\
            \(Controls.hidden("table", text))\(Controls.hidden("deed", "bring"))\
            \(Controls.button(reader("scribing.table.bring")))\(Controls.token(visit))</form>
            """
    }

    private func form(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let columns =
            desk.scribe == nil
            ? "title, change, beneficiary, reason, language, group"
            : "title, change, beneficiary, reason, language"
        return """
            <form class="form" method="post" action="\(desk.address.flipcharts)" enctype="multipart/form-data" \
            novalidate>\
            \(Controls.longText(
                .init(
                    "table", reader("scribing.table.text"),
                    help: reader("scribing.table.help", ["columns": .text(columns)])), value: text, rows: 8,
                reader))\
            \(Controls.frame(.init("file", reader("scribing.table.file"), mark: reader("ideas.optional")), reader) {
                "<input id=\"file\" name=\"file\" type=\"file\" accept=\".csv,.txt,.tsv\"\($0)>"
            })\
            <div class="actions">\(Controls.button(reader("scribing.table.check"), style: .secondary))</div>\
            \(Controls.token(visit))</form>
            """
    }
}

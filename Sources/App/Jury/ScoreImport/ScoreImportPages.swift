internal import Platform

/// Where staff take a sheet of scores, bring it back filled in, and see which came before.
enum ScoreImportPages {
    struct Content: Sendable {
        let season: Season
        /// Nothing where no round is open.
        let terms: ReviewTerms?
        let shares: [BlankSheet.Share]
        let imports: [ScoreImport]
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.scores"), content.season, reader)
        page.lead = reader("jury.scores.lead")
        page.body = """
            <div class="stack-wide">\(steps(content, visit))
            <section class="stack"><h2>\(reader("jury.scores.before"))</h2>\
            \(imports(content.imports, reader))</section></div>
            """
        return page
    }

    private static func steps(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        guard let terms = content.terms else {
            return """
                \(Notices.problem(content.problem, reader))\
                \(Notices.empty(reader("jury.scores.closed"), reader("jury.scores.closed.why"),
                    action: Controls.link(reader("jury.staff"), to: address.staff, style: .secondary)))
                """
        }
        guard !content.shares.isEmpty else {
            return Notices.empty(
                reader("jury.scores.none"), reader("jury.scores.none.why"),
                action: Controls.link(reader("jury.assign"), to: address.automatic, style: .secondary))
        }
        return """
            <section class="stack"><h2>\(reader("jury.scores.first"))</h2><p>\(reader("jury.scores.first.what"))</p>
            \(taking(content, reader))</section>
            <section class="stack"><h2>\(reader("jury.scores.second"))</h2>
            <p>\(reader("jury.scores.second.what"))</p>\(columns(terms, reader))</section>
            <section class="stack"><h2>\(reader("jury.scores.third"))</h2>
            <p>\(reader("jury.scores.third.what"))</p>\(upload(content, visit))</section>
            """
    }

    private static func taking(_ content: Content, _ reader: Reader) -> HTML {
        let all = content.shares.reduce(0) { $0 + $1.rows }
        let everybody =
            all <= ScoreSheet.mostRows ? reader("jury.scores.take.all", ["count": .number(all)]) : nil
        let jurors = content.shares.map { share in
            Controls.Option(
                share.juror,
                reader("jury.scores.take.one", ["name": .text(share.name), "count": .number(share.rows)]))
        }
        let field = Controls.Field("juror", reader("jury.scores.take.whose"))
        return """
            <form class="filter" method="get" action="\(JuryAddress(content.season).scores)/sheet.csv">\
            \(Controls.select(field, jurors, chosen: "", empty: everybody, reader))\
            <div class="actions">\(Controls.button(reader("jury.scores.take"), style: .secondary))</div></form>
            """
    }

    /// What is filled in, and what may stand there.
    private static func columns(_ terms: ReviewTerms, _ reader: Reader) -> HTML {
        let columns = ScoreSheetColumns(terms: terms)
        let rows = columns.blanks.map { column -> (String, HTML) in
            (columns.label(column, reader), "\(allowed(column, terms, reader))")
        }
        return Lists.facts(rows)
    }

    private static func allowed(_ column: String, _ terms: ReviewTerms, _ reader: Reader) -> String {
        func whole(_ range: ClosedRange<Int>) -> String {
            reader(
                "jury.scores.allowed.number",
                ["lowest": .number(range.lowerBound), "highest": .number(range.upperBound)])
        }
        if column == "confidence" { return whole(1...max(1, terms.rules.confidence.steps)) }
        guard ScoreSheetColumns.texts.contains(column) else { return whole(terms.rubric.scale) }
        return reader("jury.scores.allowed.text", ["most": .number(Review.longestComment)])
    }

    private static func upload(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let field = Controls.Field(
            "file", reader("jury.import.file"), help: reader("jury.scores.file.help"),
            problem: content.problem)
        let file = Controls.frame(field, reader) { described in
            "<input id=\"file\" name=\"file\" type=\"file\" accept=\".csv,text/csv\"\(described)>"
        }
        return Controls.form(
            action: JuryAddress(content.season).scores + "/dry-run", visit, problem: content.problem,
            sendsFiles: true, body: file, actions: Controls.button(reader("jury.scores.try")))
    }

    private static func imports(_ imports: [ScoreImport], _ reader: Reader) -> HTML {
        guard !imports.isEmpty else {
            return Notices.empty(reader("jury.scores.before.none"), reader("jury.scores.before.none.why"))
        }
        let columns: [DataTable.Column] = [
            .init(reader("jury.scores.file")), .init(reader("jury.scores.when")),
            .init(reader("jury.scores.who")), .init(reader("jury.scores.entered"), isNumber: true),
            .init(reader("jury.scores.left-out"), isNumber: true),
        ]
        let rows = imports.map { item -> [HTML] in
            [
                "<bdi>\(item.fileName)</bdi>", Moments.short(item.importedAt, reader),
                "<bdi>\(item.importedBy)</bdi>", "\(reader.number(item.entered))",
                "\(reader.number(item.leftOut))",
            ]
        }
        return DataTable(caption: reader("jury.scores.before"), columns: columns, rows: rows).markup(reader)
    }

    /// What the juror is told of a review that staff entered for them.
    static func note(_ source: ScoreImport, _ reader: Reader) -> HTML {
        let facts: [String: MessageValue] = [
            "file": .text(source.fileName), "person": .text(source.importedBy), "moment": .text(Moments.mark),
        ]
        let sentence = reader("jury.scores.entered-for-you", facts)
        return Notices.information(
            reader("jury.scores.entered-for-you.title"),
            "<p>\(Moments.inside(sentence, source.importedAt, reader))</p>")
    }
}

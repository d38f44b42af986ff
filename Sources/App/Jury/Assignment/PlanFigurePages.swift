internal import Platform

/// Loads, languages and overlap of a plan, drawn beside their numbers.
enum PlanFigurePages {
    /// How many jurors are shown before the rest is folded away.
    private static let mostUnfolded = 40

    static func sections(_ content: PlanPages.Content, _ reader: Reader) -> HTML {
        "\(loads(content, reader))\(languages(content, reader))\(overlap(content, reader))"
    }

    private static func loads(_ content: PlanPages.Content, _ reader: Reader) -> HTML? {
        let loads = content.plan.figures.loads
        guard !loads.isEmpty else { return nil }
        let first = chart(Array(loads.prefix(mostUnfolded)), content, reader)
        let rest = Array(loads.dropFirst(mostUnfolded))
        let folded: HTML? =
            rest.isEmpty
            ? nil
            : """
            <details class="more"><summary>\(Icon.onward)\
            \(reader("jury.loads.others", ["count": .number(rest.count)]))</summary>
            \(chart(rest, content, reader))</details>
            """
        return "<section class=\"stack\">\(first)\(folded)</section>"
    }

    private static func chart(
        _ loads: [PlanFigures.Load], _ content: PlanPages.Content, _ reader: Reader
    ) -> HTML {
        let rows = loads.map { load -> BarChart.Row in
            let limit = reader("jury.loads.limit", ["count": .number(load.capacity)])
            return BarChart.Row(
                "\(PlanPages.name(load.juror, content.names)) <span class=\"soft\">\(limit)</span>",
                load.after, before: load.before)
        }
        return BarChart(
            caption: reader("jury.loads"), subject: reader("jury.field.juror"),
            measure: reader("jury.loads.after"), measureBefore: reader("jury.loads.before"), rows: rows
        ).markup(reader)
    }

    private static func languages(_ content: PlanPages.Content, _ reader: Reader) -> HTML? {
        let lines = content.plan.figures.languages
        guard !lines.isEmpty else { return nil }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.language")), .init(reader("jury.tongues.applications"), isNumber: true),
            .init(reader("jury.tongues.readers"), isNumber: true),
            .init(reader("jury.tongues.places"), isNumber: true),
            .init(reader("jury.short.missing"), isNumber: true),
        ]
        let rows = lines.map { line -> [HTML] in
            [
                "\(reader.languageName(line.language.code))", "\(reader.number(line.applications))",
                "\(reader.number(line.readers))", "\(reader.number(line.places))",
                "\(reader.number(line.missing))",
            ]
        }
        let table = DataTable(
            caption: reader("jury.tongues"), columns: columns, rows: rows, isDense: true)
        return "<section>\(table.markup(reader))</section>"
    }

    private static func overlap(_ content: PlanPages.Content, _ reader: Reader) -> HTML? {
        let figures = content.plan.figures
        guard !figures.sharing.isEmpty else { return nil }
        let times = figures.sharing.keys.sorted()
        let rows = times.map { count -> BarChart.Row in
            let words = reader("jury.overlap.times", ["count": .number(count)])
            return BarChart.Row("\(words)", figures.sharing[count] ?? 0)
        }
        let chart = BarChart(
            caption: reader("jury.overlap"), subject: reader("jury.overlap.shared"),
            measure: reader("jury.overlap.pairs"), rows: rows)
        let parts: HTML? =
            figures.parts.count > 1
            ? "<p>\(reader("jury.overlap.parts", ["sizes": .text(sizes(figures.parts, reader))]))</p>" : nil
        return "<section class=\"stack\">\(chart.markup(reader))\(parts)</section>"
    }

    private static func sizes(_ parts: [Int], _ reader: Reader) -> String {
        let shown = parts.prefix(10).map { reader.number($0) }
        return reader.list(shown) + (parts.count > 10 ? " …" : "")
    }
}

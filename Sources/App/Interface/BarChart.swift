internal import Platform

/// Counts as bars under one another, each beside its number: the table is the chart.
struct BarChart: Sendable {
    struct Row: Sendable {
        let label: HTML
        let count: Int
        /// What it was in the season before, drawn as a stroke.
        var before: Int?

        init(_ label: HTML, _ count: Int, before: Int? = nil) {
            self.label = label
            self.count = count
            self.before = before
        }
    }

    let caption: String
    /// What the rows are, and what is counted.
    let subject: String
    let measure: String
    /// What the numbers before are called; needed where rows have them.
    var measureBefore: String?
    let rows: [Row]

    func markup(_ reader: Reader) -> HTML {
        let largest = max(1, rows.map { max($0.count, $0.before ?? 0) }.max() ?? 1)
        let before: HTML? = measureBefore.map { "<th scope=\"col\" class=\"number\">\($0)</th>" }
        let body = rows.map { row($0, largest: largest, reader) }
        return """
            <table class="table chart"><caption>\(caption)</caption>
            <thead><tr><th scope="col">\(subject)</th><td></td>\
            <th scope="col" class="number">\(measure)</th>\(before)</tr></thead>
            <tbody>\(body)</tbody></table>\(legend)
            """
    }

    private func row(_ row: Row, largest: Int, _ reader: Reader) -> HTML {
        let before = row.before.map { Double($0) / Double(largest) }
        let earlier: HTML? = measureBefore.map { _ -> HTML in
            "<td class=\"number soft\">\(row.before.map(reader.number) ?? "–")</td>"
        }
        return """
            <tr><th scope="row">\(row.label)</th>\
            <td class="drawing">\(Drawings.bar(Double(row.count) / Double(largest), before: before))</td>\
            <td class="number">\(reader.number(row.count))</td>\(earlier)</tr>
            """
    }

    private var legend: HTML? {
        measureBefore.map { before -> HTML in
            """
            <ul class="legend" aria-hidden="true">\
            <li><svg><rect class="mark-fill" width="100%" height="100%"/></svg>\(measure)</li>\
            <li><svg><rect class="mark-before" x="45%" width="2" height="100%"/></svg>\(before)</li></ul>
            """
        }
    }
}

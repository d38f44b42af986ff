internal import Platform

/// The drawings of a season's statistics, each with the table behind it.
struct StatisticsCharts: Sendable {
    let comparison: SeasonComparison
    let now: Instant

    func markup(_ reader: Reader) -> HTML {
        let steps = chart(
            reader("statistics.steps"), reader("statistics.step"), comparison.steps(reader), reader)
        let nominations = chart(
            reader("statistics.nominations"), reader("statistics.nomination"), comparison.nominations(reader),
            reader)
        return """
            \(arrivals(reader))
            <section class="stack"><h2>\(reader("statistics.countries"))</h2>
            \(WorldGrid.drawing(comparison.current.countries, reader))\(countries.markup(reader))</section>
            <div class="charts"><div class="stack-wide"><div>\(steps)</div><div>\(nominations)</div></div>
            <div class="stack">\(languages.markup(reader))</div></div>
            """
    }

    // MARK: Bars

    private func chart(
        _ caption: String, _ subject: String, _ rows: [StatisticsRow], _ reader: Reader
    ) -> HTML {
        BarChart(
            caption: caption, subject: subject, measure: name(of: comparison.season, reader),
            measureBefore: comparison.former.map { name(of: $0.season, reader) },
            rows: rows.map { BarChart.Row("\($0.label)", $0.count, before: $0.before) }
        ).markup(reader)
    }

    /// Counts of which there are many: bars for the most frequent, a table of all that can be opened.
    private struct Ranking {
        let charts: StatisticsCharts
        let rows: (Reader) -> [StatisticsRow]
        let shown: Int
        /// Message keys of what is counted by, of the bars, and of the whole.
        let subject: String
        let first: String
        let all: String

        func markup(_ reader: Reader) -> HTML {
            let rows = rows(reader)
            let frequent = rows.filter { $0.count > 0 }.prefix(shown)
            let isWhole = frequent.count == rows.count
            let caption = isWhole ? reader(all) : reader(first, ["count": .number(frequent.count)])
            let whole: HTML? =
                isWhole
                ? nil
                : """
                <details class="more"><summary>\(Icon.onward)\(reader(all))</summary>
                \(charts.table(reader(all), reader(subject), rows, reader))</details>
                """
            return "\(charts.chart(caption, reader(subject), Array(frequent), reader))\(whole)"
        }
    }

    private var countries: Ranking {
        Ranking(
            charts: self, rows: comparison.countries, shown: StatisticsBounds.shownCountries,
            subject: "statistics.country", first: "statistics.countries.first",
            all: "statistics.countries.all")
    }

    private var languages: Ranking {
        Ranking(
            charts: self, rows: comparison.languages, shown: StatisticsBounds.shownLanguages,
            subject: "statistics.language", first: "statistics.languages.first",
            all: "statistics.languages.all")
    }

    /// Plain numbers.
    private func table(
        _ caption: String, _ subject: String, _ rows: [StatisticsRow], _ reader: Reader
    ) -> HTML {
        let before = comparison.former.map {
            DataTable.Column(name(of: $0.season, reader), isNumber: true)
        }
        let own = DataTable.Column(name(of: comparison.season, reader), isNumber: true)
        let table = DataTable(
            caption: caption, columns: [.init(subject), own] + (before.map { [$0] } ?? []),
            rows: rows.map { row in
                let earlier: [HTML] = row.before.map { ["\(reader.number($0))"] } ?? []
                return ["\(row.label)", "\(reader.number(row.count))"] + earlier
            })
        return table.markup(reader)
    }

    private func name(of season: Season, _ reader: Reader) -> String {
        reader.pick(season.rules.title)
    }

    // MARK: Days

    private func arrivals(_ reader: Reader) -> HTML? {
        guard let own = comparison.curve(now: now), !own.points.isEmpty else { return nil }
        let former = comparison.formerCurve.map { curve in
            line(curve, comparison.former.map { name(of: $0.season, reader) } ?? "")
        }
        let days = comparison.arrivals(now: now)
        let note =
            former == nil ? reader("statistics.days.note") : reader("statistics.days.note.before")
        let chart = LineChart(
            caption: note, line: line(own, name(of: comparison.season, reader)),
            before: former,
            ends: (
                end(max(days.first?.daysLeft ?? 0, 1), reader), end(min(days.last?.daysLeft ?? 0, 0), reader)
            ),
            end: reader("statistics.deadline"), table: table(days, reader))
        return """
            <section class="stack"><h2>\(reader("statistics.days"))</h2>\(chart.markup(reader))</section>
            """
    }

    private func line(_ curve: ArrivalCurve, _ label: String) -> LineChart.Line {
        LineChart.Line(
            label: label,
            points: curve.points.map { LineChart.Point(daysLeft: $0.daysLeft, total: $0.total) })
    }

    private func end(_ daysLeft: Int, _ reader: Reader) -> String {
        if daysLeft == 0 { return reader("statistics.deadline") }
        let count: [String: MessageValue] = ["count": .number(abs(daysLeft))]
        return daysLeft > 0
            ? reader("statistics.days.ahead", count) : reader("statistics.days.behind", count)
    }

    private func table(_ days: [ArrivalDay], _ reader: Reader) -> DataTable {
        let before = comparison.former.map {
            DataTable.Column(name(of: $0.season, reader), isNumber: true)
        }
        let columns: [DataTable.Column] = [
            .init(reader("statistics.days-left"), isNumber: true), .init(reader("statistics.day")),
            .init(reader("statistics.new"), isNumber: true),
            .init(reader("statistics.total"), isNumber: true),
        ]
        return DataTable(
            caption: reader("statistics.days"), columns: columns + (before.map { [$0] } ?? []),
            rows: days.map { row($0, reader) })
    }

    private func row(_ day: ArrivalDay, _ reader: Reader) -> [HTML] {
        func number(_ number: Int?) -> HTML { number.map { "\(reader.number($0))" } ?? "–" }
        let cells: [HTML] = [
            "<bdi>\(day.daysLeft < 0 ? "−" : "")\(reader.number(abs(day.daysLeft)))</bdi>",
            day.date.map { "\(reader.date($0))" } ?? "–", number(day.new), number(day.total),
        ]
        return comparison.former == nil ? cells : cells + [number(day.before)]
    }
}

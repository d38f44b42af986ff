internal import Platform

/// The drawings of a season's statistics, each with the table behind it.
struct StatisticsCharts: Sendable {
    let comparison: SeasonComparison
    let now: Instant

    func markup(_ reader: Reader) -> HTML {
        """
        \(arrivals(reader))
        <section class="stack"><h2>\(reader("statistics.countries"))</h2>\(countries(reader))</section>
        <div class="charts">\
        <div>\(chart(reader("statistics.steps"), reader("statistics.step"), comparison.steps(reader), reader))</div>
        <div>\(chart(
            reader("statistics.nominations"), reader("statistics.nomination"), comparison.nominations(reader),
            reader))</div>
        <div>\(chart(
            reader("statistics.languages"), reader("statistics.language"), comparison.languages(reader), reader))\
        </div></div>
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

    private func countries(_ reader: Reader) -> HTML {
        let rows = comparison.countries(reader)
        let first = rows.filter { $0.count > 0 }.prefix(StatisticsBounds.shownCountries)
        let country = reader("statistics.country")
        let caption =
            first.count < rows.count
            ? reader("statistics.countries.first", ["count": .number(first.count)])
            : reader("statistics.countries.all")
        let whole: HTML? =
            first.count < rows.count
            ? """
            <details class="more"><summary>\(Icon.onward)\(reader("statistics.countries.show"))</summary>
            \(table(rows, reader))</details>
            """ : nil
        return """
            \(WorldGrid.drawing(comparison.current.countries, reader))
            \(chart(caption, country, Array(first), reader))\(whole)
            """
    }

    /// All countries as plain numbers.
    private func table(_ rows: [StatisticsRow], _ reader: Reader) -> HTML {
        let before = comparison.former.map {
            DataTable.Column(name(of: $0.season, reader), isNumber: true)
        }
        let table = DataTable(
            caption: reader("statistics.countries.all"),
            columns: [
                .init(reader("statistics.country")),
                .init(name(of: comparison.season, reader), isNumber: true),
            ] + (before.map { [$0] } ?? []),
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
        let chart = LineChart(
            caption: reader("statistics.days"), line: line(own, name(of: comparison.season, reader)),
            before: former,
            ends: (
                end(max(days.first?.daysLeft ?? 0, 1), reader), end(min(days.last?.daysLeft ?? 0, 0), reader)
            ),
            end: reader("statistics.deadline"), table: table(days, reader))
        let note =
            former == nil ? reader("statistics.days.note") : reader("statistics.days.note.before")
        return """
            <section class="stack"><h2>\(reader("statistics.days"))</h2><p class="soft measure">\(note)</p>
            \(chart.markup(reader))</section>
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

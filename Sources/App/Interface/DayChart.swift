internal import Platform

/// What happened on each of many days, as thin columns; the numbers are in a table that can be opened.
struct DayChart: Sendable {
    struct Day: Sendable {
        let date: CalendarDate
        let count: Int
    }

    let caption: String
    /// What is counted.
    let measure: String
    /// In the order of time, no day left out.
    let days: [Day]

    func markup(_ reader: Reader) -> HTML {
        guard let first = days.first, let last = days.last else { return "" }
        let largest = max(1, days.map(\.count).max() ?? 1)
        let columns = days.enumerated().map { index, day in column(day, at: index, largest: largest) }
        let peak = reader(
            "interface.days.peak", ["measure": .text(measure), "count": .number(largest)])
        let table = DataTable(
            caption: caption,
            columns: [.init(reader("interface.days.day")), .init(measure, isNumber: true)],
            rows: days.map { ["\(reader.date($0.date))", "\(reader.number($0.count))"] })
        return """
            <figure class="days"><figcaption>\(caption) <span class="soft">\(peak)</span></figcaption>\
            <svg class="columns mirrors" aria-hidden="true">\(columns)</svg>\
            <p class="ends" aria-hidden="true"><span>\(reader.date(first.date))</span>\
            <span>\(reader.date(last.date))</span></p>
            <details class="more"><summary>\(Icon.onward)\(reader("interface.table.same"))</summary>
            \(table.markup(reader))</details></figure>
            """
    }

    private func column(_ day: Day, at index: Int, largest: Int) -> HTML {
        let count = Double(days.count)
        let height = Double(day.count) / Double(largest)
        return """
            <rect class="mark-fill" x="\(Drawings.percent(Double(index) / count))" \
            width="\(Drawings.percent(0.8 / count))" y="\(Drawings.percent(1 - height))" \
            height="\(Drawings.percent(height))"/>
            """
    }
}

internal import Platform

/// How something added up, day by day on the way to an end, as lines over one another; the numbers are in a
/// table that can be opened.
struct LineChart: Sendable {
    struct Line: Sendable {
        let label: String
        let points: [Point]
    }

    struct Point: Sendable, Equatable {
        /// Days until the end; below zero after it.
        let daysLeft: Int
        let total: Int
    }

    /// How the lines are to be read.
    let caption: String
    /// What is above all of the chart: the line that it is about, and one to hold it against.
    let line: Line
    var before: Line?
    /// What the beginning and the end of the axis are called.
    let ends: (first: String, last: String)
    /// Names the end itself, where lines go on behind it.
    let end: String
    let table: DataTable

    func markup(_ reader: Reader) -> HTML {
        let points = line.points + (before?.points ?? [])
        guard let first = points.map(\.daysLeft).max(), let last = points.map(\.daysLeft).min() else {
            return ""
        }
        let axis = Axis(largest: points.map(\.total).max() ?? 0)
        let span = Span(first: max(first, 1), last: min(last, 0))
        let marks = axis.marks.map { "<span>\(reader.number($0))</span>" as HTML }
        return """
            <figure class="line-chart"><figcaption class="measure">\(caption)</figcaption>
            <div class="lines"><div class="levels" aria-hidden="true">\(marks)</div>
            <svg class="mirrors" viewBox="0 0 \(Self.width) \(Self.height)" preserveAspectRatio="none" \
            aria-hidden="true">\(grid(axis))\(endMark(span))\
            \(before.map { drawing($0, "mark-line-before", axis, span) })\
            \(drawing(line, "mark-line", axis, span))</svg>
            <p class="ends" aria-hidden="true"><span>\(ends.first)</span><span>\(ends.last)</span></p></div>
            \(legend(span))
            <details class="more"><summary>\(Icon.onward)\(reader("interface.table.same"))</summary>
            \(table.markup(reader))</details></figure>
            """
    }

    private static let width = 1_000
    private static let height = 300

    /// The days that the drawing is as wide as.
    private struct Span {
        let first: Int
        let last: Int

        func x(_ daysLeft: Int) -> Int { (first - daysLeft) * LineChart.width / (first - last) }
    }

    /// Round numbers from zero to above the largest.
    struct Axis: Sendable, Equatable {
        let marks: [Int]

        /// The highest first.
        init(largest: Int) {
            let steps = sequence(first: 1) { $0 * 10 }.lazy.flatMap { [$0, $0 * 2, $0 * 5] }
            let step = steps.first { $0 * 5 >= largest } ?? 1
            let top = max(1, (largest + step - 1) / step)
            marks = (0...top).reversed().map { $0 * step }
        }

        func y(_ total: Int) -> Int {
            LineChart.height - total * LineChart.height / max(1, marks[0])
        }
    }

    private func grid(_ axis: Axis) -> [HTML] {
        axis.marks.map { mark in
            let y = axis.y(mark)
            return "<line class=\"mark-grid\" x2=\"\(Self.width)\" y1=\"\(y)\" y2=\"\(y)\"/>"
        }
    }

    private func endMark(_ span: Span) -> HTML? {
        guard span.last < 0 else { return nil }
        let x = span.x(0)
        return "<line class=\"mark-now\" x1=\"\(x)\" x2=\"\(x)\" y2=\"\(Self.height)\"/>"
    }

    private func drawing(_ line: Line, _ name: String, _ axis: Axis, _ span: Span) -> HTML {
        let places = line.points.map { "\(span.x($0.daysLeft)),\(axis.y($0.total))" }
        return "<polyline class=\"\(name)\" points=\"\(places.joined(separator: " "))\"/>"
    }

    private func legend(_ span: Span) -> HTML {
        let earlier: HTML? = before.map { before -> HTML in
            """
            <li><svg><line class="mark-line-before" x2="100%" y1="50%" y2="50%"/></svg>\(before.label)</li>
            """
        }
        let mark: HTML? =
            span.last < 0
            ? "<li><svg><line class=\"mark-now\" x1=\"50%\" x2=\"50%\" y2=\"100%\"/></svg>\(end)</li>" : nil
        return """
            <ul class="legend" aria-hidden="true">\
            <li><svg><line class="mark-line" x2="100%" y1="50%" y2="50%"/></svg>\(line.label)</li>\
            \(earlier)\(mark)</ul>
            """
    }
}

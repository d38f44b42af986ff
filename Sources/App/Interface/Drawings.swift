internal import Platform

/// Figures as drawings. Each stands beside the numbers it shows, so it is hidden from screen readers.
enum Drawings {
    /// A horizontal bar: a share from 0 to 1 of the whole width.
    static func bar(_ share: Double) -> HTML {
        let width = Int((max(0, min(1, share)) * 100).rounded())
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="track" width="100" height="8"/>\
            <rect class="mark-fill" width="\(width)" height="8"/></svg>
            """
    }

    /// Progress with its words.
    static func meter(_ label: String, done: Int, of total: Int, _ reader: Reader) -> HTML {
        let share = total == 0 ? 0 : Double(done) / Double(total)
        let text = reader("interface.of", ["done": .number(done), "total": .number(total)])
        return
            """
            <div class="meter"><span>\(label)</span><span class="number">\(text)</span>\(bar(share))</div>
            """
    }

    /// Single marks, their mean and their span on a scale from 0 to 100.
    static func marks(_ marks: [Double], mean: Double?) -> HTML {
        guard let lowest = marks.min(), let highest = marks.max() else { return "" }
        let points = marks.map { mark -> HTML in
            "<circle class=\"mark-soft\" cx=\"\(tenths(mark))\" cy=\"6\" r=\"2.4\"/>"
        }
        let average: HTML? = mean.map { "<path class=\"mark-outline\" d=\"M\(tenths($0)) 1v10\"/>" }
        return """
            <svg class="marks" viewBox="-3 0 106 12" aria-hidden="true">\
            <path class="mark-grid" d="M0 6h100"/>\
            <path class="mark-line" d="M\(tenths(lowest)) 6H\(tenths(highest))"/>\(points)\(average)</svg>
            """
    }

    private static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

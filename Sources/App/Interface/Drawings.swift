internal import Platform

/// Figures as drawings. Each stands beside the numbers that it shows, so it is hidden from screen readers.
/// They run in reading direction: the stylesheet mirrors them where that is from right to left.
enum Drawings {
    /// A horizontal bar: a share from 0 to 1 of the whole width.
    static func bar(_ share: Double, before: Double? = nil) -> HTML {
        let earlier: HTML? = before.map { before -> HTML in
            "<rect class=\"mark-before\" x=\"\(percent(before))\" width=\"2\" height=\"100%\"/>"
        }
        return """
            <svg class="bar mirrors" aria-hidden="true"><rect class="track" width="100%" height="100%"/>\
            <rect class="mark-fill" width="\(percent(share))" height="100%"/>\(earlier)</svg>
            """
    }

    /// Progress with its words.
    static func meter(_ label: String, done: Int, of total: Int, _ reader: Reader) -> HTML {
        let share = total == 0 ? 0 : Double(done) / Double(total)
        let text = reader("interface.of", ["done": .number(done), "total": .number(total)])
        return """
            <div class="meter"><span>\(label)</span><span class="number">\(text)</span>\(bar(share))</div>
            """
    }

    /// Single marks, their mean and their span on a scale from 0 to 100.
    static func marks(_ marks: [Double], mean: Double?) -> HTML {
        guard let lowest = marks.min(), let highest = marks.max() else { return "" }
        return strip(
            marks: marks.map { $0 / 100 }, mean: mean.map { $0 / 100 }, span: lowest / 100...highest / 100)
    }

    /// Marks as dots, a span as a line and their mean as a stroke; all are shares from 0 to 1 of the scale.
    static func strip(
        marks: [Double], mean: Double?, span: ClosedRange<Double>?, further: HTML? = nil
    ) -> HTML {
        let line: HTML? = span.map { span -> HTML in
            """
            <line class="mark-span" x1="\(percent(span.lowerBound))" x2="\(percent(span.upperBound))" \
            y1="50%" y2="50%"/>
            """
        }
        let dots = marks.map { mark -> HTML in
            "<circle class=\"mark-soft\" cx=\"\(percent(mark))\" cy=\"50%\" r=\"4\"/>"
        }
        let stroke: HTML? = mean.map { mean -> HTML in
            let x = percent(mean)
            return "<line class=\"mark-mean\" x1=\"\(x)\" x2=\"\(x)\" y1=\"15%\" y2=\"85%\"/>"
        }
        return """
            <svg class="strip mirrors" aria-hidden="true">\
            <line class="mark-grid" x2="100%" y1="50%" y2="50%"/>\(line)\(further)\(dots)\(stroke)</svg>
            """
    }

    /// An estimate as a stroke in its interval, the raw value as a dot and a line that cuts through all rows;
    /// all are shares from 0 to 1 of the scale.
    static func interval(around estimate: Double?, span: ClosedRange<Double>?, raw: Double, cut: Double?)
        -> HTML
    {
        let line: HTML? = cut.map { cut -> HTML in
            let x = percent(cut)
            return "<line class=\"mark-now\" x1=\"\(x)\" x2=\"\(x)\" y2=\"100%\"/>"
        }
        return "\(strip(marks: [raw], mean: estimate, span: span, further: line))"
    }

    /// A share of one as a length that SVG understands: "37.5%".
    static func percent(_ share: Double) -> String {
        let tenths = Int((max(0, min(1, share)) * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
}

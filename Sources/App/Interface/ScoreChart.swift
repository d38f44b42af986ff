internal import Platform

/// Marks of several jurors for several things on one scale: each mark a dot, the mean a stroke, and the
/// interval in which the true mean probably lies a line.
struct ScoreChart: Sendable {
    struct Row: Sendable {
        let label: HTML
        let marks: [Double]
        var mean: Double?
        var interval: ClosedRange<Double>?
        var isTooClose = false
    }

    let caption: String
    /// What the rows are.
    let subject: String
    let scale: ClosedRange<Double>
    var digits = 2
    let rows: [Row]

    func markup(_ reader: Reader) -> HTML {
        let body = rows.map { row($0, reader) }
        return """
            <table class="table chart scores"><caption>\(caption)</caption>
            <thead><tr><th scope="col">\(subject)</th><td class="drawing">\(axis(reader))</td>\
            <th scope="col" class="number">\(reader("interface.scores.mean"))</th>\
            <th scope="col" class="number">\(reader("interface.scores.interval"))</th>\
            <th scope="col" class="number">\(reader("interface.scores.marks"))</th></tr></thead>
            <tbody>\(body)</tbody></table>\(legend(reader))
            """
    }

    private func row(_ row: Row, _ reader: Reader) -> HTML {
        let mark: HTML? =
            row.isTooClose ? "\(Notices.badge(reader("interface.scores.too-close"), .waiting))" : nil
        let interval = row.interval.map { interval -> HTML in
            let (low, high) = (number(interval.lowerBound, reader), number(interval.upperBound, reader))
            return "<bdi dir=\"ltr\">\(low)–\(high)</bdi>"
        }
        let marks = row.marks.sorted().map { reader.decimal($0, digits: 1) }
        let span = row.interval.map { share($0.lowerBound)...share($0.upperBound) }
        let drawing = Drawings.strip(marks: row.marks.map(share), mean: row.mean.map(share), span: span)
        return """
            <tr><th scope="row">\(row.label) \(mark)</th><td class="drawing">\(drawing)</td>\
            <td class="number">\(row.mean.map { number($0, reader) } ?? "–")</td>\
            <td class="number">\(interval ?? "–")</td>\
            <td class="number soft">\(marks.joined(separator: " · "))</td></tr>
            """
    }

    /// The ends and the middle of the scale, mirrored as the drawings below are.
    private func axis(_ reader: Reader) -> HTML {
        let middle = (scale.lowerBound + scale.upperBound) / 2
        let labels = [scale.lowerBound, middle, scale.upperBound].map { value -> HTML in
            "<span>\(reader.decimal(value, digits: 0))</span>"
        }
        return "<span class=\"axis\" aria-hidden=\"true\">\(labels)</span>"
    }

    private func legend(_ reader: Reader) -> HTML {
        """
        <ul class="legend" aria-hidden="true">\
        <li><svg><circle class="mark-soft" cx="50%" cy="50%" r="4"/></svg>\
        \(reader("interface.scores.mark"))</li>\
        <li><svg><line class="mark-mean" x1="50%" x2="50%" y2="100%"/></svg>\
        \(reader("interface.scores.mean"))</li>\
        <li><svg><line class="mark-span" x2="100%" y1="50%" y2="50%"/></svg>\
        \(reader("interface.scores.interval"))</li></ul>
        """
    }

    private func share(_ value: Double) -> Double {
        (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    }

    private func number(_ value: Double, _ reader: Reader) -> String {
        reader.decimal(value, digits: digits)
    }
}

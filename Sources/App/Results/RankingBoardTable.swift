internal import Platform

/// The ranking of a nomination as two tables, with the cut line between them.
struct RankingBoardTable {
    let content: RankingBoardPages.Content
    let reader: Reader

    private var board: RankingBoard { content.board }

    /// Whether an application stands in another part of the jury than the one where the places are.
    private func isApart(_ ranking: RecordRanking) -> Bool {
        ranking.part != board.shares.first?.part
    }

    /// The ends of the drawings: what there is to draw, to the next ten.
    private var scale: ClosedRange<Double> {
        let rows = board.rows.map(\.ranking)
        let lows = rows.map { $0.calibrated.map { min($0.low, $0.value) } ?? $0.rawMean }
        let highs = rows.map { $0.calibrated.map { max($0.high, $0.value) } ?? $0.rawMean }
        let low = min(lows.min() ?? 0, rows.map(\.rawMean).min() ?? 0)
        let high = max(highs.max() ?? 100, rows.map(\.rawMean).max() ?? 100)
        let (from, to) = ((low / 10).rounded(.down) * 10, (high / 10).rounded(.up) * 10)
        return from < to ? from...to : from...(from + 10)
    }

    /// Up to the last who is among the first, then the others.
    var markup: HTML {
        let last = board.rows.lastIndex { $0.ranking.standing == .prospective }
        let above = last.map { board.rows[...$0] } ?? []
        let behind = board.rows[above.endIndex...]
        let isWhole = content.list.query["after"] == nil
        let line: HTML? =
            above.isEmpty || behind.isEmpty
            ? nil : "<p class=\"cut-line\"><span>\(reader("board.cut.line", cutNumbers))</span></p>"
        return """
            \(legend)\(guide)\(above.isEmpty ? nil : table(above, reader("board.above")))\(line)\
            \(behind.isEmpty ? nil : table(behind, reader(isWhole ? "board.behind" : "board.further")))
            """
    }

    private var cutNumbers: [String: MessageValue] {
        [
            "sought": .number(board.sought),
            "score": .text(board.cut.map { reader.decimal($0, digits: 2) } ?? "–"),
        ]
    }

    private var legend: HTML {
        let ends: [String: MessageValue] = [
            "low": .text(reader.decimal(scale.lowerBound, digits: 0)),
            "high": .text(reader.decimal(scale.upperBound, digits: 0)),
        ]
        let calibrated: HTML? =
            content.summary.isCalibrated
            ? """
            <li><svg><line class="mark-mean" x1="50%" x2="50%" y2="100%"/></svg>\(reader("board.calibrated"))</li>\
            <li><svg><line class="mark-span" x2="100%" y1="50%" y2="50%"/></svg>\(reader("board.interval"))</li>
            """ : nil
        return """
            <ul class="legend" aria-hidden="true">\
            <li><svg><circle class="mark-soft" cx="50%" cy="50%" r="4"/></svg>\(reader("board.raw"))</li>\
            \(calibrated)<li><svg><line class="mark-now" x1="50%" x2="50%" y2="100%"/></svg>\
            \(reader("board.cut"))</li><li>\(reader("board.scale", ends))</li></ul>
            """
    }

    /// For whoever reads such a table for the first time.
    private var guide: HTML {
        var facts: [(String, HTML)] = [(reader("board.raw"), "\(reader("board.guide.raw"))")]
        if content.summary.isCalibrated {
            let sought: [String: MessageValue] = ["sought": .number(board.sought)]
            facts += [
                (reader("board.calibrated"), "\(reader("board.guide.calibrated"))"),
                (reader("board.moved"), "\(reader("board.guide.moved"))"),
                (reader("board.chance"), "\(reader("board.guide.chance", sought))"),
            ]
        }
        if !content.isProvisional {
            facts.append((reader("board.stays"), "\(reader("board.guide.stays"))"))
        }
        return """
            <details class="more"><summary>\(Icon.onward)\(reader("board.guide"))</summary>\
            \(Lists.facts(facts))</details>
            """
    }

    private struct Column {
        let heading: DataTable.Column
        let cell: (RankingBoard.Row) -> HTML
    }

    private func table(_ rows: ArraySlice<RankingBoard.Row>, _ caption: String) -> HTML {
        let columns = columns
        let table = DataTable(
            caption: caption, columns: columns.map(\.heading),
            rows: rows.map { row in columns.map { $0.cell(row) } }, isDense: true)
        return table.markup(reader)
    }

    /// Where nothing is calibrated there is nothing to say of it.
    private var columns: [Column] {
        let number = { (title: String, cell: @escaping (RankingBoard.Row) -> HTML) in
            Column(heading: .init(reader(title), isNumber: true), cell: cell)
        }
        var columns = [
            Column(heading: .init(reader("results.application")), cell: name),
            number("results.rank") { rank($0.ranking) },
            Column(heading: .init(reader("board.drawing"))) { drawing($0.ranking) },
            number("board.raw") { raw($0.ranking) },
        ]
        if content.summary.isCalibrated {
            columns += [
                number("board.calibrated") { calibrated($0.ranking) },
                number("board.moved") { moved($0.ranking) },
                number("board.chance") { chance($0.ranking) },
            ]
        }
        columns.append(number("results.reviews") { "\(reader.number($0.entry.reviews))" })
        if !content.isProvisional { columns.append(number("board.stays", stays)) }
        return columns + [Column(heading: .init(reader("results.standing")), cell: standing)]
    }

    private func name(_ row: RankingBoard.Row) -> HTML {
        content.heading(row.name, reader)
    }

    private func rank(_ ranking: RecordRanking) -> HTML {
        let number = reader.number(ranking.recordRank)
        return ranking.isJoint
            ? "\(reader("board.joint", ["rank": .text(number)]))" : "\(number)"
    }

    private func drawing(_ ranking: RecordRanking) -> HTML {
        let interval = ranking.calibrated
        return Drawings.interval(
            around: interval.map { share($0.value) },
            span: interval.map { share($0.low)...share($0.high) }, raw: share(ranking.rawMean),
            cut: isApart(ranking) && content.ranking.ofRecord == .calibrated ? nil : board.cut.map(share))
    }

    private func share(_ score: Double) -> Double {
        (score - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    }

    private func raw(_ ranking: RecordRanking) -> HTML {
        let mean = figure(ranking.rawMean, isOfRecord: content.ranking.ofRecord == .raw)
        return "\(mean) <span class=\"soft\">(\(reader.number(ranking.rawRank)))</span>"
    }

    private func calibrated(_ ranking: RecordRanking) -> HTML {
        guard let interval = ranking.calibrated, let rank = ranking.calibratedRank else {
            return "<span class=\"soft\">\(reader("board.not-enough.short"))</span>"
        }
        let (low, high) = (reader.decimal(interval.low, digits: 1), reader.decimal(interval.high, digits: 1))
        let place =
            isApart(ranking)
            ? reader("board.rank-in-part", ["rank": .number(rank), "part": .number(ranking.part + 1)])
            : reader.number(rank)
        return """
            \(figure(interval.value, isOfRecord: content.ranking.ofRecord == .calibrated)) \
            <bdi dir="ltr" class="soft">\(low)–\(high)</bdi> \
            <span class="soft">(\(place))</span>
            """
    }

    /// The one that is of record stands out.
    private func figure(_ score: Double, isOfRecord: Bool) -> HTML {
        let text = reader.decimal(score, digits: 2)
        return isOfRecord ? "<b><bdi>\(text)</bdi></b>" : "<bdi>\(text)</bdi>"
    }

    /// How many places the calibrated rank lies above the raw one. Raw ranks run over all parts of the jury,
    /// so with several parts there is no saying.
    private func moved(_ ranking: RecordRanking) -> HTML {
        guard let rank = ranking.calibratedRank, board.shares.count == 1 else { return "–" }
        let places = ranking.rawRank - rank
        guard places != 0 else { return "0" }
        return "<bdi dir=\"ltr\">\(places > 0 ? "+" : "−")\(reader.number(abs(places)))</bdi>"
    }

    private func chance(_ ranking: RecordRanking) -> HTML {
        ranking.chanceOfBest.map { "\(reader.percent($0, digits: 0))" } ?? "–"
    }

    private func stays(_ row: RankingBoard.Row) -> HTML {
        guard let stays = content.report?.stays[row.entry.application] else { return "–" }
        return stays.markup(reader)
    }

    private func standing(_ row: RankingBoard.Row) -> HTML {
        let close: HTML? =
            row.ranking.isTooClose ? Notices.badge(reader("board.too-close"), .waiting) : nil
        if row.name.isWithdrawn { return Notices.badge(reader("results.withdrawn"), .negative) }
        return "\(row.ranking.standing.badge(reader)) \(close)"
    }
}

extension RecordOrder.Standing {
    func word(_ reader: Reader) -> String {
        switch self {
        case .prospective: reader("board.standing.prospective")
        case .capped: reader("board.standing.capped")
        case .beyond: reader("board.standing.beyond")
        case .below: reader("results.standing.below")
        case .apart: reader("board.standing.apart")
        }
    }

    func badge(_ reader: Reader) -> HTML {
        switch self {
        case .prospective: Notices.badge(word(reader), .positive)
        case .capped, .apart: Notices.badge(word(reader), .waiting)
        case .beyond, .below: Notices.badge(word(reader))
        }
    }
}

extension RobustnessReport.Stays {
    /// "41/42 · 14/14": without each juror in turn, and with other weights.
    func markup(_ reader: Reader) -> HTML {
        let other: HTML? = isInOther == false ? " · \(reader("board.stays.not-other"))" : nil
        return """
            <bdi dir="ltr">\(reader.number(jurorStays))/\(reader.number(jurorTrials)) · \
            \(reader.number(weightStays))/\(reader.number(weightTrials))</bdi>\(other)
            """
    }
}

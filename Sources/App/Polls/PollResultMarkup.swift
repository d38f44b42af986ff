internal import Foundation
internal import Platform

/// What came out of a poll, as its page, the projector and the protocol show it.
enum PollResultMarkup {
    static func markup(_ summary: PollSummary, _ reader: Reader) -> HTML {
        switch summary.result {
        case .dots(let result): dots(result, summary, reader)
        case .pairwise(let result): pairwise(result, summary, reader)
        case .statements(let result): StatementsResultMarkup.markup(result, summary, reader)
        }
    }

    private static func dots(_ result: DotsResult, _ summary: PollSummary, _ reader: Reader) -> HTML {
        let rows = result.items.map { count in
            BarChart.Row(heading(count.item, summary, reader), count.dots)
        }
        let counted: [String: MessageValue] = [
            "voters": .number(result.voters), "dots": .number(result.dots),
        ]
        return """
            <p>\(reader("polls.dots.counted", counted))</p>
            \(BarChart(caption: reader("polls.dots.result"), subject: reader("polls.item"),
                measure: reader("polls.dots"), rows: rows).markup(reader))
            """
    }

    static func heading(_ item: String, _ summary: PollSummary, _ reader: Reader) -> HTML {
        summary.item(item)?.heading(reader) ?? .empty
    }

    private static func pairwise(
        _ result: PairwiseResult, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        let counted: [String: MessageValue] = [
            "voters": .number(result.voters), "comparisons": .number(result.comparisons),
        ]
        let tables = result.parts.enumerated().map { number, part -> HTML in
            let caption =
                result.parts.count == 1
                ? reader("polls.pair.result") : reader("polls.pair.part", ["number": .number(number + 1)])
            return ranking(part, caption: caption, summary, reader)
        }
        return """
            <p>\(reader("polls.pair.counted", counted)) \(reader("polls.pair.read"))</p>
            \(apart(result, summary, reader))\(tables)
            """
    }

    /// Names what cannot be compared.
    private static func apart(
        _ result: PairwiseResult, _ summary: PollSummary, _ reader: Reader
    ) -> HTML? {
        let parts: HTML? =
            result.parts.count > 1
            ? Notices.caution(reader("polls.pair.parts", ["count": .number(result.parts.count)])) : nil
        guard !result.neverCompared.isEmpty else { return parts }
        let names = result.neverCompared.map { "<li>\(heading($0, summary, reader))</li>" as HTML }
        let never = Notices.caution(reader("polls.pair.never"), "<ul>\(names)</ul>")
        return "\(parts)\(never)"
    }

    private static func ranking(
        _ part: [PairwiseResult.Standing], caption: String, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        let rows = part.map { standing -> HTML in
            let (low, high) = (share(standing.low), share(standing.high))
            let drawing = Drawings.strip(marks: [], mean: share(standing.score), span: low...high)
            let interval = "\(reader.percent(low, digits: 0))–\(reader.percent(high, digits: 0))"
            return """
                <tr><th scope="row">\(heading(standing.item, summary, reader))</th>\
                <td class="drawing">\(drawing)</td>\
                <td class="number">\(reader.percent(share(standing.score), digits: 0))</td>\
                <td class="number soft"><bdi dir="ltr">\(interval)</bdi></td>\
                <td class="number">\(rank(standing, reader))</td></tr>
                """
        }
        return """
            <table class="table chart"><caption>\(caption)</caption>
            <thead><tr><th scope="col">\(reader("polls.item"))</th><td></td>\
            <th scope="col" class="number">\(reader("polls.pair.share"))</th>\
            <th scope="col" class="number">\(reader("polls.pair.interval"))</th>\
            <th scope="col" class="number">\(reader("polls.pair.rank"))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// Only as far as the intervals tell: "2" or "2–5".
    private static func rank(_ standing: PairwiseResult.Standing, _ reader: Reader) -> HTML {
        let (best, worst) = (reader.number(standing.bestRank), reader.number(standing.worstRank))
        return standing.bestRank == standing.worstRank
            ? "\(best)" : "<bdi dir=\"ltr\">\(best)–\(worst)</bdi>"
    }

    /// How often an item of such a strength is chosen before an average one.
    private static func share(_ score: Double) -> Double {
        1 / (1 + exp(-score))
    }
}

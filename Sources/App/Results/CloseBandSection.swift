internal import Platform

/// What is too close to call, by which rule, and, while the round is open, the button that asks for more.
struct CloseBandSection {
    let content: RankingBoardPages.Content
    let visit: Visit

    private var reader: Reader { visit.reader }
    private var band: CloseBand { content.board.band }

    var markup: HTML? {
        guard content.summary.isCalibrated else { return nil }
        let count = reader("board.band.count", ["count": .number(band.count)])
        return """
            <section class="stack"><h2>\(reader("board.band"))</h2><p>\(count)</p>\(asking)
            <p class="soft">\(rule)</p></section>
            """
    }

    private var rule: String {
        let margin = Double(content.ranking.tooClose) / 100
        return reader(
            "board.band.rule",
            [
                "low": .text(reader.percent(margin, digits: 0)),
                "high": .text(reader.percent(1 - margin, digits: 0)),
                "sought": .number(content.board.sought),
            ])
    }

    /// Only of applications whose reviews are all in: for the others it is too early.
    private var asking: HTML? {
        guard content.isProvisional, content.audience == .staff, band.count > 0 else { return nil }
        let waiting: HTML? =
            band.waiting > 0
            ? "<p>\(reader("board.ask.waiting", ["count": .number(band.waiting)]))</p>" : nil
        let count: [String: MessageValue] = ["count": .number(band.ready.count)]
        let form: HTML? =
            band.ready.isEmpty
            ? nil
            : """
            <p>\(reader("board.ask", count))</p>
            \(Controls.buttonForm(
                reader("board.ask.button", count), action: JuryAddress(content.season).further, visit,
                hidden: band.ready.map { ("application", $0) }))
            """
        return "\(waiting)\(form)"
    }
}

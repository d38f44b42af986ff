internal import Platform

/// The opinion map with its tables.
enum StatementsResultMarkup {
    static func markup(
        _ result: StatementsResult, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        guard !result.isWithheld else {
            return Notices.information(
                reader("polls.statement.few", ["fewest": .number(StatementsResult.fewestShown)]))
        }
        let sections = result.groups.enumerated().map { number, group in
            says(group, number: number + 1, summary, reader)
        }
        return """
            <p>\(reader("polls.statement.counted", ["voters": .number(result.voters)]))</p>
            \(groups(result, reader))
            \(OpinionDrawing.figure(result, reader))
            \(uniting(result, summary, reader))\(sections)\(all(result, summary, reader))
            """
    }

    /// How many groups there are, and how sure that is.
    private static func groups(_ result: StatementsResult, _ reader: Reader) -> HTML {
        let hidden: HTML? =
            result.hasHiddenGroups
            ? "<p>\(reader("polls.group.hidden", ["fewest": .number(StatementsResult.fewestShown)]))</p>"
            : nil
        guard let certainty = result.certaintyPercent else {
            return Notices.information(
                reader("polls.group.none"), "<p>\(reader("polls.group.none.what"))</p>")
        }
        let sure = reader("polls.group.sure", ["percent": .number(certainty)])
        return Notices.information(
            reader("polls.group.count", ["count": .number(result.groups.count)]), "<p>\(sure)</p>\(hidden)")
    }

    private static func uniting(
        _ result: StatementsResult, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        guard !result.uniting.isEmpty else {
            return nothing(reader("polls.uniting"), reader("polls.uniting.none"))
        }
        let rows = result.uniting.map { statement -> [HTML] in
            let shares = statement.percents.map { percent($0, reader) }
            return [
                PollResultMarkup.heading(statement.item, summary, reader),
                "\(reader("polls.answer.\(statement.answer)"))", "\(shares.joined(separator: " · "))",
            ]
        }
        return DataTable(
            caption: reader("polls.uniting"),
            columns: [
                .init(reader("polls.statement")), .init(reader("polls.answer")),
                .init(reader("polls.uniting.shares"), isNumber: true),
            ], rows: rows
        ).markup(reader)
    }

    /// In place of a table.
    private static func nothing(_ title: String, _ why: String) -> HTML {
        "<section class=\"stack\"><h2>\(title)</h2><p>\(why)</p></section>"
    }

    private static func says(
        _ group: StatementsResult.Group, number: Int, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        let values: [String: MessageValue] = ["number": .number(number), "people": .number(group.people)]
        let caption = reader("polls.group.says", values)
        guard !group.says.isEmpty else {
            return nothing(caption, reader("polls.group.says.none"))
        }
        let rows = group.says.prefix(mostSayings).map { saying -> [HTML] in
            let others = saying.percentOfOthers.map { ["\(percent($0, reader))" as HTML] }
            return [
                PollResultMarkup.heading(saying.item, summary, reader),
                "\(reader("polls.answer.\(saying.answer)"))", "\(percent(saying.percent, reader))",
            ] + (others ?? [])
        }
        let columns: [DataTable.Column] = [
            .init(reader("polls.statement")), .init(reader("polls.answer")),
            .init(reader("polls.group.share"), isNumber: true),
            .init(reader("polls.group.others"), isNumber: true),
        ]
        let tellsOthers = group.says.allSatisfy { $0.percentOfOthers != nil }
        return DataTable(
            caption: caption, columns: tellsOthers ? columns : columns.dropLast(), rows: rows
        ).markup(reader)
    }

    /// With many statements some tell groups apart by chance; the first are the clearest.
    private static let mostSayings = 8

    private static func all(
        _ result: StatementsResult, _ summary: PollSummary, _ reader: Reader
    ) -> HTML {
        let rows = result.statements.map { statement -> [HTML] in
            let counts = [statement.agree, statement.disagree, statement.pass]
            return [PollResultMarkup.heading(statement.item, summary, reader)]
                + counts.map { "\(reader.number($0))" as HTML }
        }
        let columns = Opinion.Answer.allCases.map { answer in
            DataTable.Column(reader("polls.answer.\(answer.name)"), isNumber: true)
        }
        return DataTable(
            caption: reader("polls.statement.all"), columns: [.init(reader("polls.statement"))] + columns,
            rows: rows
        ).markup(reader)
    }

    private static func percent(_ whole: Int, _ reader: Reader) -> String {
        reader.percent(Double(whole) / 100, digits: 0)
    }
}

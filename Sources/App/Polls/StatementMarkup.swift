internal import Platform

/// What somebody has said to the statements of a poll, and which is before them now.
struct StatementBallot: Sendable {
    let items: [PollItem]
    let said: [ID<PollItem>: Opinion.Answer]
    /// Nothing once all were answered.
    let current: PollItem?

    /// The statement asked for, else the next in this voter's own order.
    init(_ items: [PollItem], _ said: [ID<PollItem>: Opinion.Answer], asked: String?, _ lot: VoterLot) {
        var lot = lot
        self.items = items.shuffled(using: &lot)
        self.said = said
        current = self.items.first { $0.publicID == asked } ?? self.items.first { said[$0.id] == nil }
    }
}

/// One statement at a time, and below it those that were answered.
enum StatementMarkup {
    static func form(_ content: PollPages.Content, _ ballot: StatementBallot, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let done = ballot.said.count
        let asked: HTML =
            ballot.current.map { statement($0, said: ballot.said[$0.id], content, visit) }
            ?? Notices.information(
                reader("polls.thanks"), "<p>\(reader("polls.thanks.statements"))</p>")
        return """
            \(Drawings.meter(reader("polls.statement.progress"), done: done, of: ballot.items.count, reader))
            \(asked)\(answered(ballot, content, reader))
            """
    }

    private static func statement(
        _ item: PollItem, said: Opinion.Answer?, _ content: PollPages.Content, _ visit: Visit
    ) -> HTML {
        let (reader, poll) = (visit.reader, content.here.poll)
        let answers = Opinion.Answer.allCases.map { answer -> HTML in
            let style: Controls.Style = answer == .pass ? .secondary : .primary
            return Controls.button(
                reader("polls.answer.\(answer.name)"), style: style, name: "answer", value: answer.name)
        }
        let before: HTML? = said.map { answer -> HTML in
            let word = reader("polls.answer.\(answer.name)")
            return "<p class=\"soft\">\(reader("polls.statement.before", ["answer": .text(word)]))</p>"
        }
        return """
            <form class="statement-ballot" method="post" \
            action="\(content.here.address.pollBallot(poll.publicID))">\(Controls.token(visit))\
            \(Controls.hidden("card", content.card))\(Controls.hidden("statement", item.publicID))
            <blockquote><h2>\(item.heading(reader))</h2></blockquote>\(before)
            <div class="answers">\(answers)</div></form>
            """
    }

    private static func answered(
        _ ballot: StatementBallot, _ content: PollPages.Content, _ reader: Reader
    ) -> HTML? {
        let known = ballot.items.filter { ballot.said[$0.id] != nil }
        guard !known.isEmpty else { return nil }
        let path = content.here.address.poll(content.here.poll.publicID)
        let rows = known.map { item -> HTML in
            let query = ["statement": item.publicID, "card": content.card]
            let link = ListAddress(path: path, query: query).with([:])
            let answer = ballot.said[item.id].map { reader("polls.answer.\($0.name)") } ?? ""
            return """
                <li><a href="\(link)">\(item.heading(reader))</a> <span class="soft">\(answer)</span></li>
                """
        }
        return """
            <details class="more"><summary>\(reader("polls.statement.said", ["count": .number(known.count)]))\
            \(Icon.onward)</summary><p class="soft">\(reader("polls.statement.change"))</p>\
            <ul class="said">\(rows)</ul></details>
            """
    }
}

internal import Platform

/// The ballot on which somebody gives out their dots.
enum DotBallotMarkup {
    /// Each voter finds the items in an order of their own, so that none gains by standing first.
    static func form(
        _ content: PollPages.Content, _ items: [PollItem], _ voter: PollVoter, _ visit: Visit
    ) -> HTML {
        let (reader, poll) = (visit.reader, content.here.poll)
        let most = poll.allowance ?? 0
        var lot = VoterLot(poll, voter.pseudonym)
        let rows = items.shuffled(using: &lot).map { item -> HTML in
            row(item, given: content.ballot?.dots[item.publicID] ?? 0, most: most, reader)
        }
        let field = Controls.Field(
            "dots", reader("polls.dots.legend", ["count": .number(most)]),
            help: reader("polls.dots.help"), problem: content.problem)
        let list: HTML = "<ul class=\"dots-ballot\">\(rows)</ul>"
        return Controls.form(
            action: content.here.address.pollBallot(poll.publicID), visit, problem: content.problem,
            body: """
                \(Controls.hidden("card", content.card))
                <div id="dots" data-dots="\(most)">\(Controls.group(field, reader, list))</div>
                <p class="dots-left" hidden>\(reader("polls.dots.left")) <output></output></p>
                """,
            actions: Controls.button(reader("polls.dots.cast")))
    }

    private static func row(_ item: PollItem, given: Int, most: Int, _ reader: Reader) -> HTML {
        let name = DotBallot.name(item.publicID)
        let options = (0...max(1, most)).map { count -> HTML in
            let mark: HTML = count == given ? " selected" : ""
            return "<option value=\"\(count)\"\(mark)>\(reader.number(count))</option>"
        }
        return """
            <li><div><label for="\(name)">\(item.heading(reader))</label>\(item.details(reader))</div>\
            <select id="\(name)" name="\(name)">\(options)</select></li>
            """
    }
}

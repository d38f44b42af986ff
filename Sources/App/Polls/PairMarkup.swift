internal import Platform

/// Two items and the question which matters more.
enum PairMarkup {
    static func form(
        _ content: PollPages.Content, _ pair: AskedPair, _ proof: String, done: Int, _ visit: Visit
    ) -> HTML {
        let (reader, poll) = (visit.reader, content.here.poll)
        let action = content.here.address.pollBallot(poll.publicID)
        return """
            \(Drawings.meter(reader("polls.pair.progress"), done: done, of: poll.allowance ?? 0, reader))
            <form class="pair-ballot" method="post" action="\(action)">\(Controls.token(visit))\
            \(Controls.hidden("card", content.card))\(Controls.hidden("proof", proof))\
            \(Controls.hidden("left", pair.left.publicID))\(Controls.hidden("right", pair.right.publicID))
            <h2>\(reader("polls.pair.which"))</h2>
            <div class="pair">\(side(pair.left, "left", reader))\(side(pair.right, "right", reader))</div>
            <div class="actions">\
            \(Controls.button(reader("polls.pair.tie"), style: .secondary, name: "answer", value: "tie"))\
            \(Controls.button(reader("polls.pair.skip"), style: .quiet, name: "answer", value: "skip"))</div></form>
            """
    }

    private static func side(_ item: PollItem, _ side: StaticString, _ reader: Reader) -> HTML {
        """
        <div><h3>\(item.heading(reader))</h3>\(item.details(reader))\
        <button class="button" name="answer" value="\(side.description)">\(reader("polls.pair.this"))\
        <span class="hidden">\(item.isHidden ? "" : ": " + item.title)</span></button></div>
        """
    }
}

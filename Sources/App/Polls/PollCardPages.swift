internal import Platform

/// Cards to print and cut: the one time that their codes can be read.
enum PollCardPages {
    static func page(_ codes: [String], for led: PollFacilitating, origin: String, _ visit: Visit) -> Page {
        let (reader, poll) = (visit.reader, led.poll)
        let address = origin + led.address.poll(poll.publicID)
        let cards = codes.map { code -> HTML in
            let scanned = QRCode.svg(
                origin + led.address.poll(poll.publicID, card: code), label: reader("polls.card.scan"))
            return """
                <li>\(scanned)<p class="title">\(poll.questionMarkup(reader))</p>\
                <p><code class="code">\(code)</code></p><p class="small">\(reader("polls.card.how"))</p>\
                <p class="small"><code>\(address)</code></p></li>
                """
        }
        let back = Controls.link(
            reader("polls.card.back"), to: led.address.pollSetup(poll.publicID), style: .secondary)
        return Page(
            title: reader("polls.card.print", ["count": .number(codes.count)]),
            lead: reader("polls.card.print.what"), actions: back,
            trail: PollPages.trail(led.led.season, led.session, reader),
            body: "<ul class=\"vote-cards\">\(cards)</ul>")
    }
}

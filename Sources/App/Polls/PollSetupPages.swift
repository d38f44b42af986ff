internal import Platform

/// Where a poll is prepared and led.
enum PollSetupPages {
    struct NewContent: Sendable {
        let led: Facilitating
        let candidates: [PollCandidate]
        let draft: PollDraft
        var problem: Problem?
    }

    static func new(_ content: NewContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(content.led.season, content.led.session)
        let body: HTML =
            content.candidates.isEmpty
            ? Notices.empty(reader("polls.candidates.none"), reader("polls.candidates.none.what"))
            : Controls.form(
                action: address.polls, visit, problem: content.problem,
                body: """
                    \(questions(content.draft, content.led.session, content.problem, reader))
                    \(methods(content, address, reader))\(allowance(content.draft, content.problem, reader))
                    \(electorate(content.draft, reader))\(candidates(content, reader))
                    """, actions: Controls.button(reader("polls.create")))
        return Page(
            title: reader("polls.new"), lead: reader("polls.new.lead"),
            trail: PollPages.trail(content.led.season, content.led.session, reader) + [
                Link(text: reader("polls.title"), path: address.polls)
            ], body: body)
    }

    static func questions(
        _ draft: PollDraft, _ session: DesignSession, _ problem: Problem?, _ reader: Reader
    ) -> HTML {
        let fields = session.languages.map { language -> HTML in
            let label = reader("polls.question.in", ["language": .text(reader.languageName(language))])
            let field = Controls.Field(PollDraft.question(language), label, problem: problem)
            return Controls.text(
                field, value: draft.question[language] ?? "", attributes: " lang=\"\(language)\"", reader)
        }
        return "\(fields)"
    }

    /// The method is in the address: the form that follows depends on it.
    private static func methods(
        _ content: NewContent, _ address: SessionAddress, _ reader: Reader
    ) -> HTML {
        let chosen = content.draft.method
        let options = Poll.Method.allCases.map { method -> HTML in
            let name = reader("polls.method.\(method.rawValue)")
            let mark: HTML? = method == chosen ? " aria-current=\"true\"" : nil
            return
                "<a class=\"chip\" href=\"\(address.newPoll)?method=\(method.rawValue)\"\(mark)>\(name)</a>"
        }
        return """
            \(Controls.hidden("method", chosen.rawValue))
            <div class="stack"><p class="row">\(options)</p>\
            <p class="soft">\(reader("polls.method.\(chosen.rawValue).what"))</p></div>
            """
    }

    static func allowance(_ draft: PollDraft, _ problem: Problem?, _ reader: Reader) -> HTML? {
        guard draft.method.allowances != nil else { return nil }
        let label =
            draft.method == .dots ? reader("polls.allowance.dots") : reader("polls.allowance.pairwise")
        let field = Controls.Field("allowance", label, problem: problem)
        return Controls.text(field, value: draft.allowance, input: .number, reader)
    }

    private static func electorate(_ draft: PollDraft, _ reader: Reader) -> HTML {
        let options = Poll.Electorate.allCases.map { electorate in
            Controls.Option(
                electorate.rawValue, reader("polls.electorate.\(electorate.rawValue)"),
                hint: reader("polls.electorate.\(electorate.rawValue).what"))
        }
        return Controls.choices(
            .init("electorate", reader("polls.electorate")), options, chosen: [draft.electorate.rawValue],
            reader)
    }

    private static func candidates(_ content: NewContent, _ reader: Reader) -> HTML {
        let options = content.candidates.map { candidate in
            let kind =
                candidate.number.map { reader("polls.candidate.idea", ["number": .number($0)]) }
                ?? reader("polls.candidate.theme")
            return Controls.Option(candidate.key, candidate.title, hint: kind)
        }
        let field = Controls.Field(
            "item", reader("polls.items.choose"), help: reader("polls.items.choose.help"),
            problem: content.problem)
        return Controls.choices(field, options, chosen: content.draft.chosen, isMultiple: true, reader)
    }

    struct Content: Sendable {
        let led: PollFacilitating
        let items: [PollItem]
        let participation: PollParticipation
        /// What was typed over the draft, and why it was not saved.
        var draft: PollDraft?
        var problem: Problem?
    }

    static func setup(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let (led, poll) = (content.led, content.led.poll)
        let address = led.address
        let form: HTML? = poll.state == .draft ? PollDraftForm.markup(content, visit) : nil
        return Page(
            title: reader.pick(poll.question), lead: reader("polls.method.\(poll.method.rawValue).what"),
            actions: poll.badge(reader),
            trail: PollPages.trail(led.led.season, led.session, reader) + [
                Link(text: reader("polls.title"), path: address.polls)
            ],
            body: """
                <div class="stack-wide">\(next(content, visit))\(cards(content, visit))\
                \(preview(content, reader))\(form)\(discard(content, visit))</div>
                """)
    }

    /// What comes next in the poll's life, with what it means.
    private static func next(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, poll, address) = (visit.reader, content.led.poll, content.led.address)
        func step(_ text: String, _ what: String, _ path: String) -> HTML {
            let meter = poll.state == .draft ? nil : content.participation.meter(reader)
            let button = Controls.buttonForm(text, action: path, visit, style: .primary)
            return """
                <div class="stack measure"><p>\(what)</p>\(meter)\
                <div class="actions">\(button)\(view(poll, address, reader))</div></div>
                """
        }
        let id = poll.publicID
        return switch poll.state {
        case .draft: step(reader("polls.open"), reader("polls.open.what"), address.pollOpening(id))
        case .open: step(reader("polls.close"), reader("polls.close.what"), address.pollClosing(id))
        case .closed: step(reader("polls.reveal"), reader("polls.reveal.what"), address.pollReveal(id))
        case .revealed: "<p class=\"actions\">\(view(poll, address, reader))</p>"
        }
    }

    private static func view(_ poll: Poll, _ address: SessionAddress, _ reader: Reader) -> HTML? {
        guard poll.state != .draft else { return nil }
        return Controls.link(
            reader("polls.view"), to: address.poll(poll.publicID),
            style: poll.state == .revealed ? .primary : .secondary)
    }

    private static func cards(_ content: Content, _ visit: Visit) -> HTML? {
        let (reader, poll) = (visit.reader, content.led.poll)
        guard poll.electorate == .cards, poll.state == .draft else { return nil }
        let made = content.participation.electorate
        let field = Controls.Field(
            "count", reader("polls.card.count"), help: reader("polls.card.count.help"),
            problem: content.problem)
        return """
            <section class="stack"><h2>\(reader("polls.card.title"))</h2>\
            <p>\(reader("polls.card.made", ["count": .number(made)]))</p>
            \(Controls.form(action: content.led.address.pollCards(poll.publicID), visit,
                body: Controls.text(field, value: "", input: .number, reader),
                actions: Controls.button(reader("polls.card.make"), style: .secondary)))</section>
            """
    }

    /// What will be voted on, as voters will read it.
    private static func preview(_ content: Content, _ reader: Reader) -> HTML {
        let rows = content.items.map { item -> HTML in
            "<li><div>\(item.heading(reader))\(item.details(reader))</div></li>"
        }
        let heading = reader("polls.preview", ["count": .number(content.items.count)])
        return """
            <section class="stack" id="items"><h2>\(heading)</h2><ol class="poll-items">\(rows)</ol></section>
            """
    }

    private static func discard(_ content: Content, _ visit: Visit) -> HTML? {
        let poll = content.led.poll
        guard poll.state == .draft else { return nil }
        return Controls.buttonForm(
            visit.reader("polls.discard"), action: content.led.address.pollRemoval(poll.publicID), visit,
            style: .danger)
    }
}

/// The form in which a draft is changed.
enum PollDraftForm {
    static func markup(_ content: PollSetupPages.Content, _ visit: Visit) -> HTML {
        let (reader, led) = (visit.reader, content.led)
        let draft = content.draft ?? PollDraft(led.poll, content.items)
        let items = content.items.map { item($0, draft, content.problem, reader) }
        let form = Controls.form(
            action: led.address.pollSetup(led.poll.publicID), visit, problem: content.problem,
            body: """
                \(Controls.hidden("version", String(led.poll.version)))\
                \(Controls.hidden("method", led.poll.method.rawValue))
                \(PollSetupPages.questions(draft, led.session, content.problem, reader))
                \(PollSetupPages.allowance(draft, content.problem, reader))\(items)
                """, actions: Controls.button(reader("polls.save"), style: .secondary))
        return "<section class=\"stack\"><h2>\(reader("polls.edit"))</h2>\(form)</section>"
    }

    private static func item(
        _ item: PollItem, _ draft: PollDraft, _ problem: Problem?, _ reader: Reader
    ) -> HTML {
        let isOut: HTML = draft.removed.contains(item.publicID) ? " checked" : ""
        let id = "remove-" + item.publicID
        let title: HTML =
            draft.method == .statements && !item.isHidden
            ? Controls.text(
                .init(PollDraft.title(item.publicID), reader("polls.statement"), problem: problem),
                value: draft.titles[item.publicID] ?? item.title, attributes: " lang=\"\(item.language)\"",
                reader)
            : "<p>\(item.heading(reader))</p>"
        return """
            <div class="stack">\(title)<div class="choice">\
            <input type="checkbox" id="\(id)" name="remove" value="\(item.publicID)"\(isOut)>\
            <label for="\(id)">\(reader("polls.item.remove"))\
            <span class="hidden">: \(item.title)</span></label></div></div>
            """
    }
}

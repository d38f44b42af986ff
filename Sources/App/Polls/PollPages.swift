internal import Platform

/// What everybody in a session finds: its polls, and each of them as far as it is.
enum PollPages {
    struct ListContent: Sendable {
        let here: SessionVisit
        let polls: [Poll]
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let here = content.here
        let address = SessionAddress(here.season, here.session)
        let make = Controls.link(reader("polls.new"), to: address.newPoll)
        let items = content.polls.map { poll -> HTML in
            let path = poll.state == .draft ? address.pollSetup(poll.publicID) : address.poll(poll.publicID)
            return """
                <li><div><h2><a href="\(path)">\(poll.questionMarkup(reader))</a></h2>\
                <p>\(reader("polls.method.\(poll.method.rawValue)"))</p></div><div>\(poll.badge(reader))</div></li>
                """
        }
        let why =
            here.isFacilitator ? reader("polls.none.make") : reader("polls.none.wait")
        let body: HTML =
            items.isEmpty
            ? Notices.empty(reader("polls.none"), why, action: here.isFacilitator ? make : nil)
            : "<ul class=\"entries\">\(items)</ul>"
        return Page(
            title: reader("polls.title"), lead: reader("polls.lead"),
            actions: here.isFacilitator && !items.isEmpty ? make : nil,
            trail: trail(here.season, here.session, reader), body: body)
    }

    static func trail(_ season: Season, _ session: DesignSession, _ reader: Reader) -> [Link] {
        let address = SessionAddress(season, session)
        return [season.link(reader), Link(text: reader.pick(session.title), path: address.page)]
    }

    /// What somebody may do in a poll, or see of it.
    enum Stage: Sendable {
        case dots([PollItem], voter: PollVoter)
        case pair(AskedPair, proof: String, done: Int)
        case statement(StatementBallot)
        /// Their part is done; it counts.
        case thanks
        /// Why they cannot vote.
        case barred(Problem)
        /// Closed, and not yet revealed.
        case waiting
        case result(PollSummary)
    }

    struct Content: Sendable {
        let here: PollVisit
        let stage: Stage
        let participation: PollParticipation
        /// The number of the session's newest event.
        let last: Int
        /// The code that a card's holder came with.
        var card = ""
        var ballot: DotBallot?
        var problem: Problem?
    }

    static func poll(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let (here, poll) = (content.here, content.here.poll)
        let lead: HTML? =
            here.here.isFacilitator
            ? Controls.link(
                reader("polls.lead-it"), to: here.address.pollSetup(poll.publicID), style: .secondary) : nil
        let polls = Link(text: reader("polls.title"), path: here.address.polls)
        return Page(
            title: reader.pick(poll.question), actions: lead,
            trail: trail(here.here.season, here.session, reader) + [polls],
            body: """
                \(follow(content, visit))<div class="stack-wide" data-live="poll" data-poll="\(poll.publicID)">\
                \(problem(content, reader))\(stage(content, visit))\(foot(content, reader))</div>
                """)
    }

    /// Whoever has a seat sees the poll close and its result appear.
    private static func follow(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.here.here.seat != nil, content.here.poll.state != .revealed else { return nil }
        return LiveLine.markup(content.here.address, after: content.last, at: visit.now, visit.reader)
    }

    /// The form of dots says itself what is wrong with it.
    private static func problem(_ content: Content, _ reader: Reader) -> HTML? {
        if case .dots = content.stage { return nil }
        return Notices.problem(content.problem, reader)
    }

    private static func stage(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        return switch content.stage {
        case .dots(let items, let voter): DotBallotMarkup.form(content, items, voter, visit)
        case .pair(let pair, let proof, let done): PairMarkup.form(content, pair, proof, done: done, visit)
        case .statement(let ballot): StatementMarkup.form(content, ballot, visit)
        case .thanks: thanks(content, reader)
        case .barred(let problem): barred(content, problem, visit)
        case .waiting: Notices.information(reader("polls.waiting"), "<p>\(reader("polls.waiting.what"))</p>")
        case .result(let summary): result(summary, content.here.address, reader)
        }
    }

    private static func thanks(_ content: Content, _ reader: Reader) -> HTML {
        let what =
            content.here.poll.method == .dots
            ? reader("polls.thanks.dots") : reader("polls.thanks.pairwise")
        return Notices.information(reader("polls.thanks"), "<p>\(what)</p>")
    }

    private static func barred(_ content: Content, _ problem: Problem, _ visit: Visit) -> HTML {
        let (reader, here) = (visit.reader, content.here)
        let reason: HTML =
            problem == content.problem
            ? .empty : "<p class=\"lead\">\(reader(problem.message, problem.arguments))</p>"
        guard here.poll.electorate == .cards, problem.code == .forbidden else {
            let join: HTML? =
                here.here.seat == nil && problem.code == .forbidden
                ? Controls.link(reader("polls.join"), to: here.address.joining) : nil
            return "\(reason)<p class=\"actions\">\(join)</p>"
        }
        let field = Controls.Field("card", reader("polls.card.code"), help: reader("polls.card.code.help"))
        let code = Controls.text(
            field, value: content.card, attributes: " autocomplete=\"off\" spellcheck=\"false\"", reader)
        return """
            \(reason)<form class="form" method="get" action="\(here.address.poll(here.poll.publicID))">\
            \(code)\
            <div class="actions">\(Controls.button(reader("polls.card.use")))</div></form>
            """
    }

    private static func result(
        _ summary: PollSummary, _ address: SessionAddress, _ reader: Reader
    ) -> HTML {
        let id = summary.publicID
        return """
            \(PollResultMarkup.markup(summary, reader))
            <p class="actions">\
            \(Controls.link(reader("polls.export.csv"), to: address.pollResults(id, "csv"), style: .secondary))\
            \(Controls.link(reader("polls.export.json"), to: address.pollResults(id, "json"), style: .secondary))</p>
            """
    }

    /// How many take part, and what can be promised about it.
    private static func foot(_ content: Content, _ reader: Reader) -> HTML {
        let poll = content.here.poll
        let promise =
            poll.electorate == .seats ? reader("polls.promise.seats") : reader("polls.promise.cards")
        return """
            <div class="stack measure">\(content.participation.meter(reader))\
            <p class="soft small">\(promise)</p></div>
            """
    }
}

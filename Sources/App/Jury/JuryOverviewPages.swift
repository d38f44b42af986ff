internal import Platform

/// Where staff see how the jury stands and go on from; panels; opening and closing a round.
enum JuryOverviewPages {
    struct Content: Sendable {
        let season: Season
        let round: Round?
        let progress: RoundProgress?
        /// How many reviews each application is to have.
        let demand: Int
        /// Places that became free since they were sent.
        let vacated: Int
        /// Applications that screening admitted.
        let applications: Int
        let jurors: [Juror.State: Int]
        /// Nothing where the season does not ask jurors what they want to review.
        let bids: BidProgress?
        /// The laureates are public: the jury has nothing more to do.
        let isOver: Bool
        var roundName = ""
        var problem: Problem?
    }

    static func overview(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.staff"), content.season, reader, isRoot: true)
        page.lead = reader("jury.staff.lead")
        page.body = """
            <div class="stack-wide">\(jurors(content, visit))
            <section class="stack"><h2>\(reader("jury.round"))</h2>\(round(content, visit))</section></div>
            """
        return page
    }

    private static func jurors(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        let facts = Juror.State.allCases.map { state -> (String, HTML) in
            (state.word(reader), "\(reader.number(content.jurors[state] ?? 0))")
        }
        let waiting = content.jurors[.added] ?? 0
        let invite: HTML? =
            waiting == 0 || content.isOver
            ? nil
            : Controls.link(
                reader("jury.invitations.waiting", ["count": .number(waiting)]), to: address.invitations)
        let adding: [HTML] = [
            Controls.link(reader("jury.juror.new"), to: address.newJuror, style: .secondary),
            Controls.link(reader("jury.import"), to: address.importing, style: .secondary),
        ]
        return """
            <section class="stack"><h2>\(reader("jury.jurors"))</h2>\(Lists.facts(facts))
            \(BidPages.progress(content.bids, at: visit.now, reader))<p class="actions">\(invite)
            \(Controls.link(reader("jury.jurors.all"), to: address.jurors, style: .secondary))
            \(content.isOver ? [] : adding)
            \(Controls.link(reader("jury.conflicts"), to: address.conflictDesk, style: .secondary))
            \(Controls.link(reader("jury.panels"), to: address.panels, style: .quiet))</p></section>
            """
    }

    private static func round(_ content: Content, _ visit: Visit) -> HTML {
        guard let round = content.round, round.isOpen, let progress = content.progress else {
            return "\(lastRound(content, visit.reader))\(content.isOver ? nil : opening(content, visit))"
        }
        let reader = visit.reader
        let address = JuryAddress(content.season)
        let demand = content.applications * content.demand
        let assigned = progress.proposed + progress.sent
        let proposals: HTML? =
            progress.proposed == 0
            ? nil
            : Controls.link(
                reader("jury.proposals.waiting", ["count": .number(progress.proposed)]), to: address.proposals
            )
        return """
            <p>\(reader("jury.round.open", ["round": .text(round.name)]))
            \(Moments.short(round.openedAt, reader))</p>\(vacated(content, reader))
            \(Drawings.meter(reader("jury.round.assigned"), done: assigned, of: demand, reader))
            \(Drawings.meter(reader("jury.round.submitted"), done: progress.submitted, of: progress.sent,
                reader))
            <p class="actions">\(proposals)
            \(Controls.link(reader("jury.assign"), to: address.automatic, style: .secondary))
            \(Controls.link(reader("jury.coverage"), to: address.coverage, style: .secondary))
            \(Controls.link(reader("jury.reminders"), to: address.reminders, style: .secondary))
            \(Controls.link(reader("jury.flags"), to: address.flags, style: .secondary))
            \(Controls.link(reader("jury.extensions"), to: address.extensions, style: .secondary))
            \(Controls.link(reader("jury.scores"), to: address.scores, style: .secondary))
            \(Controls.link(reader("jury.discussions"), to: address.discussions, style: .secondary))
            \(Controls.link(reader("jury.close"), to: address.closing, style: .quiet))</p>
            """
    }

    /// Nothing is assigned anew without somebody looking at it first.
    private static func vacated(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.vacated > 0 else { return nil }
        let link = Controls.link(
            reader("jury.vacated.assign"), to: JuryAddress(content.season).automatic, style: .secondary)
        return Notices.caution(
            reader("jury.vacated", ["count": .number(content.vacated)]),
            "<p>\(reader("jury.vacated.why"))</p><p>\(link)</p>")
    }

    private static func lastRound(_ content: Content, _ reader: Reader) -> HTML? {
        guard let round = content.round, let closedAt = round.closedAt else { return nil }
        let coverage = Controls.link(
            reader("jury.coverage"), to: JuryAddress(content.season).coverage, style: .secondary)
        return """
            <p>\(reader("jury.round.closed-at", ["round": .text(round.name)]))
            \(Moments.short(closedAt, reader))</p>
            <p>\(coverage)</p>
            """
    }

    private static func opening(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let name = Controls.Field(
            "name", reader("jury.round.name"), help: reader("jury.round.opening.help"),
            problem: content.problem)
        let rules = content.season.rules
        let form = Controls.form(
            action: JuryAddress(content.season).round, visit, problem: content.problem,
            body: """
                \(Controls.hidden("rules", String(content.season.rulesVersion.rawValue)))\
                \(Controls.text(name, value: content.roundName, reader))
                """,
            actions: Controls.button(reader("jury.round.opening")))
        return """
            <h3>\(reader("ranking.fixed"))</h3><p class="soft">\(reader("ranking.fixed.why"))</p>
            \(RoundMethodFacts.markup(rules.rankingInFull, rules, reader))\(form)
            """
    }

    struct ClosingContent: Sendable {
        let season: Season
        let round: Round
        let progress: RoundProgress
        let openDiscussions: Int
    }

    /// What closing does, before it is done.
    static func closing(_ content: ClosingContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let progress = content.progress
        var page = Page.juryStaff(reader("jury.close"), content.season, reader)
        page.lead = reader("jury.close.lead", ["round": .text(content.round.name)])
        var facts: [(String, HTML)] = [
            (reader("jury.close.submitted"), "\(reader.number(progress.submitted))"),
            (reader("jury.close.begun"), "\(reader.number(progress.begun - progress.submitted))"),
            (reader("jury.close.untouched"), "\(reader.number(progress.sent - progress.begun))"),
            (reader("jury.close.proposed"), "\(reader.number(progress.proposed))"),
        ]
        if content.openDiscussions > 0 {
            let path = JuryAddress(content.season).discussions
            facts.append(
                (
                    reader("jury.close.discussions"),
                    "<a href=\"\(path)\">\(reader.number(content.openDiscussions))</a>"
                ))
        }
        let caution: HTML? =
            progress.missing == 0
            ? nil : Notices.caution(reader("jury.close.missing", ["count": .number(progress.missing)]))
        let closing = Controls.buttonForm(
            reader("jury.close.confirm"), action: JuryAddress(content.season).closing, visit, style: .danger,
            hidden: [("round", content.round.publicID)])
        page.body = "<div class=\"stack\">\(caution)\(Lists.facts(facts))\(closing)</div>"
        return page
    }

    struct PanelsContent: Sendable {
        let season: Season
        let panels: [Panel]
        let jurors: [ID<Panel>: Int]
        /// Which panel's name was sent, and what; none for a new one.
        var renamed: String?
        var name = ""
        var problem: Problem?
    }

    static func panels(_ content: PanelsContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.panels"), content.season, reader)
        page.lead = reader("jury.panels.lead")
        let isNew = content.renamed == nil
        let field = Controls.Field("name", reader("jury.panel.name"), problem: isNew ? content.problem : nil)
        let making = Controls.form(
            action: JuryAddress(content.season).panels, visit, problem: isNew ? content.problem : nil,
            body: Controls.text(field, value: isNew ? content.name : "", reader),
            actions: Controls.button(reader("jury.panel.make")))
        page.body = """
            <div class="stack-wide">\(content.panels.map { panel($0, content, visit) })
            <section class="stack"><h2>\(reader("jury.panel.new"))</h2>\(making)</section></div>
            """
        return page
    }

    private static func panel(_ panel: Panel, _ content: PanelsContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let isSent = content.renamed == panel.publicID
        let id = "name-" + panel.publicID
        let count = reader("jury.panel.jurors", ["count": .number(content.jurors[panel.id] ?? 0)])
        return """
            <section class="stack"><h2><bdi>\(panel.name)</bdi></h2><p class="soft">\(count)</p>
            \(Notices.problem(isSent ? content.problem : nil, reader))
            <form class="row" method="post" action="\(JuryAddress(content.season).panels)/\(panel.publicID)">
            <div class="field"><label for="\(id)">\(reader("jury.panel.rename"))</label>
            <input id="\(id)" name="name" type="text" value="\(isSent ? content.name : panel.name)"></div>
            <input type="hidden" name="shown" value="\(panel.name)">
            \(Controls.button(reader("jury.panel.rename.do"), style: .secondary))
            \(Controls.token(visit))</form></section>
            """
    }
}

internal import Platform

/// Choosing applications: as candidates of a decision, and as the finalists that staff propose.
enum CandidatePages {
    struct Content: Sendable {
        let season: Season
        let decision: Decision
        let candidates: [ApplicationResult]
        let list: ListAddress
        let next: String?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = DecisionAddress(content.season)
        let decision = content.decision
        let choice: HTML =
            content.candidates.isEmpty
            ? Notices.empty(reader("decisions.candidates.none"), reader("decisions.candidates.none.why"))
            : Controls.form(
                action: address.candidates(decision.publicID), visit,
                body: """
                    \(Controls.hidden("version", String(decision.version)))
                    \(boxes(content.candidates, chosen: 0, group: 0, reader("decisions.candidates"), reader))
                    """,
                actions: Controls.button(reader("decisions.candidates.add")))
        return Page(
            title: reader("decisions.candidates"), lead: reader("decisions.candidates.lead"),
            trail: DecisionPages.trail(content.season, reader) + [
                Link(
                    text: DecisionPages.name(decision, reader), path: address.decision(decision.publicID)
                )
            ],
            body:
                "\(filter(content, reader))\(choice)\(Lists.pager(content.list, next: content.next, reader))")
    }

    private static func filter(_ content: Content, _ reader: Reader) -> HTML {
        Lists.filter(content.list, fields: ResultPages.finding(content.list, content.season, reader), reader)
    }

    /// Applications to tick, under a legend; the first `chosen` are ticked. `group` keeps the ids of a page
    /// apart.
    private static func boxes(
        _ results: [ApplicationResult], chosen: Int, group: Int, _ legend: String, _ reader: Reader
    ) -> HTML {
        let boxes = results.enumerated().map { number, result in
            box(result, id: "application-\(group)-\(number)", isChosen: number < chosen, reader)
        }
        return "<fieldset class=\"field\"><legend>\(legend)</legend>\(boxes)</fieldset>"
    }

    struct ProposalContent: Sendable {
        let season: Season
        let proposal: FinalistProposal
        /// Whether the finalists are public, so that nothing can be proposed any more.
        let isPublished: Bool
    }

    /// What staff propose to the directorate, for staff to change first.
    static func proposal(_ content: ProposalContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = ResultAddress(content.season)
        let published = Controls.link(
            reader("decisions.published.see"), to: content.season.path + "/finalists", style: .secondary)
        let prizes = Controls.link(
            reader("decisions.prizes.proposal"), to: address.prizes, style: .secondary)
        return Page(
            title: reader("decisions.proposal"),
            lead: content.isPublished ? nil : reader("decisions.proposal.lead"),
            trail: ResultPages.trail(content.season, reader) + [
                Link(text: reader("results.title"), path: address.list)
            ],
            body: content.isPublished
                ? Notices.information(
                    reader("decisions.published-already"),
                    "<div class=\"actions\">\(published)\(prizes)</div>")
                : form(content, visit))
    }

    private static func form(_ content: ProposalContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let (pools, address) = (content.proposal.pools, ResultAddress(content.season))
        let numbers = pools.map { pool -> HTML in
            let field = Controls.Field(pool.nomination.key, reader.pick(pool.nomination.title))
            return Controls.text(field, value: String(pool.wanted), input: .number, reader)
        }
        let choices = pools.enumerated().map { index, pool in choice(pool, index, reader) }
        let reasons = Controls.Field(
            "reasons", reader("decisions.reasons"), help: reader("decisions.reasons.help"))
        return """
            \(Lists.filter(ListAddress(path: address.proposal, query: [:]), fields: "\(numbers)", reader))
            \(Controls.form(action: address.proposal, visit,
                body: "\(choices)\(Controls.longText(reasons, value: "", reader))",
                actions: Controls.button(reader("decisions.proposal.send"))))
            """
    }

    private static func choice(_ pool: FinalistProposal.Pool, _ index: Int, _ reader: Reader) -> HTML {
        let legend = reader(
            "decisions.proposal.pool",
            [
                "nomination": .text(reader.pick(pool.nomination.title)), "chosen": .number(pool.chosen.count),
            ])
        guard !pool.isEmpty else {
            return Notices.empty(legend, reader("decisions.proposal.none"))
        }
        let groups = [
            (pool.chosen + pool.next, pool.chosen.count, legend),
            (pool.capped, 0, reader("decisions.proposal.capped")),
            (pool.apart, 0, reader("decisions.proposal.apart")),
        ]
        let shown = groups.enumerated().filter { !$0.element.0.isEmpty }.map { number, group in
            boxes(group.0, chosen: group.1, group: index * groups.count + number, group.2, reader)
        }
        return "\(shown)"
    }

    private static func box(_ result: ApplicationResult, id: String, isChosen: Bool, _ reader: Reader) -> HTML
    {
        let mark: HTML = isChosen ? " checked" : ""
        let title = result.title.isEmpty ? reader("results.untitled") : result.title
        let hint = reader(
            "decisions.candidate",
            [
                "country": .text(reader.country(result.country)), "party": .text(result.partyName),
                "rank": .text(result.rank == nil ? "–" : reader.number(result.recordRank)),
                "score": .text(result.recordScore.map { reader.decimal($0, digits: 2) } ?? "–"),
            ])
        return """
            <div class="choice"><input type="checkbox" id="\(id)" name="application" \
            value="\(result.publicID)"\(mark)><label for="\(id)"><bdi>\(title)</bdi>\
            <span class="hint">\(hint)</span></label></div>
            """
    }
}

internal import Platform

/// Decisions as the directorate sees them.
enum DecisionPages {
    struct OverviewContent: Sendable {
        let season: Season
        let decisions: [Decision]
        let publications: [Publication]
        let overdue: Overdue
    }

    static func overview(_ content: OverviewContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("decisions.title"), lead: reader("decisions.lead"),
            actions: Controls.link(
                reader("results.board"), to: ResultAddress(content.season).directorate, style: .secondary),
            trail: [
                content.season.link(reader)
            ],
            body: """
                <div class="stack-wide">\(BoardPages.overdue(content.overdue, content.season, reader))\
                \(Gate.allCases.map { gate($0, content, visit) })</div>
                """)
    }

    private static func gate(_ gate: Gate, _ content: OverviewContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let decisions = content.decisions.filter { $0.gate == gate }
        let publication = content.publications.first { $0.gate == gate }
        let rows: HTML =
            decisions.isEmpty
            ? Notices.empty(reader("decisions.none"), reader("decisions.none.why"))
            : table(decisions, gate, content.season, reader)
        return """
            <section class="stack"><h2>\(name(gate, reader))</h2>
            \(standing(publication, gate, content, visit))\(rows)</section>
            """
    }

    private static func standing(
        _ publication: Publication?, _ gate: Gate, _ content: OverviewContent, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        if let publication {
            let path = content.season.page(of: gate)
            return """
                <p>\(reader("decisions.published.on")) \(Moments.moment(publication.at, reader))</p>
                <p>\(Controls.link(reader("decisions.published.see"), to: path, style: .secondary))</p>
                """
        }
        let isEarly = gate == .laureates && !content.publications.contains { $0.gate == .finalists }
        guard !isEarly else { return "<p>\(reader("decisions.finalists-first"))</p>" }
        return Controls.buttonForm(
            reader("decisions.draft.new"), action: DecisionAddress(content.season).drafts, visit,
            hidden: [("gate", gate.rawValue)])
    }

    private static func table(_ decisions: [Decision], _ gate: Gate, _ season: Season, _ reader: Reader)
        -> HTML
    {
        let address = DecisionAddress(season)
        let columns: [DataTable.Column] = [
            .init(reader("decisions.decision")), .init(reader("decisions.applications"), isNumber: true),
            .init(reader("decisions.saved")), .init(reader("decisions.adopted")),
            .init(reader("decisions.state")),
        ]
        let rows = decisions.map { decision -> [HTML] in
            let title = reader("decisions.of", ["name": .text(decision.draftedBy)])
            let adopted: HTML = decision.adoptedBy.map { "<bdi>\($0)</bdi>" } ?? "–"
            return [
                """
                <a href="\(address.decision(decision.publicID))">\(title)</a><br>\
                <span class="soft small">\(Moments.short(decision.draftedAt, reader))</span>
                """,
                "\(reader.number(decision.items))",
                "<bdi>\(decision.savedBy)</bdi><br>\(Moments.short(decision.savedAt, reader))", adopted,
                badge(decision, reader),
            ]
        }
        return DataTable(caption: name(gate, reader), columns: columns, rows: rows).markup(reader)
    }

    static func name(_ gate: Gate, _ reader: Reader) -> String {
        switch gate {
        case .finalists: reader("decisions.gate.finalists")
        case .laureates: reader("decisions.gate.laureates")
        }
    }

    static func badge(_ decision: Decision, _ reader: Reader) -> HTML {
        switch decision.state {
        case .draft: Notices.badge(reader("decisions.state.draft"), .waiting)
        case .adopted: Notices.badge(reader("decisions.state.adopted"), .active)
        case .published: Notices.badge(reader("decisions.state.published"), .positive)
        }
    }

    static func trail(_ season: Season, _ reader: Reader) -> [Link] {
        [
            season.link(reader),
            Link(text: reader("decisions.title"), path: DecisionAddress(season).overview),
        ]
    }

    struct DecisionContent: Sendable {
        let season: Season
        let decision: Decision
        let items: [DecisionItem]
        /// Whether the reader wrote on it and so cannot adopt it.
        let isAuthor: Bool
        /// What was typed and could not be saved.
        var edit: DecisionEdit?
        var problem: Problem?
    }

    static func decision(_ content: DecisionContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let decision = content.decision
        let body: HTML =
            decision.state == .draft
            ? """
            <div class="stack-wide">\(DecisionForm.markup(content, visit))\(adoption(content, visit))</div>
            """
            : "<div class=\"stack-wide\">\(settled(content, visit))\(text(content, reader))</div>"
        return Page(
            title: name(decision.gate, reader),
            lead: reader("decisions.of", ["name": .text(decision.draftedBy)]),
            actions: badge(decision, reader), trail: trail(content.season, reader), body: body)
    }

    /// What is missing, and who may adopt it.
    private static func adoption(_ content: DecisionContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let decision = content.decision
        let faults = DecisionFaults.of(decision, content.items, content.season)
        guard faults.isEmpty else {
            let lines = faults.map { fault -> HTML in "<li>\(reader(fault.message, fault.arguments))</li>" }
            return Notices.information(reader("decisions.not-ready"), "<ul>\(lines)</ul>")
        }
        guard !content.isAuthor else { return Notices.information(reader("decisions.own")) }
        let form = Controls.buttonForm(
            reader("decisions.adopt"), action: DecisionAddress(content.season).adoption(decision.publicID),
            visit,
            style: .primary, hidden: [("version", String(decision.version))])
        return
            """
            <section><h2>\(reader("decisions.adopt.title"))</h2>
            <p>\(reader("decisions.adopt.lead"))</p>\(form)</section>
            """
    }

    private static func settled(_ content: DecisionContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let (decision, address) = (content.decision, DecisionAddress(content.season))
        if decision.state == .published {
            let path = content.season.page(of: decision.gate)
            return "<p class=\"actions\">\(Controls.link(reader("decisions.published.see"), to: path))</p>"
        }
        let by = reader("decisions.adopted.by", ["name": .text(decision.adoptedBy ?? "")])
        let undo = Controls.buttonForm(
            reader("decisions.adopt.undo"), action: address.undoing(decision.publicID), visit, style: .quiet)
        return """
            <div class="stack"><p>\(by) \(decision.adoptedAt.map { Moments.moment($0, reader) })</p>
            <div class="actions">\(Controls.link(reader("decisions.publish.prepare"),
                to: address.publication(decision.publicID)))\(undo)</div></div>
            """
    }

    /// A decision that does not change any more. Prizes and reasons have columns where somebody has one.
    private static func text(_ content: DecisionContent, _ reader: Reader) -> HTML {
        let hasPrizes = content.items.contains { $0.prize != nil }
        let hasReasons = content.items.contains { !$0.reason.isEmpty }
        var columns: [DataTable.Column] = [
            .init(reader("results.application")), .init(reader("results.nomination")),
            .init(reader("results.country")),
        ]
        if hasPrizes { columns.append(.init(reader("decisions.prize"))) }
        if hasReasons { columns.append(.init(reader("decisions.item.reason"))) }
        let rows = content.items.map { item -> [HTML] in
            var cells: [HTML] = [
                DecisionForm.heading(item, reader),
                "\(content.season.nominationTitle(item.nomination, reader))",
                "\(reader.country(item.country))",
            ]
            if hasPrizes {
                let prize = content.season.rules.prizes.first { $0.key == item.prize }
                cells.append(prize.map { "\(reader.pick($0.title))" } ?? "–")
            }
            if hasReasons { cells.append("<span class=\"letter\" dir=\"auto\">\(item.reason)</span>") }
            return cells
        }
        let table = DataTable(caption: name(content.decision.gate, reader), columns: columns, rows: rows)
        return """
            <section class="stack"><h2>\(reader("decisions.reasons"))</h2>
            <div class="stack measure">\(Paragraphs.markup(content.decision.reasons))</div>\
            \(table.markup(reader))</section>
            """
    }
}

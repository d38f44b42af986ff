internal import Platform

/// Decisions as the directorate sees them.
enum DecisionPages {
    struct OverviewContent: Sendable {
        let season: Season
        let decisions: [Decision]
        let publications: [Publication]
        let embargoes: [ID<Decision>: Embargo]
        /// How many laureates have not answered yet.
        let unanswered: Int
        /// How many comments of the jury staff have to look at before applicants read them.
        let comments: Int
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
                \(waiting(content, visit))\(Gate.allCases.map { gate($0, content, visit) })</div>
                """)
    }

    /// What the clock or somebody else has to do next.
    private static func waiting(_ content: OverviewContent, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        let address = DecisionAddress(content.season)
        let moments = content.decisions.compactMap { decision -> HTML? in
            guard let embargo = content.embargoes[decision.id] else { return nil }
            let path = address.decision(decision.publicID)
            let words = embargo.failure == nil ? "decisions.waiting.embargo" : "decisions.waiting.failed"
            return """
                <li><a href="\(path)">\(name(decision, reader))</a>: \(reader(words)) \
                \(Moments.moment(embargo.opensAt, reader))</li>
                """
        }
        let answers: HTML? =
            content.unanswered == 0
            ? nil
            : "<li>\(reader("decisions.waiting.answers", ["count": .number(content.unanswered)]))</li>"
        let comments = comments(content, visit)
        guard !moments.isEmpty || answers != nil || comments != nil else { return nil }
        return Notices.information(reader("decisions.waiting"), "<ul>\(moments)\(answers)\(comments)</ul>")
    }

    /// Staff look at them; a member who is staff as well finds the way there.
    private static func comments(_ content: OverviewContent, _ visit: Visit) -> HTML? {
        guard content.comments > 0 else { return nil }
        let words = visit.reader("decisions.waiting.comments", ["count": .number(content.comments)])
        let isStaff = StaffRequirement.roles.contains { visit.holds($0) }
        return isStaff ? "<li><a href=\"\(content.season.comments)\">\(words)</a></li>" : "<li>\(words)</li>"
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
                <div class="actions">\(Controls.link(reader("decisions.published.see"), to: path, style: .secondary))\
                \(Controls.buttonForm(
                    reader("decisions.correction.new"), action: DecisionAddress(content.season).corrections, visit,
                    style: .quiet, hidden: [("gate", gate.rawValue)]))</div>
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
            let drafted = reader("decisions.of", ["name": .text(decision.draftedBy)])
            let title = decision.corrects == nil ? drafted : "\(name(decision, reader)) · \(drafted)"
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

    static func name(_ decision: Decision, _ reader: Reader) -> String {
        name(decision.gate, isCorrection: decision.corrects != nil, reader)
    }

    static func name(_ gate: Gate, isCorrection: Bool, _ reader: Reader) -> String {
        guard isCorrection else { return name(gate, reader) }
        return switch gate {
        case .finalists: reader("decisions.gate.finalists.correction")
        case .laureates: reader("decisions.gate.laureates.correction")
        }
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
        /// Without the pools from which the reader keeps away.
        let contents: DecisionContents
        let hidden: Set<String>
        /// Whether the reader wrote on it and so cannot adopt it.
        let isAuthor: Bool
        /// Whether somebody is to confirm before it is published.
        let asks: Bool
        let notices: [ConfidentialNotice]
        let embargo: Embargo?
        /// What was typed and could not be saved.
        var edit: DecisionEdit?
        var problem: Problem?

        var decision: Decision { contents.decision }
        var items: [DecisionItem] { contents.items }
    }

    static func decision(_ content: DecisionContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let decision = content.decision
        let kept = MatterPages.keptAway(content.hidden, content.season, reader)
        let body: HTML =
            decision.state == .draft
            ? """
            <div class="stack-wide">\(kept)\(DecisionForm.markup(content, visit))\(adoption(content, visit))</div>
            """
            : "<div class=\"stack-wide\">\(kept)\(settled(content, visit))\(text(content, reader))</div>"
        return Page(
            title: name(decision, reader),
            lead: reader("decisions.of", ["name": .text(decision.draftedBy)]),
            actions: badge(decision, reader), trail: trail(content.season, reader), body: body)
    }

    /// What is missing, and who may adopt it.
    private static func adoption(_ content: DecisionContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let decision = content.decision
        let faults = DecisionFaults.of(content.contents, content.season)
        guard faults.isEmpty else {
            let lines = faults.map { fault -> HTML in "<li>\(reader(fault.message, fault.arguments))</li>" }
            return Notices.information(reader("decisions.not-ready"), "<ul>\(lines)</ul>")
        }
        if content.season.rules.outcomes.adoption == .meeting {
            let meetings = Controls.link(
                reader("answers.meetings"), to: AnswerAddress(content.season).meetings, style: .secondary)
            return Notices.information(reader("decisions.meeting-adopts"), "<p>\(meetings)</p>")
        }
        guard !content.isAuthor else { return Notices.information(reader("decisions.own")) }
        guard content.hidden.isEmpty else { return "" }
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
        let isSettled = content.notices.isEmpty && content.embargo == nil
        let undo: HTML? =
            isSettled
            ? Controls.buttonForm(
                reader("decisions.adopt.undo"), action: address.undoing(decision.publicID), visit,
                style: .quiet) : nil
        return """
            <div class="stack"><p>\(by) \(decision.adoptedAt.map { Moments.moment($0, reader) })</p>
            \(embargo(content, visit))\(NoticePages.section(content, reader))
            <div class="actions">\(next(content, reader))\(undo)</div></div>
            """
    }

    /// Asking the laureates comes before publishing.
    private static func next(_ content: DecisionContent, _ reader: Reader) -> HTML {
        let (decision, address) = (content.decision, DecisionAddress(content.season))
        guard content.asks, content.notices.isEmpty else {
            return Controls.link(
                reader("decisions.publish.prepare"), to: address.publication(decision.publicID))
        }
        return Controls.link(reader("decisions.notices.prepare"), to: address.notices(decision.publicID))
    }

    private static func embargo(_ content: DecisionContent, _ visit: Visit) -> HTML? {
        guard let embargo = content.embargo else { return nil }
        let reader = visit.reader
        let lifting = Controls.buttonForm(
            reader("decisions.embargo.lift"),
            action: DecisionAddress(content.season).lifting(content.decision.publicID), visit, style: .quiet)
        let failure: HTML? = embargo.failure.map { "<p>\(reader($0, ["count": .number(0)]))</p>" }
        let title = reader(embargo.failure == nil ? "decisions.embargo.set" : "decisions.embargo.failed")
        return Notices.caution(
            title, "<p>\(Moments.moment(embargo.opensAt, reader))</p>\(failure)\(lifting)")
    }

    /// Pool by pool, as it was adopted.
    private static func laureates(_ content: DecisionContent, _ reader: Reader) -> HTML {
        let pools = content.contents.pools(content.season).map { pool -> HTML in
            """
            <section class="stack"><h2>\(reader.pick(pool.title))</h2>\
            \(PoolMarkup(pool: pool, season: content.season).markup(reader))</section>
            """
        }
        return """
            <section class="stack"><h2>\(reader("decisions.reasons"))</h2>
            <div class="stack measure">\(Paragraphs.markup(content.decision.reasons))</div></section>\(pools)
            """
    }

    /// A decision that does not change any more. Reasons have a column where somebody has one.
    private static func text(_ content: DecisionContent, _ reader: Reader) -> HTML {
        guard content.decision.gate == .finalists else { return laureates(content, reader) }
        let hasReasons = content.items.contains { !$0.reason.isEmpty }
        var columns: [DataTable.Column] = [
            .init(reader("results.application")), .init(reader("results.nomination")),
            .init(reader("results.country")),
        ]
        if hasReasons { columns.append(.init(reader("decisions.item.reason"))) }
        let rows = content.items.map { item -> [HTML] in
            var cells: [HTML] = [
                DecisionForm.heading(item.candidate, reader),
                "\(content.season.nominationTitle(item.nomination, reader))",
                "\(reader.country(item.country))",
            ]
            if hasReasons { cells.append("<span class=\"letter\" dir=\"auto\">\(item.reason)</span>") }
            return cells
        }
        let table = DataTable(caption: name(content.decision, reader), columns: columns, rows: rows)
        return """
            <section class="stack"><h2>\(reader("decisions.reasons"))</h2>
            <div class="stack measure">\(Paragraphs.markup(content.decision.reasons))</div>\
            \(table.markup(reader))</section>
            """
    }
}

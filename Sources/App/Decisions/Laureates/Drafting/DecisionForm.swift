internal import Platform

/// The form in which a decision is drafted.
enum DecisionForm {
    static func markup(_ content: DecisionPages.DecisionContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let (decision, address) = (content.decision, DecisionAddress(content.season))
        let reasons = Controls.Field(
            "reasons", reader("decisions.reasons"), help: reader("decisions.reasons.help"),
            problem: content.problem)
        let items: HTML =
            content.items.isEmpty
            ? Notices.empty(reader("decisions.items.none"), reader("decisions.items.none.why"))
            : "\(content.items.map { item($0, content, reader) })"
        let add = Controls.link(
            reader("decisions.candidates.add"), to: address.candidates(decision.publicID), style: .secondary)
        return Controls.form(
            action: address.decision(decision.publicID), visit, problem: content.problem,
            body: """
                \(Controls.hidden("version", String(decision.version)))
                \(saved(decision, reader))
                \(Controls.longText(reasons, value: content.edit?.reasons ?? decision.reasons, rows: 8, reader))
                \(other(content.edit?.reasons, decision.reasons, reader))
                \(DecisionPoolFields(content: content).note(reader))
                <h2 id="items">\(reader("decisions.items", ["count": .number(content.items.count)]))</h2>\
                \(items)\(DecisionPoolFields(content: content).markup(reader))
                """,
            actions: "\(Controls.button(reader("decisions.save")))\(add)\(proposing(content, reader))")
    }

    /// Saves the form and fills what is empty.
    private static func proposing(_ content: DecisionPages.DecisionContent, _ reader: Reader) -> HTML? {
        let decision = content.decision
        guard decision.gate == .laureates, decision.corrects == nil else { return nil }
        return Controls.button(
            reader("decisions.proposal.fill"), style: .secondary,
            to: DecisionAddress(content.season).proposal(decision.publicID))
    }

    private static func saved(_ decision: Decision, _ reader: Reader) -> HTML {
        let by = reader("decisions.saved.by", ["name": .text(decision.savedBy)])
        return "<p class=\"soft\">\(by) \(Moments.short(decision.savedAt, reader))</p>"
    }

    /// What stands in the database where it differs from what was typed over an older version of it.
    private static func other(_ typed: String?, _ stored: String, _ reader: Reader) -> HTML? {
        guard let typed, typed != stored else { return nil }
        let text: HTML =
            stored.isEmpty
            ? "<p>\(reader("decisions.conflict.empty"))</p>"
            : "<p class=\"letter\" dir=\"auto\">\(stored)</p>"
        return Notices.caution(reader("decisions.conflict.stored"), text)
    }

    private static func item(
        _ item: DecisionItem, _ content: DecisionPages.DecisionContent, _ reader: Reader
    ) -> HTML {
        let stored = DecisionEdit.Item(item)
        let typed = content.edit?.items[item.publicID] ?? stored
        let reason = Controls.Field(
            DecisionEdit.name("reason", item.publicID), reader("decisions.item.reason"),
            help: reader("decisions.item.reason.help"), problem: content.problem)
        let remove = Controls.Field(
            DecisionEdit.name("remove", item.publicID), reader("decisions.item.remove"))
        let prize: HTML? =
            content.decision.gate == .laureates ? self.prize(item, typed, stored, content, reader) : nil
        return """
            <fieldset class="field" id="\(DecisionEdit.name("item", item.publicID))">
            <legend>\(heading(item.candidate, reader))</legend>\(facts(item, content.season, reader))
            \(Controls.hidden("item", item.publicID))\(prize)
            \(Controls.longText(reason, value: typed.reason, rows: 3, reader))
            \(other(typed.reason, stored.reason, reader))
            \(Controls.checkbox(remove, isChecked: typed.isRemoved, reader))</fieldset>
            """
    }

    private static func prize(
        _ item: DecisionItem, _ typed: DecisionEdit.Item, _ stored: DecisionEdit.Item,
        _ content: DecisionPages.DecisionContent, _ reader: Reader
    ) -> HTML {
        let prizes = content.season.rules.prizes
        let pool = prizes.filter { prize in
            (prize.isOpen(to: item.candidate, in: content.season) || prize.key == typed.prize)
                && !content.hidden.contains(prize.key)
        }
        let options = pool.map { Controls.Option($0.key, reader.pick($0.title)) }
        let most = pool.map(\.places).max() ?? 1
        let places = (1...max(1, most)).map { Controls.Option(String($0), reader.number($0)) }
        let prize = Controls.Field(
            DecisionEdit.name("prize", item.publicID), reader("decisions.prize"), problem: content.problem)
        let place = Controls.Field(
            DecisionEdit.name("place", item.publicID), reader("decisions.place"), problem: content.problem)
        let storedTitle = prizes.first { $0.key == stored.prize }.map { reader.pick($0.title) }
        let change: HTML? =
            typed.prize == stored.prize && typed.place == stored.place
            ? nil
            : Notices.caution(
                reader("decisions.conflict.stored"),
                "<p>\(storedTitle ?? reader("decisions.conflict.empty")) · \(stored.place)</p>")
        return """
            \(Controls.select(prize, options, chosen: typed.prize, empty: reader("decisions.prize.none"), reader))
            \(Controls.select(place, places, chosen: String(typed.place), reader))\
            \(further(item, typed, options, content, reader))\(change)
            """
    }

    /// Where one application may win several.
    private static func further(
        _ item: DecisionItem, _ typed: DecisionEdit.Item, _ options: [Controls.Option],
        _ content: DecisionPages.DecisionContent, _ reader: Reader
    ) -> HTML? {
        guard content.season.rules.outcomes.prizesPerApplication > 1, options.count > 1 else { return nil }
        let field = Controls.Field(
            DecisionEdit.name("further", item.publicID), reader("decisions.prize.further"),
            problem: content.problem)
        return Controls.choices(field, options, chosen: Set(typed.furtherPrizes), isMultiple: true, reader)
    }

    static func heading(_ candidate: RankedApplication, _ reader: Reader) -> HTML {
        let title = candidate.title.isEmpty ? reader("results.untitled") : candidate.title
        return "<bdi>\(title)</bdi> <span class=\"soft\"><bdi>\(candidate.applicant.name)</bdi></span>"
    }

    /// One line: a decision has dozens of these.
    private static func facts(_ item: DecisionItem, _ season: Season, _ reader: Reader) -> HTML {
        let facts: [HTML] = [
            "\(season.nominationTitle(item.nomination, reader))", "\(reader.country(item.country))",
            "\(reader("results.rank")) \(item.rank.map { reader.number($0) } ?? "–")",
            "\(reader("decisions.score")) \(ResultFigures.score(item.score, reader))",
        ]
        let apart: [HTML] = facts.enumerated().map { $0.offset == 0 ? $0.element : " · \($0.element)" }
        return "<p class=\"soft\">\(apart)</p>"
    }
}

internal import Platform

/// Replacing a juror half-way, seen before it is done.
enum ReplacementPages {
    struct ChoiceContent: Sendable {
        let season: Season
        let jurors: [Juror]
        let loads: [ID<Juror>: JurorLoad]
    }

    /// Whom to replace: those who have reviews that are not submitted.
    static func choice(_ content: ChoiceContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.replace"), content.season, reader)
        page.lead = reader("jury.replace.lead")
        let address = JuryAddress(content.season)
        let holding = content.jurors.filter { juror in
            content.loads[juror.id].map { $0.all > $0.submitted } ?? false
        }
        guard !holding.isEmpty else {
            page.body = Notices.empty(
                reader("jury.replace.nobody"), reader("jury.replace.nobody.why"),
                action: Controls.link(reader("jury.assign"), to: address.automatic, style: .secondary))
            return page
        }
        let options = reader.sorted(holding) { $0.person.shownName }.map { juror in
            let open = content.loads[juror.id].map { $0.all - $0.submitted } ?? 0
            return Controls.Option(
                juror.publicID,
                reader(
                    "jury.replace.option",
                    ["juror": .text(juror.person.shownName), "count": .number(open)]))
        }
        page.body = """
            <form class="form" method="get" action="\(address.replacement)">
            \(Controls.select(.init("juror", reader("jury.field.juror")), options, chosen: "", reader))
            <div class="actions">\(Controls.button(reader("jury.replace.preview")))</div></form>
            """
        return page
    }

    struct Content: Sendable {
        let season: Season
        let basis: PlanBasis
        let plan: AssignmentPlan
        let juror: Juror
        let holding: JurorReplacement.Holding
        let reason: String
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        let name: MessageValue = .text(content.juror.person.shownName)
        var page = Page.juryStaff(reader("jury.replace.title", ["juror": name]), content.season, reader)
        page.trail.append(Link(text: reader("jury.replace"), path: address.replacement))
        page.lead = reader("jury.replace.lead")
        guard content.holding.open > 0 else {
            page.body = """
                \(Notices.problem(content.problem, reader))
                \(Notices.empty(reader("jury.replace.nothing"), reader("jury.replace.nothing.why")))
                """
            return page
        }
        page.body = """
            <div class="stack-wide">\(facts(content, reader))\(form(content, visit))
            \(PlanPages.moves(content.plan, content.basis, content.season, reader))
            \(pairings(content, reader))</div>
            """
        return page
    }

    private static func facts(_ content: Content, _ reader: Reader) -> HTML {
        let lacking: HTML? =
            content.plan.missing == 0
            ? nil
            : Notices.caution(reader("jury.replace.lacking", ["count": .number(content.plan.missing)]))
        let facts: [(String, HTML)] = [
            (reader("jury.replace.kept"), "\(reader.number(content.holding.submitted))"),
            (reader("jury.replace.moved"), "\(reader.number(content.holding.open))"),
            (reader("jury.replace.found"), "\(reader.number(content.plan.pairings.count))"),
        ]
        return "\(Lists.facts(facts))\(lacking)"
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let reason = Controls.Field(
            "reason", reader("jury.replace.reason"), help: reader("jury.replace.reason.help"),
            problem: content.problem)
        return Controls.form(
            action: JuryAddress(content.season).replacement, visit, problem: content.problem,
            body: """
                \(Controls.longText(reason, value: content.reason, rows: 3, reader))
                \(Controls.hidden("digest", content.plan.digest))
                \(Controls.hidden("juror", content.juror.publicID))
                """,
            actions: Controls.button(
                reader("jury.replace.do", ["count": .number(content.holding.open)]), style: .danger))
    }

    private static func pairings(_ content: Content, _ reader: Reader) -> HTML? {
        guard !content.plan.pairings.isEmpty else { return nil }
        let total = content.plan.pairings.count
        let table = PlanPages.table(content.plan.pairings, of: total, content.basis, content.season, reader)
        return "<section>\(table)</section>"
    }
}

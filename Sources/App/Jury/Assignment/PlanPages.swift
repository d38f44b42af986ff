internal import Platform

/// The dry run: what an automatic assignment would do, how good it is and why, before anything is kept.
enum PlanPages {
    struct Content: Sendable {
        let season: Season
        let basis: PlanBasis
        let plan: AssignmentPlan
        let choice: PlanChoice
        /// From which of the new pairs on.
        let start: Int
        var problem: Problem?

        var rules: SeasonDocument { basis.rules }
        var names: PlanNames { basis.names }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.assign"), content.season, reader)
        page.lead = reader(
            "jury.assign.lead", ["count": .number(content.rules.jury.reviewsPerApplication)])
        page.actions = """
            \(Controls.link(reader("jury.replace"), to: address.replacement, style: .quiet))
            \(Controls.link(reader("jury.scopes"), to: address.panelScopes, style: .quiet))
            """
        page.body = """
            \(Notices.problem(content.problem, reader))\(scope(content, reader))
            <div class="stack-wide">\(OriginPages.section(content, reader))\
            \(PlanShortagePages.section(content, reader))\(outcome(content, visit))
            \(further(content, visit))\(PlanFigurePages.sections(content, reader))</div>
            """
        return page
    }

    private static func scope(_ content: Content, _ reader: Reader) -> HTML {
        let nominations = content.rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let panels = content.basis.panels.map { Controls.Option($0.publicID, $0.name) }
        let sent = Controls.Option("sent", reader("jury.assign.move.sent"))
        let list = ListAddress(path: JuryAddress(content.season).automatic, query: content.choice.query)
        return Lists.filter(
            list,
            fields: """
                \(Controls.select(.init("nomination", reader("jury.field.nomination")), nominations,
                    chosen: content.choice.nomination, empty: reader("jury.all"), reader))
                \(Controls.select(.init("panel", reader("jury.field.panel")), panels,
                    chosen: content.choice.panel, empty: reader("jury.all"), reader))
                \(Controls.select(.init("move", reader("jury.assign.move")), [sent],
                    chosen: content.choice.movesSent ? "sent" : "", empty: reader("jury.assign.move.unsent"),
                    reader))
                """, reader)
    }

    private static func outcome(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.plan.changesNothing else {
            return """
                \(Notices.empty(reader("jury.assign.none"), reader("jury.assign.none.why")))
                \(PlanQualityPages.section(content, reader))
                \(moves(content.plan, content.basis, content.season, reader))
                """
        }
        let count: [String: MessageValue] = ["count": .number(content.plan.pairings.count)]
        let confirming = Controls.buttonForm(
            reader("jury.assign.confirm", count), action: JuryAddress(content.season).automatic, visit,
            style: .primary,
            hidden: [("digest", content.plan.digest)]
                + content.choice.query.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        return """
            \(PlanQualityPages.section(content, reader))
            <section class="stack">\(confirming)<p class="soft">\(reader("jury.assign.not-sent"))</p></section>
            \(moves(content.plan, content.basis, content.season, reader))\(pairings(content, reader))
            """
    }

    // MARK: What moves

    static func moves(
        _ plan: AssignmentPlan, _ basis: PlanBasis, _ season: Season, _ reader: Reader
    ) -> HTML? {
        guard !plan.moves.isEmpty else { return nil }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.move.from")),
            .init(reader("jury.why")), .init(reader("jury.move.to")),
        ]
        let rows = plan.moves.prefix(mostMoves).map { move -> [HTML] in
            [
                AssignmentPages.title(basis.names.applications[move.application], season),
                name(move.from, basis.names), "\(move.cause.words(reader))",
                move.to.map { name($0, basis.names) } ?? "\(reader("jury.move.nobody"))",
            ]
        }
        let caption = reader(
            "jury.move.caption",
            [
                "count": .number(plan.moves.count),
                "kept": .text(reader("jury.move.kept", ["count": .number(plan.kept)])),
            ])
        let others = plan.moves.count - rows.count
        let more: HTML? =
            others == 0 ? nil : "<p>\(reader("jury.move.more", ["count": .number(others)]))</p>"
        return """
            <section>\(DataTable(caption: caption, columns: columns, rows: Array(rows)).markup(reader))\(more)\
            </section>
            """
    }

    static let mostMoves = 200

    static func name(_ juror: ID<Juror>, _ names: PlanNames) -> HTML {
        "<bdi>\(names.jurors[juror]?.person.shownName ?? "")</bdi>"
    }

    // MARK: The new pairs

    static let pageSize = 60

    private static func pairings(_ content: Content, _ reader: Reader) -> HTML? {
        let all = content.plan.pairings
        guard !all.isEmpty else { return nil }
        let shown = all.dropFirst(min(content.start, all.count - 1)).prefix(pageSize)
        let list = ListAddress(
            path: JuryAddress(content.season).automatic,
            query: content.choice.query.merging(
                content.start > 0 ? ["after": String(content.start)] : [:], uniquingKeysWith: { $1 }))
        let next = shown.endIndex < all.count ? String(shown.endIndex) : nil
        return """
            <section class="stack">\(table(Array(shown), of: all.count, content.basis, content.season, reader))
            \(Lists.pager(list, next: next, reader))</section>
            """
    }

    static func table(
        _ pairings: [AssignmentPlan.Pairing], of total: Int, _ basis: PlanBasis, _ season: Season,
        _ reader: Reader
    ) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.juror")),
            .init(reader("jury.why")), .init(reader("jury.next")),
        ]
        let rows = pairings.map { pairing -> [HTML] in
            [
                AssignmentPages.title(basis.names.applications[pairing.application], season),
                name(pairing.juror, basis.names), "\(pairing.explanation.words(basis.rules, reader))",
                pairing.explanation.nextWords(basis.names.jurors, reader),
            ]
        }
        let caption = reader("jury.assign.caption", ["count": .number(total)])
        return DataTable(caption: caption, columns: columns, rows: rows).markup(reader)
    }

    // MARK: Further reviews

    private static func further(_ content: Content, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        guard !content.basis.further.isEmpty else { return nil }
        let rows = content.basis.further.map { further -> [HTML] in
            [
                AssignmentPages.title(further.application, content.season),
                "\(reader.number(further.reviews))",
                Controls.buttonForm(
                    reader("jury.further.withdraw"),
                    action: JuryAddress(content.season).furtherWithdrawal, visit, style: .quiet,
                    hidden: [("application", further.application.publicID)]),
            ]
        }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.further.reviews"), isNumber: true),
            .init(reader("jury.further.withdraw")),
        ]
        let caption = reader("jury.further", ["count": .number(rows.count)])
        return
            "<section>\(DataTable(caption: caption, columns: columns, rows: rows).markup(reader))</section>"
    }
}

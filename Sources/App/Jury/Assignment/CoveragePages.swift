internal import Platform

/// Which applications have their reviews, and who could still be asked.
enum CoveragePages {
    struct ListContent: Sendable {
        let season: Season
        let rules: SeasonDocument
        let round: Round
        let coverage: [Coverage]
        let next: String?
        let address: ListAddress
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.coverage"), content.season, reader)
        page.lead = reader(
            "jury.coverage.lead",
            ["round": .text(content.round.name), "count": .number(content.rules.jury.reviewsPerApplication)])
        let body: HTML =
            content.coverage.isEmpty
            ? Notices.empty(reader("jury.coverage.none"), reader("jury.coverage.none.why"))
            : table(content, reader)
        page.body = """
            \(filter(content, reader))\(body)\(Lists.pager(content.address, next: content.next, reader))
            """
        return page
    }

    static func none(_ season: Season, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.coverage"), season, reader)
        page.body = Notices.empty(
            reader("jury.round.none"), reader("jury.round.none.why"),
            action: Controls.link(reader("jury.staff"), to: JuryAddress(season).staff, style: .secondary))
        return page
    }

    private static func filter(_ content: ListContent, _ reader: Reader) -> HTML {
        let query = content.address.query
        let nominations = content.rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let lacks = [
            Controls.Option(Coverage.Query.Lack.jurors.rawValue, reader("jury.coverage.lack.jurors")),
            Controls.Option(Coverage.Query.Lack.reviews.rawValue, reader("jury.coverage.lack.reviews")),
        ]
        return Lists.filter(
            content.address,
            fields: """
                \(Controls.select(.init("nomination", reader("jury.field.nomination")), nominations,
                    chosen: query["nomination"] ?? "", empty: reader("jury.all"), reader))
                \(Controls.select(.init("lack", reader("jury.coverage.lack")), lacks,
                    chosen: query["lack"] ?? "", empty: reader("jury.any"), reader))
                """, reader)
    }

    private static func table(_ content: ListContent, _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.country")),
            .init(reader("jury.field.language")), .init(reader("jury.coverage.proposed"), isNumber: true),
            .init(reader("jury.coverage.sent"), isNumber: true),
            .init(reader("jury.coverage.submitted"), isNumber: true),
            .init(reader("jury.coverage.missing"), isNumber: true),
        ]
        let rows = content.coverage.map { coverage -> [HTML] in
            let application = coverage.application
            let missing = max(0, coverage.demand - coverage.submitted)
            return [
                AssignmentPages.title(application, content.season), "\(reader.country(application.country))",
                "\(reader.languageName(application.language.code))", "\(reader.number(coverage.proposed))",
                "\(reader.number(coverage.sent))", "\(reader.number(coverage.submitted))",
                "\(reader.number(missing))",
            ]
        }
        return DataTable(caption: reader("jury.coverage.caption"), columns: columns, rows: rows).markup(
            reader)
    }

    struct ApplicationContent: Sendable {
        let season: Season
        let rules: SeasonDocument
        let round: Round
        let application: JuryApplication
        let assignments: [AssignmentStatus]
        let choices: [HandChoice]
        var typed: ReasonForm.Typed?
        var problem: Problem?
    }

    static func application(_ content: ApplicationContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let application = content.application
        var page = Page.juryStaff(application.title, content.season, reader)
        page.trail.append(Link(text: reader("jury.coverage"), path: JuryAddress(content.season).coverage))
        let nomination = content.rules.region(of: application.country).map { reader.pick($0.title) } ?? "—"
        let facts: [(String, HTML)] = [
            (reader("jury.field.applicant"), "<bdi>\(application.partyName)</bdi>"),
            (reader("jury.field.country"), "\(reader.country(application.country))"),
            (reader("jury.field.region"), "\(nomination)"),
            (reader("jury.field.language"), "\(reader.languageName(application.language.code))"),
        ]
        let history = Controls.link(
            reader("jury.history"), to: JuryAddress(content.season).history(application.publicID),
            style: .secondary)
        let translations = Controls.link(
            reader("jury.translations"),
            to: JuryAddress(content.season).translations(application.publicID), style: .secondary)
        let choosing: HTML? = content.round.isOpen ? choices(content, visit) : nil
        page.body = """
            \(Notices.problem(content.problem, reader))
            <div class="stack-wide">\(Lists.facts(facts))
            <section class="stack"><h2>\(reader("jury.application.assigned"))</h2>
            \(assignments(content, visit))\(further(content, visit))
            <p class="actions">\(history)\(translations)</p></section>
            \(choosing)</div>
            """
        return page
    }

    private static func further(_ content: ApplicationContent, _ visit: Visit) -> HTML? {
        guard content.round.isOpen else { return nil }
        return Controls.buttonForm(
            visit.reader("jury.further.ask"), action: JuryAddress(content.season).further, visit,
            hidden: [("application", content.application.publicID)])
    }

    private static func assignments(_ content: ApplicationContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.assignments.isEmpty else {
            return Notices.empty(reader("jury.application.none"), reader("jury.application.none.why"))
        }
        let items = content.assignments.map { status -> HTML in
            let why = status.assignment.explanation.map { $0.words(content.rules, reader) } ?? ""
            let next = next(status.assignment, content, reader)
            let departure = departure(status.assignment, reader)
            return """
                <li><div class="stack"><p><strong><bdi>\(status.jurorName)</bdi></strong>
                \(badge(status, reader))</p>
                <p class="soft">\(why)</p>\(departure)\(next)\(removal(status, content, visit))</div></li>
                """
        }
        return "<ul class=\"entries\">\(items)</ul>"
    }

    /// From which rule staff departed, and why.
    private static func departure(_ assignment: Assignment, _ reader: Reader) -> HTML? {
        guard let departure = assignment.explanation?.departure else { return nil }
        return """
            <p class="soft">\(reader("jury.add.against")): \(departure.rule.words(reader))
            \(reader("jury.add.reason")): <bdi>\(departure.reason)</bdi></p>
            """
    }

    /// Whom an automatic assignment would have asked next.
    private static func next(_ assignment: Assignment, _ content: ApplicationContent, _ reader: Reader)
        -> HTML?
    {
        guard let explanation = assignment.explanation, explanation.next != nil else { return nil }
        let jurors = Dictionary(uniqueKeysWithValues: content.choices.map { ($0.juror.id, $0.juror) })
        return "<p class=\"soft\">\(reader("jury.next")): \(explanation.nextWords(jurors, reader))</p>"
    }

    private static func badge(_ status: AssignmentStatus, _ reader: Reader) -> HTML {
        if let recusal = status.recusal {
            let word =
                recusal.origin == .juror ? reader("jury.status.recused") : reader("jury.status.removed")
            return "\(Notices.badge(word, .negative)) \(recusal.words(reader)) \(uncounted(status, reader))"
        }
        if status.hasConflict {
            return "\(Notices.badge(reader("jury.status.conflict"), .negative)) \(uncounted(status, reader))"
        }
        if status.submittedAt != nil { return Notices.badge(reader("jury.status.submitted"), .positive) }
        if status.begunAt != nil { return Notices.badge(reader("jury.status.begun"), .active) }
        let isSent = status.assignment.sentAt != nil
        return Notices.badge(isSent ? reader("jury.status.sent") : reader("jury.status.proposed"), .waiting)
    }

    /// A review that is in is kept, whatever became of its assignment.
    private static func uncounted(_ status: AssignmentStatus, _ reader: Reader) -> HTML? {
        guard status.submittedAt != nil else { return nil }
        return "<span class=\"soft\">\(reader("jury.conflict-desk.reviews", ["count": .number(1)]))</span>"
    }

    /// A proposal goes at once; what a juror was sent goes with a reason.
    private static func removal(
        _ status: AssignmentStatus, _ content: ApplicationContent, _ visit: Visit
    ) -> HTML? {
        guard status.recusal == nil, content.round.isOpen else { return nil }
        let reader = visit.reader
        let id = status.assignment.publicID
        let action =
            JuryAddress(content.season).application(content.application.publicID)
            + "/assignments/\(id)/remove"
        guard status.assignment.sentAt != nil else {
            return Controls.buttonForm(reader("jury.remove"), action: action, visit, style: .quiet)
        }
        let form = ReasonForm(
            id: "remove-" + id, name: reader("jury.remove"), action: action,
            label: reader("jury.remove.reason"))
        return form.markup(content.typed, content.problem, visit)
    }

    /// A button; where a rule of the season speaks against it, which one, and a field for the reason.
    private static func adding(
        _ choice: HandChoice, at action: String, _ content: ApplicationContent, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let id = choice.juror.publicID
        if let obstacle = choice.obstacle { return "\(obstacle.words(reader))" }
        guard let rule = choice.rule else {
            return Controls.buttonForm(reader("jury.add.do"), action: action, visit, hidden: [("juror", id)])
        }
        let form = ReasonForm(
            id: "add-" + id, name: reader("jury.add.anyway"), action: action,
            label: reader("jury.add.reason"), deed: reader("jury.add.do"), style: .primary,
            hidden: [("juror", id)])
        return "\(rule.words(reader)) \(form.markup(content.typed, content.problem, visit))"
    }

    private static func lifting(
        _ juror: Juror, at action: String, _ content: ApplicationContent, _ visit: Visit
    ) -> HTML {
        let form = ReasonForm(
            id: "lift-" + juror.publicID, name: visit.reader("jury.conflict.lift"), action: action,
            label: visit.reader("jury.conflict.lift.reason"), style: .secondary,
            hidden: [("juror", juror.publicID)])
        return form.markup(content.typed, content.problem, visit)
    }

    private static func choices(_ content: ApplicationContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let offered = content.choices.filter { $0.obstacle != .assigned && $0.obstacle != .notSeated }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.juror")), .init(reader("jury.why")), .init(reader("jury.add")),
            .init(reader("jury.conflict")),
        ]
        let base = JuryAddress(content.season).application(content.application.publicID)
        let rows = offered.map { choice -> [HTML] in
            let adding = adding(choice, at: base + "/assignments", content, visit)
            let conflict: HTML =
                choice.obstacle == .conflict
                ? lifting(choice.juror, at: base + "/conflicts/lift", content, visit)
                : StaffConflictControls.stating(choice.juror, at: base + "/conflicts", visit)
            return [
                "<bdi>\(choice.juror.person.shownName)</bdi>",
                "\(choice.explanation.words(content.rules, reader))",
                adding, conflict,
            ]
        }
        guard !rows.isEmpty else {
            return Notices.empty(reader("jury.add.nobody"), reader("jury.add.nobody.why"))
        }
        return DataTable(caption: reader("jury.add.caption"), columns: columns, rows: rows).markup(reader)
    }
}

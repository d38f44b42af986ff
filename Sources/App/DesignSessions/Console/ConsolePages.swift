internal import Platform

/// What leading a session needs at one glance: the open step and its time, the next one, and how much comes
/// from whom.
enum ConsolePages {
    struct Content: Sendable {
        let season: Season
        let session: DesignSession
        let steps: [AgendaStep]
        let groups: [GroupFigures]
        let seats: Int
        /// The newest event.
        let last: Int
        var problem: Problem?

        var address: SessionAddress { SessionAddress(season, session) }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let title = Link(text: reader.pick(content.session.title), path: content.address.page)
        return Page(
            title: reader("sessions.console"), actions: links(content, reader),
            trail: SessionPages.trail(content.season, reader) + [title],
            body: """
                \(LiveLine.markup(content.address, after: content.last, at: visit.now, reader))\
                \(Notices.problem(content.problem, reader))\
                <div class="stack-wide" data-live="console" data-spread="300">\
                \(now(content, visit))\(figures(content, reader))\(agenda(content, visit))\
                \(groups(content, visit))</div>
                """)
    }

    private static func links(_ content: Content, _ reader: Reader) -> HTML {
        let address = content.address
        let others: [(String, String)] = [
            ("sessions.console.projector", address.projector), ("sessions.console.room", address.room),
            ("sessions.console.themes", address.themes), ("sessions.console.polls", address.polls),
            ("sessions.setup", address.setup),
        ]
        return "\(others.map { Controls.link(reader($0.0), to: $0.1, style: .secondary) })"
    }

    // MARK: The step

    private static func now(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard content.session.isOpen else { return standing(content, reader) }
        let next = content.steps.next.map { step in
            Controls.buttonForm(
                reader("sessions.console.next", ["step": .text(step.name(reader))]),
                action: content.address.opening(step), visit, style: .primary)
        }
        guard let step = content.steps.open, let due = step.dueAt else {
            return """
                <section class="now"><h2>\(reader("sessions.console.no-step"))</h2>\
                <div class="actions">\(next)</div></section>
                """
        }
        return """
            <section class="now" data-due="\(due.iso8601)"><h2>\(step.shownTitle(reader))</h2>\
            \(StepClock.markup(due, at: visit.now, reader))\
            <div class="actions">\(next)\(extensions(of: step, due: due, content, visit))\
            \(Controls.buttonForm(
                reader("sessions.console.close-step"), action: content.address.closing(step), visit,
                style: .quiet))</div></section>
            """
    }

    private static func extensions(
        of step: AgendaStep, due: Instant, _ content: Content, _ visit: Visit
    ) -> [HTML] {
        AgendaLeading.extraMinutes.map { minutes in
            Controls.buttonForm(
                visit.reader("sessions.console.extend", ["count": .number(minutes)]),
                action: content.address.extending(step), visit,
                hidden: [("minutes", String(minutes)), ("due", due.iso8601)])
        }
    }

    private static func standing(_ content: Content, _ reader: Reader) -> HTML {
        guard content.session.state != .closed else {
            return Notices.information(reader("sessions.console.over"))
        }
        return """
            <section class="now"><h2>\(reader("sessions.console.not-begun"))</h2>\
            <div class="actions">\(Controls.link(reader("sessions.console.begin"), to: content.address.standing))\
            </div></section>
            """
    }

    // MARK: Figures

    private static func figures(_ content: Content, _ reader: Reader) -> HTML {
        let groups = content.groups
        let figures: [(String, Int)] = [
            ("sessions.console.seats", content.seats),
            ("sessions.console.ideas", groups.map(\.ideas).reduce(0, +)),
            ("sessions.console.supports", groups.map(\.supports).reduce(0, +)),
            ("sessions.console.comments", groups.map(\.comments).reduce(0, +)),
        ]
        let items = figures.map { key, number -> HTML in
            "<div><dt>\(reader(key))</dt><dd>\(reader.number(number))</dd></div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    private static func agenda(_ content: Content, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        guard !content.steps.isEmpty else { return nil }
        let rows = content.steps.map { step -> [HTML] in
            let button: HTML? =
                content.session.isOpen && !step.isOpen
                ? Controls.buttonForm(
                    reader(step.closedAt == nil ? "sessions.console.open" : "sessions.console.reopen"),
                    action: content.address.opening(step), visit) : nil
            return [
                step.shownTitle(reader), "\(reader("sessions.minutes", ["count": .number(step.minutes)]))",
                state(of: step, reader), "\(button)",
            ]
        }
        let columns: [DataTable.Column] = [
            .init(reader("sessions.agenda.step")), .init(reader("sessions.agenda.length"), isNumber: true),
            .init(reader("sessions.state")), .init(reader("sessions.console.deed")),
        ]
        let table = DataTable(caption: reader("sessions.agenda"), columns: columns, rows: rows)
        let closing: HTML? =
            content.session.isOpen
            ? Controls.link(reader("sessions.console.end"), to: content.address.standing, style: .danger)
            : nil
        return "<section class=\"stack\">\(table.markup(reader))<p class=\"actions\">\(closing)</p></section>"
    }

    private static func state(of step: AgendaStep, _ reader: Reader) -> HTML {
        if step.isOpen { return Notices.badge(reader("sessions.console.state.open"), .active) }
        if step.closedAt != nil { return Notices.badge(reader("sessions.console.state.done"), .positive) }
        return Notices.badge(reader("sessions.console.state.ahead"))
    }

    private static func groups(_ content: Content, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        guard !content.groups.isEmpty else { return nil }
        let isCollecting = [.write, .propose].contains(content.steps.open?.kind)
        let rows = content.groups.map { figures -> [HTML] in
            let quiet: HTML? =
                isCollecting && figures.isQuiet(at: visit.now)
                ? Notices.badge(reader("sessions.console.quiet"), .waiting) : nil
            return [
                "\(figures.group.name.markup(reader)) \(quiet)", "\(reader.number(figures.seats))",
                "\(reader.number(figures.ideas))", "\(reader.number(figures.supports))",
                "\(reader.number(figures.comments))",
            ]
        }
        let columns: [DataTable.Column] = [
            .init(reader("sessions.console.group")), .init(reader("sessions.console.seats"), isNumber: true),
            .init(reader("sessions.console.ideas"), isNumber: true),
            .init(reader("sessions.console.supports"), isNumber: true),
            .init(reader("sessions.console.comments"), isNumber: true),
        ]
        return DataTable(caption: reader("sessions.groups"), columns: columns, rows: rows, isDense: true)
            .markup(reader)
    }
}

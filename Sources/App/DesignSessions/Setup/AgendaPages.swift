internal import Platform

/// The form of a session's agenda.
enum AgendaPages {
    struct Content: Sendable {
        let season: Season
        let session: DesignSession
        let input: AgendaInput
        /// Steps that have begun, which stay.
        let begun: Set<String>
        /// What somebody else saved meanwhile.
        var stored: [AgendaStep]?
        var problem: Problem?
    }

    static func form(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.setup(reader("sessions.agenda"), content.season, content.session, reader)
        page.lead = reader("sessions.agenda.lead")
        let entries = content.input.entries.enumerated().map { index, entry in
            fields(entry, number: index + 1, content, reader)
        }
        let hasNew = content.input.entries.contains { $0.key == FormOrder.new }
        let isFull = hasNew || content.input.entries.count >= DesignSession.mostSteps
        let fresh: HTML? =
            isFull
            ? nil
            : fields(.init(key: FormOrder.new), number: content.input.entries.count + 1, content, reader)
        page.body = """
            <div class="stack-wide">\(length(content, reader))\(Controls.form(
                action: SessionAddress(content.season, content.session).agenda, visit,
                problem: content.problem,
                body: """
                    \(Controls.hidden("version", String(content.session.version)))
                    \(conflict(content, reader))\(entries)\(fresh)
                    """,
                actions: Controls.button(reader("sessions.save"))))</div>
            """
        return page
    }

    /// The steps together against the session's length.
    static func length(_ content: Content, _ reader: Reader) -> HTML {
        let planned = content.input.planned(FormOrder.new).map(\.minutes).reduce(0, +)
        let values: [String: MessageValue] = [
            "planned": .number(planned), "length": .number(content.session.minutes),
        ]
        let sentence = reader("sessions.agenda.total", values)
        return planned > content.session.minutes
            ? Notices.caution(sentence, "<p>\(reader("sessions.agenda.over"))</p>")
            : "<p class=\"soft\">\(sentence)</p>"
    }

    private static func fields(
        _ entry: AgendaInput.Entry, number: Int, _ content: Content, _ reader: Reader
    ) -> HTML {
        let key = entry.key
        let isNew = key == FormOrder.new
        let kinds = AgendaStep.Kind.allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let deletion = Controls.Field("delete-" + key, reader("sessions.step.delete"))
        let mayGo = !isNew && !content.begun.contains(key)
        let heading = isNew ? reader("sessions.step.new") : title(entry, number, reader)
        let isOpen: HTML = hasTitleFault(key, content) ? " open" : ""
        return """
            <section class="form-part"><h2>\(heading)</h2>\(Controls.hidden("step", key))<div class="part-line">
            \(Controls.select(
                .init("kind-" + key, reader("sessions.step.kind"), problem: content.problem), kinds,
                chosen: entry.kind, empty: isNew ? reader("sessions.step.none") : nil, reader))
            \(Controls.text(
                .init("minutes-" + key, reader("sessions.step.minutes"), problem: content.problem),
                value: entry.minutes, input: .number, reader))
            \(Controls.text(
                .init("order-" + key, reader("sessions.order")), value: String(number), input: .number,
                reader))</div>
            <details class="more"\(isOpen)><summary>\(Icon.onward)\(reader("sessions.step.title"))</summary>
            \(LocalizedFields.lines(
                "title-" + key, reader("sessions.step.title"), entry.title,
                help: reader("sessions.step.title.help"), problem: content.problem, reader))</details>
            \(mayGo ? Controls.checkbox(deletion, isChecked: entry.isDeleted, reader) : nil)</section>
            """
    }

    private static func title(_ entry: AgendaInput.Entry, _ number: Int, _ reader: Reader) -> String {
        let kind = AgendaStep.Kind(rawValue: entry.kind)?.word(reader) ?? ""
        let own = reader.pick(entry.title)
        return reader.number(number) + ". " + (own.isEmpty ? kind : own)
    }

    private static func hasTitleFault(_ key: String, _ content: Content) -> Bool {
        content.problem?.fields.contains { $0.name.hasPrefix("title-" + key) } ?? false
    }

    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard let stored = content.stored else { return nil }
        let items = stored.map { step -> HTML in
            let minutes = reader("sessions.minutes", ["count": .number(step.minutes)])
            return "<li>\(step.shownTitle(reader)), \(minutes)</li>"
        }
        return Notices.caution(reader("sessions.setup.conflict.theirs"), "<ol>\(items)</ol>")
    }
}

extension DesignSession {
    /// From its beginning to its end.
    var minutes: Int { Int((endsAt.milliseconds - startsAt.milliseconds) / 60_000) }
}

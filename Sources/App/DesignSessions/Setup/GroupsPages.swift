internal import Platform

/// The form of a session's groups.
enum GroupsPages {
    struct Content: Sendable {
        let season: Season
        let session: DesignSession
        let input: GroupsInput
        /// What somebody else saved meanwhile.
        var stored: [SessionGroup]?
        var problem: Problem?
    }

    static func form(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.setup(reader("sessions.groups"), content.season, content.session, reader)
        page.lead = reader("sessions.groups.lead")
        let entries = content.input.entries.enumerated().map { index, entry in
            fields(entry, number: index + 1, content, reader)
        }
        let hasNew = content.input.entries.contains { $0.key == FormOrder.new }
        let isFull = hasNew || content.input.entries.count >= DesignSession.mostGroups
        let fresh: HTML? =
            isFull
            ? nil
            : fields(.init(key: FormOrder.new), number: content.input.entries.count + 1, content, reader)
        page.body = Controls.form(
            action: SessionAddress(content.season, content.session).groups, visit, problem: content.problem,
            body: """
                \(Controls.hidden("version", String(content.session.version)))
                \(conflict(content, reader))\(entries)\(fresh)
                """,
            actions: Controls.button(reader("sessions.save")))
        return page
    }

    private static func fields(
        _ entry: GroupsInput.Entry, number: Int, _ content: Content, _ reader: Reader
    ) -> HTML {
        let key = entry.key
        let isNew = key == FormOrder.new
        let title = isNew ? reader("sessions.group.new") : reader.pick(entry.name)
        let deletion = Controls.Field(
            "delete-" + key, reader("sessions.group.delete"), help: reader("sessions.group.delete.help"))
        return """
            <section class="form-part"><h2>\(title)</h2>\(Controls.hidden("group", key))
            \(LocalizedFields.lines(
                "name-" + key, reader("sessions.group.name"), entry.name, problem: content.problem, reader))
            \(LocalizedFields.longTexts(
                "about-" + key, reader("sessions.group.about"), entry.description, rows: 2,
                problem: content.problem, reader))
            \(Controls.text(
                .init("order-" + key, reader("sessions.order")), value: String(number), input: .number,
                reader))
            \(isNew ? nil : Controls.checkbox(deletion, isChecked: entry.isDeleted, reader))</section>
            """
    }

    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard let stored = content.stored else { return nil }
        let items = stored.map { group -> HTML in
            "<li>\(DetailsPages.all(group.name))\(DetailsPages.all(group.description))</li>"
        }
        return Notices.caution(reader("sessions.setup.conflict.theirs"), "<ol>\(items)</ol>")
    }
}

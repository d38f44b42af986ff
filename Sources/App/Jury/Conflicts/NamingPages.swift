internal import Platform

/// The page on which an applicant names persons and organisations. It answers the same whoever sits in the
/// jury and whatever staff made of what was named.
enum NamingPages {
    struct Content: Sendable {
        let season: Season
        let held: HeldApplication
        let named: [NamedConflict]
        let input: NamedConflictInput
        var problem: Problem?

        fileprivate var address: ApplicationAddress {
            ApplicationAddress(season: season.key, application: held.application.publicID)
        }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let isOpen = content.held.mayBeWithdrawn
        let form: HTML =
            isOpen ? form(content, visit) : Notices.information(reader("jury.naming.over"))
        return Page(
            title: reader("jury.naming"), lead: reader("jury.naming.lead"),
            trail: ApplicationPages.trail(content.season, reader) + [
                Link(text: content.held.title(reader), path: content.address.page)
            ],
            body: """
                <div class="stack-wide">\(list(content, isOpen: isOpen, visit))
                <section class="stack"><h2>\(reader("jury.naming.new"))</h2>\(form)</section></div>
                """)
    }

    private static func list(_ content: Content, isOpen: Bool, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.named.isEmpty else {
            return Notices.empty(reader("jury.naming.none"), reader("jury.naming.none.why"))
        }
        let items = content.named.map { naming -> HTML in
            let note: HTML? = naming.note.isEmpty ? nil : "<p dir=\"auto\">\(naming.note)</p>"
            let back: HTML? =
                isOpen
                ? Controls.buttonForm(
                    reader("jury.naming.withdraw"),
                    action: content.address.conflicts + "/\(naming.publicID)/withdrawal", visit,
                    style: .quiet) : nil
            return """
                <li><div class="stack"><p><strong><bdi>\(naming.name)</bdi></strong>
                <span class="soft">\(naming.subject.word(reader)) · \(naming.kind.word(reader))</span></p>
                \(note)\(back)</div></li>
                """
        }
        return """
            <section class="stack"><h2>\(reader("jury.naming.named"))</h2>
            <ul class="entries">\(items)</ul></section>
            """
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, input, problem) = (visit.reader, content.input, content.problem)
        let subjects = NamedConflict.Subject.allCases.map {
            Controls.Option($0.rawValue, $0.word(reader))
        }
        let kinds = NamedConflictInput.kinds.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let note = Controls.Field(
            "note", reader("jury.naming.note"), mark: reader("jury.optional"), problem: problem)
        return Controls.form(
            action: content.address.conflicts, visit, problem: problem,
            body: """
                \(Controls.choices(.init("subject", reader("jury.naming.subject"), problem: problem), subjects,
                    chosen: [input.subject], reader))
                \(Controls.text(
                    .init("name", reader("jury.naming.name"), help: reader("jury.naming.name.help"),
                        problem: problem), value: input.name, reader))
                \(Controls.select(.init("kind", reader("jury.naming.kind"), problem: problem), kinds,
                    chosen: input.kind, empty: reader("jury.conflicts.kind.choose"), reader))
                \(Controls.longText(note, value: input.note, rows: 3, reader))
                """,
            actions: Controls.button(reader("jury.naming.do")))
    }
}

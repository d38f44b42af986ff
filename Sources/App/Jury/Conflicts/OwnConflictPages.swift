internal import Platform

/// The page on which somebody at work declares a conflict of their own.
enum OwnConflictPages {
    struct Content: Sendable {
        let season: Season
        let declared: [DeclaredConflict]
        let found: [FoundApplicant]
        let typed: OwnConflictInput
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let search = Controls.Field(
            "search", reader("jury.own-conflicts.search"), help: reader("jury.own-conflicts.search.help"))
        let list = ListAddress(
            path: JuryAddress(content.season).own, query: ["search": content.typed.search])
        return Page(
            title: reader("jury.own-conflicts"), lead: reader("jury.own-conflicts.lead"),
            trail: [content.season.link(reader)],
            body: """
                \(Notices.problem(content.problem, reader))
                <div class="stack-wide">
                \(Lists.filter(
                    list, fields: Controls.text(
                        search, value: content.typed.search, input: .search, reader), reader))
                \(found(content, visit))\(declared(content, reader))</div>
                """)
    }

    private static func found(_ content: Content, _ visit: Visit) -> HTML? {
        guard !content.typed.search.isEmpty else { return nil }
        let reader = visit.reader
        guard !content.found.isEmpty else {
            return Notices.empty(
                reader("jury.own-conflicts.nobody"), reader("jury.own-conflicts.nobody.why"))
        }
        let items = content.found.prefix(FoundApplicant.mostOnPage).map { applicant($0, content, visit) }
        let more: HTML? =
            items.count == content.found.count ? nil : "<p>\(reader("jury.own-conflicts.more"))</p>"
        return "<ul class=\"entries\">\(items)</ul>\(more)"
    }

    private static func applicant(
        _ applicant: FoundApplicant, _ content: Content, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let isTyped = content.typed.party == applicant.publicID
        let (kindID, noteID) = ("kind-" + applicant.publicID, "note-" + applicant.publicID)
        let options = ConflictKind.allCases.map { kind -> HTML in
            let mark: HTML = isTyped && kind.rawValue == content.typed.kind ? " selected" : ""
            return "<option value=\"\(kind.rawValue)\"\(mark)>\(kind.word(reader))</option>"
        }
        let open: HTML? = isTyped ? " open" : nil
        return """
            <li><details class="more"\(open)><summary>\(Icon.onward)<bdi>\(applicant.name)</bdi>
            <span class="soft">\(reader.country(applicant.country))</span></summary>
            <form class="row" method="post" action="\(JuryAddress(content.season).own)">
            <div class="field"><label for="\(kindID)">\(reader("jury.conflict.kind"))</label>
            <select id="\(kindID)" name="kind"><option value="">\(reader("jury.conflicts.kind.choose"))</option>\
            \(options)</select></div>
            <div class="field"><label for="\(noteID)">\(reader("jury.conflicts.note"))
            <span class="mark">\(reader("jury.optional"))</span></label>
            <input id="\(noteID)" name="note" type="text" value="\(isTyped ? content.typed.note : "")"></div>
            \(Controls.hidden("party", applicant.publicID))\(Controls.hidden("search", content.typed.search))
            \(Controls.button(reader("jury.conflicts.kinds.do"), style: .danger))\(Controls.token(visit))</form>
            </details></li>
            """
    }

    private static func declared(_ content: Content, _ reader: Reader) -> HTML {
        guard !content.declared.isEmpty else {
            return Notices.empty(
                reader("jury.own-conflicts.none"), reader("jury.own-conflicts.none.why"))
        }
        let items = reader.sorted(content.declared) { $0.name }.map { declared -> HTML in
            let conflict = declared.conflict
            let note: HTML? = conflict.note.isEmpty ? nil : "<p dir=\"auto\">\(conflict.note)</p>"
            return """
                <li><div class="stack"><p><strong><bdi>\(declared.name)</bdi></strong>
                <span class="soft">\(conflict.kind.word(reader)) · \(reader.country(declared.country))</span></p>
                \(note)</div></li>
                """
        }
        return """
            <section class="stack"><h2>\(reader("jury.conflicts.declared"))</h2>
            <p class="soft">\(reader("jury.own-conflicts.declared.help"))</p>
            <ul class="entries">\(items)</ul></section>
            """
    }
}

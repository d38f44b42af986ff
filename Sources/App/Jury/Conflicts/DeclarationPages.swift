internal import Platform

/// The names that a juror goes through, and what stands between them and those that are ticked.
enum DeclarationPages {
    struct Content: Sendable {
        let season: Season
        /// All names that nothing was said of.
        let open: [ApplicantName]
        /// Those of which the juror said that there is no conflict, where they look for a name.
        let said: [ApplicantName]
        let declared: [DeclaredConflict]
        /// Whether slips may be taken back still.
        let mayTakeBack: Bool
        let input: DeclarationInput
        var problem: Problem?

        fileprivate var address: String { JuryAddress(season).conflicts }
        fileprivate var all: [ApplicantName] { open + said }
    }

    // MARK: The names

    static func names(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.conflicts"), content.season, reader)
        page.lead = reader("jury.conflicts.lead")
        let done: HTML? =
            content.open.isEmpty
            ? Notices.empty(
                reader("jury.conflicts.none"), reader("jury.conflicts.none.why"),
                action: Controls.link(reader("jury.queue"), to: JuryAddress(content.season).queue)) : nil
        page.body = """
            <div class="stack-wide">\(done)\(list(content, visit))\(declared(content, visit))</div>
            """
        return page
    }

    private static func list(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let names = onPage(content, reader)
        let search = Controls.Field(
            "search", reader("jury.conflicts.search"), help: reader("jury.conflicts.search.help"))
        let isEmpty = content.open.isEmpty && !content.input.asksForAll
        let found: HTML? =
            isEmpty
            ? nil
            : """
            <p class="soft">\(counted(names.count, content, reader))</p>
            \(choices(names, content, reader))
            """
        return Controls.form(
            action: content.address, visit, problem: content.problem,
            body: """
                \(Controls.text(search, value: content.input.search, input: .search, reader))
                <p class="actions">\(Controls.button(
                    reader("jury.conflicts.search.do"), style: .secondary, name: "deed", value: "search"))</p>
                \(found)
                """,
            actions: names.isEmpty
                ? "" : Controls.button(reader("jury.conflicts.declare", ["count": .number(names.count)])))
    }

    private static func choices(_ names: [ApplicantName], _ content: Content, _ reader: Reader) -> HTML {
        guard !names.isEmpty else {
            return Notices.empty(
                reader("jury.conflicts.search.none"), reader("jury.conflicts.search.none.why"))
        }
        let options = names.map { Controls.Option($0.publicID, $0.name, hint: hint($0, reader)) }
        let field = Controls.Field(
            "conflict", reader("jury.conflicts.names"), help: reader("jury.conflicts.names.help"))
        let shown = names.map { Controls.hidden("shown", $0.shown) }
        let ticked = Set(content.input.ticked)
        return "\(Controls.choices(field, options, chosen: ticked, isMultiple: true, reader))\(shown)"
    }

    /// What is ticked stays on the page whatever is searched for; then the next names, in the order of the
    /// reader's alphabet.
    private static func onPage(_ content: Content, _ reader: Reader) -> [ApplicantName] {
        let ticked = Set(content.input.ticked)
        let search = SearchedName(content.input.search)
        let sorted = reader.sorted(content.all) { $0.name }
        let kept = sorted.filter { ticked.contains($0.publicID) }
        let others = sorted.filter { name in
            !ticked.contains(name.publicID) && search.matches(name.name)
                && !(name.isSaid && content.input.search.isEmpty)
        }
        return kept + others.prefix(ConflictDeclaration.mostOnPage)
    }

    private static func counted(_ shown: Int, _ content: Content, _ reader: Reader) -> String {
        let figures: [String: MessageValue] = [
            "shown": .number(shown), "count": .number(content.all.count),
        ]
        return reader("jury.conflicts.counted", figures)
    }

    private static func hint(_ name: ApplicantName, _ reader: Reader) -> String {
        let place = PartyPages.kind(name.kind, reader) + " · " + reader.country(name.country)
        if name.isSaid { return reader("jury.conflicts.said", ["country": .text(place)]) }
        guard let former = name.formerName else { return place }
        return reader("jury.conflicts.renamed", ["country": .text(place), "name": .text(former)])
    }

    private static func declared(_ content: Content, _ visit: Visit) -> HTML? {
        guard !content.declared.isEmpty else { return nil }
        let reader = visit.reader
        let items = reader.sorted(content.declared) { $0.name }.map { item($0, content, visit) }
        return """
            <section class="stack"><h2>\(reader("jury.conflicts.declared"))</h2>
            <p class="soft">\(reader("jury.conflicts.declared.help"))</p>
            <ul class="entries">\(items)</ul></section>
            """
    }

    private static func item(_ declared: DeclaredConflict, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let conflict = declared.conflict
        let note: HTML? = conflict.note.isEmpty ? nil : "<p dir=\"auto\">\(conflict.note)</p>"
        let back: HTML =
            conflict.isPinned || !content.mayTakeBack
            ? Notices.badge(reader("jury.conflicts.pinned.badge"))
            : Controls.buttonForm(
                reader("jury.conflicts.take-back"),
                action: content.address + "/\(conflict.publicID)/withdrawal", visit, style: .quiet)
        return """
            <li><div class="stack"><p><strong><bdi>\(declared.name)</bdi></strong>
            <span class="soft">\(conflict.kind.word(reader)) · \(reader.country(declared.country))</span></p>
            \(note)\(back)</div></li>
            """
    }

    // MARK: The kinds

    /// What stands between the juror and each of those that are ticked.
    static func kinds(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.conflicts.kinds"), content.season, reader)
        page.trail.append(Link(text: reader("jury.conflicts"), path: content.address))
        page.lead = reader("jury.conflicts.kinds.lead")
        let input = content.input
        let ticked = Set(input.ticked)
        let names = reader.sorted(content.all.filter { ticked.contains($0.publicID) }) { $0.name }
        let selects = names.map { kind($0, content, reader) }
        let note = Controls.Field(
            "note", reader("jury.conflicts.note"), mark: reader("jury.optional"), problem: content.problem)
        let labels = Dictionary(
            uniqueKeysWithValues: names.map { (DeclarationInput.kindName($0.publicID), $0.name) })
        let carried = input.shown.map { Controls.hidden("shown", $0) }
        page.body = Controls.form(
            action: content.address, visit, problem: content.problem, labels: labels,
            body: """
                \(carried)\(selects)\(Controls.longText(note, value: input.note, rows: 3, reader))
                \(Controls.hidden("search", ""))
                """,
            actions: """
                \(Controls.button(reader("jury.conflicts.kinds.do"), name: "deed", value: "declare"))
                \(Controls.button(
                    reader("jury.conflicts.kinds.back"), style: .quiet, name: "deed", value: "search"))
                """)
        return page
    }

    private static func kind(_ name: ApplicantName, _ content: Content, _ reader: Reader) -> HTML {
        let field = Controls.Field(
            DeclarationInput.kindName(name.publicID), name.name, problem: content.problem)
        let chosen = content.input.kinds[name.publicID]?.rawValue ?? ""
        return """
            \(Controls.hidden("conflict", name.publicID))
            \(Controls.select(field, ConflictKind.options(reader), chosen: chosen,
                empty: reader("jury.conflicts.kind.choose"), reader))
            """
    }
}

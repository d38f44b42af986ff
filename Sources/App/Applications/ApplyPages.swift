internal import Platform

/// Entering the season: who applies, and for what.
enum ApplyPages {
    struct Content: Sendable {
        let season: Season
        let parties: [Party]
        /// Who applies, of several.
        let party: Party?
        /// How many applications that party holds, by nomination.
        let counts: [String: Int]
        /// Of the press to come.
        let key: String
        var problem: Problem?
    }

    static func apply(_ content: Content, _ visit: Visit) throws -> Page {
        let reader = visit.reader
        let season = content.season
        let deadline = try season.deadline()
        let isOpen = deadline.isOpen(at: visit.now)
        return Page(
            title: reader("applications.apply.title"), lead: reader.pick(season.rules.texts.whoMayApply),
            trail: ApplicationPages.trail(season, reader),
            body: """
                <div class="stack-wide">\(Notices.problem(content.problem, reader))
                \(ApplicationPages.deadline(deadline, visit))
                \(parties(content, isOver: visit.now >= deadline.closes, reader))
                \(nominations(content, isOpen: isOpen, visit))</div>
                """)
    }

    /// Once nothing can be entered any more, nobody is asked to register who could.
    private static func parties(_ content: Content, isOver: Bool, _ reader: Reader) -> HTML? {
        guard !isOver || !content.parties.isEmpty else { return nil }
        let base = content.season.applying
        let items = content.parties.map { party -> HTML in
            let isChosen = party.id == content.party?.id
            let mark: HTML? = isChosen ? Notices.badge(reader("applications.apply.chosen"), .active) : nil
            let edit = ApplicationAddress.party(party.publicID, season: content.season.key)
            let facts =
                "\(PartyPages.kind(party.details.kind, reader)) · \(reader.country(party.details.country))"
            let name: HTML =
                isChosen
                ? "<strong><bdi>\(party.name)</bdi></strong>"
                : "<a href=\"\(base)?party=\(party.publicID)\"><bdi>\(party.name)</bdi></a>"
            return """
                <li><span>\(name) <span class="soft">\(facts)</span> \(mark)</span>
                <a href="\(edit)">\(reader("applications.party.edit"))</a></li>
                """
        }
        let list: HTML? = items.isEmpty ? nil : "<ul class=\"files\">\(items)</ul>"
        let isKnown = content.parties.contains { $0.details.kind == .person }
        let kinds = PartyPages.kinds(content.season.rules).filter { $0 != .person || !isKnown }
        let doors = kinds.map { kind -> HTML in
            Controls.link(
                PartyPages.new(kind, reader), to: base + "/party?kind=\(kind.rawValue)",
                style: content.parties.isEmpty ? .primary : .secondary)
        }
        let further: HTML? = isOver ? nil : "<div class=\"actions\">\(doors)</div>"
        return """
            <section class="stack"><h2>\(reader("applications.apply.who"))</h2>
            <p class="soft">\(reader("applications.apply.who.what"))</p>\(list)
            \(further)</section>
            """
    }

    private static func nominations(_ content: Content, isOpen: Bool, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let rules = content.season.rules
        guard let party = content.party else {
            let items = rules.nominations.map { entry($0, "\(openTo($0, reader))", reader) }
            return section(reader("applications.apply.what"), "<ul class=\"entries\">\(items)</ul>")
        }
        let options = Starting.options(
            for: party.details, holding: content.counts, in: rules, at: visit.now)
        let open = options.filter(\.isOpen)
        let closed = options.filter { !$0.isOpen }
        let start: HTML? = open.isEmpty || !isOpen ? nil : self.start(open, party, content, visit)
        let list: HTML? =
            isOpen
            ? nil : "<ul class=\"entries\">\(open.map { entry($0.nomination, "", reader) })</ul>"
        let refused = closed.map { entry($0.nomination, reasons($0, reader), reader) }
        let others: HTML? =
            refused.isEmpty
            ? nil
            : section(reader("applications.apply.not"), "<ul class=\"entries\">\(refused)</ul>")
        return
            "\(section(reader("applications.apply.what"), "\(start)\(list)\(none(open, reader))"))\(others)"
    }

    private static func none(_ open: [Starting.Option], _ reader: Reader) -> HTML? {
        open.isEmpty ? "<p>\(reader("applications.apply.none"))</p>" : nil
    }

    private static func section(_ title: String, _ body: HTML) -> HTML {
        "<section class=\"stack\"><h2>\(title)</h2>\(body)</section>"
    }

    private static func start(
        _ open: [Starting.Option], _ party: Party, _ content: Content, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let options = open.map { option in
            Controls.Option(
                option.nomination.key, reader.pick(option.nomination.title),
                hint: reader.pick(option.nomination.description))
        }
        let languages = content.season.rules.languages.map {
            Controls.Option($0.code, Languages.endonym($0))
        }
        let nomination = Controls.Field(
            "nomination", reader("applications.apply.nomination"), problem: content.problem)
        let language = Controls.Field(
            "language", reader("applications.apply.language"),
            help: reader("applications.apply.language.what"))
        return Controls.form(
            action: content.season.applying, visit,
            body: """
                \(Controls.hidden("party", party.publicID))\(Controls.hidden("key", content.key))
                \(Controls.choices(
                    nomination, options, chosen: open.count == 1 ? [open[0].nomination.key] : [], reader))
                \(Controls.select(language, languages, chosen: reader.language.code, reader))
                """,
            actions: Controls.button(reader("applications.apply.start")))
    }

    private static func entry(_ nomination: SeasonNomination, _ note: HTML, _ reader: Reader) -> HTML {
        """
        <li><div><h3>\(reader.pick(nomination.title))</h3><p>\(reader.pick(nomination.description))</p>\
        \(note)</div></li>
        """
    }

    private static func openTo(_ nomination: SeasonNomination, _ reader: Reader) -> HTML {
        let kinds = reader.list(nomination.openTo.map { reader("eligibility.party.\($0.rawValue)") })
        return "<p class=\"soft\">\(reader("applications.apply.open-to", ["kinds": .text(kinds)]))</p>"
    }

    private static func reasons(_ option: Starting.Option, _ reader: Reader) -> HTML {
        let items = option.reasons.map { reason -> HTML in
            "<p>\(reason.message(reader)) <span class=\"soft\">\(reason.remedy(reader))</span></p>"
        }
        return "\(items)"
    }
}

internal import Platform

/// The themes of a session, for everybody; with what may belong together, for those who lead.
struct ThemePages: Sendable {
    /// What only those who lead are shown.
    struct Workbench: Sendable {
        let candidates: [SimilarIdeas.Candidate]
        let suggestions: [[SimilarIdeas.Candidate]]
    }

    let sight: IdeaSight
    let themes: [Theme]
    let groups: [SessionGroup]
    let workbench: Workbench?
    var typed: ThemeEntry?
    var chosen: Set<String> = []
    var problem: Problem?

    private var address: SessionAddress { SessionAddress(sight.season, sight.session) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("themes.title"), lead: reader("themes.lead"),
            trail: RoomTrail.room(sight.season, sight.session, reader),
            body: """
                <div class="stack-wide" data-live="themes">\(Notices.problem(problem, reader))\
                \(list(reader))\(workbench.map { gathering($0, visit) })</div>
                """)
    }

    private func list(_ reader: Reader) -> HTML {
        guard !themes.isEmpty else {
            return Notices.empty(reader("themes.empty"), reader("themes.empty.why"))
        }
        let items = themes.map { theme -> HTML in
            let counts = reader(
                "themes.counts", ["ideas": .number(theme.ideas), "supporters": .number(theme.supporters)])
            let attributes = IdeaWords.attributes(theme.language)
            return """
                <li class="idea" data-theme="\(theme.publicID)"><h3\(attributes)>\
                <a href="\(address.theme(theme.publicID))">\(theme.title)</a></h3>\
                <p class="idea-change"\(attributes)>\(theme.summary)</p><p class="soft">\(counts)</p></li>
                """
        }
        return """
            <section class="stack"><h2>\(reader("themes.gathered"))</h2><ul class="ideas">\(items)</ul></section>
            """
    }

    // MARK: Gathering

    private func gathering(_ bench: Workbench, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let suggestions = bench.suggestions.enumerated().map { suggestion($0.element, $0.offset, visit) }
        let none: HTML? = suggestions.isEmpty ? "<p class=\"soft\">\(reader("themes.similar.none"))</p>" : nil
        return """
            <section class="stack"><h2>\(reader("themes.similar"))</h2><p>\(reader("themes.similar.help"))</p>\
            \(none)\(suggestions)</section>\(choosing(bench, visit))
            """
    }

    private func suggestion(_ ideas: [SimilarIdeas.Candidate], _ place: Int, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let prefix = "similar-\(place + 1)"
        let title = reader("themes.similar.one", ["count": .number(ideas.count)])
        return """
            <form class="form suggestion" method="post" action="\(address.themes)" novalidate>\
            <fieldset class="field"><legend>\(title)</legend>\
            \(ideas.enumerated().map { box($0.element, "\(prefix)-\($0.offset)", isChecked: true, reader) })\
            </fieldset>\
            \(destination(prefix, title: ideas[0].text.title, language: ideas[0].language, reader))\
            <div class="actions">\(Controls.button(reader("themes.gather"), style: .secondary))</div>\
            \(Controls.token(visit))</form>
            """
    }

    private func choosing(_ bench: Workbench, _ visit: Visit) -> HTML? {
        guard !bench.candidates.isEmpty else { return nil }
        let reader = visit.reader
        let boxes = bench.candidates.map { idea in
            box(idea, "idea-\(idea.publicID)", isChecked: chosen.contains(idea.publicID), reader)
        }
        return """
            <section class="stack"><h2>\(reader("themes.by-hand"))</h2>\
            <form class="form" method="post" action="\(address.themes)" novalidate>\
            <fieldset class="field"><legend>\(reader("themes.by-hand.ideas"))</legend>\(boxes)</fieldset>\
            \(destination(
                "own", title: typed?.title ?? "", language: typed?.language ?? reader.language.code, reader))\
            <div class="actions">\(Controls.button(reader("themes.gather")))</div>\(Controls.token(visit))</form>\
            </section>
            """
    }

    private func box(
        _ idea: SimilarIdeas.Candidate, _ id: String, isChecked: Bool, _ reader: Reader
    ) -> HTML {
        let mark: HTML = isChecked ? " checked" : ""
        return """
            <div class="choice"><input type="checkbox" id="\(id)" name="idea" value="\(idea.publicID)"\(mark)>\
            <label for="\(id)"><span\(IdeaWords.attributes(idea.language))>\(idea.text.title)</span>\
            <span class="hint">\(IdeaWords.number(idea.number, reader)) · \
            \(reader("ideas.supporters.word")) \(reader.number(idea.supporters))</span></label></div>
            """
    }

    /// An existing theme, or a new one's name. Fields of several forms have ids of their own.
    private func destination(
        _ prefix: String, title: String, language: String, _ reader: Reader
    ) -> HTML {
        let options = themes.map { theme -> HTML in
            let attributes = IdeaWords.attributes(theme.language)
            return "<option value=\"\(theme.publicID)\"\(attributes)>\(theme.title)</option>"
        }
        let existing: HTML? =
            themes.isEmpty
            ? nil
            : """
            <div class="field"><label for="\(prefix)-theme">\(reader("themes.into"))</label>\
            <select id="\(prefix)-theme" name="theme"><option value="">\(reader("themes.into.new"))</option>\
            \(options)</select></div>
            """
        return """
            \(existing)<div class="field"><label for="\(prefix)-title">\(reader("themes.name"))</label>\
            <input type="text" id="\(prefix)-title" name="title" dir="auto" value="\(title)"></div>\
            \(Controls.hidden("language", language))
            """
    }
}

/// One theme: what it gathers, and what those who lead may do with it.
struct ThemePage: Sendable {
    let sight: IdeaSight
    let theme: Theme
    let groups: [SessionGroup]
    let list: IdeaList
    /// Whether its reader leads and can change it.
    let isLed: Bool
    var typed: ThemeEntry?
    var problem: Problem?

    private var address: SessionAddress { SessionAddress(sight.season, sight.session) }
    private var path: String { address.theme(theme.publicID) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let counts = reader(
            "themes.counts", ["ideas": .number(theme.ideas), "supporters": .number(theme.supporters)])
        let attributes = IdeaWords.attributes(theme.language)
        let trail = RoomTrail.room(sight.season, sight.session, reader)
        let listAddress = ListAddress(path: path, query: [:])
        let summary: HTML? =
            theme.summary.isEmpty ? nil : IdeaWords.paragraphs(theme.summary, language: theme.language)
        let cards = IdeaCards(
            address: address, groups: groups, place: .theme,
            isOpen: sight.session.isOpen && sight.seat != nil)
        return Page(
            title: reader("themes.one"),
            trail: trail + [Link(text: reader("themes.title"), path: address.themes)],
            body: """
                <div class="stack-wide">\(Notices.problem(problem, reader))<div class="stack">\
                <h2\(attributes)>\(theme.title)</h2>\(summary)<p>\(counts)</p></div>\
                \(cards.list(list.ideas, visit))\(Lists.pager(listAddress, next: list.next?.text, reader))\
                \(isLed ? leading(visit) : nil)</div>
                """)
    }

    private func leading(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let releases = list.ideas.map { idea -> HTML in
            let words = reader("themes.release", ["idea": .text(IdeaWords.number(idea.number, reader))])
            return Controls.buttonForm(
                words, action: path + "/release", visit, style: .quiet, hidden: [("idea", idea.publicID)])
        }
        return """
            <section class="stack deeds"><details\(problem == nil ? nil : " open" as HTML)>\
            <summary>\(reader("themes.edit"))</summary>\(form(visit))</details>\
            <details><summary>\(reader("themes.releasing"))</summary><div class="stack">\(releases)</div></details>\
            <details><summary>\(reader("themes.dissolve"))</summary><p>\(reader("themes.dissolve.help"))</p>\
            \(Controls.buttonForm(
                reader("themes.dissolve"), action: path + "/dissolution", visit, style: .danger))</details>\
            </section>
            """
    }

    private func form(_ visit: Visit) -> HTML {
        let reader = visit.reader
        func field(_ name: String, _ label: String) -> Controls.Field { .init(name, label, problem: problem) }
        return """
            <form class="form" method="post" action="\(path)" novalidate>\
            \(Controls.text(field("title", reader("themes.name")), value: typed?.title ?? theme.title, reader))\
            \(Controls.longText(
                field("summary", reader("themes.summary")), value: typed?.summary ?? theme.summary, rows: 4,
                reader))\
            \(Controls.select(
                field("language", reader("ideas.language")), IdeaWords.languages(sight.session, reader),
                chosen: typed?.language ?? theme.language, reader))\
            <div class="actions">\(Controls.button(reader("themes.save")))</div>\
            \(Controls.hidden("version", "\(theme.version)"))\(Controls.token(visit))</form>
            """
    }
}

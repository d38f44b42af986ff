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
    /// Narrows the ideas to choose from by hand to a group or a language.
    var filter = IdeaListFilter()
    var typed: ThemeEntry?
    var chosen: Set<String> = []
    var problem: Problem?

    private var address: SessionAddress { SessionAddress(sight.season, sight.session) }
    private var listAddress: ListAddress { ListAddress(path: address.themes, query: filter.query) }

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
        return """
            <section class="stack"><h2>\(reader("themes.by-hand"))</h2>\
            \(Lists.filter(listAddress, fields: filters(reader), reader))\
            \(choice(bench.candidates.filter { isListed($0) }, visit))</section>
            """
    }

    /// What was ticked before a mistake stays in view.
    private func isListed(_ idea: SimilarIdeas.Candidate) -> Bool {
        let group = groups.first { $0.publicID == filter.group }?.id
        let isOfGroup = filter.group.isEmpty || idea.group == group
        let isOfLanguage = filter.language.isEmpty || idea.language == filter.language
        return isOfGroup && isOfLanguage || chosen.contains(idea.publicID)
    }

    private func filters(_ reader: Reader) -> HTML {
        let any = reader("ideas.filter.any")
        return """
            \(Controls.select(
                .init("group", reader("ideas.group")),
                groups.map { Controls.Option($0.publicID, reader.pick($0.name)) }, chosen: filter.group,
                empty: any, reader))\
            \(Controls.select(
                .init("language", reader("ideas.language")), IdeaWords.languages(sight.session, reader),
                chosen: filter.language, empty: any, reader))
            """
    }

    private func choice(_ ideas: [SimilarIdeas.Candidate], _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !ideas.isEmpty else {
            return Notices.empty(reader("ideas.empty.filter"), reader("ideas.empty.filter.why"))
        }
        let boxes = ideas.map { idea in
            box(idea, "idea-\(idea.publicID)", isChecked: chosen.contains(idea.publicID), reader)
        }
        let action = listAddress.with([:])
        return """
            <form class="form" method="post" action="\(action)" novalidate>\
            <fieldset class="field"><legend>\(reader("themes.by-hand.ideas"))</legend>\(boxes)</fieldset>\
            \(destination(
                "own", title: typed?.title ?? "", language: typed?.language ?? reader.language.code, reader))\
            <div class="actions">\(Controls.button(reader("themes.gather")))</div>\(Controls.token(visit))</form>
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

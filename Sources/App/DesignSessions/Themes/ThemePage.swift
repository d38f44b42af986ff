internal import Platform

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

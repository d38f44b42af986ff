internal import Platform

/// Ideas as cards, for everything that lists them. What scripts may rely on is told in `RoomPages`.
struct IdeaCards: Sendable {
    /// Where pressing a button on a card leads back to.
    enum Place: String, Sendable {
        case room, list, idea, theme
    }

    let address: SessionAddress
    let groups: [SessionGroup]
    let place: Place
    /// Whether support can be given and taken back now.
    let isOpen: Bool

    func list(_ ideas: [IdeaView], _ visit: Visit) -> HTML {
        "<ul class=\"ideas\">\(ideas.map { card($0, visit) })</ul>"
    }

    func card(_ idea: IdeaView, _ visit: Visit) -> HTML {
        """
        <li class="idea" id="idea-\(idea.publicID)" data-idea="\(idea.publicID)">\
        \(head(idea, visit.reader))\(title(idea, visit.reader))\(foot(idea, visit))</li>
        """
    }

    private func head(_ idea: IdeaView, _ reader: Reader) -> HTML {
        let group = groups.first { $0.id == idea.group }
        return """
            <p class="idea-head"><span data-field="number">\(IdeaWords.number(idea.number, reader))</span>\
            <span data-field="group">\(group.map { reader.pick($0.name) } ?? "")</span>\
            <span data-field="author">\(IdeaWords.author(idea, reader))</span>\(marks(idea, reader))</p>
            """
    }

    private func marks(_ idea: IdeaView, _ reader: Reader) -> HTML {
        let hidden: HTML? = idea.isHidden ? Notices.badge(reader("ideas.hidden"), .negative) : nil
        let withdrawn: HTML? =
            idea.withdrawnAt == nil ? nil : Notices.badge(reader("ideas.withdrawn"), .neutral)
        let theme: HTML? = idea.theme.map { theme in
            """
            <a href="\(address.theme(theme.publicID))"\(IdeaWords.attributes(theme.language))>\(theme.title)</a>
            """
        }
        return "\(hidden)\(withdrawn)\(theme)"
    }

    private func title(_ idea: IdeaView, _ reader: Reader) -> HTML {
        let path = address.idea(idea.publicID)
        guard !idea.text.title.isEmpty else {
            return "<h3><a href=\"\(path)\">\(reader("ideas.hidden.title"))</a></h3>"
        }
        let text = idea.translation?.text ?? idea.text
        let attributes = IdeaWords.attributes(idea.translation?.language ?? idea.language)
        return """
            <h3\(attributes)><a href="\(path)" data-field="title">\(text.title)</a></h3>\
            <p class="idea-change"\(attributes)>\(Self.beginning(of: text.change))</p>\(language(of: idea, reader))
            """
    }

    /// Where a translation comes from, or that there is none.
    private func language(of idea: IdeaView, _ reader: Reader) -> HTML? {
        if let translation = idea.translation {
            let words = IdeaWords.origin(translation.origin, from: idea.language, reader)
            return "<p class=\"small soft\">\(words)</p>"
        }
        guard idea.language != reader.language.code else { return nil }
        let name: MessageValue = .text(reader.languageName(idea.language))
        return "<p class=\"small soft\">\(reader("ideas.untranslated", ["language": name]))</p>"
    }

    private static let shownLetters = 280

    private static func beginning(of text: String) -> String {
        guard text.count > shownLetters else { return text }
        return String(text.prefix(shownLetters)).trimmed + "…"
    }

    private func foot(_ idea: IdeaView, _ visit: Visit) -> HTML {
        let reader = visit.reader
        return """
            <div class="idea-foot"><p>\(reader("ideas.supporters.word")) \
            <span data-supporters>\(reader.number(idea.supporters))</span> · \(reader("ideas.comments.word")) \
            <span data-comments>\(reader.number(idea.comments))</span></p>\
            \(isOpen && idea.isShown ? support(idea, visit) : nil)</div>
            """
    }

    /// A button that names its idea, since a page has many.
    private func support(_ idea: IdeaView, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let path = address.idea(idea.publicID) + "/support" + (idea.isSupported ? "/end" : "")
        let text = idea.isSupported ? reader("ideas.support.end") : reader("ideas.support")
        let style: HTML = idea.isSupported ? "primary" : "secondary"
        return """
            <form method="post" action="\(path)" data-support="\(idea.isSupported ? "given" : "open")">\
            \(Controls.token(visit))\(Controls.hidden("place", place.rawValue))\
            <button class="button \(style) compact">\(text)\
            <span class="hidden"> \(IdeaWords.number(idea.number, reader))</span></button></form>
            """
    }

    /// An empty card, which scripts fill with what an event tells.
    func template(_ visit: Visit) -> HTML {
        let reader = visit.reader
        return """
            <template id="idea-card"><li class="idea" data-idea="">\
            <p class="idea-head"><span data-field="number"></span><span data-field="group"></span>\
            <span data-field="author"></span></p><h3><a href="" data-field="title"></a></h3>\
            <div class="idea-foot"><p>\(reader("ideas.supporters.word")) \
            <span data-supporters>\(reader.number(0))</span> · \(reader("ideas.comments.word")) \
            <span data-comments>\(reader.number(0))</span></p>\
            <form method="post" action="" data-support="open">\(Controls.token(visit))\
            \(Controls.hidden("place", place.rawValue))\
            <button class="button secondary compact">\(reader("ideas.support"))\
            <span class="hidden" data-field="number"></span></button></form></div></li></template>
            """
    }
}

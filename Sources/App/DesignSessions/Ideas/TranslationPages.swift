internal import Platform

/// The page on which somebody translates an idea, with the original above the form.
struct TranslationPages: Sendable {
    let sight: IdeaSight
    let idea: IdeaView
    let language: String
    let text: IdeaText
    let origin: IdeaTranslations.Origin?
    /// What the form was made from; 0 for a new one.
    let version: Int
    /// Theirs alone to replace, or for those who keep order.
    var isAnothers = false
    /// What somebody else has saved meanwhile.
    var conflict: IdeaTranslations.Stored?
    var problem: Problem?

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(sight.season, sight.session)
        let number = IdeaWords.number(idea.number, reader)
        return Page(
            title: reader("ideas.translating", ["idea": .text(number)]),
            trail: RoomTrail.room(sight.season, sight.session, reader)
                + [Link(text: number, path: address.idea(idea.publicID))],
            body: """
                <div class="stack-wide">\(said(idea.text, idea.language, reader("ideas.original")))\
                \(theirs(reader))\(write(to: address.idea(idea.publicID) + "/translation", visit))</div>
                """)
    }

    /// The form; in its place, where there is a translation that they may not replace, that one.
    private func write(to path: String, _ visit: Visit) -> HTML {
        guard isAnothers else { return form(to: path, visit) }
        let reader = visit.reader
        let name = reader.languageName(language)
        return """
            \(said(text, language, reader("ideas.translation.into-language", ["language": .text(name)])))\
            \(Notices.information(reader("ideas.translation.not-yours")))
            """
    }

    private func said(_ text: IdeaText, _ language: String, _ title: String) -> HTML {
        """
        <section class="idea-text stack"><h2>\(title)</h2>\
        <p class="title"\(IdeaWords.attributes(language))>\(text.title)</p>\
        \(IdeaWords.paragraphs(text.change, language: language))\
        \(IdeaWords.paragraphs(text.beneficiary, language: language))\
        \(IdeaWords.paragraphs(text.reason, language: language))</section>
        """
    }

    private func theirs(_ reader: Reader) -> HTML? {
        conflict.map { said($0.text, language, reader("ideas.translation.theirs")) }
    }

    private func form(to path: String, _ visit: Visit) -> HTML {
        let reader = visit.reader
        func field(_ name: String, _ label: String) -> Controls.Field { .init(name, label, problem: problem) }
        let origins = IdeaTranslations.Origin.allCases.map { origin -> Controls.Option in
            switch origin {
            case .human: .init(origin.rawValue, reader("ideas.translation.origin.human"))
            case .machine: .init(origin.rawValue, reader("ideas.translation.origin.machine"))
            }
        }
        let languages = IdeaWords.languages(sight.session, reader).filter { $0.value != idea.language }
        return Controls.form(
            action: path, visit, problem: problem,
            body: """
                \(Controls.select(
                    field("language", reader("ideas.translation.into")), languages, chosen: language, reader))\
                \(Controls.text(field("title", reader("ideas.title")), value: text.title, reader))\
                \(Controls.longText(field("change", reader("ideas.change")), value: text.change, reader))\
                \(Controls.text(
                    field("beneficiary", reader("ideas.beneficiary")), value: text.beneficiary, reader))\
                \(Controls.longText(
                    field("reason", reader("ideas.reason")), value: text.reason, rows: 3, reader))\
                \(Controls.choices(
                    field("origin", reader("ideas.translation.origin")), origins,
                    chosen: [(origin ?? .human).rawValue], reader))\
                \(Controls.hidden("version", "\(version)"))
                """,
            actions: Controls.button(reader("ideas.translation.save")))
    }
}

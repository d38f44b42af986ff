internal import Platform

/// Where staff put a translation beside what an applicant wrote.
enum ApplicationTranslationPages {
    struct Content: Sendable {
        let season: Season
        let application: JuryApplication
        let text: ReviewedText
        let translations: [ApplicationTranslation]
        /// Into what it is most often wanted.
        let choices: [Language]
        var input: TranslationInput
        /// What somebody else has saved meanwhile.
        var conflict: ApplicationTranslation?
        var problem: Problem?

        var language: Language { Language(input.language) ?? .english }
        var stored: ApplicationTranslation? { translations.first { $0.language == language } }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.translations"), content.season, reader)
        page.trail.append(
            Link(
                text: content.application.title, path: address.application(content.application.publicID)))
        let original: MessageValue = .text(reader.languageName(content.text.language.code))
        page.lead = reader("jury.translations.lead", ["language": original])
        guard !content.text.passages.isEmpty else {
            page.body = Notices.empty(reader("jury.translations.none"), reader("jury.translations.none.why"))
            return page
        }
        page.body = """
            <div class="stack-wide">\(kept(content, reader))\(choosing(content, reader))\
            \(theirs(content, reader))\(form(content, visit))</div>
            """
        return page
    }

    private static func kept(_ content: Content, _ reader: Reader) -> HTML {
        guard !content.translations.isEmpty else {
            return "<p class=\"soft\">\(reader("jury.translations.none-yet"))</p>"
        }
        let address = JuryAddress(content.season).translations(content.application.publicID)
        let facts = content.translations.map { translation -> (String, HTML) in
            let code = translation.language.code
            let outdated = content.text.passages.count {
                translation.isOutdated($0.field.key, original: $0.text)
            }
            let warning: HTML? =
                outdated == 0
                ? nil
                : Notices.badge(reader("jury.translations.outdated", ["count": .number(outdated)]), .waiting)
            return (
                reader.languageName(code),
                "<a href=\"\(address)?language=\(code)\">\(translation.origin.word(reader))</a> \(warning)"
            )
        }
        return Lists.facts(facts)
    }

    private static func choosing(_ content: Content, _ reader: Reader) -> HTML {
        let address = JuryAddress(content.season).translations(content.application.publicID)
        let others = reader.languages.filter { !content.choices.map(\.code).contains($0.code) }
        let first = content.choices.map { Controls.Option($0.code, reader.languageName($0.code)) }
        let rest = others.filter { $0.code != content.text.language.code }
            .map { Controls.Option($0.code, $0.name) }
        let field = Controls.Field("language", reader("jury.translations.into"), problem: content.problem)
        return """
            <form class="filter" method="get" action="\(address)">\
            \(Controls.select(field, first + rest, chosen: content.language.code, reader))\
            <div class="actions">\(Controls.button(reader("jury.translations.choose"), style: .secondary))</div>\
            </form>
            """
    }

    private static func theirs(_ content: Content, _ reader: Reader) -> HTML? {
        guard let conflict = content.conflict else { return nil }
        let texts = content.text.passages.compactMap { passage -> HTML? in
            conflict.texts[passage.field.key].map { text -> HTML in
                """
                <h3>\(reader.pick(passage.field.label))</h3>
                <div\(conflict.language.attributes)>\(Paragraphs.markup(text.text))</div>
                """
            }
        }
        return Notices.caution(reader("jury.translations.theirs"), "<div>\(texts)</div>")
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let name: MessageValue = .text(reader.languageName(content.language.code))
        let origins = ApplicationTranslation.Origin.allCases.map {
            Controls.Option($0.rawValue, $0.choice(reader))
        }
        let origin = Controls.Field("origin", reader("jury.translations.origin"), problem: content.problem)
        let passages = content.text.passages.map { passage($0, content, reader) }
        let labels = Dictionary(
            content.text.passages.map { (TranslationInput.name($0.field), reader.pick($0.field.label)) },
            uniquingKeysWith: { first, _ in first })
        let form = Controls.form(
            action: JuryAddress(content.season).translations(content.application.publicID), visit,
            problem: content.problem, labels: labels,
            body: """
                \(Controls.hidden("language", content.language.code))\
                \(Controls.hidden("version", String(content.input.base)))\(passages)\
                \(Controls.choices(origin, origins, chosen: [content.input.origin], reader))
                """,
            actions: Controls.button(reader("jury.translations.save")))
        return """
            <section class="stack translating"><h2>\(reader("jury.translations.to", ["language": name]))</h2>\
            \(form)</section>
            """
    }

    /// The original beside the field for its translation.
    private static func passage(
        _ passage: ReviewedText.Passage, _ content: Content, _ reader: Reader
    ) -> HTML {
        let name = TranslationInput.name(passage.field)
        let label = reader.pick(passage.field.label)
        let isOutdated = content.stored?.isOutdated(passage.field.key, original: passage.text) ?? false
        let field = Controls.Field(
            name, reader("jury.translations.of", ["field": .text(label)]),
            mark: isOutdated ? reader("jury.translations.outdated.mark") : nil, problem: content.problem)
        let typed = content.input.texts[passage.field.key] ?? ""
        let language: HTML = " lang=\"\(content.language.code)\""
        let rows = min(14, max(2, passage.text.count / 60))
        return """
            <div class="side-by-side"><section class="stack"><h3>\(label)</h3>\
            <div\(content.text.language.attributes)>\(Paragraphs.markup(passage.text))</div></section>\
            \(Controls.longText(field, value: typed, rows: rows, attributes: language, reader))</div>
            """
    }
}

extension ApplicationTranslation.Origin {
    /// Whose translation it is, as everybody reads it beside the text.
    func word(_ reader: Reader) -> String {
        switch self {
        case .applicant: reader("jury.translations.by-applicant")
        case .human: reader("jury.translations.by-person")
        case .machine: reader("jury.translations.by-machine")
        }
    }

    fileprivate func choice(_ reader: Reader) -> String {
        switch self {
        case .applicant: reader("jury.translations.origin.applicant")
        case .human: reader("jury.translations.origin.human")
        case .machine: reader("jury.translations.origin.machine")
        }
    }
}

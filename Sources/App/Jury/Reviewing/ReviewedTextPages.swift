internal import Platform

/// An application on the page of somebody of the jury.
struct ShownText: Sendable {
    let text: ReviewedText
    let translation: ShownTranslation
    /// A translation was chosen, or none.
    let isAsked: Bool
    /// The page on which it stands, below which its files are.
    let address: String

    /// `asked` is the language of the translation that was asked for.
    init(
        _ application: ID<Application>, in round: Round, to juror: Juror, at address: String,
        asked: String?, _ reader: Language, _ cache: RulesCache, _ tx: Transaction
    ) throws {
        (self.address, isAsked) = (address, asked != nil)
        text = try ReviewedText.of(application, in: round, cache, tx)
        translation = ShownTranslation(
            try ApplicationTranslation.of(application, tx), of: text, asked: asked, juror: juror, reader)
    }
}

/// What a juror reads of an application.
enum ReviewedTextPages {
    static func article(_ content: ShownText, _ reader: Reader) -> HTML {
        let text = content.text
        let applicant: HTML? = text.applicant.map { applicant -> HTML in
            Lists.facts([
                (reader("jury.field.applicant"), "<bdi>\(applicant.name)</bdi>"),
                (reader("jury.field.country"), "\(reader.country(applicant.country))"),
            ])
        }
        let sections = text.sections.map { section(at: $0, content, reader) }
        let translations = ShownTranslationPages.choice(
            content.translation, of: text, at: content.address, reader)
        return """
            <div>\(translations)<article class="stack application" id="text"\(text.language.attributes)>\
            \(applicant)\(sections)</article></div>
            """
    }

    /// The questions are the reader's, the answers the applicant's: each in its own language.
    private static func section(
        at section: ReviewedText.Section, _ content: ShownText, _ reader: Reader
    ) -> HTML {
        let answers = section.answers.map { item -> HTML in
            """
            <h3\(reader.language.attributes)>\(reader.pick(item.field.label))</h3>\(answer(item, content, reader))
            """
        }
        let title: HTML = "<h2\(reader.language.attributes)>\(reader.pick(section.title))</h2>"
        return "<section class=\"stack\">\(title)\(answers)</section>"
    }

    private static func answer(
        _ item: (field: FormField, answer: Answer), _ content: ShownText, _ reader: Reader
    ) -> HTML {
        switch item.answer {
        case .file(let file):
            return link(to: file, content, reader)
        case .rows(let rows):
            return "<div\(reader.language.attributes)>\(AnswerSheet.table(item.field, rows, reader))</div>"
        case .text, .texts:
            let plain = item.field.kind.plain(item.answer, item.field, reader)
            let original: HTML = "\(InvitationPages.paragraphs(plain))"
            guard let translation = content.translation.shown, item.field.isInOwnWords else {
                return original
            }
            return ShownTranslationPages.beside(original, item.field, plain, translation, reader)
        }
    }

    private static func link(
        to file: AnsweredFile, _ content: ShownText, _ reader: Reader
    ) -> HTML {
        let path = content.address + "/files/\(file.id)"
        let facts: [String: MessageValue] = [
            "type": .text(file.type.extensions[0].uppercased()),
            "kilobytes": .number((file.bytes + 999) / 1000),
        ]
        let name: HTML? = file.name.isEmpty ? nil : "<bdi>\(file.name)</bdi> "
        let link: HTML = "<a href=\"\(path)\">\(name)\(reader("jury.review.file", facts))</a>"
        return "<p\(reader.language.attributes)>\(link)</p>"
    }
}

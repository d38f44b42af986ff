internal import Platform

/// What a juror reads of an application.
enum ReviewedTextPages {
    static func article(_ content: ScoringPages.Content, _ reader: Reader) -> HTML {
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
        at section: ReviewedText.Section, _ content: ScoringPages.Content, _ reader: Reader
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
        _ item: (field: FormField, answer: Answer), _ content: ScoringPages.Content, _ reader: Reader
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
        to file: AnsweredFile, _ content: ScoringPages.Content, _ reader: Reader
    ) -> HTML {
        let path = JuryAddress(content.season).review(content.opened.publicID) + "/files/\(file.id)"
        let facts: [String: MessageValue] = [
            "type": .text(file.type.extensions[0].uppercased()),
            "kilobytes": .number((file.bytes + 999) / 1000),
        ]
        let name: HTML? = file.name.isEmpty ? nil : "<bdi>\(file.name)</bdi> "
        let link: HTML = "<a href=\"\(path)\">\(name)\(reader("jury.review.file", facts))</a>"
        return "<p\(reader.language.attributes)>\(link)</p>"
    }
}

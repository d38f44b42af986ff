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
        return """
            <article class="stack application" id="text" lang="\(text.language.code)" \
            dir="\(text.language.direction)">\(applicant)\(sections)</article>
            """
    }

    /// The questions are the reader's, the answers the applicant's: each in its own language.
    private static func section(
        at section: ReviewedText.Section, _ content: ScoringPages.Content, _ reader: Reader
    ) -> HTML {
        let answers = section.answers.map { item -> HTML in
            """
            <h3\(language(reader))>\(reader.pick(item.field.label))</h3>\(answer(item, content, reader))
            """
        }
        let title: HTML = "<h2\(language(reader))>\(reader.pick(section.title))</h2>"
        return "<section class=\"stack\">\(title)\(answers)</section>"
    }

    private static func language(_ reader: Reader) -> HTML {
        " lang=\"\(reader.language.code)\" dir=\"\(reader.language.direction)\""
    }

    private static func answer(
        _ item: (field: FormField, answer: Answer), _ content: ScoringPages.Content, _ reader: Reader
    ) -> HTML {
        switch item.answer {
        case .file(let file):
            return link(to: file, content, reader)
        case .rows(let rows):
            return "<div\(language(reader))>\(AnswerSheet.table(item.field, rows, reader))</div>"
        case .text, .texts:
            let plain = item.field.kind.plain(item.answer, item.field, reader)
            return "\(InvitationPages.paragraphs(plain))"
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
        return "<p\(language(reader))><a href=\"\(path)\">\(name)\(reader("jury.review.file", facts))</a></p>"
    }
}

internal import Platform

/// What ideas say of themselves, in the reader's words.
enum IdeaWords {
    /// " lang=… dir=…", for what people wrote in a language of their own.
    static func attributes(_ code: String) -> HTML {
        Language(code)?.attributes ?? " dir=\"auto\""
    }

    /// A text of several lines as paragraphs.
    static func paragraphs(_ text: String, language: String) -> HTML {
        let lines = text.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }
        return "<div class=\"stack\"\(attributes(language))>\(lines)</div>"
    }

    static func number(_ number: Int, _ reader: Reader) -> String {
        reader("ideas.number", ["number": .text(String(number))])
    }

    /// Whose it is, as far as its reader may know. Of what a person says without a name, nothing is said.
    static func author(_ idea: IdeaView, _ reader: Reader) -> HTML? {
        switch idea.origin {
        case .group: return "<span>\(reader("ideas.origin.group"))</span>"
        case .flipchart: return "<span>\(reader("ideas.origin.flipchart"))</span>"
        case .person:
            if idea.isOwn { return "<span>\(reader("ideas.author.you"))</span>" }
            return idea.author.map { author($0, reader) }
        }
    }

    static func author(_ author: AuthorName, _ reader: Reader) -> HTML {
        let name = author.name.isEmpty ? reader("ideas.author.unnamed") : author.name
        let country: HTML? =
            switch author.country {
            case .unsaid: nil
            case .named(let code): ", \(reader.country(code))"
            case .another: ", \(reader("ideas.country.another"))"
            }
        return "<span><bdi>\(name)</bdi>\(country)</span>"
    }

    /// Where a translation comes from.
    static func origin(_ origin: IdeaTranslations.Origin, from language: String, _ reader: Reader) -> String {
        let name: MessageValue = .text(reader.languageName(language))
        return switch origin {
        case .human: reader("ideas.translation.by-people", ["language": name])
        case .machine: reader("ideas.translation.by-machine", ["language": name])
        }
    }

    static func kind(_ kind: IdeaComment.Kind, _ reader: Reader) -> String {
        switch kind {
        case .comment: reader("ideas.comment.kind.comment")
        case .pointFor: reader("ideas.comment.kind.for")
        case .pointAgainst: reader("ideas.comment.kind.against")
        }
    }

    /// The languages of the session first, then all others.
    static func languages(_ session: DesignSession, _ reader: Reader) -> [Controls.Option] {
        let own = session.languages.map { Controls.Option($0, reader.languageName($0)) }
        let others = reader.languages.filter { !session.languages.contains($0.code) }
        return own + others.map { Controls.Option($0.code, $0.name) }
    }
}

internal import Platform

/// How long an answer may be. The counter below its field is brought up to date while somebody types.
struct TextLimit: Sendable, Equatable {
    enum Unit: String, Sendable {
        case characters, words
    }

    let most: Int
    let unit: Unit

    static func characters(_ most: Int) -> TextLimit { TextLimit(most: most, unit: .characters) }
    static func words(_ most: Int) -> TextLimit { TextLimit(most: most, unit: .words) }

    /// Characters are what people see as one: a letter with its accents, an emoji.
    func count(_ text: String) -> Int {
        switch unit {
        case .characters: text.count
        case .words: text.split(whereSeparator: \.isWhitespace).count
        }
    }

    /// The script puts the new count in place of the mark that stands in `data-text`.
    func counter(of text: String, in field: String, _ reader: Reader) -> HTML {
        let count = count(text)
        let over: HTML? = count > most ? " over" : nil
        return """
            <p class="counter\(over)" id="\(field)-count" data-counts="\(field)" \
            data-unit="\(unit.rawValue)" data-most="\(most)" \
            data-text="\(words("#", reader))">\(words(reader.number(count), reader))</p>
            """
    }

    private func words(_ count: String, _ reader: Reader) -> String {
        let arguments: [String: MessageValue] = ["count": .text(count), "most": .number(most)]
        return switch unit {
        case .characters: reader("interface.counter.characters", arguments)
        case .words: reader("interface.counter.words", arguments)
        }
    }
}

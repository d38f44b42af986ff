internal import Platform

/// How long a text is, and how long it may be. Brought up to date below its field while somebody types.
struct TextCounter: Sendable, Equatable {
    enum Unit: String, Sendable {
        case characters, words
    }

    let count: Int
    let most: Int
    let unit: Unit

    /// The script puts the new count in place of the mark that stands in `data-text`.
    func markup(of field: String, _ reader: Reader) -> HTML {
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

/// A text of the corpus with what may differ from one use to the next.
///
/// `{city}` stands for a value, `{trees 300-900}` declares a number with its range and `{trees}` repeats it,
/// `[this|that]` is one of several phrasings. The rest is text; there is no way to write a bracket.
struct PhraseTemplate: Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(String)
        case choice([PhraseTemplate])
    }

    let source: String
    private let pieces: [Piece]
    /// The numbers that this text declares, with their ranges.
    let numbers: [DeclaredNumber]

    init(_ source: String) {
        self.init(source[...])
    }

    private init(_ source: Substring) {
        var pieces: [Piece] = []
        var numbers: [DeclaredNumber] = []
        var rest: Substring = source
        while let start = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") })
        {
            let isChoice: Bool = rest.utf8[start] == UInt8(ascii: "[")
            let closing = isChoice ? UInt8(ascii: "]") : UInt8(ascii: "}")
            guard let end = rest.utf8[start...].firstIndex(of: closing) else { break }
            if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
            let inner: Substring = rest[rest.utf8.index(after: start)..<end]
            if isChoice {
                let options: [PhraseTemplate] = inner.split(separator: "|").map { PhraseTemplate($0) }
                numbers += options.flatMap(\.numbers)
                pieces.append(.choice(options))
            } else {
                let words: [Substring] = inner.split(separator: " ")
                pieces.append(.value(String(words[0])))
                if words.count > 1 { numbers.append(DeclaredNumber(name: words[0], range: words[1])) }
            }
            rest = rest[rest.utf8.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.source = String(source)
        self.pieces = pieces
        self.numbers = numbers
    }

    /// The text with its values; one that is not given stays visible as `{name}`, so that a test finds it.
    func filled(with values: [String: String], using random: inout SeededRandom) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let fixed): text += fixed
            case .value(let name): text += values[name] ?? "{\(name)}"
            case .choice(let options):
                text += random.element(of: options).filled(with: values, using: &random)
            }
        }
        return text
    }
}

/// A number that a text leaves open: what it counts, and how little and how much is believable.
struct DeclaredNumber: Sendable {
    let name: String
    let range: ClosedRange<Int>

    init(name: Substring, range: Substring) {
        let bounds: [Int] = range.split(separator: "-").compactMap { Int($0) }
        self.name = String(name)
        self.range = (bounds.first ?? 0)...(bounds.last ?? 0)
    }
}

extension PhraseTemplate: Decodable {
    init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }
}

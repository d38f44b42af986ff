import Platform

extension FieldKind {
    /// A name or a sentence, on one line.
    static let shortText = FieldKind(
        name: "short-text", control: .line(.text), takes: [.minimum, .maximum, .counts],
        problem: { text, field, _ in TextLength(field, usual: 200).problem(text) })

    /// Paragraphs.
    static let longText = FieldKind(
        name: "long-text", control: .area, takes: [.minimum, .maximum, .counts], tidy: { $0.asLines },
        problem: { text, field, _ in TextLength(field, usual: 5_000).problem(text) })
}

/// How long a text may be. A counter beside the field shows the same figures.
struct TextLength: Equatable, Sendable {
    let counted: FieldSettings.Counted
    let minimum: Int
    let maximum: Int

    init(_ field: FormField, usual: Int) {
        counted = field.settings.counts ?? .characters
        minimum = field.settings.minimum.map { Int($0) } ?? 0
        maximum = field.settings.maximum.map { Int($0) } ?? usual
    }

    /// Characters are what people see as one: a letter with its accents, an emoji.
    func count(_ text: String) -> Int {
        switch counted {
        case .characters: text.count
        case .words: text.unicodeScalars.split(whereSeparator: \.isSpace).count
        }
    }

    fileprivate func problem(_ text: String) -> FieldProblem? {
        let count = count(text)
        let unit = counted.rawValue
        if count > maximum {
            return FieldProblem(
                message: "field.text.too-long.\(unit)",
                arguments: ["count": .number(count), "maximum": .number(maximum)])
        }
        guard count < minimum else { return nil }
        return FieldProblem(
            message: "field.text.too-short.\(unit)",
            arguments: ["count": .number(count), "minimum": .number(minimum)])
    }
}

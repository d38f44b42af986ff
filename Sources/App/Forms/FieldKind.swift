import Platform

/// A kind of field: all that sets, say, dates apart from numbers, in the file of that kind.
///
/// A new kind is one file such as `FieldLink.swift`, its name in `all`, and the words of its problems in the
/// locales. Pages draw its `control` and know no kinds.
struct FieldKind: Sendable {
    /// As season documents write it.
    let name: String
    let control: FieldControl
    /// The settings that a field of this kind may carry, and those without which it makes no sense.
    let takes: Set<FieldSettings.Name>
    let needs: Set<FieldSettings.Name>
    /// What was typed as it is stored: trimmed, in one notation. What cannot be understood stays as it is, so
    /// that a draft loses nothing.
    let tidy: @Sendable (String) -> String
    /// Why an answer cannot be submitted. Never asked about a field without an answer.
    let problems: @Sendable (Answer, FormField, CalendarDate) -> [FieldProblem]
    /// The answer in words, for a preview or an export.
    let plain: @Sendable (Answer, FormField, Reader) -> String
    /// What there is to choose from, in the order in which a reader looks for it.
    let options: @Sendable (FormField, Reader) -> [FieldOption]

    static let all: [FieldKind] = [
        shortText, longText, choice, choices, number, date, country, language, link, email, phone, file,
        table, consent,
    ]

    static func named(_ name: String) -> FieldKind? {
        all.first { $0.name == name }
    }
}

/// How a page asks for an answer.
enum FieldControl: Sendable {
    case line(LineInput)
    case area
    case oneOf
    case someOf
    /// A box to tick; ticked, its answer is "yes".
    case tick
    case file
    case rows

    /// The shape of the answers that it gives.
    var shape: AnswerShape {
        switch self {
        case .line, .area, .oneOf, .tick: .text
        case .someOf: .texts
        case .rows: .rows
        case .file: .file
        }
    }

    /// Whether it can stand in a cell of a table.
    var fitsCell: Bool {
        switch self {
        case .line, .oneOf: true
        case .area, .someOf, .tick, .file, .rows: false
        }
    }
}

struct FieldOption: Equatable, Sendable {
    var value: String
    var label: String
}

/// Why an answer cannot be submitted yet.
struct FieldProblem: Equatable, Sendable {
    var message: String
    var arguments: [String: MessageValue] = [:]
    /// Where in a table; rows count from 1.
    var cell: Cell?

    struct Cell: Equatable, Sendable {
        var row: Int
        var column: String
    }
}

extension FieldKind: Equatable {
    static func == (left: FieldKind, right: FieldKind) -> Bool {
        left.name == right.name
    }
}

extension FieldKind {
    /// A kind whose answer is one text, as most are.
    init(
        name: String, control: FieldControl, takes: Set<FieldSettings.Name> = [],
        needs: Set<FieldSettings.Name> = [],
        tidy: @escaping @Sendable (String) -> String = { $0.asLine },
        problem: @escaping @Sendable (String, FormField, CalendarDate) -> FieldProblem?,
        plain: @escaping @Sendable (String, FormField, Reader) -> String = { text, _, _ in text },
        options: @escaping @Sendable (FormField, Reader) -> [FieldOption] = { _, _ in [] }
    ) {
        self.init(
            name: name, control: control, takes: takes, needs: needs, tidy: tidy,
            problems: { answer, field, today in
                guard case .text(let text) = answer else { return [.unreadable] }
                return problem(text, field, today).map { [$0] } ?? []
            },
            plain: { answer, field, reader in
                guard case .text(let text) = answer else { return "" }
                return plain(text, field, reader)
            }, options: options)
    }
}

extension FieldProblem {
    /// The answer has the shape of another kind: the field was of that kind when it was given.
    static let unreadable = FieldProblem(message: "field.unreadable")
}

extension String {
    /// As one line: breaks and tabs become spaces, control characters go, nothing blank is at the ends.
    var asLine: String {
        var line = String.UnicodeScalarView()
        for scalar in asLines.unicodeScalars { line.append(scalar.isSpace ? " " : scalar) }
        return String(line)
    }

    /// As lines that end in "\n", without control characters and without blanks at the ends.
    var asLines: String {
        let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
        if isPlain { return trimmed }
        var kept = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            let isBreak = scalar == "\r" || scalar == "\n" && previous != "\r"
            if isBreak {
                kept.append("\n")
            } else if scalar == "\t" || scalar.properties.generalCategory != .control {
                kept.append(scalar)
            }
            previous = scalar
        }
        return String(kept).trimmed
    }
}

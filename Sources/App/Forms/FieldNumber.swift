import Foundation
import Platform

extension FieldKind {
    /// A number, whole unless the field allows decimals.
    static let number = FieldKind(
        name: "number", control: .line(.number), takes: [.minimum, .maximum, .decimals],
        tidy: { NumberNotation.tidy($0.asLine) }, problem: problemOfNumber,
        plain: { text, field, reader in
            guard let number = Double(text) else { return text }
            return reader.decimal(number, digits: field.settings.decimals ?? 0)
        })
}

@Sendable
private func problemOfNumber(_ text: String, _ field: FormField, _: CalendarDate) -> FieldProblem? {
    guard NumberNotation.isTidy(text), let number = Double(text) else {
        return FieldProblem(message: "field.number.invalid")
    }
    let decimals = field.settings.decimals ?? 0
    if NumberNotation.decimals(of: text) > decimals {
        return FieldProblem(message: "field.number.decimals", arguments: ["decimals": .number(decimals)])
    }
    if let minimum = field.settings.minimum, number < minimum {
        let limit: MessageValue = .text(NumberNotation.text(minimum))
        return FieldProblem(message: "field.number.too-small", arguments: ["minimum": limit])
    }
    if let maximum = field.settings.maximum, number > maximum {
        let limit: MessageValue = .text(NumberNotation.text(maximum))
        return FieldProblem(message: "field.number.too-large", arguments: ["maximum": limit])
    }
    return nil
}

/// Numbers as people type them, `12 500,5` or `١٢٥٠٠`, and the one notation that is stored, `12500.5`.
enum NumberNotation {
    static func tidy(_ text: String) -> String {
        let plain = text.compactMap(standard).reduce(into: "") { $0.append($1) }
        let candidate = withPoint(plain)
        return isTidy(candidate) ? candidate : text
    }

    /// At most fifteen digits, which a double holds exactly.
    static func isTidy(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), unsigned.utf8.count <= 16 else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    static func decimals(of text: String) -> Int {
        text.split(separator: ".").dropFirst().first?.count ?? 0
    }

    static func text(_ number: Double) -> String {
        Int64(exactly: number).map { String($0) } ?? number.description
    }

    /// Digits of every script become 0–9; the marks that only group digits go.
    private static func standard(_ character: Character) -> Character? {
        if character.unicodeScalars.first?.properties.numericType == .decimal,
            let digit = character.wholeNumberValue
        {
            return Character(String(digit))
        }
        switch character {
        case "\u{2212}": return "-"
        case "\u{66B}": return "."
        case "\u{66C}", "'", "\u{2019}": return nil
        case _ where character.isWhitespace: return nil
        default: return character
        }
    }

    /// Decides what commas mean. One comma before exactly three digits may mean either, so it is left for the
    /// person to say.
    private static func withPoint(_ text: String) -> String {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return text }
        let isGrouped = groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
        if isGrouped && (groups.count > 2 || text.contains(".")) { return groups.joined() }
        if groups.count == 2 && groups[1].count != 3 {
            return groups[0].filter { $0 != "." } + "." + groups[1]
        }
        return text
    }
}

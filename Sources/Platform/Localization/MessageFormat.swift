/// Compiles a message written in the part of ICU MessageFormat that people here need:
///
///     message  = (text | "{" argument "}" | "#")*          "#" only inside a plural form: its number
///     argument = name                                      a text, or a number as the language writes it
///              | name "," "number"                         the same, and says that it is a number
///              | name "," "plural" "," form+
///     form     = ("=" digits | category) "{" message "}"
///     category = "zero" | "one" | "two" | "few" | "many" | "other"
///
/// Two apostrophes are one; an apostrophe before "{", "}" or, in a plural, "#" begins quoted text that the
/// next apostrophe ends; any other is just that. A plural needs every category that its language has.
///
/// Unicode ICU User Guide, "Formatting Messages"; UTS 35 part 3, "Language Plural Rules".
struct MessageFormat {
    private let bytes: [UInt8]
    private let categories: Set<PluralCategory>
    private var position = 0

    /// Plurals may stand in plurals, but a message that goes deeper cannot be translated by anybody.
    private static let deepestPlural = 3

    static func compile(_ source: String, categories: Set<PluralCategory>) throws(SyntaxError) -> Message {
        let needsNoWork = source.utf8.allSatisfy { $0 != open && $0 != close && $0 != apostrophe }
        if needsNoWork { return Message(parts: [.text(source)]) }
        var format = MessageFormat(bytes: Array(source.utf8), categories: categories)
        let message = try format.message(depth: 0)
        guard format.position == format.bytes.count else {
            throw SyntaxError("a } without its { at character \(format.position + 1)")
        }
        return message
    }

    struct SyntaxError: Error, Hashable {
        let reason: String

        init(_ reason: String) {
            self.reason = reason
        }
    }

    private init(bytes: [UInt8], categories: Set<PluralCategory>) {
        self.bytes = bytes
        self.categories = categories
    }
}

private let open = UInt8(ascii: "{")
private let close = UInt8(ascii: "}")
private let comma = UInt8(ascii: ",")
private let hash = UInt8(ascii: "#")
private let equals = UInt8(ascii: "=")
private let apostrophe = UInt8(ascii: "'")

extension MessageFormat {
    private var next: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    /// Reads up to the end or to a brace that closes what surrounds this message.
    private mutating func message(depth: Int) throws(SyntaxError) -> Message {
        var parts: [Message.Part] = []
        var literal: [UInt8] = []
        while let byte = next, byte != close {
            if byte == apostrophe {
                readApostrophe(into: &literal, insidePlural: depth > 0)
                continue
            }
            position += 1
            guard byte == open || byte == hash && depth > 0 else {
                literal.append(byte)
                continue
            }
            if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
            literal = []
            parts.append(byte == hash ? .count : try argument(depth: depth))
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        return Message(parts: parts)
    }

    private mutating func readApostrophe(into literal: inout [UInt8], insidePlural: Bool) {
        position += 1
        let opensQuote = next == open || next == close || (insidePlural && next == hash)
        guard opensQuote else {
            literal.append(apostrophe)
            if next == apostrophe { position += 1 }
            return
        }
        while let byte = next {
            position += 1
            guard byte == apostrophe else {
                literal.append(byte)
                continue
            }
            guard next == apostrophe else { return }
            literal.append(apostrophe)
            position += 1
        }
    }

    /// Reads what stands between braces, the closing one included.
    private mutating func argument(depth: Int) throws(SyntaxError) -> Message.Part {
        let name = word()
        guard !name.isEmpty else { throw SyntaxError("no name after { at character \(position + 1)") }
        if take(close) { return .argument(name) }
        try expect(comma, after: name)
        switch word() {
        case "number":
            try expect(close, after: name)
            return .argument(name)
        case "plural":
            try expect(comma, after: name)
            return .plural(try plural(name, depth: depth + 1))
        case let kind:
            throw SyntaxError("{\(name), \(kind)} is neither a number nor a plural")
        }
    }

    private mutating func plural(_ name: String, depth: Int) throws(SyntaxError) -> Message.Plural {
        guard depth <= Self.deepestPlural else { throw SyntaxError("plurals too deep in each other") }
        var plural = Message.Plural(argument: name)
        while !take(close) {
            let isExact = take(equals)
            let key = word()
            guard !key.isEmpty else { throw SyntaxError("the plural of \(name) is not closed") }
            try expect(open, after: key)
            let form = try message(depth: depth)
            try expect(close, after: key)
            let before: Message?
            if isExact {
                guard let number = Int(key) else { throw SyntaxError("=\(key) is not a number") }
                before = plural.exact.updateValue(form, forKey: number)
            } else {
                before = plural.forms.updateValue(form, forKey: try category(key))
            }
            guard before == nil else { throw SyntaxError("\(key) is there twice") }
        }
        let lacking = categories.subtracting(plural.forms.keys).map(\.rawValue).sorted()
        guard lacking.isEmpty else {
            throw SyntaxError("the plural of \(name) lacks \(lacking.joined(separator: ", "))")
        }
        return plural
    }

    private func category(_ name: String) throws(SyntaxError) -> PluralCategory {
        guard let category = PluralCategory(rawValue: name) else {
            throw SyntaxError("\(name) is not a plural category")
        }
        guard categories.contains(category) else {
            throw SyntaxError("the language has no plural category \(name)")
        }
        return category
    }
}

extension MessageFormat {
    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    /// The letters, digits and underscores that come next, and the space around them.
    private mutating func word() -> String {
        skipSpace()
        let start = position
        while let byte = next, byte.isWordCharacter { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        skipSpace()
        return word
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, after what: String) throws(SyntaxError) {
        guard next == byte else {
            let mark = Unicode.Scalar(byte)
            throw SyntaxError("\(mark) expected after \(what) at character \(position + 1)")
        }
        position += 1
    }
}

extension UInt8 {
    fileprivate var isWordCharacter: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}

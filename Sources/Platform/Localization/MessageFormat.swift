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
    private let categories: [PluralCategory]
    private var position = 0

    /// Plurals may stand in plurals, but a message that goes deeper cannot be translated by anybody.
    private static let deepestPlural = 3

    static func compile(_ source: String, categories: [PluralCategory]) throws(SyntaxError) -> Message {
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

    private init(bytes: [UInt8], categories: [PluralCategory]) {
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
        let insidePlural = depth > 0
        var parts: [Message.Part] = []
        var text = ""
        while let byte = next, byte != close {
            if byte == apostrophe {
                text += apostropheOrQuote(insidePlural: insidePlural)
            } else if byte == open || byte == hash && insidePlural {
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                position += 1
                parts.append(byte == hash ? .count : try argument(depth: depth))
            } else {
                text += plainText(insidePlural: insidePlural)
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return Message(parts: parts)
    }

    private mutating func plainText(insidePlural: Bool) -> String {
        let start = position
        while let byte = next, byte != open, byte != close, byte != apostrophe,
            byte != hash || !insidePlural
        {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func apostropheOrQuote(insidePlural: Bool) -> String {
        position += 1
        let opensQuote = next == open || next == close || (next == hash && insidePlural)
        guard opensQuote else {
            if next == apostrophe { position += 1 }
            return "'"
        }
        var quoted: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == apostrophe {
                guard next == apostrophe else { break }
                position += 1
            }
            quoted.append(byte)
        }
        return String(decoding: quoted, as: UTF8.self)
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
            let selector = try selector(of: name)
            guard plural.message(for: selector) == nil else {
                throw SyntaxError("the plural of \(name) has a form twice")
            }
            try expect(open, after: name)
            plural.forms.append(Message.Form(selector: selector, message: try message(depth: depth)))
            try expect(close, after: name)
        }
        let lacking = categories.filter { plural.message(for: .category($0)) == nil }
        guard lacking.isEmpty else {
            let names = lacking.map(\.rawValue).sorted().joined(separator: ", ")
            throw SyntaxError("the plural of \(name) lacks \(names)")
        }
        return plural
    }

    private mutating func selector(of name: String) throws(SyntaxError) -> Message.Selector {
        if take(equals) {
            let digits = word()
            guard let number = Int(digits) else { throw SyntaxError("=\(digits) is not a number") }
            return .exactly(number)
        }
        let word = word()
        guard !word.isEmpty else { throw SyntaxError("the plural of \(name) is not closed") }
        guard let category = PluralCategory(rawValue: word) else {
            throw SyntaxError("\(word) is not a plural category")
        }
        guard categories.contains(category) else {
            throw SyntaxError("the language has no plural category \(word)")
        }
        return .category(category)
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

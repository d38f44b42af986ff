/// Swift code with its comments, and where asked its strings, blanked, so that a rule meets only code.
///
/// Every line keeps its number and every byte of code its place; what stands in a string's interpolation is
/// code and stays. Regular expression literals are not known: write `Regex("…")`.
struct CodeMask {
    private let keepsStrings: Bool
    private let source: [UInt8]
    private var masked: [UInt8]
    private var position = 0

    static func code(of text: String, keepsStrings: Bool = false) -> String {
        var mask = CodeMask(text, keepsStrings: keepsStrings)
        mask.passCode(untilParenthesisCloses: false)
        return String(decoding: mask.masked, as: UTF8.self)
    }

    private init(_ text: String, keepsStrings: Bool) {
        source = Array(text.utf8)
        masked = source
        self.keepsStrings = keepsStrings
    }

    private mutating func passCode(untilParenthesisCloses: Bool) {
        var depth = 0
        while position < source.count {
            if at("//") {
                blankLine()
            } else if at("/*") {
                blankComment()
            } else if let hashes = hashesOfString() {
                passString(hashes: hashes)
            } else {
                if source[position] == UInt8(ascii: "(") { depth += 1 }
                if source[position] == UInt8(ascii: ")") { depth -= 1 }
                if untilParenthesisCloses && depth < 0 { return }
                position += 1
            }
        }
    }

    /// How many `#` open a string here, if one opens.
    private func hashesOfString() -> Int? {
        var end = position
        while end < source.count && source[end] == UInt8(ascii: "#") { end += 1 }
        guard end < source.count && source[end] == UInt8(ascii: "\"") else { return nil }
        return end - position
    }

    private mutating func passString(hashes: Int) {
        position += hashes
        let quotes: String = at("\"\"\"") ? "\"\"\"" : "\""
        let closing: String = quotes + String(repeating: "#", count: hashes)
        let escape: String = "\\" + String(repeating: "#", count: hashes)
        position += quotes.utf8.count
        while position < source.count {
            if at(closing) {
                position += closing.utf8.count
                return
            }
            if at(escape + "(") {
                pass(escape.utf8.count)
                position += 1
                passCode(untilParenthesisCloses: true)
                position += 1
            } else if at(escape) {
                pass(escape.utf8.count + 1)
            } else {
                pass(1)
            }
        }
    }

    private mutating func pass(_ count: Int) {
        if keepsStrings { position += count } else { blank(count) }
    }

    private mutating func blankLine() {
        while position < source.count && source[position] != UInt8(ascii: "\n") { blank(1) }
    }

    private mutating func blankComment() {
        var depth = 0
        repeat {
            if at("/*") {
                depth += 1
                blank(2)
            } else if at("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < source.count
    }

    private mutating func blank(_ count: Int) {
        for index in position..<min(position + count, source.count) where source[index] != UInt8(ascii: "\n")
        {
            masked[index] = UInt8(ascii: " ")
        }
        position += count
    }

    private func at(_ text: String) -> Bool {
        let bytes = text.utf8
        guard position + bytes.count <= source.count else { return false }
        return source[position..<(position + bytes.count)].elementsEqual(bytes)
    }
}

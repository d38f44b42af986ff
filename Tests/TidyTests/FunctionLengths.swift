/// How long each function, initialiser and computed property of a Swift file is.
///
/// A heuristic on braces: a body opens at the first brace outside parentheses after the keyword, and closes
/// at its partner. A requirement without a body takes the next one's, which at worst counts that one twice.
enum FunctionLengths {
    struct Measured: Equatable {
        let line: Int
        let length: Int
    }

    static func measure(_ text: String) -> [Measured] {
        let lines: [Substring] = CodeMask.code(of: text).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.filter { opensBody(lines[$0]) }.compactMap { first in
            bodyEnd(from: first, in: lines).map { Measured(line: first + 1, length: $0 - first + 1) }
        }
    }

    private static func opensBody(_ line: Substring) -> Bool {
        let words: [Substring] = line.split { !($0.isLetter || $0 == "_" || $0 == "." || $0 == "=") }
        if words.contains("func") || words.contains("init") || words.contains("deinit") { return true }
        return words.contains("var") && line.hasSuffix("{") && !words.contains("=")
    }

    private static func bodyEnd(from first: Int, in lines: [Substring]) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in lines.indices[first...] {
            for byte in lines[index].utf8 {
                switch byte {
                case UInt8(ascii: "("): parentheses += 1
                case UInt8(ascii: ")"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses <= 0 || braces > 0: braces += 1
                case UInt8(ascii: "}") where braces > 0:
                    braces -= 1
                    if braces == 0 { return index }
                case UInt8(ascii: "}") where parentheses <= 0: return nil
                default: break
                }
            }
        }
        return nil
    }
}

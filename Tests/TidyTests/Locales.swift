import Foundation

/// The texts of each language: `Sources/App/Locales/ru.json`, or several files in `Sources/App/Locales/ru/`.
enum Locales {
    static let folder = "Sources/App/Locales/"

    /// Language → the keys of its texts.
    static func keys(in files: [SourceFile]) throws -> [String: Set<String>] {
        var keys: [String: Set<String>] = [:]
        for file in files where file.path.hasPrefix(folder) && file.path.hasSuffix(".json") {
            let parts: [Substring] = file.path.dropFirst(folder.count).split(whereSeparator: {
                "/.".contains($0)
            })
            let texts: [String: String] = try JSONDecoder().decode(
                [String: String].self, from: Data(file.text.utf8))
            keys[String(parts[0]), default: []].formUnion(texts.keys)
        }
        return keys
    }
}

/// A place in the code that asks for a text.
struct TextRequest: Equatable {
    let key: String
    let line: Int
    /// Whether the key ends in a value, as in `reader("field.problem.\(code)")`.
    let isPrefix: Bool

    /// `reader("key"`, the first text of a `Problem(`, the second of its fields, a page's title.
    static func all(in text: String) throws -> [TextRequest] {
        let place = #"\breader\(\s*|\bProblem\([^"()]*|(?:Field|\.init)\("[^"]*",\s*|\btitle:\s*"#
        let key = #"([a-z][A-Za-z0-9-]*\.[A-Za-z0-9.-]*)"#
        let pattern = try Regex("(?:\(place))\"\(key)(\"|\\\\\\()").wordBoundaryKind(.simple)
        return text.matches(of: pattern).map { match in
            let key: Substring = match.output[1].substring ?? ""
            let line: Int = text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            return TextRequest(key: String(key), line: line, isPrefix: match.output[2].substring != "\"")
        }
    }
}

import Platform
import Yams

/// YAML text as a tree, or the one mistake that keeps it from being one; and a tree as YAML text.
///
/// Every scalar stays the text that it is. Anchors and aliases are refused, so that a few lines can never
/// stand for millions; size and depth are bounded.
enum SeasonDocumentYAML {
    static let largestDocument = 500_000

    static func parse(_ text: String) throws(Finding) -> DocumentNode {
        guard text.utf8.count <= largestDocument else {
            let limit: MessageValue = .number(largestDocument / 1000)
            throw Finding(message: "season.check.too-large", arguments: ["limit": limit])
        }
        let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        if let anchor = anchor(in: text) {
            throw Finding(line: anchor.line, column: anchor.column, message: "season.check.anchor")
        }
        guard let root = try composed(text) else { throw Finding(message: "season.check.no-document") }
        return try node(root, depth: 0)
    }

    /// Where an ampersand would name something for later repetition.
    private static func anchor(in text: String) -> DocumentPosition? {
        var position = DocumentPosition(line: 1, column: 1)
        var previous: Unicode.Scalar = "\n"
        var found: DocumentPosition?
        for scalar in text.unicodeScalars {
            if let found, !scalar.properties.isWhitespace { return found }
            let mayBegin = previous.properties.isWhitespace || "[{,:".unicodeScalars.contains(previous)
            found = scalar == "&" && mayBegin ? position : nil
            position = scalar == "\n" ? DocumentPosition(line: position.line + 1, column: 1) : position.next
            previous = scalar
        }
        return nil
    }

    private static func composed(_ text: String) throws(Finding) -> Node? {
        var text = text
        for attempt in 1...mostDuplicates {
            do {
                return try Yams.compose(yaml: text, .basic)
            } catch YamlError.duplicatedKeysInMapping(_, let context) {
                let position = DocumentPosition(line: context.mark.line, column: context.mark.column)
                text = marking(text, at: position, times: attempt)
            } catch {
                throw Finding(error, in: text)
            }
        }
        throw Finding(message: "season.check.too-many-duplicates")
    }

    /// Yams stops at a key that a mapping gives twice. To find the mistakes behind it as well, the first of
    /// the two gets a mark in front, which `node` takes off again.
    private static func marking(_ text: String, at position: DocumentPosition, times: Int) -> String {
        var scalars = text.unicodeScalars
        var current = DocumentPosition(line: 1, column: 1)
        var index = scalars.startIndex
        while index < scalars.endIndex, current != position {
            let isBreak = scalars[index] == "\n"
            current = isBreak ? DocumentPosition(line: current.line + 1, column: 1) : current.next
            index = scalars.index(after: index)
        }
        if index < scalars.endIndex, scalars[index] == "\"" || scalars[index] == "'" {
            index = scalars.index(after: index)
        }
        scalars.insert(contentsOf: Array(repeating: duplicateMark, count: times), at: index)
        return String(scalars)
    }

    /// From the private use area, which no key of ours has.
    private static let duplicateMark: Unicode.Scalar = "\u{E000}"
    private static let mostDuplicates = 40
    private static let deepest = 32

    private static func node(_ node: Node, depth: Int) throws(Finding) -> DocumentNode {
        let position = node.mark.map { DocumentPosition(line: $0.line, column: $0.column) }
        guard depth < deepest else {
            throw Finding(
                line: position?.line, column: position?.column, message: "season.check.too-deep",
                arguments: ["limit": .number(deepest)])
        }
        switch node {
        case .scalar(let scalar):
            let isEmpty = scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~")
            return DocumentNode(isEmpty ? .empty : .text(scalar.string), at: position)
        case .sequence(let sequence):
            var nodes: [DocumentNode] = []
            for element in sequence { nodes.append(try self.node(element, depth: depth + 1)) }
            return DocumentNode(.list(nodes), at: position)
        case .mapping(let mapping):
            var entries: [DocumentEntry] = []
            for (key, value) in mapping {
                entries.append(try entry(key, try self.node(value, depth: depth + 1)))
            }
            return DocumentNode(.mapping(entries), at: position)
        case .alias:
            throw Finding(line: position?.line, column: position?.column, message: "season.check.anchor")
        }
    }

    private static func entry(_ key: Node, _ value: DocumentNode) throws(Finding) -> DocumentEntry {
        let position = key.mark.map { DocumentPosition(line: $0.line, column: $0.column) }
        guard let scalar = key.scalar else {
            throw Finding(
                line: position?.line, column: position?.column, message: "season.check.key-not-text")
        }
        let name = scalar.string.unicodeScalars.drop { $0 == duplicateMark }
        return DocumentEntry(name: String(name), position: position, value: value)
    }
}

extension DocumentPosition {
    fileprivate var next: DocumentPosition {
        DocumentPosition(line: line, column: column + 1)
    }
}

extension Finding {
    fileprivate init(_ error: any Error, in text: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                line: mark.line, column: mark.column, message: "season.check.syntax",
                arguments: ["problem": .text(problem)])
        case .reader(let problem, let offset, _, _):
            let line = offset.map { offset in text.prefix(offset).count { $0.isNewline } + 1 }
            self.init(line: line, message: "season.check.syntax", arguments: ["problem": .text(problem)])
        default:
            self.init(message: "season.check.syntax", arguments: ["problem": .text("\(error)")])
        }
    }
}

extension SeasonDocumentYAML {
    /// The text of a tree as a person would lay it out: what takes more than a line has room around it.
    static func text(_ node: DocumentNode) -> String {
        var text = ""
        var wasBlock = false
        for entry in node.entries ?? [] {
            let isBlock =
                entry.value.entries != nil || entry.value.list?.contains { $0.scalar == nil } == true
            if !text.isEmpty && (isBlock || wasBlock) { text += "\n" }
            text += yaml(DocumentNode(.mapping([entry])))
            wasBlock = isBlock
        }
        return text
    }

    private static func yaml(_ node: DocumentNode) -> String {
        let written = try? Yams.serialize(node: composed(node), indent: 2, width: 100, allowUnicode: true)
        // Emitting fails for want of memory only.
        return written ?? ""
    }

    private static func composed(_ node: DocumentNode) -> Node {
        switch node.content {
        case .list(let nodes):
            let isPlain = nodes.allSatisfy { $0.scalar != nil }
            return .sequence(Node.Sequence(nodes.map(composed), Tag(.seq), isPlain ? .flow : .block))
        case .mapping(let entries):
            let pairs: [(Node, Node)] = entries.map { (scalar($0.name), composed($0.value)) }
            return .mapping(Node.Mapping(pairs, Tag(.map), .block))
        case .empty, .text, .integer, .decimal, .flag:
            return scalar(node.scalar ?? "")
        }
    }

    private static func scalar(_ text: String) -> Node {
        .scalar(Node.Scalar(text, Tag(.str, .basic), style(text)))
    }

    private static func style(_ text: String) -> Node.Scalar.Style {
        // What is read as no value at all, and what a block could lose at its ends or folds, is quoted.
        guard !text.isEmpty, text != "~", isOrdinary(text) else { return .doubleQuoted }
        if text.contains("\n") { return .literal }
        return text.count > 80 ? .folded : .plain
    }

    /// Visible characters with single blanks or line ends between them.
    private static func isOrdinary(_ text: String) -> Bool {
        var wasBlank = true
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\n":
                guard !wasBlank else { return false }
                wasBlank = true
            case _ where scalar.properties.generalCategory == .control, "\u{2028}", "\u{2029}", "\u{FEFF}":
                return false
            default:
                wasBlank = false
            }
        }
        return !wasBlank
    }
}

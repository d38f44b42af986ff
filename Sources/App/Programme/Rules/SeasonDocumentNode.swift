import Platform

/// A season document as a tree, on its way between YAML or JSON and the typed `SeasonDocument`.
struct DocumentNode: Sendable {
    indirect enum Content: Sendable {
        /// A key without a value.
        case empty
        case text(String)
        case integer(Int64)
        case decimal(Double)
        case flag(Bool)
        case list([DocumentNode])
        case mapping([DocumentEntry])
    }

    var content: Content
    /// Where it begins in the YAML text; nothing in a tree made from JSON or from a document.
    var position: DocumentPosition?
    /// The stable key by which an element of a written list is known among its siblings.
    var identifier: String?

    init(_ content: Content, at position: DocumentPosition? = nil) {
        self.content = content
        self.position = position
    }
}

struct DocumentEntry: Sendable {
    var name: String
    var position: DocumentPosition?
    var value: DocumentNode
}

/// A place in a text; lines and columns count from 1, columns in Unicode scalars.
struct DocumentPosition: Hashable, Sendable {
    var line: Int
    var column: Int
}

extension DocumentNode {
    /// What stands here as text: YAML knows nothing else, and the schema says what it must mean.
    var scalar: String? {
        switch content {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .decimal(let decimal): decimal.description
        case .flag(let flag): flag ? "true" : "false"
        case .empty, .list, .mapping: nil
        }
    }

    var list: [DocumentNode]? {
        guard case .list(let nodes) = content else { return nil }
        return nodes
    }

    var entries: [DocumentEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    func entry(_ name: String) -> DocumentEntry? {
        entries?.first { $0.name == name }
    }
}

extension DocumentNode {
    init(json: JSON) {
        switch json {
        case .null: self.init(.empty)
        case .bool(let flag): self.init(.flag(flag))
        case .integer(let integer): self.init(.integer(integer))
        case .number(let number): self.init(.decimal(number))
        case .string(let text): self.init(.text(text))
        case .array(let values): self.init(.list(values.map { DocumentNode(json: $0) }))
        case .object(let fields):
            let sorted = fields.sorted { $0.key < $1.key }
            let entries: [DocumentEntry] = sorted.map { name, value in
                DocumentEntry(name: name, position: nil, value: DocumentNode(json: value))
            }
            self.init(.mapping(entries))
        }
    }

    var json: JSON {
        switch content {
        case .empty: return .null
        case .text(let text): return .string(text)
        case .integer(let integer): return .integer(integer)
        case .decimal(let decimal): return .number(decimal)
        case .flag(let flag): return .bool(flag)
        case .list(let nodes): return .array(nodes.map(\.json))
        case .mapping(let entries):
            let pairs: [(String, JSON)] = entries.map { ($0.name, $0.value.json) }
            return .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
    }
}

extension DocumentNode {
    /// The same values with the order and the types of another tree, as far as the two agree.
    func arranged(like other: DocumentNode) -> DocumentNode {
        var arranged = self
        switch (content, other.content) {
        case (.mapping(let entries), .mapping(let others)):
            let known = others.compactMap { other in
                entry(other.name).map { own in
                    DocumentEntry(
                        name: own.name, position: own.position, value: own.value.arranged(like: other.value))
                }
            }
            let names = Set(known.map(\.name))
            arranged.content = .mapping(known + entries.filter { !names.contains($0.name) })
        case (.list(let nodes), .list(let others)) where nodes.count == others.count:
            arranged.content = .list(zip(nodes, others).map { $0.arranged(like: $1) })
        default:
            if scalar != nil, scalar == other.scalar { arranged.content = other.content }
        }
        return arranged
    }

    /// Whether some group gives a name twice, of which JSON could keep only one.
    var repeatsNames: Bool {
        switch content {
        case .mapping(let entries):
            Set(entries.map(\.name)).count < entries.count || entries.contains { $0.value.repeatsNames }
        case .list(let nodes): nodes.contains(where: \.repeatsNames)
        case .empty, .text, .integer, .decimal, .flag: false
        }
    }
}

extension DocumentNode {
    /// What stands at a place of a document that was written.
    func part(at path: RulePath) -> DocumentNode? {
        path.steps.reduce(Optional(self)) { node, step in
            guard let elements = node?.list else { return node?.entry(step)?.value }
            return elements.first { $0.identifier == step }
        }
    }
}

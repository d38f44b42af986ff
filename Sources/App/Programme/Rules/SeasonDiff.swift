public import Platform

/// What is different between two versions of the rules, by stable paths such as `nominations/young/title/ru`.
public struct SeasonDiff: Equatable, Sendable {
    /// In the order of the newer document, what it no longer has at the end of each part.
    public private(set) var changes: [SeasonChange] = []

    public init(from old: SeasonDocument, to new: SeasonDocument) {
        compare(old.node(omittingDefaults: false), new.node(omittingDefaults: false), at: "")
    }

    private mutating func compare(_ old: DocumentNode, _ new: DocumentNode, at path: String) {
        switch (old.content, new.content) {
        case (.mapping(let old), .mapping(let new)):
            compare(old.map { ($0.name, $0.value) }, new.map { ($0.name, $0.value) }, at: path)
        case (.list(let old), .list(let new)):
            compare(named(old), named(new), at: path)
            compareOrder(named(old).map(\.0), named(new).map(\.0), at: path)
        default:
            guard old.json != new.json else { return }
            changes.append(SeasonChange(path: path, kind: .changed, before: old.json, after: new.json))
        }
    }

    private func named(_ elements: [DocumentNode]) -> [(String, DocumentNode)] {
        elements.map { ($0.identifier ?? "", $0) }
    }

    private mutating func compare(
        _ old: [(String, DocumentNode)], _ new: [(String, DocumentNode)], at path: String
    ) {
        let prefix = path.isEmpty ? "" : path + "/"
        let before = Dictionary(old, uniquingKeysWith: { first, _ in first })
        for (name, node) in new {
            if let other = before[name] {
                compare(other, node, at: prefix + name)
            } else {
                changes.append(SeasonChange(path: prefix + name, kind: .added, before: nil, after: node.json))
            }
        }
        let kept = Set(new.map(\.0))
        for (name, node) in old where !kept.contains(name) {
            changes.append(SeasonChange(path: prefix + name, kind: .removed, before: node.json, after: nil))
        }
    }

    /// Order means something: the first language is the programme's own, and people read a form from its top.
    private mutating func compareOrder(_ old: [String], _ new: [String], at path: String) {
        let oldOrder = old.filter { new.contains($0) }
        let newOrder = new.filter { old.contains($0) }
        guard oldOrder != newOrder else { return }
        let before = JSON.array(oldOrder.map { .string($0) })
        let after = JSON.array(newOrder.map { .string($0) })
        changes.append(SeasonChange(path: path, kind: .reordered, before: before, after: after))
    }
}

/// One difference between two versions of the rules.
public struct SeasonChange: Equatable, Sendable {
    public enum Kind: String, Sendable {
        case added, removed, changed, reordered
    }

    public let path: String
    public let kind: Kind
    /// Values as they stand in the document; all of it where a nomination, a stage or the like came or went.
    public let before: JSON?
    public let after: JSON?
}

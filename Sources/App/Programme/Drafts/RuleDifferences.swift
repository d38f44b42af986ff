internal import Platform

/// The differences of two versions of the rules, each with the ideas that led to it.
struct RuleDifferences: Sendable {
    let diff: SeasonDiff
    let old: RuleDocument
    let new: RuleDocument
    let origins: [RuleOrigin]

    init(from old: SeasonDocument, to new: SeasonDocument, origins: [RuleOrigin]) {
        diff = SeasonDiff(from: old, to: new)
        self.old = RuleDocument(old.json)
        self.new = RuleDocument(new.json)
        self.origins = origins
    }

    func markup(_ reader: Reader) -> HTML {
        let items = diff.changes.map { item($0, reader) }
        return "<ol class=\"rule-changes\">\(items)</ol>"
    }

    private func item(_ change: SeasonChange, _ reader: Reader) -> HTML {
        let rules = change.kind == .removed ? old : new
        let names = RulePath(text: change.path).map { RuleNames.trail($0, in: rules, reader) } ?? []
        let trail = names.enumerated().map { index, name -> HTML in
            index == 0 ? "\(name)" : " › \(name)"
        }
        return """
            <li><h3><bdi>\(trail)</bdi> \(badge(change.kind, reader))</h3>
            <p class="small"><code class="soft">\(change.path)</code></p>\
            \(values(change, reader))\(ideas(change, reader))</li>
            """
    }

    private func badge(_ kind: SeasonChange.Kind, _ reader: Reader) -> HTML {
        switch kind {
        case .added: Notices.badge(reader("drafts.change.added"), .positive)
        case .removed: Notices.badge(reader("drafts.change.removed"), .negative)
        case .changed: Notices.badge(reader("drafts.change.changed"), .active)
        case .reordered: Notices.badge(reader("drafts.change.reordered"), .neutral)
        }
    }

    private func values(_ change: SeasonChange, _ reader: Reader) -> HTML {
        let before = change.before.map { side("drafts.change.before", $0, "del", reader) }
        let after = change.after.map { side("drafts.change.after", $0, "ins", reader) }
        return "<div class=\"before-after\">\(before)\(after)</div>"
    }

    private func side(_ label: String, _ value: JSON, _ tag: StaticString, _ reader: Reader) -> HTML {
        let mark: HTML = tag.description == "del" ? "<del>\(text(value))</del>" : "<ins>\(text(value))</ins>"
        return "<div><p class=\"soft small\">\(reader(label))</p>\(mark)</div>"
    }

    private func text(_ value: JSON) -> HTML {
        let node = DocumentNode(json: value)
        if let scalar = node.scalar { return "<span class=\"letter\" dir=\"auto\">\(scalar)</span>" }
        if let list = node.list, list.allSatisfy({ $0.scalar != nil }) {
            return "<span dir=\"auto\">\(list.compactMap(\.scalar).joined(separator: ", "))</span>"
        }
        return "<pre dir=\"auto\">\(SeasonDocumentYAML.text(node))</pre>"
    }

    private func ideas(_ change: SeasonChange, _ reader: Reader) -> HTML? {
        let ideas = origins.behind(change)
        guard !ideas.isEmpty else { return nil }
        let links = ideas.map { idea -> HTML in
            "<li><a href=\"\(idea.link)\"><bdi>\(idea.title)</bdi></a></li>"
        }
        return "<p class=\"soft small\">\(reader("drafts.change.ideas"))</p><ul>\(links)</ul>"
    }
}

/// The promised changes that a draft would break.
enum LostChanges {
    static func anchor(_ change: LostRuleChange) -> String { "lost." + change.origin.path.description }

    static func notice(_ lost: [LostRuleChange], _ reader: Reader) -> HTML? {
        guard !lost.isEmpty else { return nil }
        let items = lost.map { change -> HTML in
            """
            <li id="\(anchor(change))"><a href="\(change.origin.link)"><bdi>\(change.origin.title)</bdi></a>: \
            \(state(change.state, reader)) <code>\(change.origin.path.description)</code></li>
            """
        }
        let title = reader("drafts.lost", ["count": .number(lost.count)])
        return Notices.caution(title, "<ul>\(items)</ul><p>\(reader("drafts.lost.what-to-do"))</p>")
    }

    private static func state(_ state: RuleChangeState, _ reader: Reader) -> String {
        switch state {
        case .fulfilled: reader("drafts.lost.fulfilled")
        case .lost: reader("drafts.lost.as-before")
        case .different(nil): reader("drafts.lost.gone")
        case .different(let value?):
            reader("drafts.lost.different", ["value": .text(DocumentNode(json: value).scalar ?? "…")])
        }
    }
}

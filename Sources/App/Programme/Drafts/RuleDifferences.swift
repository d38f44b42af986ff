internal import Platform

/// The differences of two versions of the rules, each with the ideas that led to it.
struct RuleDifferences: Sendable {
    let diff: SeasonDiff
    private let old: SeasonDocument
    private let new: SeasonDocument
    let origins: [RuleOrigin]

    init(from old: SeasonDocument, to new: SeasonDocument, origins: [RuleOrigin]) {
        diff = SeasonDiff(from: old, to: new)
        self.old = old
        self.new = new
        self.origins = origins
    }

    func markup(_ reader: Reader) -> HTML {
        let items = diff.changes.map { item($0, reader) }
        return "<ol class=\"rule-changes\">\(items)</ol>"
    }

    private func item(_ change: SeasonChange, _ reader: Reader) -> HTML {
        let path = RulePath(text: change.path)
        let rules = RuleDocument((change.kind == .removed ? old : new).json)
        let names = path.map { RuleNames.trail($0, in: rules, reader) } ?? []
        let trail = names.joined(separator: " › ")
        let before = change.before.map {
            side(reader("drafts.change.before"), "<del>\(value($0, path, in: old, reader))</del>")
        }
        let after = change.after.map {
            side(reader("drafts.change.after"), "<ins>\(value($0, path, in: new, reader))</ins>")
        }
        return """
            <li><h3><bdi>\(trail)</bdi> \(badge(change.kind, reader))</h3>
            <p class="small"><code class="soft">\(change.path)</code></p>\
            <div class="before-after">\(before)\(after)</div>\(ideas(change, reader))</li>
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

    private func side(_ label: String, _ value: HTML) -> HTML {
        "<div><p class=\"soft small\">\(label)</p>\(value)</div>"
    }

    private func value(
        _ json: JSON, _ path: RulePath?, in document: SeasonDocument, _ reader: Reader
    ) -> HTML {
        if let text = json.text, let instant = Instant(iso8601: text) {
            return Moments.moment(instant, reader)
        }
        if let text = DocumentNode(json: json).scalar {
            return "<span class=\"letter\" dir=\"auto\">\(text)</span>"
        }
        if let keys = json.list?.compactMap(\.text), keys.count == json.list?.count, let path {
            let rules = RuleDocument(document.json)
            let names = keys.map { RuleNames.name(path.appending($0), in: rules, reader) }
            return "<bdi>\(reader.list(names))</bdi>"
        }
        // As people read the whole document: in its order, and without what is usual.
        let tree = document.node(omittingDefaults: true)
        let node = path.flatMap { tree.part(at: $0) } ?? DocumentNode(json: json)
        return "<pre dir=\"auto\">\(SeasonDocumentYAML.text(node))</pre>"
    }

    private func ideas(_ change: SeasonChange, _ reader: Reader) -> HTML? {
        let ideas = origins.behind(change)
        guard !ideas.isEmpty else { return nil }
        let links = ideas.map { idea -> HTML in
            "<li><a href=\"\(idea.link)\"><bdi>\(idea.shownTitle)</bdi></a></li>"
        }
        return "<p class=\"soft small\">\(reader("drafts.change.ideas"))</p><ul>\(links)</ul>"
    }
}

/// The promised changes that a draft makes, and those that it would break.
enum PromisedChanges {
    static func anchor(_ change: PromisedRuleChange) -> String { "lost." + change.origin.path.description }

    static func notice(_ lost: [PromisedRuleChange], _ reader: Reader) -> HTML? {
        guard !lost.isEmpty else { return nil }
        let items = lost.map { change -> HTML in
            """
            <li id="\(anchor(change))"><a href="\(change.origin.link)"><bdi>\(change.origin.shownTitle)</bdi></a>: \
            \(state(change.state, reader)) <code>\(change.origin.path.description)</code></li>
            """
        }
        let title = reader("drafts.lost", ["count": .number(lost.count)])
        return Notices.caution(title, "<ul>\(items)</ul><p>\(reader("drafts.lost.what-to-do"))</p>")
    }

    static func kept(_ kept: [PromisedRuleChange], _ reader: Reader) -> HTML? {
        guard !kept.isEmpty else { return nil }
        let items = kept.map { change -> HTML in
            """
            <li><a href="\(change.origin.link)"><bdi>\(change.origin.shownTitle)</bdi></a> \
            <code>\(change.origin.path.description)</code></li>
            """
        }
        return Notices.information(reader("drafts.kept", ["count": .number(kept.count)]), "<ul>\(items)</ul>")
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

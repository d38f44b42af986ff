internal import Platform

extension SeasonDiff: CustomStringConvertible {
    /// A line for each change; empty where there is none.
    public var description: String {
        description(origins: [])
    }

    /// Below each change the ideas that led to it.
    func description(origins: [RuleOrigin]) -> String {
        let lines = changes.flatMap { change in
            [change.description] + origins.behind(change).map { "    \($0.shownTitle) <\($0.link)>" }
        }
        return lines.joined(separator: "\n")
    }
}

extension PromisedRuleChange: CustomStringConvertible {
    /// Such as "    kept: prizes/laureate/places, More laureates </seasons/…>".
    var description: String {
        let word =
            switch state {
            case .fulfilled: "kept"
            case .lost: "lost"
            case .different(nil): "gone"
            case .different(let value?): "different (\(value.canonical))"
            }
        return "    \(word): \(origin.path.description), \(origin.shownTitle) <\(origin.link)>"
    }
}

extension SeasonChange: CustomStringConvertible {
    public var description: String {
        switch kind {
        case .added: "+ \(path): \(after?.canonical ?? "")"
        case .removed: "- \(path): \(before?.canonical ?? "")"
        case .changed, .reordered: "~ \(path): \(before?.canonical ?? "") → \(after?.canonical ?? "")"
        }
    }
}

extension SeasonDocument {
    /// The key by which commands and addresses name the season.
    public var key: String { season }
}

internal import Platform

extension SeasonDiff: CustomStringConvertible {
    /// A line for each change; empty where there is none.
    public var description: String {
        description(origins: [])
    }

    /// Below each change the ideas that led to it.
    func description(origins: [RuleOrigin]) -> String {
        let lines = changes.flatMap { change in
            [change.description] + origins.behind(change).map { "    \($0.title) <\($0.link)>" }
        }
        return lines.joined(separator: "\n")
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

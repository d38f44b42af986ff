internal import Platform

/// What places of the rules are called.
enum RuleNames {
    /// The value at the end of a path: “Places”; the word of the document itself where it has no other name.
    static func name(_ path: RulePath, in rules: RuleDocument, _ reader: Reader) -> String {
        guard let last = path.steps.last else { return "" }
        let parent = path.steps.dropLast()
        let isElement =
            RulePath(text: parent.joined(separator: "/")).flatMap { rules.value(at: $0) }?.list != nil
        if let list = parent.last, list.hasPrefix("countries") || list == "excluded-countries" {
            return reader.country(last)
        }
        if let criterion = TieBreak(documentText: last)?.criterion {
            return rules.title(of: RulePath("rubric", "criteria", criterion), reader)
        }
        if isElement { return rules.title(of: path, reader) }
        if parent.last == "regional-passing-scores" {
            return rules.title(of: RulePath("regions", last), reader)
        }
        if parent.last == "places" { return rules.title(of: RulePath("nominations", last), reader) }
        if let first = path.steps.first, reader.has("drafts.field.\(first).\(last)") {
            return reader("drafts.field.\(first).\(last)")
        }
        if reader.has("drafts.field.\(last)") { return reader("drafts.field.\(last)") }
        return Languages.all.contains(last) ? reader.languageName(last) : last
    }

    /// All the way: “Prizes”, “Young volunteers”, “Places”.
    static func trail(_ path: RulePath, in rules: RuleDocument, _ reader: Reader) -> [String] {
        path.steps.indices.map { index in
            let part = RulePath(text: path.steps[...index].joined(separator: "/"))
            return part.map { name($0, in: rules, reader) } ?? path.steps[index]
        }
    }
}

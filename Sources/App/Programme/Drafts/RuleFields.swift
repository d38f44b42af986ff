internal import Foundation
internal import Platform

/// One value of the rules in a form; the field is named after its place in them.
struct RuleField: Sendable {
    enum Kind: Sendable {
        case line
        case text
        case number, date
        /// By the clocks of the season.
        case moment(TimeZone)
        /// Codes of countries with commas between them.
        case codes
        case choice([Controls.Option])
        case choices([Controls.Option])
        /// Several in an order that counts.
        case ordered([Controls.Option])
    }

    let path: RulePath
    let kind: Kind

    var name: String { path.description }

    /// What the form shows of rules that may hold anything there.
    func shown(in rules: RuleDocument) -> [String] {
        guard let value = rules.value(at: path) else { return [] }
        switch kind {
        case .line, .text, .number, .date, .choice: return [Self.text(value)]
        case .moment(let zone):
            let text = Self.text(value)
            return [Instant(iso8601: text)?.local(in: zone) ?? text]
        case .codes: return [(value.list ?? []).map(Self.text).joined(separator: ", ")]
        case .choices, .ordered: return (value.list ?? []).map(Self.text)
        }
    }

    private static func text(_ json: JSON) -> String { DocumentNode(json: json).scalar ?? "" }

    /// Writes what was typed into the rules. What the form showed and nobody changed stays as it is.
    func write(_ typed: [String], into rules: inout RuleDocument) {
        let tidied = typed.map { $0.asLines.trimmed }.filter { !$0.isEmpty }
        guard tidied != shown(in: rules).filter({ !$0.isEmpty }) else { return }
        guard !tidied.isEmpty else { return rules.set(nil, at: path) }
        rules.set(value(tidied), at: path)
    }

    private func value(_ typed: [String]) -> JSON {
        switch kind {
        case .line, .text, .date, .choice: .string(typed[0])
        // The check reads the number; what is none stays as it was typed.
        case .number: .string(typed[0].replacing(",", with: "."))
        case .moment(let zone): .string(Instant(local: typed[0], in: zone)?.iso8601 ?? typed[0])
        case .codes:
            .array(typed[0].split { !$0.isLetter }.map { .string($0.uppercased()) })
        case .choices, .ordered: .array(typed.map { .string($0) })
        }
    }
}

/// What stands in a form of the editor, from its top.
enum RuleItem: Sendable {
    case field(RuleField)
    /// Short ones that are read together.
    case row([RuleField])
    /// A text in each language of the season.
    case texts(RulePath, [RuleField])
    /// A heading over what follows.
    case heading(RulePath)
    /// The extensions of a stage, each with its fields.
    case extensions([[RuleItem]])

    var fields: [RuleField] {
        switch self {
        case .field(let field): [field]
        case .row(let fields), .texts(_, let fields): fields
        case .heading: []
        case .extensions(let items): items.flatMap { $0.flatMap(\.fields) }
        }
    }

    /// The name of the field at which a finding about `path` is told, where this item has it.
    func owner(of path: RulePath) -> String? {
        if case .texts(let whole, let fields) = self {
            guard path.isWithin(whole) else { return nil }
            return fields.first { $0.path == path }?.name ?? whole.description
        }
        let field = fields.first { path.isWithin($0.path) }
        return field?.name
    }
}

internal import Foundation
internal import Platform

/// The answers of a season's applications as columns: one for each question that any version of its rules
/// asked, so that no answer is lost when a question is dropped.
struct AnswerColumns: Sendable {
    let columns: [Table.Column]
    private let keys: [String]
    /// The questions of each version of the rules, by nomination and key.
    private let asked: [ID<RulesVersion>: [String: [String: FormField]]]
    /// The newest question of each key.
    private let newest: [String: FormField]
    private let reader: Reader

    /// Questions stand in the order of the newest rules, those that they dropped behind them.
    init(_ season: Season, _ reader: Reader, _ cache: RulesCache, _ tx: Transaction) throws {
        let versions: [ID<RulesVersion>] = try tx.rows(
            "SELECT id FROM rules_version WHERE season_id = \(season.id) ORDER BY number DESC"
        ).map { try $0.only() }
        var keys: [String] = []
        var newest: [String: FormField] = [:]
        var asked: [ID<RulesVersion>: [String: [String: FormField]]] = [:]
        for version in versions {
            let rules = try cache.rules(version, tx)
            for nomination in rules.nominations {
                let fields = rules.form(of: nomination)?.fields ?? []
                for field in fields {
                    asked[version, default: [:]][nomination.key, default: [:]][field.key] = field
                    guard newest[field.key] == nil else { continue }
                    newest[field.key] = field
                    keys.append(field.key)
                }
            }
        }
        self.keys = keys
        self.newest = newest
        self.asked = asked
        self.reader = reader
        columns = keys.map { key in
            let label = newest[key].map { reader.pick($0.label) } ?? ""
            return Table.Column("\(label) [\(key)]")
        }
    }

    /// A cell for each column; questions that were not answered are empty.
    func cells(
        _ answers: Answers, under version: ID<RulesVersion>, nomination: String
    ) -> [Table.Cell] {
        let fields = asked[version]?[nomination] ?? [:]
        return keys.map { key in
            guard let answer = answers[key], let field = fields[key] ?? newest[key] else { return .empty }
            return Self.cell(answer, field, reader)
        }
    }

    /// Numbers and dates as what they are, everything else in words; files by their names.
    static func cell(_ answer: Answer, _ field: FormField, _ reader: Reader) -> Table.Cell {
        switch (answer, field.kind) {
        case (.text(let text), .number) where NumberNotation.isTidy(text):
            return Int(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .text(text)
        case (.text(let text), .date):
            return CalendarDate(text).map { .date($0) } ?? .text(text)
        default:
            let words = field.kind.plain(answer, field, reader)
            return .text(words.isEmpty ? answer.asTyped : words)
        }
    }
}

extension Answer {
    /// Without a question that explains it.
    fileprivate var asTyped: String {
        switch self {
        case .text(let text): text
        case .texts(let texts): texts.joined(separator: ", ")
        case .rows(let rows): rows.map { $0.values.sorted().joined(separator: " | ") }.joined(separator: "\n")
        case .file(let file): file.name
        }
    }
}

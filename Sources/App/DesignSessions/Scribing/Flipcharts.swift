internal import Platform
internal import SwiftCSV

/// Ideas that stand on flipcharts, as a table: read as a whole, so that either every row is right or it says
/// what is wrong with each.
struct Flipcharts: Sendable {
    static let mostBytes = 512 * 1024
    static let mostRows = 500

    enum Column: String, CaseIterable, Sendable {
        case title, change, beneficiary, reason, language
        /// For those who lead: scribes write for their own.
        case group

        var isNeeded: Bool { self == .title || self == .change }
    }

    struct Line: Sendable {
        /// In the file, from 1; a cell with line breaks makes the next row's greater.
        let number: Int
        let text: IdeaText
        let language: String
        let group: ID<SessionGroup>
    }

    struct Finding: Sendable, Equatable {
        let line: Int
        /// The column that it is about; none where it is about the row or the table.
        let column: String
        let message: String
        var arguments: [String: MessageValue] = [:]
    }

    /// Which group a row is of, and which language where it does not say.
    struct Ground: Sendable {
        let groups: [SessionGroup]
        /// The scribe's; nothing for those who lead, whose rows name one.
        let own: ID<SessionGroup>?
        let language: String
    }

    private(set) var lines: [Line] = []
    private(set) var findings: [Finding] = []
    /// The same for the same file, so that bringing it twice brings nothing twice.
    private let digest: String

    /// Separated by commas, semicolons or tabs, whichever comes first in the head.
    init(csv text: String, on ground: Ground) {
        digest = String(Base64URL.encode(App.digest(text)).prefix(32))
        guard text.utf8.count <= Self.mostBytes, let rows = Self.rows(text) else {
            report(1, "", "scribing.table.unreadable")
            return
        }
        guard rows.count <= Self.mostRows + 1 else {
            report(1, "", "scribing.table.too-many", ["most": .number(Self.mostRows)])
            return
        }
        guard let columns = readHead(rows.first ?? [], ground) else { return }
        var number = 1
        for (index, cells) in rows.enumerated() {
            let isBlank = cells.allSatisfy { $0.trimmed.isEmpty }
            if index > 0 && !isBlank { read(cells, columns, at: number, ground) }
            number += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
        }
        if lines.isEmpty && findings.isEmpty { report(1, "", "scribing.table.empty") }
    }

    /// The key under which a line is proposed.
    func key(of line: Line) throws -> RequestKey {
        try RequestKey("\(digest)-\(line.number)")
    }

    private static func rows(_ text: String) -> [[String]]? {
        // Without a head the reader would take the first row for one and drop it.
        let delimiter = CSVDelimiter.guessed(string: text)
        let table = try? CSV<Enumerated>(string: text, delimiter: delimiter, loadColumns: false)
        return table.map { [$0.header] + $0.rows }
    }

    private mutating func readHead(_ cells: [String], _ ground: Ground) -> [Column?]? {
        let names = cells.map { $0.trimmed.lowercased() }
        let allowed = Column.allCases.filter { $0 != .group || ground.own == nil }
        for (index, name) in names.enumerated() where !name.isEmpty {
            if !allowed.contains(where: { $0.rawValue == name }) {
                let words = allowed.map(\.rawValue).joined(separator: ", ")
                report(1, name, "scribing.table.no-such-column", ["allowed": .text(words)])
            } else if names[..<index].contains(name) {
                report(1, name, "scribing.table.column-twice")
            }
        }
        let needed = allowed.filter { $0.isNeeded || $0 == .group }
        for column in needed where !names.contains(column.rawValue) {
            report(1, column.rawValue, "scribing.table.column-missing")
        }
        return findings.isEmpty ? names.map { Column(rawValue: $0) } : nil
    }

    private mutating func read(
        _ cells: [String], _ columns: [Column?], at number: Int, _ ground: Ground
    ) {
        var values: [Column: String] = [:]
        for (index, cell) in cells.enumerated() {
            if index < columns.count, let column = columns[index] {
                values[column] = cell
            } else if !cell.trimmed.isEmpty {
                report(number, "", "scribing.table.too-many-cells")
            }
        }
        let text = IdeaText(
            title: values[.title] ?? "", change: values[.change] ?? "",
            beneficiary: values[.beneficiary] ?? "", reason: values[.reason] ?? "")
        let language = Self.language(values[.language] ?? "", ground)
        let entry = IdeaEntry(text: text, language: language, group: "", key: "")
        for fault in entry.faults { report(number, fault.name, fault.message, fault.arguments) }
        guard let group = ground.own ?? Self.group(values[.group] ?? "", ground) else {
            report(number, Column.group.rawValue, "scribing.table.no-such-group")
            return
        }
        lines.append(Line(number: number, text: text, language: language, group: group))
    }

    private static func language(_ typed: String, _ ground: Ground) -> String {
        let typed = typed.trimmed
        return typed.isEmpty ? ground.language : Language(typed)?.code ?? typed
    }

    /// By its number in the session, or its name in any language.
    private static func group(_ typed: String, _ ground: Ground) -> ID<SessionGroup>? {
        let typed = typed.asLine.lowercased()
        if let place = Int(typed), ground.groups.indices.contains(place - 1) {
            return ground.groups[place - 1].id
        }
        return ground.groups.first { $0.name.texts.values.contains { $0.lowercased() == typed } }?.id
    }

    private mutating func report(
        _ line: Int, _ column: String, _ message: String, _ arguments: [String: MessageValue] = [:]
    ) {
        findings.append(Finding(line: line, column: column, message: message, arguments: arguments))
    }
}

internal import Platform
internal import SwiftCSV

/// A table of jurors, read as a whole: either every row is right, or it says what is wrong with each.
struct JurorImport: Sendable {
    static let mostBytes = 1024 * 1024
    static let mostRows = Juror.mostInSeason

    struct Line: Sendable {
        /// In the file, from 1; a cell with line breaks makes the next row's greater.
        let number: Int
        let entry: JurorEntry
    }

    struct Finding: Sendable, Equatable {
        let line: Int
        /// The column that it is about; none where it is about the row or the table.
        let column: String
        let message: String
        var arguments: [String: MessageValue] = [:]
    }

    private(set) var lines: [Line] = []
    private(set) var findings: [Finding] = []

    /// Separated by commas, semicolons or tabs, whichever comes first in the head.
    init(csv text: String, check: JurorCheck) {
        let rows: [[String]]
        do {
            rows = try Self.rows(text)
        } catch {
            findings = [Finding(line: 1, column: "", message: "jury.import.unreadable")]
            return
        }
        guard let columns = readHead(rows.first ?? []) else { return }
        guard rows.count <= Self.mostRows + 1 else {
            let limit: MessageValue = .number(Self.mostRows)
            findings = [
                Finding(line: 1, column: "", message: "jury.import.too-many", arguments: ["limit": limit])
            ]
            return
        }
        readRows(rows, columns, check)
        if lines.isEmpty && findings.isEmpty {
            findings = [Finding(line: 1, column: "", message: "jury.import.empty")]
        }
    }

    private static func rows(_ text: String) throws -> [[String]] {
        // Without a head the reader would take the first row for one and drop it.
        let delimiter = CSVDelimiter.guessed(string: text)
        let table = try CSV<Enumerated>(string: text, delimiter: delimiter, loadColumns: false)
        return [table.header] + table.rows
    }

    /// Which column stands where; columns may be in any order.
    private mutating func readHead(_ cells: [String]) -> [JurorInput.Column?]? {
        let names = cells.map { $0.trimmed.lowercased() }
        for (index, name) in names.enumerated() where !name.isEmpty {
            if JurorInput.Column(rawValue: name) == nil {
                let allowed = JurorInput.Column.allCases.map(\.rawValue).joined(separator: ", ")
                report(1, name, "jury.import.no-such-column", ["allowed": .text(allowed)])
            } else if names[..<index].contains(name) {
                report(1, name, "jury.import.column-twice")
            }
        }
        for column in JurorInput.Column.allCases where column.isNeeded && !names.contains(column.rawValue) {
            report(1, column.rawValue, "jury.import.column-missing")
        }
        return findings.isEmpty ? names.map { JurorInput.Column(rawValue: $0) } : nil
    }

    private mutating func readRows(
        _ rows: [[String]], _ columns: [JurorInput.Column?], _ check: JurorCheck
    ) {
        var number = 1
        var linesByEmail: [String: Int] = [:]
        for (index, cells) in rows.enumerated() {
            if index > 0 && cells.contains(where: { !$0.trimmed.isEmpty }) {
                read(cells, columns, at: number, &linesByEmail, check)
            }
            number += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
        }
    }

    private mutating func read(
        _ cells: [String], _ columns: [JurorInput.Column?], at number: Int,
        _ linesByEmail: inout [String: Int],
        _ check: JurorCheck
    ) {
        var input = JurorInput()
        for (index, cell) in cells.enumerated() {
            if index < columns.count, let column = columns[index] {
                input[column] = cell
            } else if !cell.trimmed.isEmpty {
                report(number, "", "jury.import.too-many-cells")
            }
        }
        let outcome = check(input)
        for fault in outcome.faults { report(number, fault.name, fault.message, fault.arguments) }
        guard let entry = outcome.entry else { return }
        if let other = linesByEmail.updateValue(number, forKey: entry.email) {
            report(number, "email", "jury.import.email-twice", ["line": .number(other)])
        }
        lines.append(Line(number: number, entry: entry))
    }

    private mutating func report(
        _ line: Int, _ column: String, _ message: String, _ arguments: [String: MessageValue] = [:]
    ) {
        findings.append(Finding(line: line, column: column, message: message, arguments: arguments))
    }
}

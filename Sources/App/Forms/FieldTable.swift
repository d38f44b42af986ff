import Foundation
import Platform

extension FieldKind {
    /// Rows under columns that are fields themselves, such as a budget.
    static let table = FieldKind(
        name: "table", control: .rows, takes: [.columns, .sums, .minimum, .maximum], needs: [.columns],
        tidy: { $0.asLine }, problems: problemsOfTable, plain: plainTable, options: { _, _ in [] })
}

extension FormField {
    static let usualRows = 30

    /// How many rows a table may have.
    var maximumRows: Int {
        settings.maximum.map { Int($0) } ?? Self.usualRows
    }

    /// What a column of a table adds up to; cells without a number count as nothing.
    func sum(of column: String, in rows: [[String: String]]) -> Decimal {
        let numbers = rows.compactMap { row in row[column].flatMap { Decimal(string: $0) } }
        return numbers.reduce(0, +)
    }
}

@Sendable
private func problemsOfTable(_ answer: Answer, _ field: FormField, _ today: CalendarDate) -> [FieldProblem] {
    guard case .rows(let rows) = answer else { return [.unreadable] }
    if rows.count > field.maximumRows {
        let limit: MessageValue = .number(field.maximumRows)
        return [FieldProblem(message: "field.table.too-many", arguments: ["maximum": limit])]
    }
    if let minimum = field.settings.minimum, Double(rows.count) < minimum {
        return [FieldProblem(message: "field.table.too-few", arguments: ["minimum": .number(Int(minimum))])]
    }
    return rows.enumerated().flatMap { index, row in
        field.settings.columns.flatMap { column in
            problems(of: row[column.key], in: column, row: index + 1, today)
        }
    }
}

private func problems(
    of text: String?, in column: FormField, row: Int, _ today: CalendarDate
) -> [FieldProblem] {
    let cell = FieldProblem.Cell(row: row, column: column.key)
    guard let text, !text.isEmpty else {
        return column.isRequired ? [FieldProblem(message: "field.required", cell: cell)] : []
    }
    return column.kind.problems(.text(text), column, today).map { problem in
        FieldProblem(message: problem.message, arguments: problem.arguments, cell: cell)
    }
}

@Sendable
private func plainTable(_ answer: Answer, _ field: FormField, _ reader: Reader) -> String {
    guard case .rows(let rows) = answer else { return "" }
    var lines = rows.map { row in
        let cells = field.settings.columns.map { column in
            row[column.key].map { column.kind.plain(.text($0), column, reader) } ?? ""
        }
        return cells.joined(separator: " | ")
    }
    for column in field.settings.columns where field.settings.sums.contains(column.key) {
        let sum = "\(field.sum(of: column.key, in: rows))"
        let words = column.kind.plain(.text(sum), column, reader)
        lines.append(
            reader("field.table.sum", ["column": .text(reader.pick(column.label)), "sum": .text(words)]))
    }
    return lines.joined(separator: "\n")
}

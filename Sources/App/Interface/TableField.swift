internal import Platform

/// A table to fill in, such as a budget. A cell is called `budget.0.amount`: field, row, column.
struct TableField: Sendable {
    struct Column: Sendable {
        let key: String
        let label: String
        /// HTML's type of the cell's line; not used where there are options.
        var type = "text"
        var options: [Controls.Option] = []
        /// The words for what the column adds up to, where it is added up.
        var sum: String?
    }

    let field: Controls.Field
    let columns: [Column]
    let rows: [[String: String]]
    /// How many rows there may be.
    let most: Int
    /// Empty rows for those whose browser cannot add any; saving brings further ones.
    private static let spareRows = 3

    func markup(_ reader: Reader) -> HTML {
        let shown = max(1, min(most, rows.count + Self.spareRows))
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(column.label)</th>" }
        let body = (0..<shown).map { row($0, reader) }
        let table: HTML = """
            \(Controls.hidden(field.name, ""))
            <table class="table-field" data-rows="\(field.name)" data-most="\(most)">\
            <thead><tr>\(head)<td></td></tr></thead><tbody>\(body)</tbody>\(sums)</table>
            <button class="button secondary compact" type="button" data-add="\(field.name)" hidden>\
            \(reader("interface.table.add"))</button>
            """
        return Controls.group(field, reader, "\(problemsOfCells(reader))\(table)")
    }

    private func row(_ index: Int, _ reader: Reader) -> HTML {
        let values = index < rows.count ? rows[index] : [:]
        let cells = columns.map { column -> HTML in
            """
            <td data-label="\(column.label)">\(control(column, index, values[column.key] ?? "", reader))</td>
            """
        }
        return """
            <tr>\(cells)<td><button class="button quiet compact" type="button" data-remove hidden>\
            \(Icon.cross)<span class="hidden">\(reader("interface.table.remove"))</span></button></td></tr>
            """
    }

    private func control(_ column: Column, _ index: Int, _ value: String, _ reader: Reader) -> HTML {
        let name = "\(field.name).\(index).\(column.key)"
        let isWrong = field.problem?.fields.contains { $0.name == name } ?? false
        let invalid: HTML? = isWrong ? " aria-invalid=\"true\" aria-describedby=\"\(field.name)-cells\"" : nil
        let label = reader(
            "interface.table.cell", ["column": .text(column.label), "row": .number(index + 1)])
        let shared: HTML = " id=\"\(name)\" name=\"\(name)\" aria-label=\"\(label)\"\(invalid)"
        guard !column.options.isEmpty else {
            return "<input\(shared)\(Controls.lineType(column.type)) value=\"\(value)\">"
        }
        let options = column.options.map { option -> HTML in
            let mark: HTML? = option.value == value ? " selected" : nil
            return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
        }
        return "<select\(shared)><option value=\"\"></option>\(options)</select>"
    }

    /// What columns add up to, as it was when the page was made; the script keeps it up to date.
    private var sums: HTML? {
        guard columns.contains(where: { $0.sum != nil }) else { return nil }
        let cells = columns.enumerated().map { index, column -> HTML in
            let sum: HTML? = column.sum.map { sum -> HTML in "<span data-sum=\"\(column.key)\">\(sum)</span>"
            }
            return "<td data-label=\"\(column.label)\">\(sum ?? (index == 0 ? "Σ" : nil))</td>"
        }
        return "<tfoot><tr class=\"total\">\(cells)<td></td></tr></tfoot>"
    }

    private func problemsOfCells(_ reader: Reader) -> HTML? {
        let faults = field.problem?.fields.filter { $0.name.hasPrefix(field.name + ".") } ?? []
        guard !faults.isEmpty else { return nil }
        let lines = faults.map { fault -> HTML in
            """
            <p class="error">\(Icon.warning)<a href="#\(fault.name)">\(place(of: fault.name, reader)): \
            \(reader(fault.message, fault.arguments))</a></p>
            """
        }
        return "<div id=\"\(field.name)-cells\">\(lines)</div>"
    }

    private func place(of name: String, _ reader: Reader) -> String {
        let parts = name.split(separator: ".").map(String.init)
        let column = columns.first { $0.key == parts.last }
        let row = parts.dropLast().last.flatMap { Int($0) } ?? 0
        return reader(
            "interface.table.cell", ["column": .text(column?.label ?? ""), "row": .number(row + 1)])
    }
}

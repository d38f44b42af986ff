internal import Platform

/// A table to fill in, such as a budget. A cell is called `budget.0.amount`: field, row, column.
struct TableField: Sendable {
    struct Column: Sendable {
        let key: String
        let label: String
        /// The line of a cell; not used where there are options.
        var input = LineInput.text
        var options: [Controls.Option] = []
        /// Where the column is added up: the words for what it comes to, and how many decimals it has.
        var sum: (words: String, digits: Int)?
    }

    let field: Controls.Field
    let columns: [Column]
    let rows: [[String: String]]
    /// How many rows there may be.
    let most: Int
    /// Empty rows for those whose browser cannot add any; saving brings further ones.
    private static let spareRows = 3

    /// The hidden field says that the table was on the page, even if nothing is in it.
    func markup(_ reader: Reader) -> HTML {
        let shown = max(rows.count, min(most, rows.count + Self.spareRows))
        let head = columns.map { column -> HTML in "<th scope=\"col\">\(column.label)</th>" }
        let body = (0..<shown).map { row($0, reader) }
        let table: HTML = """
            \(Controls.hidden(field.name, ""))
            <table class="table-field" data-rows="\(field.name)" data-most="\(most)">\
            <thead><tr>\(head)<td></td></tr></thead><tbody>\(body)</tbody>\(sums)</table>
            <button class="button secondary compact" type="button" data-add="\(field.name)" hidden>\
            \(reader("interface.table.add"))</button>
            """
        return Controls.group(field, reader, table)
    }

    private func row(_ index: Int, _ reader: Reader) -> HTML {
        let values = index < rows.count ? rows[index] : [:]
        let cells = columns.map { cell($0, index, values[$0.key] ?? "", reader) }
        return """
            <tr>\(cells)<td><button class="button quiet compact" type="button" data-remove hidden>\
            \(Icon.cross)<span class="hidden">\(reader("interface.table.remove"))</span></button></td></tr>
            """
    }

    private func cell(_ column: Column, _ index: Int, _ value: String, _ reader: Reader) -> HTML {
        let name = "\(field.name).\(index).\(column.key)"
        let faults = field.problem?.fields.filter { $0.name == name } ?? []
        let errors = faults.map { fault -> HTML in
            "<p class=\"error\" id=\"\(name)-error\">\(reader(fault.message, fault.arguments))</p>"
        }
        let invalid: HTML? =
            faults.isEmpty ? nil : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
        let label = reader(
            "interface.table.cell", ["column": .text(column.label), "row": .number(index + 1)])
        let attributes: HTML = " id=\"\(name)\" name=\"\(name)\" aria-label=\"\(label)\"\(invalid)"
        return """
            <td data-label="\(column.label)"><div>\(control(column, value, attributes))\(errors)</div></td>
            """
    }

    private func control(_ column: Column, _ value: String, _ attributes: HTML) -> HTML {
        guard !column.options.isEmpty else {
            return "<input\(attributes)\(column.input.attributes) value=\"\(value)\">"
        }
        let options = column.options.map { option -> HTML in
            let mark: HTML? = option.value == value ? " selected" : nil
            return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
        }
        return "<select\(attributes)><option value=\"\"></option>\(options)</select>"
    }

    /// What columns add up to, as it was when the page was made; the script keeps it up to date.
    private var sums: HTML? {
        guard columns.contains(where: { $0.sum != nil }) else { return nil }
        let cells = columns.map { column -> HTML in
            let sum: HTML? = column.sum.map { sum -> HTML in
                "Σ <output data-sum=\"\(column.key)\" data-digits=\"\(sum.digits)\">\(sum.words)</output>"
            }
            return "<td>\(sum)</td>"
        }
        return "<tfoot><tr class=\"total\">\(cells)<td></td></tr></tfoot>"
    }
}

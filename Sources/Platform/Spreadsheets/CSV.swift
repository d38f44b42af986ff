extension Table {
    /// Comma-separated values (RFC 4180) in UTF-8, with the byte order mark by which spreadsheets know that.
    ///
    /// Text that a spreadsheet would take for a formula gets an apostrophe in front. Times are ISO 8601.
    public func csv() -> [UInt8] {
        Self.csvHead(columns) + Self.csvLines(rows)
    }

    /// The mark and the names of the columns.
    static func csvHead(_ columns: [Column]) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        append(columns.map { field(.text($0.name)) }, to: &bytes)
        return bytes
    }

    static func csvLines(_ rows: [[Cell]]) -> [UInt8] {
        rows.reduce(into: []) { bytes, row in append(row.map(field), to: &bytes) }
    }

    /// Comma-separated values for programs: no byte order mark, lines end with a line feed, and every text
    /// stays as it is, so that a name which came from a file is found there again.
    public func csvForPrograms() -> [UInt8] {
        var bytes: [UInt8] = []
        Self.append(columns.map { Self.quoted($0.name) }, ending: [0x0A], to: &bytes)
        for row in rows { Self.append(row.map(Self.unguardedField), ending: [0x0A], to: &bytes) }
        return bytes
    }

    private static func append(
        _ fields: [String], ending: [UInt8] = [0x0D, 0x0A], to bytes: inout [UInt8]
    ) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += field.utf8
        }
        bytes += ending
    }

    private static func field(_ cell: Cell) -> String {
        if case .text(let text) = cell { quoted(guarded(text)) } else { unguardedField(cell) }
    }

    private static func unguardedField(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): quoted(text)
        case .integer(let integer): String(integer)
        case .number(let number): number.isFinite ? JSON.ecmaScript(number) : ""
        case .instant(let instant): instant.iso8601
        case .date(let date): date.description
        case .empty: ""
        }
    }

    /// A text that looks guarded already gets one more apostrophe, so that taking the first one away always
    /// gives back what was typed.
    private static func guarded(_ text: String) -> String {
        let start = text.unicodeScalars.first { $0 != "'" }
        return start.map(startsFormula) ?? false ? "'" + text : text
    }

    /// What was typed into a cell that `csv` wrote: the apostrophe in front of what looks like a formula
    /// goes.
    public static func unguarded(_ cell: String) -> String {
        guard cell.first == "'", let start = cell.unicodeScalars.first(where: { $0 != "'" }),
            startsFormula(start)
        else { return cell }
        return String(cell.dropFirst())
    }

    /// The characters of OWASP's "CSV Injection", full-width forms included.
    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// Quoted also around the separators that programs in other countries expect.
    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { "\",;\t\r\n ".utf8.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

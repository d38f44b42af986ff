import CXlsxWriter
import Foundation

extension Table {
    /// A workbook of one sheet (Office Open XML) whose texts are texts, whatever they begin with.
    ///
    /// Its parts pass through a private temporary directory, not through memory. A text over 32,767
    /// characters, more than a cell holds, is cut and ends in "…"; as CSV it is whole.
    public func xlsx() throws(SpreadsheetError) -> [UInt8] {
        try xlsx(workingIn: FileManager.default.temporaryDirectory)
    }

    func xlsx(workingIn parent: URL) throws(SpreadsheetError) -> [UInt8] {
        guard rows.count < Workbook.rowLimit else { throw .tooManyRows(limit: Workbook.rowLimit - 1) }
        guard columns.count <= Workbook.columnLimit else {
            throw .tooManyColumns(limit: Workbook.columnLimit)
        }
        let directory = parent.appending(path: "laurel-workbook-\(UUID())")
        do {
            let onlyForUs: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: false, attributes: onlyForUs)
            defer { try? FileManager.default.removeItem(at: directory) }
            let file = directory.appending(path: "table.xlsx")
            let workbook = try Workbook(columns, file: file.path, workspace: directory.path)
            try workbook.append(rows)
            try workbook.close()
            return Array(try Data(contentsOf: file))
        } catch let error as SpreadsheetError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
    }
}

/// A workbook being written by libxlsxwriter, row after row.
final class Workbook {
    static let rowLimit = 1_048_576
    static let columnLimit = 16_384
    /// In UTF-16 units, as Excel counts.
    static let textLimit = 32_767

    private let book: UnsafeMutablePointer<lxw_workbook>
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let heading: UnsafeMutablePointer<lxw_format>
    private let dayFormat: UnsafeMutablePointer<lxw_format>
    private let momentFormat: UnsafeMutablePointer<lxw_format>
    private let columns: [Table.Column]
    /// How many rows stand below the names of the columns.
    private var rows = 0
    private var isClosed = false

    /// Begins a workbook with the names of its columns; the library keeps its parts in `workspace`.
    init(_ columns: [Table.Column], file: String, workspace: String) throws(SpreadsheetError) {
        guard columns.count <= Self.columnLimit else { throw .tooManyColumns(limit: Self.columnLimit) }
        let opened = workspace.withCString { workspace in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: workspace)
            return workbook_new_opt(file, &options)
        }
        guard let book = opened else { throw .failed("libxlsxwriter does not start") }
        guard let sheet = workbook_add_worksheet(book, nil), let heading = workbook_add_format(book),
            let dayFormat = workbook_add_format(book), let momentFormat = workbook_add_format(book)
        else { throw .failed("memory is exhausted") }
        format_set_bold(heading)
        format_set_num_format(dayFormat, "yyyy-mm-dd")
        format_set_num_format(momentFormat, "yyyy-mm-dd hh:mm:ss")
        // The hour in which it was made is nobody's business: the same table is the same bytes.
        var properties = lxw_doc_properties()
        properties.created = 946_684_800
        workbook_set_properties(book, &properties)
        self.book = book
        self.sheet = sheet
        self.heading = heading
        self.dayFormat = dayFormat
        self.momentFormat = momentFormat
        self.columns = columns
        for (index, column) in columns.enumerated() {
            try check(write(column.name, row: 0, column: index, format: heading))
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    deinit {
        if !isClosed { _ = workbook_close(book) }
    }

    func append(_ added: [[Table.Cell]]) throws(SpreadsheetError) {
        guard rows + added.count < Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit - 1) }
        if rows == 0 {
            for index in columns.indices { try check(setWidth(of: index, for: added)) }
        }
        for cells in added {
            rows += 1
            for (column, cell) in cells.enumerated() {
                try check(write(cell, row: rows, column: column))
            }
        }
    }

    /// Puts the parts together; nothing can be added any more.
    func close() throws(SpreadsheetError) {
        guard !isClosed else { return }
        isClosed = true
        try check(workbook_close(book))
    }

    private func check(_ result: lxw_error) throws(SpreadsheetError) {
        guard result != LXW_NO_ERROR else { return }
        throw .failed(String(cString: lxw_strerror(result)))
    }

    private func write(_ cell: Table.Cell, row: Int, column: Int) -> lxw_error {
        switch cell {
        case .text(let text): return write(text, row: row, column: column, format: nil)
        case .integer(let integer): return write(Double(integer), row: row, column: column, format: nil)
        case .number(let number):
            return number.isFinite ? write(number, row: row, column: column, format: nil) : LXW_NO_ERROR
        case .instant(let instant):
            let days = Double(instant.milliseconds) / 86_400_000
            return write(days + Self.epoch, row: row, column: column, format: momentFormat)
        case .date(let date):
            let days = Double(date.daysSince1970)
            return write(days + Self.epoch, row: row, column: column, format: dayFormat)
        case .empty: return LXW_NO_ERROR
        }
    }

    /// 1 January 1970 in the days that workbooks count.
    private static let epoch = 25_569.0

    private typealias Format = UnsafeMutablePointer<lxw_format>

    private func write(_ number: Double, row: Int, column: Int, format: Format?) -> lxw_error {
        worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, format)
    }

    private func write(_ text: String, row: Int, column: Int, format: Format?) -> lxw_error {
        worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), Self.cellText(text), format)
    }

    /// As wide as the longest of the first texts, within reason.
    private func setWidth(of column: Int, for rows: [[Table.Cell]]) -> lxw_error {
        let texts = rows.prefix(100).map { $0[column] }
        let lengths = texts.map { cell in
            if case .text(let text) = cell { text.count } else { 19 }
        }
        let longest = max(columns[column].name.count, lengths.max() ?? 0)
        let width = Double(min(max(longest + 2, 10), 60))
        return worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
    }

    /// Without the characters that XML 1.0 cannot carry, and no longer than a cell.
    private static func cellText(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n")
        let allowed = String(String.UnicodeScalarView(lines.unicodeScalars.filter(isAllowed)))
        guard allowed.utf16.count > textLimit else { return allowed }
        var cut = ""
        var room = textLimit - 1
        for character in allowed {
            room -= character.utf16.count
            guard room >= 0 else { break }
            cut.append(character)
        }
        return cut + "…"
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

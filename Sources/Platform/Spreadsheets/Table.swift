/// A table of typed cells that is exported for a spreadsheet program.
///
/// What people typed stays text there: it can never become a formula.
public struct Table: Sendable {
    public struct Column: Hashable, Sendable, ExpressibleByStringLiteral {
        public let name: String

        public init(_ name: String) {
            self.name = name
        }

        public init(stringLiteral name: String) {
            self.name = name
        }
    }

    public enum Cell: Hashable, Sendable {
        case text(String)
        case integer(Int)
        /// NaN and infinities are written as empty cells.
        case number(Double)
        /// Written in UTC; the column's name says so.
        case instant(Instant)
        case date(CalendarDate)
        case empty
    }

    public let columns: [Column]
    public let rows: [[Cell]]

    /// Every row has one cell for each column.
    public init(columns: [Column], rows: [[Cell]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row has one cell for each column")
        self.columns = columns
        self.rows = rows
    }
}

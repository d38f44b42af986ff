/// Why a table could not be written as a workbook.
public enum SpreadsheetError: Error, Equatable, CustomStringConvertible {
    case tooManyRows(limit: Int)
    case tooManyColumns(limit: Int)
    case failed(String)

    public var description: String {
        switch self {
        case .tooManyRows(let limit): "a workbook holds \(limit) rows; the table as CSV has no limit"
        case .tooManyColumns(let limit): "a workbook holds \(limit) columns; the table as CSV has no limit"
        case .failed(let reason): "the workbook could not be written: \(reason)"
        }
    }
}

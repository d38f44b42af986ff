internal import Platform

/// The columns of a sheet of scores. A head says what a column is in somebody's language and then, between
/// brackets, the name by which it is read again.
struct ScoreSheetColumns: Sendable {
    static let round = "round"
    static let application = "application"
    static let juror = "juror"
    static let version = "version"

    let terms: ReviewTerms

    /// What tells the row's assignment, for whoever fills it in too.
    static let places = [round, application, "title", juror, "name", version]
    static let texts = ["comment", "confidential"]

    private var isConfidenceAsked: Bool { terms.rules.confidence.steps > 0 }
    private var marks: [String] { terms.rubric.criteria.map(ReviewInput.markName) }

    /// What is filled in.
    var blanks: [String] { marks + (isConfidenceAsked ? ["confidence"] : []) + Self.texts }
    var all: [String] { Self.places + blanks }
    /// Without these no row can be read.
    var needed: [String] {
        [Self.application, Self.juror] + marks + (isConfidenceAsked ? ["confidence"] : [])
    }

    func label(_ column: String, _ reader: Reader) -> String {
        let criterion = terms.rubric.criteria.first { ReviewInput.markName($0) == column }
        if let criterion { return reader.pick(criterion.rule.title) }
        return switch column {
        case Self.round: reader("jury.round")
        case Self.application: reader("jury.scores.column.application")
        case "title": reader("jury.field.application")
        case Self.juror: reader("jury.scores.column.juror")
        case "name": reader("jury.field.juror")
        case Self.version: reader("jury.scores.column.version")
        case "confidence": reader("jury.review.confidence")
        case "comment": reader("jury.review.comment")
        default: reader("jury.review.confidential")
        }
    }

    func head(_ column: String, _ reader: Reader) -> String {
        "\(label(column, reader)) [\(column)]"
    }

    /// The name between the last brackets of a head, or the whole of it.
    static func name(inHead head: String) -> String {
        let head = head.trimmed
        guard head.hasSuffix("]"), let start = head.lastIndex(of: "[") else { return head.lowercased() }
        return String(head[head.index(after: start)...].dropLast()).trimmed.lowercased()
    }
}

/// A sheet of scores as it was brought back. Nothing in it has been looked up yet.
struct ScoreSheet: Sendable {
    static let mostBytes = 1024 * 1024
    static let mostRows = 1_000

    struct Line: Sendable, Equatable {
        /// In the file, from 1; a cell with line breaks makes the next row's greater.
        let number: Int
        /// By the names of the columns; what is blank is not there.
        let cells: [String: String]
        /// Something stands to the right of the last head.
        let isTooLong: Bool

        subscript(_ column: String) -> String { cells[column] ?? "" }
    }

    let lines: [Line]

    /// Throws a problem of the field `file`.
    init(_ bytes: [UInt8], _ columns: ScoreSheetColumns) throws {
        guard !bytes.isEmpty else { throw Self.problem("jury.scores.file.missing") }
        guard bytes.count <= Self.mostBytes else {
            throw Self.problem("problem.too-large", ["kilobytes": .number(Self.mostBytes / 1024)])
        }
        // "PK" begins every workbook, which is a ZIP archive.
        guard !bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw Self.problem("jury.scores.file.workbook")
        }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw Self.problem("jury.import.not-text")
        }
        var records = try Self.records(bytes)
        guard !records.isEmpty else { throw Self.problem("jury.scores.file.empty") }
        let names = try Self.names(inHead: records.removeFirst().fields, columns)
        lines = records.map { Self.line($0, names) }.filter { !$0.cells.isEmpty }
        guard !lines.isEmpty else { throw Self.problem("jury.scores.file.empty") }
    }

    private static func records(_ bytes: [UInt8]) throws -> [CSVParser.Record] {
        var parser = CSVParser(bytes)
        var records: [CSVParser.Record] = []
        do {
            while let record = try parser.next() {
                records.append(record)
                guard records.count <= mostRows + 1 else {
                    throw problem("jury.import.too-many", ["limit": .number(mostRows)])
                }
            }
        } catch let finding as CSVFinding {
            throw problem("jury.scores.file.unreadable", ["line": .number(finding.line)])
        }
        return records
    }

    private static func names(inHead head: [String], _ columns: ScoreSheetColumns) throws -> [String] {
        let names = head.map(ScoreSheetColumns.name)
        let missing = columns.needed.filter { !names.contains($0) }
        guard missing.isEmpty else {
            let list = missing.joined(separator: ", ")
            throw problem("jury.scores.file.columns-missing", ["columns": .text(list)])
        }
        let twice = columns.all.first { name in names.count { $0 == name } > 1 }
        if let twice { throw problem("jury.scores.file.column-twice", ["column": .text(twice)]) }
        return names
    }

    private static func line(_ record: CSVParser.Record, _ names: [String]) -> Line {
        let pairs = zip(names, record.fields).filter { !$1.isBlank }
        let surplus = record.fields.dropFirst(names.count)
        return Line(
            number: record.line, cells: Dictionary(pairs, uniquingKeysWith: { first, _ in first }),
            isTooLong: surplus.contains { !$0.isBlank })
    }

    private static func problem(_ message: String, _ arguments: [String: MessageValue] = [:]) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init("file", message, arguments)])
    }
}

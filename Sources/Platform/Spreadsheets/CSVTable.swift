/// What is wrong in a file of comma-separated values, and where.
public struct CSVFinding: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the file, from 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }

    public var description: String { "line \(line): \(message)" }
}

/// Everything that is wrong in a file, in the order of its lines.
public struct CSVFindings: Error, Hashable, Sendable {
    public let findings: [CSVFinding]

    public init(_ findings: [CSVFinding]) {
        self.findings = findings.sorted { $0.line < $1.line }
    }
}

/// A table read from comma-separated values: the columns that were asked for, in the order asked.
///
/// Other columns may stand in the file and are passed over. Spaces around a value do not count.
public struct CSVTable: Sendable {
    public struct Row: Hashable, Sendable {
        /// In the file, from 1.
        public let line: Int
        /// One for each column that was asked for, the optional ones last; empty for a column that is not
        /// there.
        public let cells: [String]
    }

    public let rows: [Row]
    /// Those of the optional columns that the file has.
    public let optionalColumns: Set<String>

    /// Throws everything that is wrong with the table's form at once.
    public init(
        _ bytes: [UInt8], columns: [String], optionalColumns: [String] = []
    ) throws(CSVFindings) {
        var parser = CSVParser(bytes)
        do {
            let head: CSVParser.Record? = try parser.next()
            guard let head else { throw CSVFinding(line: 1, message: "the file is empty") }
            let names: [String] = head.fields.map { Self.trimmed($0).lowercased() }
            let present: [String] = optionalColumns.filter(names.contains)
            self.optionalColumns = Set(present)
            let found: [Int] = try Self.places(of: columns + present, in: head)
            var places: [Int?] = Array(found.prefix(columns.count))
            places += optionalColumns.map { present.firstIndex(of: $0).map { found[columns.count + $0] } }
            rows = try Self.rows(&parser, places, width: head.fields.count)
        } catch let finding as CSVFinding {
            throw CSVFindings([finding])
        } catch let findings as CSVFindings {
            throw findings
        } catch {
            throw CSVFindings([CSVFinding(line: 1, message: "\(error)")])
        }
    }

    private static func places(of columns: [String], in head: CSVParser.Record) throws -> [Int] {
        let names: [String] = head.fields.map { trimmed($0).lowercased() }
        var findings: [CSVFinding] = []
        let places: [Int] = columns.compactMap { column in
            let place: Int? = names.firstIndex(of: column)
            if place == nil {
                findings.append(CSVFinding(line: head.line, message: "the column “\(column)” is missing"))
            } else if names.lastIndex(of: column) != place {
                findings.append(CSVFinding(line: head.line, message: "the column “\(column)” stands twice"))
            }
            return place
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        return places
    }

    private static func rows(_ parser: inout CSVParser, _ places: [Int?], width: Int) throws -> [Row] {
        var rows: [Row] = []
        var findings: [CSVFinding] = []
        while let record = try parser.next() {
            if record.fields.count == width {
                rows.append(
                    Row(line: record.line, cells: places.map { $0.map { trimmed(record.fields[$0]) } ?? "" }))
            } else {
                let message = "\(record.fields.count) fields, but the head has \(width)"
                findings.append(CSVFinding(line: record.line, message: message))
            }
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        return rows
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last else { return text }
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        guard blanks.contains(first) || blanks.contains(last) else { return text }
        let start: Substring.UTF8View = text.utf8.drop(while: blanks.contains)
        let end: Int = start.reversed().prefix(while: blanks.contains).count
        return String(start.dropLast(end)) ?? text
    }
}

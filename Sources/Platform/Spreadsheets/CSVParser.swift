/// Reads comma-separated values (RFC 4180) record by record and knows the line that each begins on.
///
/// Fields are separated by whichever of comma, semicolon and tab comes first; lines end as on any system; a
/// byte order mark is passed over.
public struct CSVParser {
    public struct Record {
        /// In the file, from 1; a field with line breaks makes the next record's greater.
        public let line: Int
        public var fields: [String]
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var line = 1

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        separator = bytes.first(where: candidates.contains) ?? candidates[0]
    }

    /// The next record, or nil at the end; lines without anything on them are none.
    public mutating func next() throws(CSVFinding) -> Record? {
        while position < bytes.count, endLine() {}
        guard position < bytes.count else { return nil }
        var record = Record(line: line, fields: [try field()])
        while position < bytes.count, !endLine() {
            guard bytes[position] == separator else {
                throw CSVFinding(line: record.line, message: "a quoted field goes on after its closing quote")
            }
            position += 1
            record.fields.append(try field())
        }
        return record
    }

    /// Passes over a line's end, if one is here.
    private mutating func endLine() -> Bool {
        switch bytes[position] {
        case UInt8(ascii: "\n"): position += 1
        case UInt8(ascii: "\r"):
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
        default: return false
        }
        line += 1
        return true
    }

    private mutating func field() throws(CSVFinding) -> String {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedField() }
        let start: Int = position
        while position < bytes.count, !endsField(bytes[position]) { position += 1 }
        return try text(bytes[start..<position], at: line)
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private mutating func quotedField() throws(CSVFinding) -> String {
        let quote = UInt8(ascii: "\"")
        let opened: Int = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte: UInt8 = bytes[position]
            if byte == quote {
                position += 1
                guard position < bytes.count, bytes[position] == quote else {
                    return try text(content[...], at: opened)
                }
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !comesBeforeLineFeed {
                line += 1
            }
            content.append(byte)
            position += 1
        }
        throw CSVFinding(line: opened, message: "a quote is opened and never closed")
    }

    private var comesBeforeLineFeed: Bool {
        position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
    }

    private func text(_ bytes: ArraySlice<UInt8>, at line: Int) throws(CSVFinding) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CSVFinding(line: line, message: "the text is not UTF-8")
        }
        return text
    }
}

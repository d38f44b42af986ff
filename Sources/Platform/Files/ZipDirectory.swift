/// The names in a ZIP archive, read from its central directory; nothing is ever expanded.
///
/// Layout after PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipDirectory {
    /// More names than any office document has.
    static let entryLimit = 10_000

    let names: [String]

    /// Nil where the bytes are not one whole archive from the first byte to the last.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
        guard let end = Self.endRecord(in: bytes) else { return nil }
        let count = Self.number(in: bytes, at: end + 10, width: 2)
        let size = Self.number(in: bytes, at: end + 12, width: 4)
        let start = Self.number(in: bytes, at: end + 16, width: 4)
        guard count <= Self.entryLimit, start + size == end else { return nil }
        var names: [String] = []
        var position = start
        for _ in 0..<count {
            guard position + 46 <= end, bytes[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
                return nil
            }
            let nameLength = Self.number(in: bytes, at: position + 28, width: 2)
            let extraLength = Self.number(in: bytes, at: position + 30, width: 2)
            let commentLength = Self.number(in: bytes, at: position + 32, width: 2)
            let next = position + 46 + nameLength + extraLength + commentLength
            guard next <= end else { return nil }
            let name = bytes[position + 46..<position + 46 + nameLength]
            names.append(String(decoding: name, as: UTF8.self))
            position = next
        }
        guard position == end else { return nil }
        self.names = names
    }

    /// The record at the end, followed by nothing but its comment.
    private static func endRecord(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let earliest = max(0, bytes.count - 22 - 0xFFFF)
        for position in stride(from: bytes.count - 22, through: earliest, by: -1)
        where bytes[position] == 0x50 && bytes[position...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let commentLength = number(in: bytes, at: position + 20, width: 2)
            if position + 22 + commentLength == bytes.count { return position }
        }
        return nil
    }

    private static func number(in bytes: [UInt8], at position: Int, width: Int) -> Int {
        bytes[position..<position + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The name under which a file is stored: 128 random bits, which say nothing of the file.
///
/// A key can only be 32 hexadecimal digits, so it never leads out of the store's folder.
public struct FileKey: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil where the text is not a key.
    public init?(_ text: String) {
        let isHexadecimal = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard text.utf8.count == 32, isHexadecimal else { return nil }
        description = text
    }

    private init(_ bits: UInt128) {
        let digits = String(bits, radix: 16)
        description = String(repeating: "0", count: 32 - digits.count) + digits
    }

    public static func random(using generator: inout some RandomNumberGenerator) -> FileKey {
        FileKey(UInt128.random(in: .min ... .max, using: &generator))
    }

    public static func random() -> FileKey {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }
}

/// What a browser sent with a form: names with one or more values, and files.
///
/// Only the names that a handler asks for are read, so that a field which a role may not set is ignored.
public struct Form: Sendable, Equatable {
    public struct File: Sendable, Equatable {
        public let name: String
        public let bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    public private(set) var values: [String: [String]] = [:]
    public private(set) var files: [String: [File]] = [:]

    /// Values and files together, whatever their names; more is refused as malformed.
    public static let mostParts = 5_000
    private var parts = 0

    public init() {}

    public init(_ values: [String: [String]]) {
        self.values = values
    }

    /// The first value, without white space around it; empty where there is none.
    public subscript(_ name: String) -> String {
        values[name]?.first?.trimmed ?? ""
    }

    public func all(_ name: String) -> [String] {
        values[name] ?? []
    }

    public func has(_ name: String) -> Bool {
        values[name] != nil
    }

    public func file(_ name: String) -> File? {
        files[name]?.first { !$0.name.isEmpty || !$0.bytes.isEmpty }
    }

    /// Whether any file was chosen; of a field without one, browsers send an empty part.
    public var hasFiles: Bool {
        files.keys.contains { file($0) != nil }
    }

    mutating func add(_ name: String, _ value: String) throws {
        try checkRoom()
        values[name, default: []].append(value.withPlainLineEnds)
    }

    mutating func add(_ name: String, _ file: File) throws {
        try checkRoom()
        files[name, default: []].append(file)
    }

    private mutating func checkRoom() throws {
        guard parts < Self.mostParts else { throw Problem(.invalid, "problem.malformed") }
        parts += 1
    }
}

extension Form {
    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, section 5.1).
    public init(urlEncoded bytes: [UInt8]) throws {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let mark = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            try add(Self.decode(pair[..<mark]), Self.decode(pair[mark...].dropFirst()))
        }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) throws -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexadecimal),
                    let low = iterator.next().flatMap(hexadecimal)
                else { throw Problem(.invalid, "problem.malformed") }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self), !text.utf8.contains(0) else {
            throw Problem(.invalid, "problem.malformed")
        }
        return text
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}

extension String {
    /// Browsers send line ends as CR LF whatever was typed. Compared byte by byte: reading long texts letter
    /// by letter costs more than all else of a form.
    fileprivate var withPlainLineEnds: String {
        guard utf8.contains(0x0D) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte == 0x0A, bytes.last == 0x0D { bytes.removeLast() }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether there is nothing in it but white space.
    public var isBlank: Bool {
        unicodeScalars.allSatisfy(\.isSpace)
    }

    /// Without white space around it.
    public var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

extension Unicode.Scalar {
    /// White space of any script. Most text is ASCII, for which no table of Unicode is asked.
    public var isSpace: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}

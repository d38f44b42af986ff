/// Reads RFC 8259 with the restrictions of I-JSON (RFC 7493) that a signature needs.
struct JSONParser {
    static let depthLimit = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONError) -> JSON {
        skipWhitespace()
        let value = try value()
        skipWhitespace()
        guard position == bytes.count else { throw failure(.trailingCharacters) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSON {
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard try peek() == word.utf8Start[index] else { throw failure(.unexpectedCharacter) }
            position += 1
        }
        return value
    }
}

// MARK: Objects and arrays

extension JSONParser {
    private mutating func object() throws(JSONError) -> JSON {
        try descend()
        var fields: [String: JSON] = [:]
        guard try !closes(with: UInt8(ascii: "}")) else { return .object(fields) }
        while true {
            let start = position
            let key = try text()
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            skipWhitespace()
            let value = try value()
            guard fields.updateValue(value, forKey: key) == nil else {
                throw failure(.duplicateKey(key), at: start)
            }
            guard try continues(until: UInt8(ascii: "}")) else { return .object(fields) }
        }
    }

    private mutating func array() throws(JSONError) -> JSON {
        try descend()
        var list: [JSON] = []
        guard try !closes(with: UInt8(ascii: "]")) else { return .array(list) }
        while true {
            list.append(try value())
            guard try continues(until: UInt8(ascii: "]")) else { return .array(list) }
        }
    }

    /// Steps over an opening bracket.
    private mutating func descend() throws(JSONError) {
        guard depth < Self.depthLimit else { throw failure(.nestedTooDeeply) }
        depth += 1
        position += 1
        skipWhitespace()
    }

    private mutating func closes(with bracket: UInt8) throws(JSONError) -> Bool {
        guard try peek() == bracket else { return false }
        depth -= 1
        position += 1
        return true
    }

    /// Steps over a comma, or over the closing bracket: then there is nothing more.
    private mutating func continues(until bracket: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        guard try !closes(with: bracket) else { return false }
        try expect(UInt8(ascii: ","))
        skipWhitespace()
        return true
    }
}

// MARK: Texts

extension JSONParser {
    private mutating func text() throws(JSONError) -> String {
        let opening = position
        try expect(UInt8(ascii: "\""))
        let start = position
        var isEscaped = false
        while try peek() != UInt8(ascii: "\"") {
            guard bytes[position] >= 0x20 else { throw failure(.controlCharacterInText) }
            if bytes[position] == UInt8(ascii: "\\") {
                isEscaped = true
                position += 1
                _ = try peek()
            }
            position += 1
        }
        let end = position
        position += 1
        let content = isEscaped ? try unescaped(start..<end) : bytes[start..<end]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw failure(.invalidText, at: opening)
        }
        return text
    }

    private func unescaped(_ range: Range<Int>) throws(JSONError) -> ArraySlice<UInt8> {
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                content.append(bytes[index])
                index += 1
                continue
            }
            if bytes[index + 1] == UInt8(ascii: "u") {
                let scalar = try escapedScalar(at: &index, before: range.upperBound)
                content.append(contentsOf: Character(scalar).utf8)
            } else {
                guard let byte = Self.escapes[bytes[index + 1]] else {
                    throw failure(.unexpectedCharacter, at: index)
                }
                content.append(byte)
                index += 2
            }
        }
        return content[...]
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    /// Reads `\uXXXX`, or the two of them that make a surrogate pair.
    private func escapedScalar(at index: inout Int, before end: Int) throws(JSONError) -> Unicode.Scalar {
        let start = index
        let unit = try escapedUnit(at: &index, before: end)
        guard UTF16.isLeadSurrogate(unit) else {
            guard let scalar = Unicode.Scalar(unit) else { throw failure(.invalidText, at: start) }
            return scalar
        }
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        else {
            throw failure(.invalidText, at: start)
        }
        let trail = try escapedUnit(at: &index, before: end)
        guard UTF16.isTrailSurrogate(trail) else { throw failure(.invalidText, at: start) }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private func escapedUnit(at index: inout Int, before end: Int) throws(JSONError) -> UInt16 {
        let digits = index + 2
        guard digits + 4 <= end else { throw failure(.unexpectedCharacter, at: index) }
        var unit: UInt16 = 0
        for position in digits..<digits + 4 {
            guard let digit = Self.hexDigit(bytes[position]) else {
                throw failure(.unexpectedCharacter, at: position)
            }
            unit = unit << 4 | UInt16(digit)
        }
        index = digits + 4
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

// MARK: Numbers

extension JSONParser {
    /// Integers within ±(2⁵³ − 1), however they are written, become `.integer`; all others are doubles.
    private mutating func number() throws(JSONError) -> JSON {
        let start = position
        skip(UInt8(ascii: "-"))
        guard position < bytes.count, Self.isDigit(bytes[position]) else {
            throw failure(position == start ? .unexpectedCharacter : .malformedNumber, at: start)
        }
        if !skip(UInt8(ascii: "0")) { try digits(of: start) }
        if position < bytes.count, Self.isDigit(bytes[position]) {
            throw failure(.malformedNumber, at: start)
        }
        if skip(UInt8(ascii: ".")) { try digits(of: start) }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            try digits(of: start)
        }
        let literal = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Double(literal), number.isFinite else { throw failure(.numberTooLarge, at: start) }
        guard number.magnitude < JSON.exactLimit, let integer = Int64(exactly: number) else {
            return .number(number)
        }
        return .integer(integer)
    }

    private mutating func digits(of start: Int) throws(JSONError) {
        let first = position
        while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
        guard position > first else { throw failure(.malformedNumber, at: start) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}

// MARK: Steps

extension JSONParser {
    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw failure(.endOfText) }
        return bytes[position]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw failure(.unexpectedCharacter) }
        position += 1
    }

    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        let offset = offset ?? position
        let newlines = bytes[..<offset].count { $0 == 0x0A }
        return JSONError(reason: reason, offset: offset, line: newlines + 1)
    }
}

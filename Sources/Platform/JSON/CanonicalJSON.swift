extension JSON {
    /// 2⁵³: below it every integer is exactly a double.
    static let exactLimit: Double = 9_007_199_254_740_992

    /// The canonical form of RFC 8785: equal documents have equal bytes, so they can be hashed and signed.
    ///
    /// NaN and the infinities, which JSON does not have, are written as `null`, as ECMAScript does.
    public var canonical: String {
        String(decoding: canonicalBytes, as: UTF8.self)
    }

    /// The canonical form of RFC 8785 in UTF-8.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let bool): bytes += (bool ? "true" : "false").utf8
        case .integer(let integer): JSON.append(integer, to: &bytes)
        case .number(let number): bytes += JSON.ecmaScript(number).utf8
        case .string(let text): JSON.append(text, to: &bytes)
        case .array(let list): JSON.append(list, to: &bytes)
        case .object(let fields): JSON.append(fields, to: &bytes)
        }
    }

    private static func append(_ list: [JSON], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in list.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            value.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Keys stand in the order of their UTF-16 code units.
    private static func append(_ fields: [String: JSON], to bytes: inout [UInt8]) {
        let ordered = fields.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        bytes.append(UInt8(ascii: "{"))
        for (index, field) in ordered.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            field.value.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let needsEscapes = text.utf8.contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        if needsEscapes { appendEscaped(text, to: &bytes) } else { bytes += text.utf8 }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0..<0x10: bytes += "\\u000\(String(byte, radix: 16))".utf8
            case 0x10..<0x20: bytes += "\\u00\(String(byte, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
    }

    private static func append(_ integer: Int64, to bytes: inout [UInt8]) {
        let isExact = integer.magnitude < UInt64(exactLimit)
        bytes += (isExact ? String(integer) : ecmaScript(Double(integer))).utf8
    }

    /// `Number::toString` of ECMA-262, whose shortest digits are those that Swift prints too.
    static func ecmaScript(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        guard number != 0 else { return "0" }
        let sign = number < 0 ? "-" : ""
        let (digits, point) = shortestDigits(of: number.magnitude)
        let count = digits.count
        if count <= point && point <= 21 {
            return sign + digits + String(repeating: "0", count: point - count)
        }
        if 0 < point && point <= 21 {
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }
        if -6 < point && point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + digits
        }
        let exponent = point > 0 ? "e+\(point - 1)" : "e\(point - 1)"
        let fraction = count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + exponent
    }

    /// The digits d₁d₂… and the place of the point in 0.d₁d₂… × 10^point.
    private static func shortestDigits(of magnitude: Double) -> (digits: String, point: Int) {
        let parts = magnitude.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".")
        let whole = mantissa[0].drop { $0 == "0" }
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        let all = String(whole) + fraction
        let leadingZeros = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leadingZeros))
        while digits.last == "0" { digits.removeLast() }
        return (digits, exponent + whole.count - leadingZeros)
    }
}

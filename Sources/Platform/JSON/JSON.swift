/// A JSON value that has exactly one way to be written: its canonical form.
///
/// Numbers are what ECMAScript has: an integer is exact up to 2⁵³ − 1, beyond that it is written as the
/// nearest double, so larger values belong into text. Texts are equal as Swift strings are, by canonical
/// equivalence; where every byte counts, compare `canonicalBytes`.
public indirect enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON {
    /// Reads one JSON document, strictly: see `JSONError.Reason` for what is refused.
    public init(parsing text: String) throws(JSONError) {
        self = try JSON(parsing: Array(text.utf8))
    }

    /// Reads one JSON document in UTF-8, strictly: see `JSONError.Reason` for what is refused.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

extension JSON {
    /// The value of a field, nothing where there is no such field or this is not an object.
    public subscript(key: String) -> JSON? {
        fields?[key]
    }

    public var isNull: Bool {
        self == .null
    }

    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    public var int: Int? {
        guard case .integer(let integer) = self else { return nil }
        return Int(exactly: integer)
    }

    /// The number, whether it was written with or without a fraction.
    public var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    public var list: [JSON]? {
        guard case .array(let list) = self else { return nil }
        return list
    }

    public var fields: [String: JSON]? {
        guard case .object(let fields) = self else { return nil }
        return fields
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) {
        self = .null
    }

    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    public init(floatLiteral value: Double) {
        self = .number(value)
    }

    public init(stringLiteral value: String) {
        self = .string(value)
    }

    public init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }

    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}

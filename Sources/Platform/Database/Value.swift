/// What a column holds, on either engine.
public enum Value: Hashable, Sendable {
    /// NULL carries its type: PostgreSQL refuses a parameter whose type it cannot tell.
    case null(Kind)
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    public enum Kind: Hashable, Sendable {
        case integer, real, text, bytes
    }

    var kind: Kind {
        switch self {
        case .null(let kind): kind
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .bytes: .bytes
        }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

/// A Swift type that a column can hold.
public protocol Bindable: Sendable {
    static var kind: Value.Kind { get }
    var value: Value { get }
    init?(value: Value)
}

extension Int: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(Int64(self)) }
    public init?(value: Value) {
        guard case .integer(let number) = value else { return nil }
        self = Int(number)
    }
}

extension Int64: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(self) }
    public init?(value: Value) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
}

/// Stored as 0 and 1, since SQLite has no other way.
extension Bool: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(self ? 1 : 0) }
    public init?(value: Value) {
        guard case .integer(let number) = value else { return nil }
        self = number != 0
    }
}

extension Double: Bindable {
    public static var kind: Value.Kind { .real }
    public var value: Value { .real(self) }
    public init?(value: Value) {
        switch value {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: return nil
        }
    }
}

extension String: Bindable {
    public static var kind: Value.Kind { .text }
    public var value: Value { .text(self) }
    public init?(value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension [UInt8]: Bindable {
    public static var kind: Value.Kind { .bytes }
    public var value: Value { .bytes(self) }
    public init?(value: Value) {
        guard case .bytes(let bytes) = value else { return nil }
        self = bytes
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    public static var kind: Value.Kind { Wrapped.kind }
    public var value: Value { self?.value ?? .null(Wrapped.kind) }
    public init?(value: Value) {
        if value.isNull {
            self = Wrapped?.none
        } else if let wrapped = Wrapped(value: value) {
            self = wrapped
        } else {
            return nil
        }
    }
}

/// An enumeration of words is stored as its word.
extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    public static var kind: Value.Kind { RawValue.kind }
    public var value: Value { rawValue.value }
    public init?(value: Value) {
        guard let raw = RawValue(value: value) else { return nil }
        self.init(rawValue: raw)
    }
}

/// The key of a row, of no use for any other table: an `ID<Person>` finds no application.
public struct ID<Record>: Hashable, Sendable, Bindable, RawRepresentable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

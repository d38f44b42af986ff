/// Stored as milliseconds.
extension Instant: Bindable {
    public static var kind: Value.Kind { .integer }
    public var value: Value { .integer(milliseconds) }
    public init?(value: Value) {
        guard case .integer(let number) = value else { return nil }
        self.init(milliseconds: number)
    }
}

/// Stored as YYYY-MM-DD, which sorts as dates do.
extension CalendarDate: Bindable {
    public static var kind: Value.Kind { .text }
    public var value: Value { .text(description) }
    public init?(value: Value) {
        guard case .text(let text) = value else { return nil }
        self.init(text)
    }
}

/// What is put into a message: words, or a number that is written and counted as the language does.
public enum MessageValue: Hashable, Sendable {
    case text(String)
    case number(Int)
}

extension MessageValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    public init(integerLiteral value: Int) {
        self = .number(value)
    }
}

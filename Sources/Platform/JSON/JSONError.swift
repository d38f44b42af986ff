/// Why a text is not a JSON document that we read, and where.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    public enum Reason: Equatable, Sendable {
        case endOfText
        case unexpectedCharacter
        /// A byte sequence that is not UTF-8, or half of a surrogate pair.
        case invalidText
        case controlCharacterInText
        /// A number with a leading zero or a missing digit.
        case malformedNumber
        case numberTooLarge
        /// Two keys of an object that are equal or differ only in their Unicode normalization.
        case duplicateKey(String)
        case nestedTooDeeply
        case trailingCharacters
    }

    public let reason: Reason
    /// Bytes from the beginning of the text.
    public let offset: Int
    /// Counted from 1.
    public let line: Int

    public var description: String {
        "line \(line), byte \(offset): \(explanation)"
    }

    private var explanation: String {
        switch reason {
        case .endOfText: "the text ends too early"
        case .unexpectedCharacter: "this character cannot stand here"
        case .invalidText: "this is not valid Unicode text"
        case .controlCharacterInText: "a control character in a text must be escaped"
        case .malformedNumber: "this is not a number as JSON writes it"
        case .numberTooLarge: "this number is too large"
        case .duplicateKey(let key): "the key \"\(key)\" occurs twice"
        case .nestedTooDeeply: "more than \(JSONParser.depthLimit) levels are nested"
        case .trailingCharacters: "nothing may follow the document"
        }
    }
}

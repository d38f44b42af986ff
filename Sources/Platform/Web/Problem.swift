public import HTTPTypes

/// An answer that is not what was asked for, and that its reader can do something about.
///
/// One vocabulary for the whole product. It becomes a page or RFC 9457 JSON, in the reader's language, in
/// one place; every other error is internal: logged with an identifier, shown as that identifier.
public struct Problem: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// What was sent cannot be accepted as it is; `fields` say what to change.
        case invalid
        /// Nobody is signed in, and somebody must be.
        case signIn
        case forbidden
        case notFound
        /// The address exists, and takes another method.
        case wrongMethod
        /// Somebody else was faster.
        case conflict
        case tooLarge
        case tooMany
        /// The time for it is over, or has not come.
        case closed
        /// All connections were taken; the same may be sent again.
        case busy
    }

    /// What is wrong with one field, as a message key with its arguments.
    public struct Field: Sendable, Equatable {
        public let name: String
        public let message: String
        public let arguments: [String: MessageValue]

        public init(_ name: String, _ message: String, _ arguments: [String: MessageValue] = [:]) {
            self.name = name
            self.message = message
            self.arguments = arguments
        }
    }

    /// Where to go on: a place, and a message key for what leads there.
    public struct Way: Sendable, Equatable {
        public let label: String
        public let path: String

        public init(_ label: String, to path: String) {
            self.label = label
            self.path = path
        }
    }

    public let code: Code
    /// A message key; the sentence says what to do next.
    public let message: String
    public let arguments: [String: MessageValue]
    public let fields: [Field]
    /// Where to do what the sentence says, if it is at one place.
    public let way: Way?

    public init(
        _ code: Code, _ message: String, _ arguments: [String: MessageValue] = [:], fields: [Field] = [],
        way: Way? = nil
    ) {
        self.code = code
        self.message = message
        self.arguments = arguments
        self.fields = fields
        self.way = way
    }

    public static let notFound = Problem(.notFound, "problem.not-found")

    public var status: HTTPResponse.Status {
        switch code {
        case .invalid: .unprocessableContent
        case .signIn: .unauthorized
        case .forbidden, .closed: .forbidden
        case .notFound: .notFound
        case .wrongMethod: .methodNotAllowed
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .busy: .serviceUnavailable
        }
    }

    /// Whether a page with a form comes back with it and with what was typed; the rest has pages of its own.
    public var returnsToForm: Bool {
        switch code {
        case .invalid, .conflict, .closed, .tooMany, .tooLarge: true
        case .signIn, .forbidden, .notFound, .wrongMethod, .busy: false
        }
    }
}

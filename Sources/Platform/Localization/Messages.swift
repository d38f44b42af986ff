/// Every message of one language, compiled and ready to be filled in.
///
/// Read from a flat JSON object of keys and messages:
/// `{"applications.count": "{count, plural, one {# application} other {# applications}}"}`.
/// `MessageFormat` has the grammar.
public struct Messages: Sendable {
    public let language: Language
    let formats: LanguageFormats
    private let messages: [String: Message]

    /// Throws with every message that does not compile.
    public init(language: Language, json: [UInt8]) throws(CatalogueError) {
        let formats = LanguageFormats(language)
        let fields = try Self.fields(json, language)
        var messages: [String: Message] = [:]
        messages.reserveCapacity(fields.count)
        var faults: [MessageFault] = []
        for (key, value) in fields {
            do throws(MessageFormat.SyntaxError) {
                guard let source = value.text else { throw MessageFormat.SyntaxError("not a text") }
                messages[key] = try MessageFormat.compile(source, categories: formats.plurals.categories)
            } catch {
                faults.append(MessageFault(language: language, key: key, reason: error.reason))
            }
        }
        guard faults.isEmpty else { throw CatalogueError(faults: faults) }
        self.language = language
        self.formats = formats
        self.messages = messages
    }

    public var keys: Set<String> { Set(messages.keys) }

    /// The names of the values that a message takes.
    public func arguments(of key: String) -> Set<String> {
        messages[key]?.arguments ?? []
    }

    /// The message with its values. Nil where there is none of that key.
    public func text(_ key: String, _ arguments: [String: MessageValue] = [:]) -> String? {
        messages[key]?.filled(with: arguments, by: formats)
    }

    private static func fields(
        _ json: [UInt8], _ language: Language
    ) throws(CatalogueError) -> [String: JSON] {
        let document: JSON
        do {
            document = try JSON(parsing: json)
        } catch {
            throw CatalogueError(language, "", reason: error.description)
        }
        guard let fields = document.fields else {
            throw CatalogueError(language, "", reason: "not an object of keys and messages")
        }
        return fields
    }
}

/// What is wrong with one message of one language.
public struct MessageFault: Hashable, Sendable, CustomStringConvertible {
    public let language: Language
    public let key: String
    public let reason: String

    public var description: String { "\(language) \(key): \(reason)" }
}

/// Messages that cannot be used; the application does not start with them.
public struct CatalogueError: Error, Hashable, CustomStringConvertible {
    public let faults: [MessageFault]

    init(faults: [MessageFault]) {
        self.faults = faults.sorted { $0.description < $1.description }
    }

    init(_ language: Language, _ key: String, reason: String) {
        faults = [MessageFault(language: language, key: key, reason: reason)]
    }

    public var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

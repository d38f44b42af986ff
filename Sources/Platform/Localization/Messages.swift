import Foundation

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
        let sources = try Self.sources(json, language)
        var messages: [String: Message] = [:]
        messages.reserveCapacity(sources.count)
        var faults: [MessageFault] = []
        for (key, source) in sources {
            do throws(MessageFormat.SyntaxError) {
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

    private static func sources(
        _ json: [UInt8], _ language: Language
    ) throws(CatalogueError) -> [String: String] {
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(json))
        } catch {
            let reason = "not a JSON object of texts: \(error)"
            throw CatalogueError(faults: [MessageFault(language: language, key: "", reason: reason)])
        }
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

    public var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

/// The messages of all languages that the interface speaks.
///
/// English is always among them: a message that another language lacks is shown in English, and one that
/// English lacks as its key in ⟦ ⟧, which tests look for.
public struct Catalogue: Sendable {
    /// English first, then the others by code.
    public let languages: [Language]
    private let messages: [Language: Messages]
    let english: Messages

    /// Throws with every message of every language that does not compile.
    public init(json: [Language: [UInt8]]) throws(CatalogueError) {
        var messages: [Language: Messages] = [:]
        var faults: [MessageFault] = []
        for (language, bytes) in json {
            do throws(CatalogueError) {
                messages[language] = try Messages(language: language, json: bytes)
            } catch {
                faults += error.faults
            }
        }
        if json[.english] == nil {
            faults.append(MessageFault(language: .english, key: "", reason: "there are no English messages"))
        }
        guard faults.isEmpty, let english = messages[.english] else { throw CatalogueError(faults: faults) }
        let others = messages.keys.filter { $0 != .english }
        languages = [.english] + others.sorted { $0.code < $1.code }
        self.english = english
        self.messages = messages
    }

    /// The messages of a language, or of the nearest one that there is.
    public func messages(_ language: Language) -> Messages {
        nearest(language) ?? english
    }

    /// The language for somebody who wishes these, the dearest first (RFC 4647, 3.4, "Lookup").
    public func best(for wishes: [Language]) -> Language {
        for wish in wishes {
            if let match = nearest(wish) { return match.language }
        }
        return .english
    }

    private func nearest(_ language: Language) -> Messages? {
        var candidate: Language? = language
        while let current = candidate {
            if let match = messages[current] { return match }
            candidate = current.parent
        }
        return nil
    }
}

extension Catalogue {
    /// What keeps the languages from saying the same: keys that one lacks or has alone, values that differ.
    public var missing: [MessageFault] {
        var faults: [MessageFault] = []
        for language in languages.dropFirst() {
            faults += differences(messages(language))
        }
        return faults.sorted { $0.description < $1.description }
    }

    private func differences(_ other: Messages) -> [MessageFault] {
        let language = other.language
        var faults: [MessageFault] = []
        for key in english.keys.subtracting(other.keys) {
            faults.append(MessageFault(language: language, key: key, reason: "missing"))
        }
        for key in other.keys.subtracting(english.keys) {
            faults.append(MessageFault(language: language, key: key, reason: "not in English"))
        }
        for key in english.keys.intersection(other.keys) {
            let expected = english.arguments(of: key)
            let found = other.arguments(of: key)
            guard expected != found else { continue }
            let reason = "takes \(Self.listed(found)) where English takes \(Self.listed(expected))"
            faults.append(MessageFault(language: language, key: key, reason: reason))
        }
        return faults
    }

    private static func listed(_ names: Set<String>) -> String {
        names.isEmpty ? "nothing" : names.sorted().joined(separator: ", ")
    }
}

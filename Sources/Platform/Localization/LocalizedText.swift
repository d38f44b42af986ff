/// A text that staff wrote in one or more languages: the name of a nomination, a guideline.
///
/// Language code → text, and coded as just that: `{"en": "Individuals", "ru": "Физические лица"}`.
public struct LocalizedText: Hashable, Sendable {
    public var texts: [String: String]

    public init(_ texts: [String: String]) {
        self.texts = texts
    }

    public init(english: String) {
        texts = ["en": english]
    }

    /// The text for a reader, and the language it is in, which the page must say where it is another one.
    ///
    /// The language asked for, then it without its region or script, then English, then the first by code.
    /// Blank texts count as missing; an empty English text where there is none at all.
    public func pick(_ language: Language) -> (text: String, language: Language) {
        var candidate: Language? = language
        while let current = candidate {
            if let text = text(current.code) { return (text, current) }
            candidate = current.parent
        }
        if let text = text(Language.english.code) { return (text, .english) }
        for code in texts.keys.sorted() {
            if let text = text(code), let other = Language(code) { return (text, other) }
        }
        return ("", .english)
    }

    private func text(_ code: String) -> String? {
        guard let text = texts[code], !text.isBlank else { return nil }
        return text
    }
}

extension LocalizedText: Codable {
    public init(from decoder: any Decoder) throws {
        texts = try decoder.singleValueContainer().decode([String: String].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(texts)
    }
}

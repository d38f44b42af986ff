/// A language by its BCP 47 code: "en", "pt-BR", "zh-Hant".
///
/// Language, script, region and variants of RFC 5646, in their usual case; extensions, private use and
/// grandfathered codes are refused.
public struct Language: Hashable, Sendable {
    public let code: String

    /// Nil where the code is not well formed. Whether such a language exists is another question.
    public init?(_ code: String) {
        guard code.utf8.count <= 35, let tags = Self.normalized(code) else { return nil }
        self.code = tags.joined(separator: "-")
    }

    private init(known code: String) {
        self.code = code
    }

    public static let english = Language(known: "en")
    public static let russian = Language(known: "ru")
    public static let arabic = Language(known: "ar")

    /// The language alone: "zh" of "zh-Hant-TW".
    public var base: Language {
        Language(known: String(code.prefix { $0 != "-" }))
    }

    /// The same language said less exactly: "zh-Hant" for "zh-Hant-TW", nothing for "zh" (RFC 4647, 3.4).
    public var parent: Language? {
        guard let end = code.lastIndex(of: "-") else { return nil }
        return Language(known: String(code[..<end]))
    }
}

extension Language {
    /// Whether it is written from the right to the left.
    public var isRightToLeft: Bool {
        let tags = code.split(separator: "-")
        if tags.count > 1, tags[1].utf8.count == 4 {
            return Self.rightToLeftScripts.contains(String(tags[1]))
        }
        return Self.rightToLeftLanguages.contains(String(tags[0]))
    }

    /// "rtl" or "ltr", for the `dir` attribute.
    public var direction: String {
        isRightToLeft ? "rtl" : "ltr"
    }

    private static let rightToLeftScripts: Set<String> = [
        "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
    ]

    /// Those whose usual script it is.
    private static let rightToLeftLanguages: Set<String> = [
        "ar", "arc", "bal", "bgn", "brh", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "prs",
        "ps",
        "sd", "skr", "syr", "ug", "ur", "yi",
    ]
}

extension Language {
    private static func normalized(_ code: String) -> [String]? {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), first.isASCIILetters else {
            return nil
        }
        let language = first.lowercased()
        var tags = [currentCodes[language] ?? language]
        var step = Step.language
        for part in parts.dropFirst() {
            guard let next = Step(of: part, after: step) else { return nil }
            step = next
            tags.append(next.cased(part))
        }
        return tags
    }

    /// Codes that old telephones still send, and those which took their place.
    private static let currentCodes: [String: String] = ["in": "id", "iw": "he", "ji": "yi"]

    /// Which part of a code a subtag is; each may only follow those before it.
    private enum Step: Int {
        case language, script, region, variant

        init?(of part: Substring, after last: Step) {
            let count = part.utf8.count
            if count == 4, part.isASCIILetters, last == .language {
                self = .script
            } else if count == 2 && part.isASCIILetters || count == 3 && part.isASCIIDigits {
                guard last.rawValue < Step.region.rawValue else { return nil }
                self = .region
            } else if (5...8).contains(count) || count == 4 && part.prefix(1).isASCIIDigits {
                guard part.isASCIIAlphanumeric else { return nil }
                self = .variant
            } else {
                return nil
            }
        }

        func cased(_ part: Substring) -> String {
            switch self {
            case .script: part.prefix(1).uppercased() + part.dropFirst().lowercased()
            case .region: part.uppercased()
            case .language, .variant: part.lowercased()
            }
        }
    }
}

extension Substring {
    fileprivate var isASCIILetters: Bool {
        utf8.allSatisfy { byte in (0x61...0x7A).contains(byte | 0x20) }
    }

    fileprivate var isASCIIDigits: Bool {
        utf8.allSatisfy { byte in (0x30...0x39).contains(byte) }
    }

    fileprivate var isASCIIAlphanumeric: Bool {
        utf8.allSatisfy { byte in (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) }
    }
}

extension Language: CustomStringConvertible {
    public var description: String { code }
}

extension Language: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let language = Language(code) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a language: \(code)")
        }
        self = language
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

internal import Foundation
internal import Platform

// How names of people and organisations are compared, in any script: what differs only in writing is one.

/// A name that somebody looks for: each word begins one of the words of the name.
struct SearchedName: Sendable {
    private let beginnings: [String]

    init(_ typed: String) {
        beginnings = ComparedText.words(of: typed)
    }

    func matches(_ name: String) -> Bool {
        guard !beginnings.isEmpty else { return true }
        let words = ComparedText.words(of: name)
        return beginnings.allSatisfy { beginning in words.contains { $0.hasPrefix(beginning) } }
    }
}

/// The words of a text without case, marks, width and punctuation.
enum ComparedText {
    static func words(of text: String) -> [String] {
        let plain = text.decomposedStringWithCompatibilityMapping.lowercased().replacing("ß", with: "ss")
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: plain.unicodeScalars.compactMap(unified))
        let whole = String(kept).precomposedStringWithCanonicalMapping
        return whole.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Letters that one word is written with now and then are one. Nothing of marks, and of dots: they belong
    /// to abbreviations, which are one word with or without them.
    private static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if marks.contains(where: { $0.contains(scalar.value) }) { return nil }
        return switch scalar {
        case ".", "'", "\u{2019}", "\u{0640}", "\u{200C}", "\u{200D}": nil
        case "\u{0629}": "\u{0647}"
        case "\u{0649}", "\u{06CC}": "\u{064A}"
        case "\u{06A9}": "\u{0643}"
        default: scalar
        }
    }

    /// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Those of India are
    /// letters.
    private static let marks: [ClosedRange<UInt32>] = [
        0x0300...0x036F, 0x0591...0x05C7, 0x0610...0x061A, 0x064B...0x065F, 0x0670...0x0670,
        0x06D6...0x06ED,
    ]
}

/// A person's name as it is compared: its words in any order.
struct PersonNameKey: Hashable, Sendable {
    let text: String

    /// Nothing for a single word, which many share.
    init?(_ name: String) {
        let words = ComparedText.words(of: name)
        guard words.count >= 2 else { return nil }
        text = words.sorted().joined(separator: " ")
    }
}

/// An organisation's name as it is compared: without its legal form.
struct OrganisationKey: Hashable, Sendable {
    static let fewestLetters = 3

    let text: String

    /// Nothing for a name too short to tell organisations apart.
    init?(_ name: String) {
        let words = LegalForms.removed(from: ComparedText.words(of: name))
        let joined = words.joined(separator: " ")
        // A sign of Chinese or Japanese says what a few letters say elsewhere.
        let isShort = joined.count < Self.fewestLetters && joined.utf8.count < 2 * Self.fewestLetters
        guard !isShort else { return nil }
        text = joined
    }
}

/// The part of an e-mail address behind which an organisation may stand.
enum MailDomain {
    /// Nothing for a provider with whom anybody has an address.
    static func ofOrganisation(_ email: String) -> String? {
        guard let at = email.lastIndex(of: "@") else { return nil }
        let domain = email[email.index(after: at)...].lowercased()
        let isOpenToAll = PublicMailProviders.contains(domain)
        return domain.isEmpty || isOpenToAll ? nil : domain
    }

    /// The domain and those that it lies in, down to two labels.
    static func enclosing(_ domain: String) -> [String] {
        let labels = domain.split(separator: ".")
        guard labels.count >= 2 else { return [domain] }
        return (0...(labels.count - 2)).map { labels[$0...].joined(separator: ".") }
    }
}

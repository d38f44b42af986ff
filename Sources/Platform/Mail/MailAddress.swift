import Foundation

/// An e-mail address, perhaps with the name of whom it belongs to.
///
/// The part before the @ is ASCII without quotes, as almost all are; a domain in any script is kept in its
/// ASCII form (IDNA). No address has spaces or line breaks in it.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// "ann@example.org", the domain in lower case.
    public let address: String
    public let name: String?

    /// Reads "ann@example.org" or "Ann Lee <ann@example.org>"; nil where it is neither.
    public init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasSuffix(">"), let bracket = trimmed.lastIndex(of: "<") else {
            self.init(trimmed, name: nil)
            return
        }
        let start = trimmed.index(after: bracket)
        let address = String(trimmed[start...].dropLast())
        let name = trimmed[..<bracket].trimmingCharacters(in: Self.nameEdges)
        self.init(address, name: name)
    }

    /// Nil where the address is not one. Line breaks and other controls in the name become spaces.
    public init?(_ address: String, name: String?) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), let domain = Self.domain(parts[1]) else {
            return nil
        }
        self.address = parts[0] + "@" + domain
        guard self.address.utf8.count <= 254 else { return nil }
        let clean = name.map(HeaderText.clean) ?? ""
        self.name = clean.isEmpty ? nil : clean
    }

    public var description: String {
        name.map { "\($0) <\(address)>" } ?? address
    }

    /// What stands after the @.
    public var domain: String {
        String(address.drop { $0 != "@" }.dropFirst())
    }

    private static let nameEdges = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\""))

    /// The dot-atom of RFC 5322, section 3.2.3, of at most 64 bytes.
    private static func isLocalPart(_ part: Substring) -> Bool {
        let atoms = part.split(separator: ".", omittingEmptySubsequences: false)
        return part.utf8.count <= 64
            && atoms.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(HeaderText.isAtomic) }
    }

    private static func domain(_ part: Substring) -> String? {
        let isName = part.unicodeScalars.allSatisfy { scalar in
            scalar == "-" || scalar == "." || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
        guard isName, part.utf8.count <= 253 else { return nil }
        guard let domain = URLComponents(string: "http://\(part)/")?.encodedHost?.lowercased() else {
            return nil
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy(isLabel) ? domain : nil
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let isPlain = label.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || HeaderText.isLetterOrDigit(byte)
        }
        return isPlain && (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
            && !label.hasSuffix("-")
    }
}

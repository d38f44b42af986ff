import Foundation

/// A file name that is safe to offer with a download or an attachment, whatever somebody proposed.
///
/// It has no path, control, direction-changing or reserved characters, and its extension belongs to what the
/// file is, so that "invoice.html" with plain text in it arrives as "invoice.html.txt".
public struct DownloadName: Hashable, Sendable, CustomStringConvertible {
    /// In bytes; file systems take 255, and people shorten by hand what is longer.
    static let lengthLimit = 120

    public let description: String

    /// The type is left out where the name is of our own making.
    public init(_ proposed: String, type: SniffedType? = nil) {
        let lastPart = proposed.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let allowed = lastPart.precomposedStringWithCanonicalMapping.unicodeScalars.filter(Self.isAllowed)
        let name = String(String.UnicodeScalarView(allowed)).trimmingCharacters(in: Self.edges)
        let parts = Self.split(name.isEmpty ? "file" : name)
        let isSuitable = type.map { $0.extensions.contains(parts.ending.lowercased()) } ?? true
        let stem = isSuitable ? parts.stem : Self.joined(parts.stem, parts.ending)
        let ending = isSuitable ? parts.ending : type?.extensions.first ?? ""
        description = Self.joined(Self.shortened(Self.unreserved(stem), endingWith: ending), ending)
    }

    /// The value of a Content-Disposition header (RFC 6266, RFC 8187) that makes every client save the file.
    public var contentDisposition: String {
        let fallback = String(description.unicodeScalars.map(Self.fallback))
        return "attachment; filename=\"\(fallback)\"; filename*=\(extendedValue)"
    }

    /// The name as a parameter of a header that is marked with an asterisk (RFC 8187): ASCII without spaces.
    var extendedValue: String {
        "UTF-8''" + description.utf8.map(Self.percentEncoded).joined()
    }

    private static let edges = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "."))

    /// Neither controls, nor invisible format characters such as those that turn the direction, nor what a
    /// file system or a shell of any platform reserves.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: !"<>:\"|?*%".unicodeScalars.contains(scalar)
        }
    }

    private static func split(_ name: String) -> (stem: String, ending: String) {
        guard let point = name.lastIndex(of: "."), point > name.startIndex else { return (name, "") }
        let ending = String(name[name.index(after: point)...])
        let isEnding = !ending.isEmpty && ending.utf8.count <= 10 && !ending.contains(" ")
        return isEnding ? (String(name[..<point]), ending) : (name, "")
    }

    private static func joined(_ stem: String, _ ending: String) -> String {
        ending.isEmpty ? stem : stem + "." + ending
    }

    /// Windows opens a device instead of a file with such a name.
    private static func unreserved(_ stem: String) -> String {
        let first = stem.prefix { $0 != "." }.uppercased()
        let isNumbered = first.count == 4 && (first.hasPrefix("COM") || first.hasPrefix("LPT"))
        let isDevice = ["CON", "PRN", "AUX", "NUL"].contains(first) || isNumbered
        return isDevice ? "_" + stem : stem
    }

    private static func shortened(_ stem: String, endingWith ending: String) -> String {
        let limit = lengthLimit - ending.utf8.count - 1
        var stem = stem
        while stem.utf8.count > limit { stem.removeLast() }
        let trimmed = stem.trimmingCharacters(in: edges)
        return trimmed.isEmpty ? "file" : trimmed
    }

    private static func fallback(_ scalar: Unicode.Scalar) -> Character {
        scalar.isASCII ? Character(scalar) : "_"
    }

    private static func percentEncoded(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            return String(UnicodeScalar(byte))
        case _ where "!#$&+-.^_`|~".utf8.contains(byte):
            return String(UnicodeScalar(byte))
        default:
            return (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
    }
}

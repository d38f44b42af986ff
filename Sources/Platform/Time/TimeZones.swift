public import Foundation

/// Names of time zones as browsers and people give them.
public enum TimeZones {
    /// The zones to choose from, such as "Europe/Moscow".
    public static let all: [String] = {
        var names = Set(TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") })
        names.insert("UTC")
        return names.sorted()
    }()

    /// The zone of an IANA name, old names such as "Asia/Calcutta" included. Nil for anything else.
    ///
    /// Offsets such as "GMT+3" are refused: they do not know when clocks change.
    public static func zone(_ name: String) -> TimeZone? {
        guard name.utf8.count <= 50, name == "UTC" || name.contains("/") else { return nil }
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2F, 0x2B, 0x2D, 0x5F: true
            default: false
            }
        }
        return isPlain ? TimeZone(identifier: name) : nil
    }
}

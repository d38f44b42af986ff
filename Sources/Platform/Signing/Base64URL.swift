import Foundation

/// Base64 for addresses and JSON (RFC 4648, section 5), without padding.
public enum Base64URL {
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let base64 = Data(bytes).base64EncodedString()
        let unpadded = String(base64.prefix { $0 != "=" })
        return unpadded.replacing("+", with: "-").replacing("/", with: "_")
    }

    /// Reads exactly what `encode` writes: two different texts never give the same bytes.
    public static func decode(_ text: String) -> [UInt8]? {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64 + padding) else { return nil }
        let bytes = Array(data)
        return encode(bytes) == text ? bytes : nil
    }
}

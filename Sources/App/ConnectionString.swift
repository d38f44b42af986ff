internal import Foundation

/// PostgreSQL's connection string as it may be shown to whoever looks over a shoulder.
///
/// It is read as libpq does ("Connection Strings" in PostgreSQL's manual). In doubt more is hidden: what does
/// not read as one is not shown at all.
enum ConnectionString {
    private static let secrets: Set<String> = [
        "oauth_client_secret", "password", "scram_client_key", "scram_server_key", "sslpassword",
    ]
    private static let mask = "(set)"

    static func withoutSecrets(_ text: String) -> String {
        for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) {
            return scheme + maskedAddress(text.dropFirst(scheme.count))
        }
        return maskedPairs(text) ?? mask
    }

    // MARK: postgresql://person:password@host/database?password=…

    private static func maskedAddress(_ address: Substring) -> String {
        var shown = String(address)
        if let end = address.lastIndex(of: "@"), let colon = address[..<end].firstIndex(of: ":") {
            shown = address[...colon] + mask + address[end...]
        }
        guard let query = shown.firstIndex(of: "?") else { return shown }
        let parameters = shown[shown.index(after: query)...].split(
            separator: "&", omittingEmptySubsequences: false)
        return shown[...query] + parameters.map(maskedParameter).joined(separator: "&")
    }

    private static func maskedParameter(_ parameter: Substring) -> String {
        guard let equals = parameter.firstIndex(of: "=") else { return String(parameter) }
        let name = String(parameter[..<equals])
        return isSecret(name.removingPercentEncoding ?? name) ? name + "=" + mask : String(parameter)
    }

    // MARK: host=… password='…'

    /// Nothing where it has a word that is no pair, or a quotation without an end.
    private static func maskedPairs(_ text: String) -> String? {
        let pair = #/\s*([^\s=]+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*|)(?=\s|$)/#
            .dotMatchesNewlines()
        var (rest, shown) = (text[...], "")
        while let found = rest.prefixMatch(of: pair) {
            let isHidden = isSecret(String(found.1)) && !found.2.isEmpty
            shown += rest[..<found.2.startIndex] + (isHidden ? mask[...] : found.2)
            rest = rest[found.range.upperBound...]
        }
        return rest.allSatisfy(\.isWhitespace) ? shown + rest : nil
    }

    private static func isSecret(_ name: String) -> Bool {
        secrets.contains(name.lowercased())
    }
}

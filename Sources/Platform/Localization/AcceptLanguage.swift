extension Reader {
    /// The languages that a browser asks for, the dearest first (RFC 9110, 12.5.4).
    ///
    /// Reads no more than the first 20 ranges of the first 500 bytes; skips "*", refused languages (q=0) and
    /// what is not well formed. Equals keep their order.
    public static func languages(acceptLanguage: String) -> [Language] {
        let bounded = String(decoding: acceptLanguage.utf8.prefix(500), as: UTF8.self)
        var wishes: [(language: Language, weight: Int)] = []
        for range in bounded.split(separator: ",", maxSplits: 20).prefix(20) {
            guard let wish = wish(range), wish.weight > 0 else { continue }
            guard !wishes.contains(where: { $0.language == wish.language }) else { continue }
            wishes.append(wish)
        }
        let order = wishes.indices.sorted { left, right in
            (-wishes[left].weight, left) < (-wishes[right].weight, right)
        }
        return order.map { wishes[$0].language }
    }

    private static func wish(_ range: Substring) -> (language: Language, weight: Int)? {
        let parts = range.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        guard let first = parts.first, let language = Language(String(first)) else { return nil }
        if parts.count == 1 { return (language, 1000) }
        guard parts.count == 2, let weight = thousandths(parts[1]) else { return nil }
        return (language, weight)
    }

    /// The weight of "q=0.8" in thousandths: 800.
    private static func thousandths(_ parameter: Substring) -> Int? {
        guard parameter.hasPrefix("q=") || parameter.hasPrefix("Q=") else { return nil }
        let value = parameter.dropFirst(2)
        guard let whole = value.first, whole == "0" || whole == "1" else { return nil }
        let fraction = value.dropFirst()
        if fraction.isEmpty { return whole == "1" ? 1000 : 0 }
        let digits = fraction.dropFirst()
        guard fraction.first == ".", digits.utf8.count <= 3 else { return nil }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let padded = digits + String(repeating: "0", count: 3 - digits.utf8.count)
        guard let rest = Int(padded), whole == "0" || rest == 0 else { return nil }
        return whole == "1" ? 1000 : rest
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let front = text.drop { $0 == " " || $0 == "\t" }
        guard let last = front.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return front[...last]
    }
}

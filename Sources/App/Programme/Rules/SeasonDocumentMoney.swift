/// An amount of money, in the smallest unit of its currency: 10,000 US dollars are 1,000,000 cents.
///
/// Season documents write it as people do, `10000.00 USD`.
struct Money: Hashable, Sendable {
    var minor: Int64
    var currency: CurrencyCode
}

extension Money: DocumentScalar {
    static var mistake: String { "season.check.not-money" }

    init?(documentText text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let currency = CurrencyCode(String(parts[1])) else { return nil }
        let amount = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(amount.count), amount.allSatisfy({ Self.isNumber($0) }) else { return nil }
        let fraction: Substring = amount.count == 2 ? amount[1] : ""
        guard fraction.count <= currency.digits, amount[0].count + currency.digits <= 15 else { return nil }
        let padding = String(repeating: "0", count: currency.digits - fraction.count)
        guard let minor = Int64(amount[0] + fraction + padding) else { return nil }
        self.init(minor: minor, currency: currency)
    }

    var documentContent: DocumentNode.Content {
        let digits = String(minor)
        let padding = String(repeating: "0", count: max(0, currency.digits + 1 - digits.count))
        let padded = padding + digits
        let whole = padded.dropLast(currency.digits)
        let fraction = padded.suffix(currency.digits)
        let point = fraction.isEmpty ? "" : "."
        return .text(whole + point + fraction + " " + currency.code)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

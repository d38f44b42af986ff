import Foundation
import Platform

/// A country of ISO 3166-1 by its alpha-2 code.
struct CountryCode: Hashable, Sendable {
    let code: String

    init?(_ code: String) {
        guard Countries.contains(code) else { return nil }
        self.code = code
    }
}

extension CountryCode: DocumentScalar {
    static var mistake: String { "season.check.not-country" }

    init?(documentText text: String) {
        self.init(text)
    }

    var documentContent: DocumentNode.Content { .text(code) }
}

/// A currency of ISO 4217.
struct CurrencyCode: Hashable, Sendable {
    let code: String

    init?(_ code: String) {
        guard Self.known.contains(code) else { return nil }
        self.code = code
    }

    /// How many digits stand behind the point.
    var digits: Int { Currency.minorDigits(of: code) }

    private static let known = Set(Locale.Currency.isoCurrencies.map(\.identifier))
}

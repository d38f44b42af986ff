import Foundation
import Platform

/// A value that stands in a season document as one word or number, read as the kind that the schema expects
/// there: `NO` is a country among countries and `1.0` is a text where a text belongs.
protocol DocumentScalar: Equatable, Sendable {
    /// The finding for a text that is no such value.
    static var mistake: String { get }

    /// All there are, where a person can be told them.
    static var allowedTexts: [String]? { get }

    init?(documentText text: String)

    var documentContent: DocumentNode.Content { get }
}

extension DocumentScalar {
    static var allowedTexts: [String]? { nil }
}

extension DocumentScalar where Self: RawRepresentable & CaseIterable, RawValue == String {
    static var mistake: String { "season.check.not-allowed" }
    static var allowedTexts: [String]? { allCases.map(\.rawValue) }

    init?(documentText text: String) {
        self.init(rawValue: text)
    }

    var documentContent: DocumentNode.Content { .text(rawValue) }
}

extension String: DocumentScalar {
    static var mistake: String { "season.check.not-value" }

    init?(documentText text: String) {
        self = text
    }

    var documentContent: DocumentNode.Content { .text(self) }
}

extension Int: DocumentScalar {
    static var mistake: String { "season.check.not-integer" }

    init?(documentText text: String) {
        self.init(text)
    }

    var documentContent: DocumentNode.Content { .integer(Int64(self)) }
}

extension Double: DocumentScalar {
    static var mistake: String { "season.check.not-number" }

    init?(documentText text: String) {
        guard let number = Double(text), number.isFinite else { return nil }
        self = number
    }

    var documentContent: DocumentNode.Content {
        if let integer = Int64(exactly: self) { return .integer(integer) }
        return .decimal(self)
    }
}

extension Bool: DocumentScalar {
    static var mistake: String { "season.check.not-flag" }

    init?(documentText text: String) {
        switch text {
        case "true", "yes": self = true
        case "false", "no": self = false
        default: return nil
        }
    }

    var documentContent: DocumentNode.Content { .flag(self) }
}

extension Language: DocumentScalar {
    static var mistake: String { "season.check.not-language" }

    init?(documentText text: String) {
        guard let language = Language(text), language.code == text else { return nil }
        guard Locale.LanguageCode(language.base.code).isISOLanguage else { return nil }
        self = language
    }

    var documentContent: DocumentNode.Content { .text(code) }
}

extension TimeZone: DocumentScalar {
    static var mistake: String { "season.check.not-time-zone" }

    init?(documentText text: String) {
        guard let zone = TimeZones.zone(text) else { return nil }
        self = zone
    }

    var documentContent: DocumentNode.Content { .text(identifier) }
}

extension FieldKind: DocumentScalar {
    static var mistake: String { "season.check.not-allowed" }
    static var allowedTexts: [String]? { all.map(\.name) }

    init?(documentText text: String) {
        guard let kind = FieldKind.named(text) else { return nil }
        self = kind
    }

    var documentContent: DocumentNode.Content { .text(name) }
}

extension SniffedType: DocumentScalar {
    static var mistake: String { "season.check.not-allowed" }
    static var allowedTexts: [String]? { allCases.map(\.usualExtension) }

    /// Documents name types of files by their usual extension: `pdf`.
    init?(documentText text: String) {
        guard let type = Self.allCases.first(where: { $0.usualExtension == text }) else { return nil }
        self = type
    }

    var documentContent: DocumentNode.Content { .text(usualExtension) }

    private var usualExtension: String { extensions[0] }
}

extension FieldSettings.Counted: DocumentScalar {}
extension FieldSettings.Period: DocumentScalar {}

internal import Platform

// What applicants wrote, in the languages of the jury.
//
// Staff paste a translation and say where it comes from; jurors read it beside the original and never instead
// of it. Only what jurors may read of an application is translated: in a blind round nothing that tells who
// applies. It says nothing to the score.
//
// Tables: application_translation.

/// What an applicant wrote, in one other language.
struct ApplicationTranslation: Sendable {
    /// Who made it. Of what is not said it is claimed the least.
    enum Origin: String, Sendable, Bindable, CaseIterable {
        case applicant, human, machine
    }

    struct Text: Sendable, Equatable {
        let text: String
        /// Of the original that it was made from.
        let original: String
    }

    let language: Language
    let origin: Origin
    /// By the keys of the fields.
    let texts: [String: Text]
    let version: Int

    static func of(_ application: ID<Application>, _ tx: Transaction) throws -> [ApplicationTranslation] {
        let rows = try tx.rows(
            """
            SELECT * FROM application_translation WHERE application_id = \(application) ORDER BY language
            """)
        return try rows.compactMap(ApplicationTranslation.init)
    }

    private init?(_ row: Row) throws {
        guard let language = Language(try row["language"]) else { return nil }
        self.language = language
        origin = try row["origin"]
        version = try row["version"]
        guard case .object(let fields) = try JSON(parsing: row["answers"] as String) else {
            throw DatabaseError.decoding("a translation does not read")
        }
        texts = fields.compactMapValues { field in
            guard let text = field["text"]?.text, let original = field["original"]?.text else { return nil }
            return Text(text: text, original: original)
        }
    }

    /// Whether the original of a field has changed since.
    func isOutdated(_ field: String, original: String) -> Bool {
        texts[field].map { $0.original != Self.mark(of: original) } ?? false
    }

    /// Tells one original from another.
    static func mark(of original: String) -> String {
        Base64URL.encode(digest(original))
    }
}

extension ReviewedText {
    struct Passage: Sendable {
        let field: FormField
        let text: String
    }

    /// What can be translated: what applicants wrote in their own words.
    var passages: [Passage] {
        sections.flatMap(\.answers).compactMap { item in
            guard item.field.isInOwnWords, case .text(let text) = item.answer else { return nil }
            return Passage(field: item.field, text: text)
        }
    }
}

extension FormField {
    /// Whether it is answered in one's own words.
    var isInOwnWords: Bool { [.shortText, .longText].contains(kind) }
}

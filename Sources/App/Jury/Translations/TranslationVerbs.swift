internal import Platform

/// A translation as somebody pasted it.
struct TranslationInput: Sendable {
    static let longestText = 20_000

    var language = ""
    var origin = ""
    /// By the keys of the fields; blank where there is none.
    var texts: [String: String] = [:]
    /// The version that the page showed; 0 where there was none.
    var base = 0

    static func name(_ field: FormField) -> String { "text." + field.key }

    init(_ form: Form, of text: ReviewedText) {
        language = form["language"]
        origin = form["origin"]
        base = Int(form["version"]) ?? 0
        for passage in text.passages {
            texts[passage.field.key] = form[Self.name(passage.field)].asLines
        }
    }

    /// What stands there, to be gone on from.
    init(_ stored: ApplicationTranslation?, into language: Language) {
        self.language = language.code
        origin = stored?.origin.rawValue ?? ""
        texts = stored?.texts.mapValues(\.text) ?? [:]
        base = stored?.version ?? 0
    }
}

/// Keeping translations of what applicants wrote.
enum TranslationVerbs {
    enum Outcome: Sendable {
        case saved
        /// Somebody else has saved meanwhile.
        case conflict(ApplicationTranslation)
    }

    /// An outdated passage that is saved as it was counts as looked at again.
    static func save(
        _ input: TranslationInput, of application: JuryApplication, _ text: ReviewedText, by act: Act,
        _ tx: Transaction
    ) throws -> Outcome {
        let (language, origin) = try check(input, text)
        let stored = try ApplicationTranslation.of(application.id, tx).first { $0.language == language }
        if let stored, stored.version != input.base { return .conflict(stored) }
        let answers = answers(input, text, over: stored)
        let (version, content) = ((stored?.version ?? 0) + 1, JSON.object(answers))
        try tx.run(
            """
            INSERT INTO application_translation (application_id, language, origin, answers, version,
                saved_at, saved_by)
            VALUES (\(application.id), \(language.code), \(origin), \(content.canonical), \(version),
                \(act.at), \(act.person))
            ON CONFLICT (application_id, language) DO UPDATE SET origin = excluded.origin,
                answers = excluded.answers, version = excluded.version, saved_at = excluded.saved_at,
                saved_by = excluded.saved_by
            """)
        try tx.audit(
            "application translated", on: "application", application.id.rawValue, by: act,
            [
                "language": .string(language.code), "origin": .string(origin.rawValue), "answers": content,
            ])
        return .saved
    }

    /// What is not on the page, such as what a blind round hides, stays as it was.
    private static func answers(
        _ input: TranslationInput, _ text: ReviewedText, over stored: ApplicationTranslation?
    ) -> [String: JSON] {
        var texts = stored?.texts ?? [:]
        for passage in text.passages {
            let typed = input.texts[passage.field.key] ?? ""
            let mark = ApplicationTranslation.mark(of: passage.text)
            texts[passage.field.key] = typed.isEmpty ? nil : .init(text: typed, original: mark)
        }
        return texts.mapValues { ["text": .string($0.text), "original": .string($0.original)] }
    }

    private static func check(
        _ input: TranslationInput, _ text: ReviewedText
    ) throws -> (Language, ApplicationTranslation.Origin) {
        var faults: [Problem.Field] = []
        let language = Language(input.language)
        if language == nil || language == text.language {
            faults.append(.init("language", "jury.translations.language.wrong"))
        }
        let origin = ApplicationTranslation.Origin(rawValue: input.origin)
        if origin == nil { faults.append(.init("origin", "jury.translations.origin.missing")) }
        for passage in text.passages {
            let count = input.texts[passage.field.key]?.count ?? 0
            guard count > TranslationInput.longestText else { continue }
            faults.append(
                .init(
                    TranslationInput.name(passage.field), "problem.too-long",
                    ["most": .number(TranslationInput.longestText)]))
        }
        if input.texts.values.allSatisfy(\.isEmpty), input.base == 0 {
            faults.append(.init("language", "jury.translations.empty"))
        }
        guard let language, let origin, faults.isEmpty else {
            throw Problem(.invalid, "problem.check", fields: faults)
        }
        return (language, origin)
    }
}

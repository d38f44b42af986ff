internal import Platform

/// The translation that stands beside an application while somebody reads it, and what else there is.
struct ShownTranslation: Sendable {
    /// Nothing where the original stands alone.
    let shown: ApplicationTranslation?
    /// All languages into which there is one.
    let languages: [Language]
    /// Whether the juror said that they read the language of the original.
    let isOriginalRead: Bool

    /// What was asked for; without that none for who reads the original, else the first language of theirs
    /// into which there is one.
    init(
        _ translations: [ApplicationTranslation], of text: ReviewedText, asked: String?, juror: Juror,
        _ reader: Language
    ) {
        let readable = Set(text.passages.map(\.field.key))
        let some = translations.filter { !readable.isDisjoint(with: $0.texts.keys) }
        languages = some.map(\.language)
        isOriginalRead = juror.languages.contains(text.language) || reader == text.language
        if let asked {
            shown = some.first { $0.language.code == asked }
        } else if isOriginalRead {
            shown = nil
        } else {
            let wanted = [reader] + juror.languages
            let preferred = wanted.lazy.compactMap { language in some.first { $0.language == language } }
            shown = preferred.first ?? some.first
        }
    }
}

/// What a juror is told of translations, and how one stands beside the original.
enum ShownTranslationPages {
    /// Which there are, above the text; nothing where nobody needs any.
    static func choice(
        _ translation: ShownTranslation, of text: ReviewedText, at address: String, _ reader: Reader
    ) -> HTML? {
        let original: MessageValue = .text(reader.languageName(text.language.code))
        guard !translation.languages.isEmpty else {
            guard !translation.isOriginalRead, !text.passages.isEmpty else { return nil }
            return """
                <p class="soft">\(reader("jury.translations.juror.none", ["language": original]))</p>
                """
        }
        let alone = link(
            reader("jury.translations.juror.alone"), "none", isCurrent: translation.shown == nil, address)
        let others = translation.languages.map { language in
            link(
                reader.languageName(language.code), language.code,
                isCurrent: translation.shown?.language == language, address)
        }
        return """
            <nav class="translations" aria-label="\(reader("jury.translations.juror"))">\
            <p>\(reader("jury.translations.juror.original", ["language": original]))</p>\
            <ul>\([alone] + others)</ul></nav>
            """
    }

    private static func link(
        _ text: String, _ code: String, isCurrent: Bool, _ address: String
    ) -> HTML {
        let current: HTML? = isCurrent ? " aria-current=\"true\"" : nil
        return "<li><a href=\"\(address)?translation=\(code)\"\(current)>\(text)</a></li>"
    }

    /// The original and its translation side by side, each in its own direction.
    static func beside(
        _ original: HTML, _ field: FormField, _ text: String, _ translation: ApplicationTranslation,
        _ reader: Reader
    ) -> HTML {
        let label: HTML =
            "<p class=\"origin small\"\(reader.language.attributes)>\(said(translation, reader))"
        guard let translated = translation.texts[field.key] else {
            return """
                <div class="side-by-side"><div>\(original)</div><div>\
                <p class="origin small"\(reader.language.attributes)>\
                \(reader("jury.translations.juror.missing"))</p></div></div>
                """
        }
        let outdated: HTML? =
            translation.isOutdated(field.key, original: text)
            ? " \(Notices.badge(reader("jury.translations.juror.outdated"), .waiting))" : nil
        return """
            <div class="side-by-side"><div>\(original)</div><div>\(label)\(outdated)</p>\
            <div\(translation.language.attributes)>\(InvitationPages.paragraphs(translated.text))</div>\
            </div></div>
            """
    }

    /// Such as "English: machine translation".
    private static func said(_ translation: ApplicationTranslation, _ reader: Reader) -> String {
        reader(
            "jury.translations.said",
            [
                "language": .text(reader.languageName(translation.language.code)),
                "origin": .text(translation.origin.word(reader)),
            ])
    }
}

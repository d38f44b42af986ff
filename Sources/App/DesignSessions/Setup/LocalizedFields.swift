internal import Platform

/// The fields of a text in each language that pages speak: `name-en`, `name-ru` and so on.
enum LocalizedFields {
    /// `label` stands above them all; each is called by its language.
    static func lines(
        _ name: String, _ label: String, _ text: LocalizedText, help: String? = nil, problem: Problem?,
        _ reader: Reader
    ) -> HTML {
        group(name, label, help: help, reader) { field, value, attributes in
            Controls.text(field(problem), value: value(text), attributes: attributes, reader)
        }
    }

    static func longTexts(
        _ name: String, _ label: String, _ text: LocalizedText, help: String? = nil, rows: Int = 4,
        problem: Problem?, _ reader: Reader
    ) -> HTML {
        group(name, label, help: help, reader) { field, value, attributes in
            Controls.longText(field(problem), value: value(text), rows: rows, attributes: attributes, reader)
        }
    }

    private static func group(
        _ name: String, _ label: String, help: String?, _ reader: Reader,
        _ control: ((Problem?) -> Controls.Field, (LocalizedText) -> String, HTML) -> HTML
    ) -> HTML {
        let controls = Locales.languages.map { language -> HTML in
            control(
                {
                    Controls.Field(
                        "\(name)-\(language.code)", reader.languageName(language.code), problem: $0)
                },
                { $0.texts[language.code] ?? "" }, " lang=\"\(language.code)\"")
        }
        return Controls.group(
            Controls.Field(name, label, help: help), reader, "<div class=\"languages-of\">\(controls)</div>")
    }

    /// What was typed; texts in further languages stay as they were.
    static func read(_ name: String, in form: Form, over former: LocalizedText, isLine: Bool = true)
        -> LocalizedText
    {
        var text = former
        for language in Locales.languages {
            let typed = form["\(name)-\(language.code)"]
            text.texts[language.code] = typed.isEmpty ? nil : isLine ? typed.asLine : typed.asLines
        }
        return text
    }

    /// What summaries of problems call the fields.
    static func labels(_ name: String, _ label: String, _ reader: Reader) -> [String: String] {
        let pairs = Locales.languages.map { language in
            ("\(name)-\(language.code)", "\(label), \(reader.languageName(language.code))")
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

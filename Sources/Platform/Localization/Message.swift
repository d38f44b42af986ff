/// One message, compiled: its parts in order, ready to be filled in.
struct Message: Hashable, Sendable {
    var parts: [Part]

    enum Part: Hashable, Sendable {
        case text(String)
        /// A value by name; a number is written as the language writes it.
        case argument(String)
        /// The number that the surrounding plural counts.
        case count
        case plural(Plural)
    }

    struct Plural: Hashable, Sendable {
        var argument: String
        /// A handful: looking through them is quicker than hashing.
        var forms: [Form] = []
    }

    struct Form: Hashable, Sendable {
        var selector: Selector
        var message: Message
    }

    /// Which numbers a form is for: one alone, "=0", which goes before the categories, or a category.
    enum Selector: Hashable, Sendable {
        case exactly(Int)
        case category(PluralCategory)
    }

    /// The names of all values that it may show or count.
    var arguments: Set<String> {
        var names: Set<String> = []
        for part in parts {
            switch part {
            case .text, .count: continue
            case .argument(let name): names.insert(name)
            case .plural(let plural):
                names.insert(plural.argument)
                for form in plural.forms { names.formUnion(form.message.arguments) }
            }
        }
        return names
    }
}

extension Message {
    /// The message with its values; where one is missing, its name stands in ⟦ ⟧, which tests look for.
    func filled(with arguments: [String: MessageValue], by formats: LanguageFormats) -> String {
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        var text = ""
        write(arguments, counting: nil, by: formats, to: &text)
        return text
    }

    private func write(
        _ arguments: [String: MessageValue], counting number: Int?, by formats: LanguageFormats,
        to text: inout String
    ) {
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .count: text += number.map(formats.number) ?? "#"
            case .argument(let name): text += Message.shown(arguments[name], name, formats)
            case .plural(let plural):
                guard case .number(let number) = arguments[plural.argument] else {
                    text += missingMark(plural.argument)
                    continue
                }
                let form = plural.form(for: number, formats.plurals)
                form?.write(arguments, counting: number, by: formats, to: &text)
            }
        }
    }

    private static func shown(_ value: MessageValue?, _ name: String, _ formats: LanguageFormats) -> String {
        switch value {
        case .text(let text): isolated(text, inRightToLeft: formats.language.isRightToLeft)
        case .number(let number): formats.number(number)
        case nil: missingMark(name)
        }
    }
}

extension Message.Plural {
    func message(for selector: Message.Selector) -> Message? {
        forms.first { $0.selector == selector }?.message
    }

    fileprivate func form(for number: Int, _ rules: PluralRules) -> Message? {
        message(for: .exactly(number)) ?? message(for: .category(rules.category(number)))
    }
}

/// What a page shows in place of a message or value that does not exist.
func missingMark(_ name: String) -> String {
    "⟦\(name)⟧"
}

import Platform

// How forms stand in a season document.

extension ApplicationForm: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.value("title-field", &titleField)
        part.records("sections", &sections, atLeast: 1)
    }
}

extension FormSection: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("help", &help)
        part.values("only-for", &onlyFor)
        part.record("show-when", &showWhen)
        part.records("fields", &fields, atLeast: 1)
    }
}

extension FormField: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.value("kind", &kind)
        part.text("label", &label)
        part.text("help", &help)
        part.value("required", &isRequired, default: false)
        part.value("identifying", &isIdentifying, default: false)
        part.values("only-for", &onlyFor)
        part.record("show-when", &showWhen)
        settings.fields(&part)
    }
}

extension FieldSettings {
    /// They stand among the values of the field itself.
    fileprivate mutating func fields(_ part: inout DocumentPart) {
        part.value(Name.minimum.rawValue, &minimum)
        part.value(Name.maximum.rawValue, &maximum)
        part.value(Name.counts.rawValue, &counts)
        part.value(Name.decimals.rawValue, &decimals)
        part.value(Name.period.rawValue, &period)
        part.records(Name.choices.rawValue, &choices)
        part.records(Name.columns.rawValue, &columns)
        part.values(Name.sums.rawValue, &sums)
        part.values(Name.types.rawValue, &types)
        part.value(Name.megabytes.rawValue, &megabytes)
    }
}

extension FieldChoice: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("label", &label)
    }
}

extension FormCondition: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("field", &field)
        part.value("equals", &equals)
        part.value("contains", &contains)
        part.value("answered", &answered)
        part.records("all", &all)
        part.records("any", &any)
        part.records("none", &none)
    }
}

import Platform

extension FieldKind {
    /// One of a few things that the season document lists.
    static let choice = FieldKind(
        name: "choice", control: .oneOf, takes: [.choices], needs: [.choices],
        problem: { key, field, _ in
            field.choice(key) == nil ? FieldProblem(message: "field.choice.unknown") : nil
        },
        plain: { key, field, reader in field.label(ofChoice: key, reader) },
        options: { field, reader in field.options(reader) })

    /// Any of them.
    static let choices = FieldKind(
        name: "choices", control: .someOf, takes: [.choices, .minimum, .maximum], needs: [.choices],
        tidy: { $0.asLine }, problems: problemsOfChoices,
        plain: { answer, field, reader in
            guard case .texts(let keys) = answer else { return "" }
            return reader.list(keys.map { field.label(ofChoice: $0, reader) })
        },
        options: { field, reader in field.options(reader) })
}

extension FormField {
    func choice(_ key: String) -> FieldChoice? {
        settings.choices.first { $0.key == key }
    }

    fileprivate func options(_ reader: Reader) -> [FieldOption] {
        settings.choices.map { FieldOption(value: $0.key, label: reader.pick($0.label)) }
    }

    fileprivate func label(ofChoice key: String, _ reader: Reader) -> String {
        choice(key).map { reader.pick($0.label) } ?? key
    }
}

@Sendable
private func problemsOfChoices(_ answer: Answer, _ field: FormField, _: CalendarDate) -> [FieldProblem] {
    guard case .texts(let keys) = answer else { return [.unreadable] }
    if keys.contains(where: { field.choice($0) == nil }) || Set(keys).count != keys.count {
        return [FieldProblem(message: "field.choice.unknown")]
    }
    if let minimum = field.settings.minimum, Double(keys.count) < minimum {
        return [FieldProblem(message: "field.choices.too-few", arguments: ["minimum": .number(Int(minimum))])]
    }
    if let maximum = field.settings.maximum, Double(keys.count) > maximum {
        return [
            FieldProblem(message: "field.choices.too-many", arguments: ["maximum": .number(Int(maximum))])
        ]
    }
    return []
}

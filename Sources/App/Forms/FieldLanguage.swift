import Platform

extension FieldKind {
    /// A language, of those that there are to choose from.
    static let language = FieldKind(
        name: "language", control: .oneOf,
        problem: { code, _, _ in
            Languages.contains(code) ? nil : FieldProblem(message: "field.language.unknown")
        },
        plain: { code, _, reader in reader.languageName(code) },
        options: { _, reader in reader.languages.map { FieldOption(value: $0.code, label: $0.name) } })
}

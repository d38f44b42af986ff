import Platform

extension FieldKind {
    /// A country of ISO 3166-1.
    static let country = FieldKind(
        name: "country", control: .oneOf,
        problem: { code, _, _ in
            Countries.contains(code) ? nil : FieldProblem(message: "field.country.unknown")
        },
        plain: { code, _, reader in reader.country(code) },
        options: { _, reader in reader.countries.map { FieldOption(value: $0.code, label: $0.name) } })
}

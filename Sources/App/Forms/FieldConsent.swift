import Platform

extension FieldKind {
    /// Something to agree to. Its label is what is agreed to; required, no application goes without it.
    static let consent = FieldKind(
        name: "consent", control: .tick, tidy: { $0.asLine == "" ? "" : "yes" },
        problem: { _, _, _ in nil },
        plain: { _, _, reader in reader("field.consent.given") })
}

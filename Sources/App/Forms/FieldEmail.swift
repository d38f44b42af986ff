import Platform

extension FieldKind {
    /// An e-mail address.
    static let email = FieldKind(
        name: "email", control: .line(.ownEmail),
        problem: { text, _, _ in
            MailAddress(text) == nil ? FieldProblem(message: "field.email.invalid") : nil
        })
}

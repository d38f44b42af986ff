import Platform

extension FieldKind {
    /// A file. Its answer says which; the file itself is kept elsewhere and uploaded on its own.
    static let file = FieldKind(
        name: "file", control: .file, takes: [.types, .megabytes], needs: [.types], tidy: { $0.asLine },
        problems: problemsOfFile,
        plain: { answer, _, _ in
            guard case .file(let file) = answer else { return "" }
            return file.name
        },
        options: { _, _ in [] })
}

extension FormField {
    static let usualMegabytes = 10
    /// What one request may carry is bounded, and so is what a season may promise.
    static let mostMegabytes = 25
}

@Sendable
private func problemsOfFile(_ answer: Answer, _ field: FormField, _: CalendarDate) -> [FieldProblem] {
    guard case .file(let file) = answer else { return [.unreadable] }
    guard field.settings.types.contains(file.type) else {
        let allowed = field.settings.types.flatMap(\.extensions).joined(separator: ", ")
        return [FieldProblem(message: "field.file.type", arguments: ["allowed": .text(allowed)])]
    }
    let limit = field.settings.megabytes ?? FormField.usualMegabytes
    guard file.bytes <= limit * 1_000_000 else {
        return [FieldProblem(message: "field.file.too-large", arguments: ["megabytes": .number(limit)])]
    }
    return []
}

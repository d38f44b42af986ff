import Platform

extension FieldKind {
    /// A day of the calendar.
    static let date = FieldKind(
        name: "date", control: .line(.date), takes: [.period], tidy: { tidyDate($0.asLine) },
        problem: problemOfDate,
        plain: { text, _, reader in CalendarDate(text).map { reader.date($0) } ?? text })
}

@Sendable
private func problemOfDate(_ text: String, _ field: FormField, _ today: CalendarDate) -> FieldProblem? {
    guard let date = CalendarDate(text) else { return FieldProblem(message: "field.date.invalid") }
    switch field.settings.period {
    case .past where date > today: return FieldProblem(message: "field.date.not-past")
    case .future where date < today: return FieldProblem(message: "field.date.not-future")
    default: return nil
    }
}

/// Browsers send 2026-11-22; those without a calendar send what was typed, and 22.11.2026 leaves no doubt.
private func tidyDate(_ text: String) -> String {
    let parts = text.split(separator: ".")
    guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else {
        return text
    }
    return CalendarDate(year: year, month: month, day: day)?.description ?? text
}

import Platform

// Answers as a browser sends them. A cell of a table is named `budget.0.amount`: field, row, column.

extension Form {
    /// Whether the field was on the page at all; one that was not keeps its answer. Lists, boxes and tables,
    /// of which browsers send nothing when they are empty, stand beside a hidden field of their name.
    func mentions(_ field: FormField) -> Bool {
        let prefix = field.key + "."
        return has(field.key) || values.keys.contains { $0.hasPrefix(prefix) }
    }

    /// Nil where the field was left empty. Files are never taken from here: who sends a form must not be able
    /// to name somebody else's file.
    func answer(to field: FormField) -> Answer? {
        switch field.kind.control.shape {
        case .text:
            let text = field.kind.tidy(all(field.key).last ?? "")
            return text.isEmpty ? nil : .text(text)
        case .texts:
            let texts = all(field.key).map(field.kind.tidy).filter { !$0.isEmpty }
            return texts.isEmpty ? nil : .texts(texts)
        case .rows:
            let rows = rows(of: field)
            return rows.isEmpty ? nil : .rows(rows)
        case .file:
            return nil
        }
    }

    /// Rows in which nothing was typed are dropped, wherever they stand.
    private func rows(of field: FormField) -> [[String: String]] {
        let prefix = field.key + "."
        var rows: [Int: [String: String]] = [:]
        for (name, sent) in values where name.hasPrefix(prefix) {
            let parts = name.dropFirst(prefix.count).split(separator: ".")
            guard parts.count == 2, let row = Int(parts[0]) else { continue }
            guard let column = field.settings.columns.first(where: { $0.key == parts[1] }) else { continue }
            let text = column.kind.tidy(sent.last ?? "")
            if !text.isEmpty { rows[row, default: [:]][column.key] = text }
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }
}

internal import Platform

/// Answers as they are read: section by section, question and answer.
struct AnswerSheet: Sendable {
    let sections: [FormSection]
    let answers: Answers
    /// Leads to a file, for those who may open it.
    let file: @Sendable (AnsweredFile) -> String?
    /// Says at which answers a blind jury does not look.
    var marksIdentifying = false

    init(
        _ form: ApplicationForm, _ answers: Answers, nomination: String, marksIdentifying: Bool = false,
        file: @escaping @Sendable (AnsweredFile) -> String?
    ) {
        sections = form.visibleSections(answers, nomination: nomination)
        self.answers = answers
        self.file = file
        self.marksIdentifying = marksIdentifying
    }

    func markup(_ reader: Reader) -> HTML {
        let parts = sections.map { section -> HTML in
            let entries = section.fields.map { field -> HTML in
                "<div><dt>\(label(field, reader))</dt><dd>\(value(field, reader))</dd></div>"
            }
            return
                "<section><h2>\(reader.pick(section.title))</h2><dl class=\"facts\">\(entries)</dl></section>"
        }
        return "<div class=\"stack-wide\">\(parts)</div>"
    }

    private func label(_ field: FormField, _ reader: Reader) -> HTML {
        let isHidden = marksIdentifying && field.isIdentifying
        let mark: HTML? = isHidden ? Notices.badge(reader("applications.preview.identifying")) : nil
        return "\(reader.pick(field.label)) \(mark)"
    }

    private func value(_ field: FormField, _ reader: Reader) -> HTML {
        guard let answer = answers[field.key] else {
            return "<p class=\"soft\">\(reader("applications.form.empty"))</p>"
        }
        switch answer {
        case .file(let uploaded):
            let size = reader.fileSize(uploaded.bytes)
            let name: HTML = "<bdi>\(uploaded.name)</bdi>"
            let link: HTML = file(uploaded).map { path in "<a href=\"\(path)\">\(name)</a>" } ?? name
            return "<p>\(link) <span class=\"soft\">\(size)</span></p>"
        case .rows(let rows):
            return Self.table(field, rows, reader)
        case .text, .texts:
            return Paragraphs.markup(field.kind.plain(answer, field, reader))
        }
    }

    /// The rows of a table field under their headings, with the sums that the form wants.
    static func table(_ field: FormField, _ rows: [[String: String]], _ reader: Reader) -> HTML {
        let columns = field.settings.columns
        var cells = rows.map { row in
            columns.map { column -> HTML in
                "<bdi>\(row[column.key].map { column.kind.plain(.text($0), column, reader) } ?? "")</bdi>"
            }
        }
        if !field.settings.sums.isEmpty { cells.append(totals(field, rows, reader)) }
        let table = DataTable(
            caption: reader.pick(field.label),
            columns: columns.map { DataTable.Column(reader.pick($0.label), isNumber: $0.kind == .number) },
            rows: cells)
        return table.markup(reader)
    }

    private static func totals(_ field: FormField, _ rows: [[String: String]], _ reader: Reader) -> [HTML] {
        field.settings.columns.enumerated().map { index, column in
            guard field.settings.sums.contains(column.key) else {
                return index == 0 ? "\(reader("applications.preview.total"))" : ""
            }
            let sum = "\(field.sum(of: column.key, in: rows))"
            return "<strong>\(column.kind.plain(.text(sum), column, reader))</strong>"
        }
    }
}

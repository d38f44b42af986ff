internal import Foundation
internal import Platform

/// Draws the fields of a form with what was answered, by their controls: it knows no kinds.
struct AnswerControls: Sendable {
    let address: ApplicationAddress
    let reader: Reader
    /// What is wrong, where somebody asked to be told.
    var problem: Problem?
    /// What somebody else saved meanwhile, beside which one's own text is shown.
    var theirs: Answers?

    func field(_ field: FormField, _ answer: Answer?) -> HTML {
        let control: HTML =
            switch field.kind.control {
            case .line(let input): line(field, answer, input)
            case .area: area(field, answer)
            case .oneOf: oneOf(field, answer)
            case .someOf: someOf(field, answer)
            case .tick: tick(field, answer)
            case .file: file(field, answer)
            case .rows: rows(field, answer)
            }
        guard let other = otherVersion(of: field, answer) else { return control }
        return "\(control)\(other)"
    }

    private func label(_ field: FormField, counter: TextCounter? = nil) -> Controls.Field {
        let help: [String] = [field.help.map { reader.pick($0) }, limits(field)].compactMap { $0 }
        return Controls.Field(
            field.key, reader.pick(field.label), help: help.isEmpty ? nil : help.joined(separator: " "),
            mark: field.isRequired ? nil : reader("applications.form.optional"), counter: counter,
            problem: problem)
    }

    private func text(_ answer: Answer?) -> String {
        switch answer {
        case .text(let text): text
        // The field was of another kind when it was answered: what there is of words is kept in sight.
        case .texts(let texts): texts.joined(separator: ", ")
        case .rows, .file, nil: ""
        }
    }
}

// MARK: One text

extension AnswerControls {
    private func line(_ field: FormField, _ answer: Answer?, _ input: LineInput) -> HTML {
        let value = text(answer)
        switch input {
        case .date where !value.isEmpty && CalendarDate(value) == nil:
            // A browser's own date field would throw away what it cannot read.
            return Controls.text(label(field), value: value, reader)
        case .text:
            return Controls.text(label(field, counter: counter(field, value)), value: value, reader)
        default:
            return Controls.text(label(field), value: value, input: input, reader)
        }
    }

    private func area(_ field: FormField, _ answer: Answer?) -> HTML {
        let value = text(answer)
        let length = TextLength(field, usual: 5_000)
        let letters = length.counted == .words ? length.maximum * 7 : length.maximum
        let rows = min(10, max(3, letters / 120))
        return Controls.longText(
            label(field, counter: counter(field, value)), value: value, rows: rows, reader)
    }

    /// How much is written, of how much.
    private func counter(_ field: FormField, _ text: String) -> TextCounter? {
        guard field.settings.maximum != nil else { return nil }
        let length = TextLength(field, usual: 0)
        return TextCounter(
            count: length.count(text), most: length.maximum,
            unit: length.counted == .words ? .words : .characters)
    }

    /// What an answer may be, said before it is wrong.
    private func limits(_ field: FormField) -> String? {
        let settings = field.settings
        switch field.kind.control {
        case .area, .line:
            guard field.kind == .shortText || field.kind == .longText, let minimum = settings.minimum else {
                return nil
            }
            let key =
                settings.counts == .words
                ? "applications.form.least.words" : "applications.form.least.characters"
            return reader(key, ["least": .number(Int(minimum))])
        case .file:
            let endings = settings.types.flatMap(\.extensions).joined(separator: ", ")
            let size = settings.megabytes ?? FormField.usualMegabytes
            return reader(
                "applications.form.file.limits", ["types": .text(endings), "megabytes": .number(size)])
        default:
            return nil
        }
    }
}

// MARK: Choosing

extension AnswerControls {
    private static let mostButtons = 6

    private func oneOf(_ field: FormField, _ answer: Answer?) -> HTML {
        let chosen = text(answer)
        var options = field.kind.options(field, reader).map { Controls.Option($0.value, $0.label) }
        if !chosen.isEmpty, !options.contains(where: { $0.value == chosen }) {
            options.append(Controls.Option(chosen, chosen))
        }
        // Who has pressed one of several buttons cannot take it back, so these are for what must be answered.
        guard field.isRequired, options.count <= Self.mostButtons else {
            return Controls.select(
                label(field), options, chosen: chosen, empty: reader("applications.form.choose"), reader)
        }
        let buttons = Controls.choices(label(field), options, chosen: [chosen], reader)
        return "\(Controls.hidden(field.key, ""))\(buttons)"
    }

    private func someOf(_ field: FormField, _ answer: Answer?) -> HTML {
        let chosen: [String] = if case .texts(let keys) = answer { keys } else { [] }
        var options = field.kind.options(field, reader).map { Controls.Option($0.value, $0.label) }
        let known = Set(options.map(\.value))
        options += chosen.filter { !known.contains($0) }.map { Controls.Option($0, $0) }
        let boxes = Controls.choices(label(field), options, chosen: Set(chosen), isMultiple: true, reader)
        return "\(Controls.hidden(field.key, ""))\(boxes)"
    }

    private func tick(_ field: FormField, _ answer: Answer?) -> HTML {
        let box = Controls.checkbox(label(field), isChecked: answer != nil, reader)
        return "<div class=\"consent\">\(Controls.hidden(field.key, ""))\(box)</div>"
    }
}

// MARK: Files and tables

extension AnswerControls {
    private func file(_ field: FormField, _ answer: Answer?) -> HTML {
        let kept: FileField.Kept? =
            if case .file(let file) = answer {
                FileField.Kept(name: file.name, path: address.file(file.id), bytes: file.bytes)
            } else {
                nil
            }
        let endings = field.settings.types.flatMap(\.extensions).map { "." + $0 }
        let control = FileField(
            field: label(field), kept: kept, accept: endings.joined(separator: ","),
            uploadPath: address.upload(field.key), removalPath: address.removal(field.key))
        return control.markup(reader)
    }

    private func rows(_ field: FormField, _ answer: Answer?) -> HTML {
        let rows: [[String: String]] = if case .rows(let rows) = answer { rows } else { [] }
        let columns = field.settings.columns.map { column -> TableField.Column in
            let isSummed = field.settings.sums.contains(column.key)
            return TableField.Column(
                key: column.key, label: reader.pick(column.label), input: input(of: column),
                options: options(of: column, rows),
                sum: isSummed ? (sum(column, field, rows), column.settings.decimals ?? 0) : nil)
        }
        let table = TableField(
            field: label(field), columns: columns, rows: rows, most: field.maximumRows)
        return table.markup(reader)
    }

    private func input(of column: FormField) -> LineInput {
        guard case .line(let input) = column.kind.control else { return .text }
        return input
    }

    /// What a cell offers; what was once chosen and is offered no more stays in sight.
    private func options(of column: FormField, _ rows: [[String: String]]) -> [Controls.Option] {
        guard case .oneOf = column.kind.control else { return [] }
        let offered = column.kind.options(column, reader).map { Controls.Option($0.value, $0.label) }
        let known = Set(offered.map(\.value))
        let others = Set(rows.compactMap { $0[column.key] }).subtracting(known).sorted()
        return offered + others.map { Controls.Option($0, $0) }
    }

    private func sum(_ column: FormField, _ field: FormField, _ rows: [[String: String]]) -> String {
        column.kind.plain(.text("\(field.sum(of: column.key, in: rows))"), column, reader)
    }
}

// MARK: Two texts

extension AnswerControls {
    /// What stands in the draft, where it is not what this page shows.
    private func otherVersion(of field: FormField, _ mine: Answer?) -> HTML? {
        guard let theirs, theirs[field.key] != mine else { return nil }
        let words = theirs[field.key].map { field.kind.plain($0, field, reader) } ?? ""
        let shown: HTML =
            words.isEmpty ? "<em>\(reader("applications.form.empty"))</em>" : Paragraphs.markup(words)
        let body: HTML = "<div dir=\"auto\">\(shown)</div>"
        return Notices.information(reader("applications.conflict.other"), body)
    }
}

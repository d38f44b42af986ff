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
            case .line(let type): line(field, answer, type.description)
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

    private func label(_ field: FormField, note: HTML? = nil) -> Controls.Field {
        let help: [String] = [field.help.map { reader.pick($0) }, limits(field)].compactMap { $0 }
        var label = Controls.Field(
            field.key, reader.pick(field.label), help: help.isEmpty ? nil : help.joined(separator: " "),
            mark: field.isRequired ? nil : reader("applications.form.optional"), problem: problem)
        label.note = note
        return label
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
    private func line(_ field: FormField, _ answer: Answer?, _ type: String) -> HTML {
        let value = text(answer)
        let counter = counter(field, value)
        let direction: HTML = " dir=\"auto\""
        switch type {
        case "email":
            let attributes: HTML = " autocomplete=\"email\""
            return Controls.text(label(field), value: value, type: "email", attributes: attributes, reader)
        case "url":
            return Controls.text(label(field), value: value, type: "url", reader)
        case "number":
            // A browser's own number field throws away what it cannot read, such as digits of other scripts.
            let attributes: HTML = " class=\"short\" inputmode=\"decimal\""
            return Controls.text(label(field), value: value, attributes: attributes, reader)
        case "date" where value.isEmpty || CalendarDate(value) != nil:
            return Controls.text(label(field), value: value, type: "date", reader)
        default:
            return Controls.text(label(field, note: counter), value: value, attributes: direction, reader)
        }
    }

    private func area(_ field: FormField, _ answer: Answer?) -> HTML {
        let value = text(answer)
        let length = TextLength(field, usual: 5_000)
        let letters = length.counted == .words ? length.maximum * 7 : length.maximum
        let rows = min(10, max(3, letters / 120))
        return Controls.longText(label(field, note: counter(field, value)), value: value, rows: rows, reader)
    }

    /// How much is written, of how much; scripts keep it up to date.
    private func counter(_ field: FormField, _ text: String) -> HTML? {
        guard field.settings.maximum != nil else { return nil }
        let length = TextLength(field, usual: 0)
        let count = length.count(text)
        let key =
            length.counted == .words
            ? "applications.form.counter.words" : "applications.form.counter.characters"
        let isOver: HTML = count > length.maximum ? " over" : ""
        return """
            <p class="counter\(isOver)" data-counts="\(length.counted.rawValue)" data-most="\(length.maximum)">\
            <output>\(reader.number(count))</output> \(reader(key, ["most": .number(length.maximum)]))</p>
            """
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

// MARK: Files

extension AnswerControls {
    /// The buttons send the whole page, so that nothing that was typed is left behind.
    private func file(_ field: FormField, _ answer: Answer?) -> HTML {
        let key = field.key
        let present: HTML? =
            if case .file(let file) = answer {
                """
                <ul class="files"><li><a href="\(address.file(file.id))"><bdi>\(file.name)</bdi></a>
                <span class="soft">\(reader.megabytes(file.bytes))</span>
                <button class="button quiet compact" formaction="\(address.removal(key))">\
                \(reader("applications.form.file.remove"))</button></li></ul>
                """
            } else {
                nil
            }
        let accepted = field.settings.types.flatMap(\.extensions).map { "." + $0 }.joined(separator: ",")
        let picker: HTML = """
            \(present)<div class="affixed"><input type="file" id="\(key)" name="\(key)" accept="\(accepted)" \
            aria-label="\(reader.pick(field.label))">\
            <button class="button secondary compact" formaction="\(address.upload(key))" \
            formenctype="multipart/form-data">\(reader("applications.form.file.upload"))</button></div>
            """
        return Controls.group(label(field), reader, picker)
    }
}

extension Reader {
    /// The size of a file: "1.4 MB".
    func megabytes(_ bytes: Int) -> String {
        let megabytes = max(0.1, Double(bytes) / 1_000_000)
        return self("applications.form.file.size", ["megabytes": .text(decimal(megabytes, digits: 1))])
    }
}

// MARK: Tables

extension AnswerControls {
    private static let spareRows = 3

    private func rows(_ field: FormField, _ answer: Answer?) -> HTML {
        let filled: [[String: String]] = if case .rows(let rows) = answer { rows } else { [] }
        let spare = max(0, min(Self.spareRows, field.maximumRows - filled.count))
        let all = filled + Array(repeating: [:], count: spare)
        let columns = field.settings.columns
        let heads = columns.map { column -> HTML in "<th scope=\"col\">\(reader.pick(column.label))</th>" }
        let body = all.enumerated().map { row(field, $0.offset, $0.element) }
        let table: HTML = """
            \(Controls.hidden(field.key, ""))<div class="scroll"><table class="table-field" \
            data-most="\(field.maximumRows)"><thead><tr>\(heads)</tr></thead><tbody>\(body)</tbody>\
            \(totals(field, filled))</table></div>
            """
        return Controls.group(label(field, note: nil), reader, table)
    }

    private func row(_ field: FormField, _ index: Int, _ cells: [String: String]) -> HTML {
        let drawn = field.settings.columns.map { cell(field, $0, index, cells[$0.key] ?? "") }
        return "<tr>\(drawn)</tr>"
    }

    private func cell(_ field: FormField, _ column: FormField, _ index: Int, _ value: String) -> HTML {
        let name = "\(field.key).\(index).\(column.key)"
        let words: [String: MessageValue] = [
            "column": .text(reader.pick(column.label)), "row": .number(index + 1),
        ]
        let fault = problem?.fields.first { $0.name == name }
        let error: HTML? = fault.map {
            "<p class=\"error\" id=\"\(name)-error\">\(reader($0.message, $0.arguments))</p>"
        }
        let invalid: HTML? =
            fault == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
        let attributes: HTML = """
             id="\(name)" name="\(name)" aria-label="\(reader("applications.form.cell", words))"\(invalid)
            """
        guard case .oneOf = column.kind.control else {
            let keyboard: HTML? = column.kind == .number ? " inputmode=\"decimal\"" : nil
            return "<td><input value=\"\(value)\" dir=\"auto\"\(attributes)\(keyboard)>\(error)</td>"
        }
        var options = column.kind.options(column, reader)
        if !value.isEmpty, !options.contains(where: { $0.value == value }) {
            options.append(FieldOption(value: value, label: value))
        }
        let items = options.map { option -> HTML in
            let mark: HTML = option.value == value ? " selected" : ""
            return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
        }
        return "<td><select\(attributes)><option value=\"\"></option>\(items)</select>\(error)</td>"
    }

    private func totals(_ field: FormField, _ rows: [[String: String]]) -> HTML? {
        let sums = field.settings.sums
        guard !sums.isEmpty else { return nil }
        let cells = field.settings.columns.map { column -> HTML in
            guard sums.contains(column.key) else { return "<td></td>" }
            let label = reader(
                "field.table.sum", ["column": .text(reader.pick(column.label)), "sum": .text("")])
            return """
                <td><span class="hidden">\(label)</span>\
                <output data-sum="\(column.key)" data-digits="\(column.settings.decimals ?? 0)">\
                \(sum(column, field, rows))</output></td>
                """
        }
        return "<tfoot><tr class=\"total\">\(cells)</tr></tfoot>"
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

/// Text that people wrote, line by line.
enum Paragraphs {
    static func markup(_ text: String) -> HTML {
        let lines = text.split(separator: "\n").map { line -> HTML in "<p dir=\"auto\">\(line)</p>" }
        return "\(lines)"
    }
}

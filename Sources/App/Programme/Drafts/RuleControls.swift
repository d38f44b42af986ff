internal import Platform

/// The fields of the editor, with what the check says of them.
struct RuleControls: Sendable {
    let rules: RuleDocument
    /// What is stored, where that is not what the form shows because somebody saved meanwhile.
    var stored: RuleDocument?
    /// Names fields; only shown beside them.
    let problem: Problem?
    let reader: Reader

    func markup(_ items: [RuleItem]) -> HTML {
        "\(items.map { markup($0) })"
    }

    private func markup(_ item: RuleItem) -> HTML {
        switch item {
        case .heading(let path): "<h2>\(heading(path))</h2>"
        case .field(let field): "\(control(field))\(other(field))"
        case .row(let fields):
            "<div class=\"editor-row\">\(fields.map { side(control($0), $0) })</div>"
        case .texts(let path, let fields): sides(path, fields)
        case .extensions(let items): extensions(items)
        }
    }

    private func heading(_ path: RulePath) -> String {
        // The prize itself, after who may win it.
        path.steps.count == 2 && path.steps[0] == "prizes"
            ? reader("drafts.prize.winning") : RuleNames.name(path, in: rules, reader)
    }

    private func frame(_ path: RulePath) -> Controls.Field {
        Controls.Field(
            path.description, RuleNames.name(path, in: rules, reader), help: help(path), problem: problem)
    }

    /// Of the part's own, or of all values of that name.
    private func help(_ path: RulePath) -> String? {
        guard let part = path.steps.first, let name = path.steps.last else { return nil }
        if reader.has("drafts.help.\(part).\(name)") { return reader("drafts.help.\(part).\(name)") }
        return reader.has("drafts.help.\(name)") ? reader("drafts.help.\(name)") : nil
    }

    private func control(_ field: RuleField) -> HTML {
        let shown = field.shown(in: rules)
        let (frame, value) = (frame(field.path), shown.first ?? "")
        switch field.kind {
        case .line, .codes: return Controls.text(frame, value: value, reader)
        case .text: return Controls.longText(frame, value: value, reader)
        case .number: return Controls.text(frame, value: value, input: .number, reader)
        case .date:
            let isDate = value.isEmpty || CalendarDate(value) != nil
            return Controls.text(frame, value: value, input: isDate ? .date : .text, reader)
        case .moment(let zone):
            let isMoment = value.isEmpty || Instant(local: value, in: zone) != nil
            return Controls.text(frame, value: value, input: isMoment ? .moment : .text, reader)
        case .choice(let options):
            return Controls.select(frame, options, chosen: value, empty: value.isEmpty ? "–" : nil, reader)
        case .choices(let options):
            return Controls.choices(frame, options, chosen: Set(shown), isMultiple: true, reader)
        case .ordered(let options): return ordered(frame, options, shown)
        }
    }

    /// A choice for the first, one for the second and so on, with room for more.
    private func ordered(_ frame: Controls.Field, _ options: [Controls.Option], _ shown: [String]) -> HTML {
        let count = min(options.count, max(Self.leastOrdered, shown.count + 1))
        let choices = (0..<count).map { index -> HTML in
            let chosen = index < shown.count ? shown[index] : ""
            let items = options.map { option -> HTML in
                let mark: HTML? = option.value == chosen ? " selected" : nil
                return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
            }
            let id = "\(frame.name)-\(index + 1)"
            return """
                <div class="field"><label for="\(id)">\(reader("drafts.order", ["place": .number(index + 1)]))</label>
                <select id="\(id)" name="\(frame.name)"><option value="">–</option>\(items)</select></div>
                """
        }
        let sheet: HTML = "<div class=\"editor-row\">\(choices)</div>"
        return "<div id=\"\(frame.name)\">\(Controls.group(frame, reader, sheet))</div>"
    }

    private static let leastOrdered = 3

    /// A text in its languages, side by side where there is room.
    private func sides(_ path: RulePath, _ fields: [RuleField]) -> HTML {
        let sides = fields.map { field -> HTML in
            let language = field.path.steps.last ?? ""
            let frame = Controls.Field(field.name, reader.languageName(language), problem: problem)
            let mark: HTML = " lang=\"\(language)\""
            let value = field.shown(in: rules).first ?? ""
            let isLong = if case .text = field.kind { true } else { false }
            let control =
                isLong
                ? Controls.longText(frame, value: value, attributes: mark, reader)
                : Controls.text(frame, value: value, attributes: mark, reader)
            return side(control, field)
        }
        let sheet: HTML = "<div class=\"editor-row\">\(sides)</div>"
        return "<div id=\"\(path.description)\">\(Controls.group(frame(path), reader, sheet))</div>"
    }

    private func side(_ control: HTML, _ field: RuleField) -> HTML {
        "<div class=\"stack\">\(control)\(other(field))</div>"
    }

    private func extensions(_ items: [[RuleItem]]) -> HTML {
        let groups = items.enumerated().map { index, items -> HTML in
            let number: [String: MessageValue] = ["number": .number(index + 1)]
            return "<h2>\(reader("drafts.extension", number))</h2>\(markup(items))"
        }
        return "\(groups)"
    }

    /// What stands in the draft where it differs from what was typed over an older version of it.
    private func other(_ field: RuleField) -> HTML? {
        guard let stored else { return nil }
        let (typed, held) = (field.shown(in: rules), field.shown(in: stored))
        guard typed != held else { return nil }
        let text = held.filter { !$0.isEmpty }.joined(separator: ", ")
        let body: HTML =
            text.isEmpty
            ? "<p>\(reader("drafts.conflict.empty"))</p>" : "<p class=\"letter\" dir=\"auto\">\(text)</p>"
        return Notices.caution(reader("drafts.conflict.stored"), body)
    }
}

/// The findings of a draft, as the fields of a form tell them.
struct RuleFindings: Sendable {
    let findings: [Finding]
    let reader: Reader

    /// Those within a part of the rules or about all of it.
    func within(_ paths: [RulePath]) -> RuleFindings {
        let found = findings.filter { finding in
            guard let path = RulePath(text: finding.path) else { return false }
            return paths.contains { path.isWithin($0) }
        }
        return RuleFindings(findings: found, reader: reader)
    }

    /// For the fields of a form.
    func problem(_ items: [RuleItem]) -> Problem? {
        guard !findings.isEmpty else { return nil }
        let fields = findings.map { finding in
            Problem.Field(owner(of: finding, items) ?? "", finding.message, finding.arguments)
        }
        return Problem(.invalid, "drafts.unfinished", fields: fields)
    }

    private func owner(of finding: Finding, _ items: [RuleItem]) -> String? {
        guard let path = RulePath(text: finding.path) else { return nil }
        return items.lazy.compactMap { $0.owner(of: path) }.first
    }

    /// Above a form: what is to be mended, each line leading to its field.
    func notice(_ items: [RuleItem], in rules: RuleDocument) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let lines = findings.map { finding -> HTML in
            let words = label(finding, in: rules) + finding.text(reader)
            guard let owner = owner(of: finding, items) else { return "<li>\(words)</li>" }
            return "<li><a href=\"#\(owner)\">\(words)</a></li>"
        }
        let title = reader("drafts.unfinished", ["count": .number(findings.count)])
        return Notices.caution(title, "<ul>\(lines)</ul>")
    }

    func label(_ finding: Finding, in rules: RuleDocument) -> String {
        guard let path = RulePath(text: finding.path) else { return "" }
        return RuleNames.trail(path, in: rules, reader).joined(separator: " › ") + ": "
    }
}

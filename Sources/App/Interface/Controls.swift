internal import Platform

/// Buttons, links that look like them, and the fields of our own forms.
enum Controls {
    enum Style: String, Sendable {
        case primary, secondary, quiet, danger
    }

    static func link(_ text: String, to path: String, style: Style = .primary) -> HTML {
        "<a class=\"button \(style.rawValue)\" href=\"\(path)\">\(text)</a>"
    }

    /// Sends its form; with `path`, to another address than the form's own.
    static func button(
        _ text: String, style: Style = .primary, name: String? = nil, value: String = "",
        to path: String? = nil
    ) -> HTML {
        let choice: HTML? = name.map { " name=\"\($0)\" value=\"\(value)\"" }
        let address: HTML? = path.map { " formaction=\"\($0)\"" }
        return "<button class=\"button \(style.rawValue)\"\(choice)\(address)>\(text)</button>"
    }

    /// The proof that a form comes from a page of ours.
    static func token(_ visit: Visit) -> HTML {
        "<input type=\"hidden\" name=\"_token\" value=\"\(visit.formToken)\">"
    }

    static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A form that is only a button: one deed on one thing.
    static func buttonForm(
        _ text: String, action: String, _ visit: Visit, style: Style = .secondary,
        hidden: [(String, String)] = []
    ) -> HTML {
        let values = hidden.map { Controls.hidden($0.0, $0.1) }
        return """
            <form method="post" action="\(action)">\(token(visit))\(values)\(button(text, style: style))\
            </form>
            """
    }

    /// A form below its problems. `body` holds the fields, `actions` the buttons; `labels` are what the
    /// summary of problems calls the fields.
    static func form(
        action: String, _ visit: Visit, problem: Problem? = nil, labels: [String: String] = [:],
        sendsFiles: Bool = false, autosave: Autosave? = nil, saveState: HTML? = nil, body: HTML, actions: HTML
    ) -> HTML {
        let encoding: HTML? = sendsFiles ? " enctype=\"multipart/form-data\"" : nil
        let saving: HTML? = autosave.map(\.attribute)
        let buttons: HTML =
            autosave?.bar(actions, state: saveState, visit.reader)
            ?? "<div class=\"actions\">\(actions)</div>"
        return """
            \(Notices.problem(problem, labels: labels, visit.reader))
            <form class="form" method="post" action="\(action)"\(encoding)\(saving) novalidate>\
            \(body)\(buttons)\(token(visit))</form>
            """
    }

    /// What all fields have in common.
    struct Field: Sendable {
        let name: String
        let label: String
        var help: String?
        /// Said beside the label, such as "optional".
        var mark: String?
        /// Below the field, brought up to date while somebody types.
        var counter: TextCounter?
        var problem: Problem?

        init(
            _ name: String, _ label: String, help: String? = nil, mark: String? = nil,
            counter: TextCounter? = nil,
            problem: Problem? = nil
        ) {
            self.name = name
            self.label = label
            self.help = help
            self.mark = mark
            self.counter = counter
            self.problem = problem
        }

        var faults: [Problem.Field] {
            problem?.fields.filter { $0.name == name } ?? []
        }
    }

    struct Option: Sendable {
        let value: String
        let label: String
        var hint: String?

        init(_ value: String, _ label: String, hint: String? = nil) {
            self.value = value
            self.label = label
            self.hint = hint
        }
    }

    /// A line to type into.
    static func text(
        _ field: Field, value: String, input: LineInput = .text, attributes: HTML? = nil, _ reader: Reader
    ) -> HTML {
        frame(field, reader) { described in
            """
            <input id="\(field.name)" name="\(field.name)"\(input.attributes) \
            value="\(value)"\(described)\(attributes)>
            """
        }
    }

    static func longText(
        _ field: Field, value: String, rows: Int = 6, attributes: HTML? = nil, _ reader: Reader
    ) -> HTML {
        // A line end after the tag is dropped by browsers: without it a text's own first empty line would be.
        frame(field, reader) { described in
            """
            <textarea id="\(field.name)" name="\(field.name)" rows="\(rows)" \
            dir="auto"\(described)\(attributes)>
            \(value)</textarea>
            """
        }
    }

    static func select(
        _ field: Field, _ options: [Option], chosen: String, empty: String? = nil, _ reader: Reader
    ) -> HTML {
        let first: HTML? = empty.map { "<option value=\"\">\($0)</option>" }
        let items = options.map { option -> HTML in
            let mark: HTML = option.value == chosen ? " selected" : ""
            return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
        }
        return frame(field, reader) { described in
            "<select id=\"\(field.name)\" name=\"\(field.name)\"\(described)>\(first)\(items)</select>"
        }
    }

    /// Radio buttons, or checkboxes where several may be chosen.
    static func choices(
        _ field: Field, _ options: [Option], chosen: Set<String>, isMultiple: Bool = false, _ reader: Reader
    ) -> HTML {
        let type: HTML = isMultiple ? "checkbox" : "radio"
        let items = options.enumerated().map { number, option -> HTML in
            let id = number == 0 ? field.name : "\(field.name)-\(number)"
            let mark: HTML = chosen.contains(option.value) ? " checked" : ""
            let hint: HTML? = option.hint.map { "<span class=\"hint\" dir=\"auto\">\($0)</span>" }
            return """
                <div class="choice">\
                <input type="\(type)" id="\(id)" name="\(field.name)" value="\(option.value)"\(mark)>\
                <label for="\(id)"><bdi>\(option.label)</bdi>\(hint)</label></div>
                """
        }
        return group(field, reader, "\(items)")
    }

    /// One box to tick; `value` is what it sends.
    static func checkbox(_ field: Field, isChecked: Bool, value: String = "yes", _ reader: Reader) -> HTML {
        let mark: HTML = isChecked ? " checked" : ""
        let help: HTML? = field.help.map { "<span class=\"hint\">\($0)</span>" }
        // Its help is part of the label, and is not said a second time.
        var labelled = field
        labelled.help = nil
        return """
            <div class="field\(wrong(field))">\(errors(field, reader))<div class="choice">\
            <input type="checkbox" id="\(field.name)" name="\(field.name)" \
            value="\(value)"\(mark)\(described(labelled))>\
            <label for="\(field.name)">\(field.label)\(help)</label></div></div>
            """
    }

    /// Several controls under one legend.
    static func group(_ field: Field, _ reader: Reader, _ body: HTML) -> HTML {
        """
        <fieldset class="field\(wrong(field))"\(described(field))>\
        <legend>\(field.label)\(mark(field))</legend>\
        \(help(field))\(errors(field, reader))\(body)</fieldset>
        """
    }

    /// A label, what helps to fill it in and what is wrong with it, above the control itself.
    static func frame(
        _ field: Field, _ reader: Reader, _ control: (HTML) -> HTML
    ) -> HTML {
        """
        <div class="field\(wrong(field))"><label for="\(field.name)">\(field.label)\(mark(field))</label>\
        \(help(field))\(errors(field, reader))\(control(described(field)))\
        \(field.counter?.markup(of: field.name, reader))</div>
        """
    }

    private static func wrong(_ field: Field) -> HTML {
        field.faults.isEmpty ? "" : " wrong"
    }

    private static func mark(_ field: Field) -> HTML? {
        field.mark.map { "<span class=\"mark\">\($0)</span>" }
    }

    private static func help(_ field: Field) -> HTML? {
        field.help.map { "<p class=\"help\" id=\"\(field.name)-help\">\($0)</p>" }
    }

    private static func errors(_ field: Field, _ reader: Reader) -> HTML? {
        guard !field.faults.isEmpty else { return nil }
        let lines = field.faults.map { fault -> HTML in
            "<p class=\"error\">\(Icon.warning)<span>\(reader(fault.message, fault.arguments))</span></p>"
        }
        return "<div id=\"\(field.name)-error\">\(lines)</div>"
    }

    private static func described(_ field: Field) -> HTML {
        var ids: [String] = []
        if field.help != nil { ids.append("\(field.name)-help") }
        if !field.faults.isEmpty { ids.append("\(field.name)-error") }
        if field.counter != nil { ids.append("\(field.name)-count") }
        let description: HTML? = ids.isEmpty ? nil : " aria-describedby=\"\(ids.joined(separator: " "))\""
        let invalid: HTML? = field.faults.isEmpty ? nil : " aria-invalid=\"true\""
        return "\(description)\(invalid)"
    }
}

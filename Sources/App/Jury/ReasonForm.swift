internal import Platform

/// A small form that asks staff why, opened by its name; one of many on its page.
struct ReasonForm: Sendable {
    /// What came back with a problem: from which form, and what was typed there.
    struct Typed: Sendable, Equatable {
        let form: String
        let text: String
    }

    let id: String
    let name: String
    let action: String
    let label: String
    /// What it does; its name, where nothing is said.
    var deed: String?
    var style = Controls.Style.danger
    /// What there is to know before.
    var explanation: String?
    var hidden: [(String, String)] = []

    func markup(_ typed: Typed?, _ problem: Problem?, _ visit: Visit) -> HTML {
        let isTyped = typed?.form == id
        // The summary of problems leads to the field by its name.
        let field = isTyped ? "reason" : id
        let fault = isTyped ? problem?.fields.first { $0.name == "reason" } : nil
        let error = fault.map { fault -> HTML in
            "<p class=\"error\">\(visit.reader(fault.message, fault.arguments))</p>"
        }
        let open: HTML? = isTyped ? " open" : nil
        let hidden = hidden.map { Controls.hidden($0.0, $0.1) }
        return """
            <details class="more"\(open)><summary>\(Icon.onward)\(name)</summary>\
            \(explanation.map { "<p>\($0)</p>" as HTML })
            <form class="row" method="post" action="\(action)"><div class="field">
            <label for="\(field)">\(label)</label>\(error)
            <input id="\(field)" name="reason" type="text" value="\(isTyped ? typed?.text ?? "" : "")"></div>
            \(Controls.button(deed ?? name, style: style))\(hidden)\(Controls.token(visit))</form></details>
            """
    }
}

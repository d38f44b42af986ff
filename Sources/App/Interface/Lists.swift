internal import Foundation
internal import Platform

/// What stands around a list.
enum Lists {
    /// A form whose fields go into the address; `fields` are `Controls`.
    static func filter(_ list: ListAddress, fields: HTML, _ reader: Reader) -> HTML {
        let sort: HTML? = list.sort.isEmpty ? nil : Controls.hidden("sort", list.sort)
        return """
            <form class="filter" method="get" action="\(list.path)">\(sort)\(fields)\
            <div class="actions">\(Controls.button(reader("interface.filter"), style: .secondary))\
            \(Controls.link(reader("interface.filter.clear"), to: list.path, style: .quiet))</div></form>
            """
    }

    /// How much was found, and what can be done with all of it.
    static func head(_ found: String, actions: HTML? = nil) -> HTML {
        "<div class=\"list-head\"><p>\(found)</p><p class=\"actions\">\(actions)</p></div>"
    }

    /// Further rows behind the last one shown.
    static func pager(_ list: ListAddress, next: String?, _ reader: Reader) -> HTML? {
        let isFirst = list.query["after"] == nil
        guard next != nil || !isFirst else { return nil }
        let first: HTML? =
            isFirst
            ? nil : Controls.link(reader("interface.first"), to: list.with(["after": nil]), style: .quiet)
        let onward: HTML? = next.map {
            Controls.link(reader("interface.next"), to: list.after($0), style: .secondary)
        }
        return
            """
            <nav class="pager" aria-label="\(reader("interface.pages"))"><span>\(first)</span>\(onward)</nav>
            """
    }

    /// Facts as name and value.
    static func facts(_ facts: [(String, HTML)]) -> HTML {
        let items = facts.map { fact -> HTML in "<div><dt>\(fact.0)</dt><dd>\(fact.1)</dd></div>" }
        return "<dl class=\"facts\">\(items)</dl>"
    }

    enum StepState: Sendable {
        case done, current, ahead
    }

    /// Where one stands on a way of a few steps.
    static func steps(_ steps: [(String, StepState)]) -> HTML {
        let items = steps.map { step -> HTML in
            switch step.1 {
            case .done: "<li class=\"done\"><span>\(Icon.done) \(step.0)</span></li>"
            case .current: "<li aria-current=\"step\">\(step.0)</li>"
            case .ahead: "<li>\(step.0)</li>"
            }
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }
}

internal import Foundation
internal import Platform

/// A table of rows under headings; on a phone each row becomes a card.
struct DataTable: Sendable {
    struct Column: Sendable {
        let label: String
        var isNumber = false
        /// What the address says to sort by this column; nothing where it cannot be sorted.
        var sort: String?

        init(_ label: String, isNumber: Bool = false, sort: String? = nil) {
            self.label = label
            self.isNumber = isNumber
            self.sort = sort
        }
    }

    let caption: String
    let columns: [Column]
    /// Cells in the order of the columns; the first names the row.
    let rows: [[HTML]]
    /// Whether the cards of a phone are a few lines of figures, so that many of them can be gone through.
    var isDense = false

    /// Roles repeat what the elements are, because some browsers forget it of tables laid out as cards.
    func markup(_ reader: Reader, list: ListAddress? = nil) -> HTML {
        let head = columns.map { heading($0, list) }
        let body = rows.map { "<tr role=\"row\">\(cells($0))</tr>" as HTML }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)">\
            <table class="table cards\(isDense ? " dense" : "")" role="table"><caption>\(caption)</caption>
            <thead role="rowgroup"><tr role="row">\(head)</tr></thead>
            <tbody role="rowgroup">\(body)</tbody></table></div>
            """
    }

    private func heading(_ column: Column, _ list: ListAddress?) -> HTML {
        let number: HTML? = column.isNumber ? " class=\"number\"" : nil
        guard let sort = column.sort, let list else {
            return "<th scope=\"col\" role=\"columnheader\"\(number)>\(column.label)</th>"
        }
        let isUp = list.sort == sort
        let isDown = list.sort == "-" + sort
        let state: HTML? = isUp ? " aria-sort=\"ascending\"" : isDown ? " aria-sort=\"descending\"" : nil
        let next = list.sorted(by: isUp ? "-" + sort : sort)
        let arrow = isUp ? Icon.up : isDown ? Icon.down : Icon.sortable
        return """
            <th scope="col" role="columnheader"\(number)\(state)>\
            <a href="\(next)">\(column.label)\(arrow)</a></th>
            """
    }

    private func cells(_ row: [HTML]) -> [HTML] {
        zip(row, columns).enumerated().map { index, pair in
            let (cell, column) = pair
            if index == 0 { return "<th scope=\"row\" role=\"rowheader\">\(cell)</th>" }
            let number: HTML? = column.isNumber ? " class=\"number\"" : nil
            return "<td role=\"cell\" data-label=\"\(column.label)\"\(number)><span>\(cell)</span></td>"
        }
    }
}

/// The address of a list: what it is filtered and sorted by, so that it can be shared and gone through.
struct ListAddress: Sendable, Equatable {
    let path: String
    var query: [String: String]

    init(path: String, query: [String: String]) {
        self.path = path
        self.query = query.filter { !$0.value.isEmpty && $0.key != "notice" && $0.key != "lang" }
    }

    var sort: String { query["sort"] ?? "" }

    /// How many rows an address passes over. No list is as long as the most, to which a page can be added.
    static func rowsPassed(_ after: String?) -> Int {
        min(max(0, after.flatMap { Int($0) } ?? 0), 1_000_000_000)
    }

    func sorted(by sort: String) -> String {
        with(["sort": sort, "after": nil])
    }

    func after(_ cursor: String) -> String {
        with(["after": cursor])
    }

    func with(_ changes: [String: String?]) -> String {
        var query = query
        for (name, value) in changes { query[name] = value }
        let pairs = query.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        let text = pairs.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return text.isEmpty ? path : path + "?" + text
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

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

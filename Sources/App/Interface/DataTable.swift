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

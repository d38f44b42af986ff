internal import Foundation
internal import Platform

/// Which applications of a season a list shows and in which order: what its address says.
struct ApplicationFilter: Sendable, Equatable {
    /// Where an application stands, as those who work on it sort them.
    enum Shelf: String, Sendable, CaseIterable {
        case all, draft, waiting, withdrawn, admitted, rejected, finalist, laureate
        case toScreen = "to-screen"

        /// What a screener's queue offers, in its order.
        static let queue: [Shelf] = [.toScreen, .waiting, .admitted, .rejected]
        /// What staff see.
        static let everything: [Shelf] = [
            .all, .toScreen, .waiting, .admitted, .rejected, .finalist, .laureate, .withdrawn, .draft,
        ]
    }

    enum Order: String, Sendable, CaseIterable {
        case oldest, newest
        /// The least complete first.
        case completeness
    }

    var shelf = Shelf.all
    /// Keys of the rules and codes; empty for any.
    var nomination = ""
    var country = ""
    var language = ""
    /// What was typed to search for.
    var words = ""
    var order = Order.newest
    /// The last row of the page before.
    var after: Place?

    /// A row's place in the order, from which the next page goes on.
    struct Place: Sendable, Equatable {
        let completeness: Int
        let submittedAt: Instant
        let publicID: String
    }

    /// Completeness orders only what waits for a screener; drafts are by their beginning alone.
    var effectiveOrder: Order {
        guard order == .completeness else { return order }
        return shelf == .toScreen || shelf == .waiting ? .completeness : .oldest
    }

    var isNarrowed: Bool {
        !(nomination.isEmpty && country.isEmpty && language.isEmpty && words.isEmpty)
    }
}

extension ApplicationFilter {
    /// What an address says; what it says wrongly counts as not said.
    init(_ query: [String: String], shelves: [Shelf], order: Order) {
        shelf =
            query["state"].flatMap { Shelf(rawValue: $0) }.flatMap { shelves.contains($0) ? $0 : nil }
            ?? shelves[0]
        nomination = query["nomination"] ?? ""
        country = query["country"].flatMap { Countries.contains($0) ? $0 : nil } ?? ""
        language = query["language"] ?? ""
        words = String((query["search"] ?? "").asLine.prefix(200))
        self.order = query["sort"].flatMap { Order(rawValue: $0) } ?? order
        after = query["after"].flatMap { Place($0) }
    }

    /// The same as an address under a path, to share and to page with.
    func address(_ path: String) -> String {
        let pairs: [(String, String)] = [
            ("state", shelf.rawValue), ("nomination", nomination), ("country", country),
            ("language", language),
            ("search", words), ("sort", order.rawValue), ("after", after?.text ?? ""),
        ]
        let query = pairs.filter { !$0.1.isEmpty }.map { $0.0 + "=" + Self.encoded($0.1) }
        return path + "?" + query.joined(separator: "&")
    }

    /// From the first page on, with something changed.
    func changing(_ change: (inout ApplicationFilter) -> Void) -> ApplicationFilter {
        var changed = self
        changed.after = nil
        change(&changed)
        return changed
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~")))
            ?? ""
    }
}

extension ApplicationFilter.Place {
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 3, let completeness = Int(parts[0]), let moment = Int64(parts[1]) else {
            return nil
        }
        self.init(
            completeness: completeness, submittedAt: Instant(milliseconds: moment), publicID: String(parts[2])
        )
    }

    fileprivate var text: String {
        "\(completeness).\(submittedAt.milliseconds).\(publicID)"
    }
}

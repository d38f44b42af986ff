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

    /// As the address says it; a minus turns it round.
    enum Order: String, Sendable, CaseIterable {
        case oldest = "submitted"
        case newest = "-submitted"
        case leastComplete = "completeness"
        case mostComplete = "-completeness"
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

    /// Completeness orders only what waits for a screener.
    var effectiveOrder: Order {
        guard shelf != .toScreen, shelf != .waiting else { return order }
        switch order {
        case .oldest, .newest: return order
        case .leastComplete: return .oldest
        case .mostComplete: return .newest
        }
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

    /// The same as an address says it.
    var query: [String: String] {
        [
            "state": shelf.rawValue, "nomination": nomination, "country": country, "language": language,
            "search": words, "sort": order.rawValue, "after": after?.text ?? "",
        ]
    }

    /// From the first page on, with something changed.
    func changing(_ change: (inout ApplicationFilter) -> Void) -> ApplicationFilter {
        var changed = self
        changed.after = nil
        change(&changed)
        return changed
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

    var text: String {
        "\(completeness).\(submittedAt.milliseconds).\(publicID)"
    }
}

internal import Platform

/// Which ideas a list shows and in which order: what its address says.
struct IdeaListFilter: Sendable, Equatable {
    enum Order: String, Sendable, CaseIterable {
        case newest, support
    }

    /// A row's place in the order, from which the next page goes on.
    struct Place: Sendable, Equatable {
        let supporters: Int
        let number: Int
    }

    /// Public ids and a code; empty for any.
    var group = ""
    var theme = ""
    var language = ""
    var isMine = false
    /// Those of all other groups than `group`.
    var isOthers = false
    var order = Order.newest
    var after: Place?

    var isNarrowed: Bool { !(group.isEmpty && theme.isEmpty && language.isEmpty && !isMine) }
}

extension IdeaListFilter {
    /// What an address says; what it says wrongly counts as not said.
    init(_ query: [String: String]) {
        group = query["group"] ?? ""
        theme = query["theme"] ?? ""
        language = query["language"].flatMap { Languages.contains($0) ? $0 : nil } ?? ""
        isMine = query["mine"] == "yes"
        order = query["sort"].flatMap { Order(rawValue: $0) } ?? .newest
        after = query["after"].flatMap { Place($0) }
    }

    /// The same as an address says it.
    var query: [String: String] {
        [
            "group": group, "theme": theme, "language": language, "mine": isMine ? "yes" : "",
            "sort": order == .newest ? "" : order.rawValue, "after": after?.text ?? "",
        ]
    }
}

extension IdeaListFilter.Place {
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let supporters = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        self.init(supporters: supporters, number: number)
    }

    var text: String { "\(supporters).\(number)" }
}

/// A page of ideas.
struct IdeaList: Sendable {
    let ideas: [IdeaView]
    /// Where the next page goes on; nothing on the last.
    let next: IdeaListFilter.Place?

    /// Two statements, however many ideas there are.
    static func page(
        _ filter: IdeaListFilter, rows: Int = IdeaBounds.pageRows, _ sight: IdeaSight, _ tx: Transaction
    ) throws -> IdeaList {
        let countries = try sight.namedCountries(tx)
        let found = try tx.rows(statement(filter, rows: rows + 1, sight))
        let ideas = try found.prefix(rows).map { try IdeaView($0, countries: countries) }
        guard found.count > rows, let last = ideas.last else { return IdeaList(ideas: ideas, next: nil) }
        return IdeaList(ideas: ideas, next: .init(supporters: last.supporters, number: last.number))
    }

    static func statement(_ filter: IdeaListFilter, rows: Int, _ sight: IdeaSight) -> SQL {
        let order: SQL =
            filter.order == .newest ? "idea.number DESC" : "idea.supporters DESC, idea.number DESC"
        let matching: SQL = """
            SELECT idea.*, \(IdeaView.supporters) FROM idea WHERE \(SQL.all(conditions(filter, sight)))
            """
        let page: SQL = """
            SELECT * FROM (\(matching)) AS idea WHERE \(place(filter)) ORDER BY \(order) LIMIT \(rows)
            """
        return "\(IdeaView.query(from: page, sight)) ORDER BY \(order)"
    }

    /// What is withdrawn stands among one's own alone.
    private static func conditions(_ filter: IdeaListFilter, _ sight: IdeaSight) -> [SQL] {
        var conditions: [SQL] = ["idea.session_id = \(sight.session.id)"]
        if filter.isMine {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM idea_author
                    WHERE idea_author.idea_id = idea.id AND idea_author.seat_id = \(sight.seat?.id))
                """)
        } else {
            conditions += [sight.isListed, IdeaSight.isNotWithdrawn]
        }
        if !filter.group.isEmpty { conditions.append(group(filter, sight.session.id)) }
        if !filter.theme.isEmpty {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM theme_idea JOIN theme ON theme.id = theme_idea.theme_id
                    WHERE theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL
                    AND theme.public_id = \(filter.theme))
                """)
        }
        if !filter.language.isEmpty { conditions.append("idea.language = \(filter.language)") }
        return conditions
    }

    /// A group has its own ideas and those that were referred to it.
    private static func group(_ filter: IdeaListFilter, _ session: ID<DesignSession>) -> SQL {
        let id: SQL = """
            (SELECT session_group.id FROM session_group
                WHERE session_group.session_id = \(session) AND session_group.public_id = \(filter.group))
            """
        let isTheirs: SQL = """
            (idea.group_id = \(id) OR EXISTS (SELECT 1 FROM idea_referral
                WHERE idea_referral.idea_id = idea.id AND idea_referral.group_id = \(id)))
            """
        return filter.isOthers ? "NOT \(isTheirs)" : isTheirs
    }

    /// What lies behind the page before.
    private static func place(_ filter: IdeaListFilter) -> SQL {
        guard let after = filter.after else { return "1 = 1" }
        switch filter.order {
        case .newest: return "idea.number < \(after.number)"
        case .support:
            return "(idea.supporters, idea.number) < (\(after.supporters), \(after.number))"
        }
    }
}

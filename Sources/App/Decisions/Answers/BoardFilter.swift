internal import Platform

/// Which ideas the board shows and in which order: what its address says.
struct BoardFilter: Sendable, Equatable {
    enum Order: String, Sendable, CaseIterable {
        case newest, oldest, due, support
    }

    enum Due: String, Sendable, CaseIterable {
        case overdue, week, later, none
    }

    /// Public ids; empty for any.
    var session = ""
    var group = ""
    var theme = ""
    var leastSupport = 0
    /// Nothing for any; `isOpen` for all that wait for an answer.
    var standing: IdeaStanding?
    var isOpen = false
    /// The public id of a member; "nobody" where none has it.
    var owner = ""
    var due: Due?
    var order = Order.newest
    /// The last row of the page before.
    var after: Place?

    struct Place: Sendable, Equatable {
        let key: String
        let idea: String

        init(key: String, idea: String) {
            self.key = key
            self.idea = idea
        }

        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            self.init(key: String(parts[0]), idea: String(parts[1]))
        }

        var text: String { "\(key).\(idea)" }
    }

    static let nobody = "nobody"

    init(_ query: [String: String]) {
        session = query["session"] ?? ""
        group = query["group"] ?? ""
        theme = query["theme"] ?? ""
        leastSupport = max(0, query["support"].flatMap { Int($0) } ?? 0)
        standing = query["state"].flatMap { IdeaStanding(rawValue: $0) }
        isOpen = query["state"] == "open"
        owner = query["owner"] ?? ""
        due = query["due"].flatMap { Due(rawValue: $0) }
        order = query["sort"].flatMap { Order(rawValue: $0) } ?? .newest
        after = query["after"].flatMap { Place($0) }
    }

    static let names: Set<String> = [
        "session", "group", "theme", "support", "state", "owner", "due", "sort", "after",
    ]

    /// Over `ReviewedIdea.lines`, whose rows are called `line`.
    func conditions(on day: CalendarDate) -> [SQL] {
        var conditions: [SQL] = []
        if !session.isEmpty { conditions.append("line.session = \(session)") }
        if !group.isEmpty { conditions.append("line.group_public_id = \(group)") }
        if !theme.isEmpty { conditions.append("line.theme = \(theme)") }
        if leastSupport > 0 { conditions.append("line.supporters >= \(leastSupport)") }
        if let standing { conditions.append("line.standing = \(standing)") }
        if isOpen { conditions.append(Self.isOpenLine) }
        if owner == Self.nobody {
            conditions.append("line.owner IS NULL")
        } else if !owner.isEmpty {
            conditions.append("line.owner = \(owner)")
        }
        return conditions + dueCondition(day)
    }

    static let isOpenLine: SQL = "line.standing IN \(list: IdeaStanding.open.map(\.rawValue))"

    private func dueCondition(_ day: CalendarDate) -> [SQL] {
        let week = day.adding(days: 7) ?? day
        switch due {
        case nil: return []
        case .overdue?: return ["line.due_on < \(day)", Self.isOpenLine]
        case .week?: return ["line.due_on >= \(day)", "line.due_on <= \(week)", Self.isOpenLine]
        case .later?: return ["line.due_on > \(week)", Self.isOpenLine]
        case .none?: return ["line.due_on IS NULL", Self.isOpenLine]
        }
    }

    var ordering: SQL {
        switch order {
        case .newest: "line.id DESC"
        case .oldest: "line.id"
        case .due: "line.due_key, line.id"
        case .support: "line.supporters DESC, line.id DESC"
        }
    }

    /// What lies behind the page before.
    var place: [SQL] {
        guard let after else { return [] }
        let id: SQL = "(SELECT id FROM idea WHERE public_id = \(after.idea))"
        switch order {
        case .newest: return ["line.id < \(id)"]
        case .oldest: return ["line.id > \(id)"]
        case .due: return ["(line.due_key, line.id) > (\(after.key), \(id))"]
        case .support: return ["(line.supporters, line.id) < (\(Int(after.key) ?? 0), \(id))"]
        }
    }
}

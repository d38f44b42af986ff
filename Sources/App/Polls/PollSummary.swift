internal import Platform

/// A revealed poll with its items and what came out: for its page, the projector and the protocol, which
/// keeps it as JSON.
struct PollSummary: Codable, Sendable, Equatable {
    struct Item: Codable, Sendable, Equatable {
        let publicID: String
        /// The public id of what it was taken from: one of the two.
        let idea: String?
        let theme: String?
        let language: String
        /// Empty where a moderator has hidden the idea.
        private(set) var title: String
        private(set) var text: String
        private(set) var isHidden: Bool

        init(_ item: PollItem) {
            publicID = item.publicID
            switch item.origin {
            case .idea(let id): (idea, theme) = (id, nil)
            case .theme(let id): (idea, theme) = (nil, id)
            }
            language = item.language
            (title, text, isHidden) = (item.title, item.text, item.isHidden)
        }

        fileprivate func hidden() -> Item {
            var hidden = self
            (hidden.title, hidden.text, hidden.isHidden) = ("", "", true)
            return hidden
        }
    }

    let publicID: String
    let question: LocalizedText
    let method: Poll.Method
    let electorate: Poll.Electorate
    let allowance: Int?
    private(set) var items: [Item]
    let result: PollResult

    private init(_ poll: Poll, _ items: [PollItem], _ result: PollResult) {
        publicID = poll.publicID
        question = poll.question
        method = poll.method
        electorate = poll.electorate
        allowance = poll.allowance
        self.items = items.map(Item.init)
        self.result = result
    }

    func item(_ publicID: String) -> Item? {
        items.first { $0.publicID == publicID }
    }

    /// Without the wording of some items; what was voted stays.
    func hiding(_ isHidden: (Item) -> Bool) -> PollSummary {
        var summary = self
        summary.items = items.map { isHidden($0) ? $0.hidden() : $0 }
        return summary
    }

    static func of(_ visit: PollVisit, _ tx: Transaction) throws -> PollSummary {
        try visit.requireRevealed()
        guard let summary = try of(visit.poll, tx) else { throw Problem.notFound }
        return summary
    }

    /// Of a poll that is known to be revealed.
    static func of(_ poll: Poll, _ tx: Transaction) throws -> PollSummary? {
        try ofSession(poll.session, only: poll.id, tx).first
    }

    /// All revealed polls of a session, in the order in which they were made; three statements however many.
    static func ofSession(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [PollSummary] {
        try ofSession(session, only: nil, tx)
    }

    private static func ofSession(
        _ session: ID<DesignSession>, only one: ID<Poll>?, _ tx: Transaction
    ) throws -> [PollSummary] {
        let isOne: SQL = one.map { "AND poll.id = \($0)" } ?? .nothing
        // What guards the poll of a visit is asked of the visit.
        let isRevealed: SQL = one == nil ? "AND poll.revealed_at IS NOT NULL" : .nothing
        let results = try tx.rows(
            """
            SELECT poll_result.poll_id, poll_result.content FROM poll_result
            JOIN poll ON poll.id = poll_result.poll_id
            WHERE poll.session_id = \(session) \(isOne) \(isRevealed)
            """)
        let contents: [ID<Poll>: String] = try Dictionary(
            uniqueKeysWithValues: results.map { (try $0["poll_id"], try $0["content"]) })
        let items = try Dictionary(grouping: PollItem.of(session, tx), by: \.poll)
        return try Poll.of(session, tx).compactMap { poll in
            guard let content = contents[poll.id] else { return nil }
            return PollSummary(
                poll, items[poll.id] ?? [], try PollResult(stored: content, method: poll.method))
        }
    }
}

extension PollSummary {
    /// Open data: the question, the items with what they were taken from, and the result as it is stored.
    func json() throws -> JSON {
        [
            "question": .object(question.texts.mapValues(JSON.string)),
            "method": .string(method.rawValue),
            "electorate": .string(electorate.rawValue),
            "allowance": allowance.map { .integer(Int64($0)) } ?? .null,
            "items": .array(items.map(Self.json)),
            "result": try JSON(parsing: result.stored()),
        ]
    }

    private static func json(_ item: Item) -> JSON {
        let origin = item.idea.map { ("idea", $0) } ?? ("theme", item.theme ?? "")
        return [
            "item": .string(item.publicID), origin.0: .string(origin.1),
            "language": .string(item.language), "title": .string(item.title), "text": .string(item.text),
        ]
    }

    /// The same as a table: a row an item.
    func table() -> Table {
        switch result {
        case .dots(let result):
            let rows = result.items.map { ($0.item, [Table.Cell.integer($0.dots), .integer($0.voters)]) }
            return table(["dots", "voters"], rows)
        case .pairwise(let result):
            let rows = result.parts.enumerated().flatMap { part, standings in
                standings.map { ($0.item, Self.cells($0, part: part + 1)) }
            }
            return table(["part", "score", "low", "high", "best_rank", "worst_rank"], rows)
        case .statements(let result):
            let rows = result.statements.map { count -> (String, [Table.Cell]) in
                (count.item, [.integer(count.agree), .integer(count.disagree), .integer(count.pass)])
            }
            return table(["agree", "disagree", "pass"], rows)
        }
    }

    private static func cells(_ standing: PairwiseResult.Standing, part: Int) -> [Table.Cell] {
        [
            .integer(part), .number(standing.score), .number(standing.low), .number(standing.high),
            .integer(standing.bestRank), .integer(standing.worstRank),
        ]
    }

    private func table(_ columns: [Table.Column], _ rows: [(String, [Table.Cell])]) -> Table {
        Table(
            columns: ["item", "language", "title"] + columns,
            rows: rows.map { id, cells in
                let item = item(id)
                return [.text(id), .text(item?.language ?? ""), .text(item?.title ?? "")] + cells
            })
    }
}

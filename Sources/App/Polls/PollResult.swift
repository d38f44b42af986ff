internal import Platform

/// What came out of a poll, by its method. Stored as JSON when the poll is closed, and given out as that
/// once it is revealed; items go by their public ids.
enum PollResult: Codable, Sendable, Equatable {
    case dots(DotsResult)
    case pairwise(PairwiseResult)
    case statements(StatementsResult)

    /// Once: whoever counts the same closed poll again changes nothing.
    func store(for poll: ID<Poll>, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO poll_result (poll_id, content)
            SELECT id, \(stored()) FROM poll WHERE id = \(poll) AND closed_at IS NOT NULL
            ON CONFLICT (poll_id) DO NOTHING
            """)
    }

    init(stored: String, method: Poll.Method) throws {
        switch method {
        case .dots: self = .dots(try StoredJSON.decode(stored))
        case .pairwise: self = .pairwise(try StoredJSON.decode(stored))
        case .statements: self = .statements(try StoredJSON.decode(stored))
        }
    }

    func stored() throws -> String {
        switch self {
        case .dots(let result): try StoredJSON.encode(result)
        case .pairwise(let result): try StoredJSON.encode(result)
        case .statements(let result): try StoredJSON.encode(result)
        }
    }
}

/// All that was said in a poll, before anything is made of it.
enum PollTally: Sendable {
    case dots(DotsResult)
    case pairs(PairTally, items: [String])
    case opinions(OpinionTally, items: [String])

    /// To be read in a transaction that writes, after the one that closed: these alone are put in one order
    /// with all others by PostgreSQL, so that no ballot which was let in is missed.
    init(_ poll: Poll, _ items: [PollItem], _ tx: Transaction) throws {
        let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
        let names = items.map(\.publicID)
        switch poll.method {
        case .dots: self = .dots(try DotsResult(poll, items, tx))
        case .pairwise: self = .pairs(try PairTally(poll, places, tx), items: names)
        case .statements: self = .opinions(try OpinionTally(poll, places, tx), items: names)
        }
    }

    /// May take a while where many have voted.
    func result() -> PollResult {
        switch self {
        case .dots(let result): .dots(result)
        case .pairs(let tally, let items): .pairwise(PairwiseResult(items: items, tally))
        case .opinions(let tally, let items): .statements(StatementsResult(items: items, tally))
        }
    }
}

/// How many dots each item got, the most first.
struct DotsResult: Codable, Sendable, Equatable {
    struct Item: Codable, Sendable, Equatable {
        let item: String
        let dots: Int
        /// Ballots with at least one dot for it.
        let voters: Int
    }

    let voters: Int
    let dots: Int
    let items: [Item]

    init(_ poll: Poll, _ items: [PollItem], _ tx: Transaction) throws {
        voters =
            try tx.row("SELECT count(DISTINCT ballot) FROM poll_dots WHERE poll_id = \(poll.id)")?.only() ?? 0
        let rows = try tx.rows(
            """
            SELECT item_id, sum(dots) AS dots, count(*) AS voters FROM poll_dots
            WHERE poll_id = \(poll.id) GROUP BY item_id
            """)
        var counts: [ID<PollItem>: (dots: Int, voters: Int)] = [:]
        for row in rows { counts[try row["item_id"]] = (try row["dots"], try row["voters"]) }
        dots = counts.values.reduce(0) { $0 + $1.dots }
        let counted: [Item] = items.map { item in
            let count = counts[item.id] ?? (0, 0)
            return Item(item: item.publicID, dots: count.dots, voters: count.voters)
        }
        let order = counted.indices.sorted { (-counted[$0].dots, $0) < (-counted[$1].dots, $1) }
        self.items = order.map { counted[$0] }
    }
}

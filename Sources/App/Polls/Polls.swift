internal import Platform

// Polls: a session asks everybody the same question about a frozen list of its ideas and themes.
//
// A poll has one method: dots (each gives the same number of dots), pairwise ("which matters more?", two at a
// time) or statements (agree, disagree, pass). Methods are never blended. Its electorate are the seats of the
// session or printed cards, each of which votes once. It is drafted, opened, closed and revealed, in this
// order and never back; what came out is computed once, at its close, and seen by nobody before it is
// revealed.
//
// Tables: poll, poll_item, poll_voter, poll_card, poll_dots, poll_comparison, poll_opinion, poll_result.
// Invariants: items change only while the poll is a draft; a seat or a card casts one ballot of dots and it
// is final, because a ballot that could be replaced would have to lead back to its voter; ballots have
// random ids and pairs and opinions a pseudonym of this poll alone, which leads to the seat only through
// the installation's key; no ballot has a time or is audited.

/// A question with its method, and how far it is.
struct Poll: Sendable, Equatable {
    static let longestQuestion = 300
    static let longestStatement = 300
    static let fewestItems = 2
    static let mostItems = 100
    static let mostPolls = 100

    enum Method: String, Codable, Sendable, Bindable, CaseIterable {
        case dots, pairwise, statements

        /// How many dots each may give, or pairs each is asked about; nothing where that follows from the
        /// items.
        var allowances: ClosedRange<Int>? {
            switch self {
            case .dots: 1...20
            case .pairwise: 1...100
            case .statements: nil
            }
        }

        var usualAllowance: Int? {
            switch self {
            case .dots: 5
            case .pairwise: 20
            case .statements: nil
            }
        }
    }

    enum Electorate: String, Codable, Sendable, Bindable, CaseIterable {
        case seats, cards
    }

    enum State: String, Sendable {
        case draft, open, closed, revealed
    }

    let id: ID<Poll>
    let publicID: String
    let session: ID<DesignSession>
    /// Counts the saves of its draft.
    let version: Int
    let question: LocalizedText
    let method: Method
    let electorate: Electorate
    let allowance: Int?
    let openedAt: Instant?
    let closedAt: Instant?
    let revealedAt: Instant?

    var state: State {
        if revealedAt != nil { return .revealed }
        if closedAt != nil { return .closed }
        return openedAt == nil ? .draft : .open
    }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        session = try row["session_id"]
        version = try row["version"]
        question = try LocalizedText(stored: row["question"])
        method = try row["method"]
        electorate = try row["electorate"]
        allowance = try row["allowance"]
        openedAt = try row["opened_at"]
        closedAt = try row["closed_at"]
        revealedAt = try row["revealed_at"]
    }

    static func find(_ publicID: String, in session: ID<DesignSession>, _ tx: Transaction) throws -> Poll {
        let row = try tx.row(
            "SELECT * FROM poll WHERE public_id = \(publicID) AND session_id = \(session)")
        guard let row else { throw Problem.notFound }
        return try Poll(row)
    }

    /// In the order in which they were made.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Poll] {
        let rows = try tx.rows(
            "SELECT * FROM poll WHERE session_id = \(session) ORDER BY id LIMIT \(mostPolls)")
        return try rows.map(Poll.init)
    }
}

/// Something that is voted on, as it read when the poll was made.
struct PollItem: Sendable, Equatable {
    enum Origin: Sendable, Equatable {
        /// The public ids of what it was taken from.
        case idea(String)
        case theme(String)
    }

    let id: ID<PollItem>
    let publicID: String
    let poll: ID<Poll>
    let origin: Origin
    let language: String
    /// Empty where a moderator has hidden the idea since.
    let title: String
    let text: String
    let isHidden: Bool

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        poll = try row["poll_id"]
        let idea: String? = try row["idea"]
        let theme: String? = try row["theme"]
        origin = idea.map(Origin.idea) ?? .theme(theme ?? "")
        language = try row["language"]
        isHidden = try row["is_hidden"]
        title = isHidden ? "" : try row["title"]
        text = isHidden ? "" : try row["text"]
    }

    /// In the order of the poll.
    static func of(_ poll: ID<Poll>, _ tx: Transaction) throws -> [PollItem] {
        try matching("poll_item.poll_id = \(poll)", tx)
    }

    /// Of all polls of a session, poll by poll.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [PollItem] {
        try matching("poll_item.session_id = \(session)", tx)
    }

    private static func matching(_ condition: SQL, _ tx: Transaction) throws -> [PollItem] {
        let rows = try tx.rows(
            """
            SELECT poll_item.*, idea.public_id AS idea, theme.public_id AS theme,
                CASE WHEN idea_hiding.id IS NULL THEN 0 ELSE 1 END AS is_hidden
            FROM poll_item
            LEFT JOIN idea ON idea.id = poll_item.idea_id
            LEFT JOIN theme ON theme.id = poll_item.theme_id
            LEFT JOIN idea_hiding ON idea_hiding.idea_id = idea.id AND idea_hiding.lifted_at IS NULL
            WHERE \(condition) ORDER BY poll_item.poll_id, poll_item.position
            """)
        return try rows.map(PollItem.init)
    }
}

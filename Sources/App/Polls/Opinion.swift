internal import Platform

/// What somebody says to a statement; until the poll is closed they may say otherwise.
struct Opinion: Sendable {
    enum Answer: Int, Sendable, Bindable, CaseIterable {
        case agree = 1
        case disagree = -1
        case pass = 0

        var name: String {
            switch self {
            case .agree: "agree"
            case .disagree: "disagree"
            case .pass: "pass"
            }
        }
    }

    let statement: String
    let answer: Answer

    init(_ form: Form) throws {
        guard let answer = Answer.allCases.first(where: { $0.name == form["answer"] }) else {
            throw Problem(.invalid, "problem.malformed")
        }
        self.answer = answer
        statement = form["statement"]
    }

    func cast(by voter: PollVoter, in poll: Poll, _ items: [PollItem], _ tx: Transaction) throws {
        guard let item = items.first(where: { $0.publicID == statement }) else {
            throw Problem(.invalid, "problem.malformed")
        }
        try tx.run(
            """
            INSERT INTO poll_opinion (poll_id, voter, item_id, answer)
            VALUES (\(poll.id), \(voter.pseudonym), \(item.id), \(answer))
            ON CONFLICT (poll_id, voter, item_id) DO UPDATE SET answer = excluded.answer
            """)
        _ = try voter.mark(tx)
    }

    /// What a voter has said so far, by item.
    static func of(
        _ voter: PollVoter, in poll: Poll, _ tx: Transaction
    ) throws -> [ID<PollItem>: Answer] {
        let rows = try tx.rows(
            """
            SELECT item_id, answer FROM poll_opinion
            WHERE poll_id = \(poll.id) AND voter = \(voter.pseudonym)
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["item_id"], try $0["answer"]) })
    }
}

internal import Platform

/// Two items, in the order in which they are shown.
struct AskedPair: Sendable {
    let left: PollItem
    let right: PollItem

    /// Shows that this pair was put to this voter, so that nobody chooses their own.
    func proof(_ poll: Poll, _ voter: PollVoter, _ keys: InstallationKeys) -> String {
        keys.token("poll pair \(poll.publicID) \(voter.pseudonym) \(left.publicID) \(right.publicID)")
    }
}

/// What somebody says to a pair.
struct PairAnswer: Sendable {
    enum Choice: String, Sendable, Bindable, CaseIterable {
        case left, right
        /// Neither matters more.
        case tie
        /// Cannot say; counts as asked, and for nothing else.
        case skip
    }

    let left: String
    let right: String
    let proof: String
    let choice: Choice

    init(_ form: Form) throws {
        guard let choice = Choice(rawValue: form["answer"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        self.choice = choice
        left = form["left"]
        right = form["right"]
        proof = form["proof"]
    }

    /// Sent twice it counts once, as it was said first.
    func cast(
        by voter: PollVoter, in poll: Poll, _ items: [PollItem], _ keys: InstallationKeys, _ tx: Transaction
    ) throws {
        guard let left = items.first(where: { $0.publicID == left }),
            let right = items.first(where: { $0.publicID == right }), left.id != right.id
        else { throw Problem(.invalid, "problem.malformed") }
        let asked = AskedPair(left: left, right: right)
        try Guard.pairWasAsked.require(
            asked.proof(poll, voter, keys) == proof, orElse: Problem(.forbidden, "polls.pair.not-asked"))
        let (first, second) = left.id.rawValue < right.id.rawValue ? (left.id, right.id) : (right.id, left.id)
        let isRoom: SQL = """
            (SELECT count(*) FROM poll_comparison WHERE poll_id = \(poll.id) AND voter = \(voter.pseudonym))
                < \(poll.allowance ?? 0)
            """
        try tx.run(
            """
            INSERT INTO poll_comparison (poll_id, voter, first_id, second_id, left_id, answer)
            SELECT \(poll.id), \(voter.pseudonym), \(first), \(second), \(left.id), \(choice) WHERE \(isRoom)
            ON CONFLICT (poll_id, voter, first_id, second_id) DO NOTHING
            """)
        _ = try voter.mark(tx)
    }
}

internal import Platform

/// How somebody gives out their dots.
struct DotBallot: Sendable {
    /// By the public id of the item, as it was chosen.
    let dots: [String: Int]

    init(_ form: Form, _ items: [PollItem]) {
        let given = items.map { ($0.publicID, Int(form[Self.name($0.publicID)]) ?? 0) }
        dots = Dictionary(given, uniquingKeysWith: { first, _ in first }).filter { $0.value != 0 }
    }

    static func name(_ item: String) -> String { "dots." + item }

    /// Casts the ballot, for good, in one breath with the note that this voter has voted. Its id leads to
    /// nobody.
    func cast(
        by voter: PollVoter, in poll: Poll, _ items: [PollItem], id: String, _ tx: Transaction
    ) throws {
        let most = poll.allowance ?? 0
        let isWithin = dots.values.allSatisfy { (1...most).contains($0) }
        guard isWithin, (1...most).contains(dots.values.reduce(0, +)) else {
            throw Problem(
                .invalid, "problem.check",
                fields: [.init("dots", "polls.dots.wrong", ["most": .number(most)])])
        }
        guard try voter.mark(tx) else { throw Problem(.conflict, "polls.voted-already") }
        for item in items {
            guard let count = dots[item.publicID] else { continue }
            try tx.run(
                """
                INSERT INTO poll_dots (ballot, poll_id, item_id, dots)
                VALUES (\(id), \(poll.id), \(item.id), \(count))
                """)
        }
    }
}

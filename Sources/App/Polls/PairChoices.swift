internal import PairwiseRanking
internal import Platform
internal import Synchronization

/// Which pair to put to whom next, kept in memory: a model is fitted anew only after enough new answers, and
/// between fits the pairs that were handed out take each other into account.
final class PairChoices: Sendable {
    private struct Standing {
        var choice: PairChoice
        /// The number of comparisons from which it is due to be fitted anew.
        var due: Int
        var isFitting = false
        /// What voters look at, so that a page loaded twice asks the same.
        var given: [Turn: Pair] = [:]
    }

    private struct Turn: Hashable {
        let voter: String
        let number: Int
    }

    /// Places of two items, in the order in which they are shown.
    private struct Pair {
        let left: Int
        let right: Int
    }

    private let polls = Mutex<[ID<Poll>: Standing]>([:])
    /// Of so many polls at once the standings are kept.
    private static let mostPolls = 50
    private static let fewestNewAnswers = 10

    /// The next pair of a voter; nothing once they were asked all they may be.
    func next(
        for voter: PollVoter, in poll: Poll, _ items: [PollItem], _ tx: Transaction
    ) throws -> (pair: AskedPair?, asked: Int) {
        let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
        let own = try Self.asked(voter, in: poll, places, tx)
        let total: Int =
            try tx.row("SELECT count(*) FROM poll_comparison WHERE poll_id = \(poll.id)")?.only() ?? 0
        guard own.count < poll.allowance ?? 0 else { return (nil, own.count) }
        if isDue(poll.id, total) { try fit(poll, places, tx) }
        let pair = choose(for: voter, in: poll, items.count, except: own)
        return (pair.map { AskedPair(left: items[$0.left], right: items[$0.right]) }, own.count)
    }

    private static func asked(
        _ voter: PollVoter, in poll: Poll, _ places: [ID<PollItem>: Int], _ tx: Transaction
    ) throws -> Set<[Int]> {
        let rows = try tx.rows(
            """
            SELECT first_id, second_id FROM poll_comparison
            WHERE poll_id = \(poll.id) AND voter = \(voter.pseudonym)
            """)
        return try Set(
            rows.map { [places[try $0["first_id"]] ?? 0, places[try $0["second_id"]] ?? 0].sorted() })
    }

    /// Whether this request is the one that fits the model.
    private func isDue(_ poll: ID<Poll>, _ total: Int) -> Bool {
        polls.withLock { polls in
            guard let standing = polls[poll] else { return true }
            guard total >= standing.due, !standing.isFitting else { return false }
            polls[poll]?.isFitting = true
            return true
        }
    }

    private func fit(_ poll: Poll, _ places: [ID<PollItem>: Int], _ tx: Transaction) throws {
        defer { polls.withLock { $0[poll.id]?.isFitting = false } }
        let answers = try PairTally(poll, places, tx)
        // As of one average judge: whose answers they are matters little for which to ask next.
        let model = PairwiseModel(items: places.count, comparisons: answers.comparisons.map(\.unsigned))
        let total = answers.comparisons.count + answers.skips
        let due = total + max(Self.fewestNewAnswers, total / 10)
        polls.withLock { polls in
            if polls.count >= Self.mostPolls, polls[poll.id] == nil { polls = [:] }
            polls[poll.id] = Standing(choice: PairChoice(model), due: due)
        }
    }

    private func choose(
        for voter: PollVoter, in poll: Poll, _ items: Int, except own: Set<[Int]>
    ) -> Pair? {
        var lot = VoterLot(poll, voter.pseudonym, turn: own.count)
        let turn = Turn(voter: voter.pseudonym, number: own.count)
        return polls.withLock { polls in
            if let pair = polls[poll.id]?.given[turn] { return pair }
            let next = polls[poll.id]?.choice.next(where: { !own.contains([$0, $1]) }, using: &lot)
            guard let next else { return nil }
            let pair = Pair(left: next.left, right: next.right)
            polls[poll.id]?.given[turn] = pair
            return pair
        }
    }
}

/// All comparisons of a poll, items by their places and voters by number.
struct PairTally: Sendable {
    let comparisons: [Comparison]
    let voters: Int
    let skips: Int

    init(_ poll: Poll, _ places: [ID<PollItem>: Int], _ tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT voter, first_id, second_id, left_id, answer FROM poll_comparison
            WHERE poll_id = \(poll.id) ORDER BY voter, first_id, second_id
            """)
        var comparisons: [Comparison] = []
        var numbers: [String: Int] = [:]
        var skips = 0
        for row in rows {
            let voter: String = try row["voter"]
            let judge = numbers[voter] ?? numbers.count
            numbers[voter] = judge
            let answer: PairAnswer.Choice = try row["answer"]
            guard let outcome = Self.outcome(answer) else {
                skips += 1
                continue
            }
            let (first, second): (ID<PollItem>, ID<PollItem>) = (try row["first_id"], try row["second_id"])
            let shown: ID<PollItem> = try row["left_id"]
            guard let left = places[shown], let right = places[shown == first ? second : first] else {
                continue
            }
            comparisons.append(Comparison(left: left, right: right, outcome: outcome, judge: judge))
        }
        self.comparisons = comparisons
        self.skips = skips
        voters = numbers.count
    }

    private static func outcome(_ answer: PairAnswer.Choice) -> Comparison.Outcome? {
        switch answer {
        case .left: .left
        case .right: .right
        case .tie: .tie
        case .skip: nil
        }
    }
}

extension Comparison {
    /// Without who answered.
    fileprivate var unsigned: Comparison {
        Comparison(left: left, right: right, outcome: outcome)
    }
}

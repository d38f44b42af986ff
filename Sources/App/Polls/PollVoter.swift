internal import Platform
internal import SplitMix

/// Who votes in a poll: a seat, or whoever holds a card.
struct PollVoter: Sendable {
    private enum Right: Sendable {
        case seat(ID<SessionSeat>)
        case card(digest: [UInt8])
    }

    private let right: Right
    let poll: ID<Poll>
    /// Keeps this voter's answers together, in this poll alone. Without the installation's key it leads to
    /// nobody.
    let pseudonym: String
    /// Whether there is anything of theirs yet.
    let hasVoted: Bool

    /// The voter of a visit; what they lack first is the problem: a seat, or a card of this poll.
    init(_ visit: PollVisit, card: String, _ keys: InstallationKeys, _ tx: Transaction) throws {
        poll = visit.poll.id
        switch visit.poll.electorate {
        case .seats:
            guard let seat = visit.here.seat else { throw Problem(.forbidden, "sessions.join-first") }
            right = .seat(seat.id)
            pseudonym = Self.pseudonym("seat " + seat.publicID, in: visit.poll, keys)
            let row = try tx.row(
                "SELECT 1 FROM poll_voter WHERE poll_id = \(visit.poll.id) AND seat_id = \(seat.id)")
            hasVoted = row != nil
        case .cards:
            let code = PollCards.normal(card)
            guard !code.isEmpty else { throw Problem(.forbidden, "polls.card.first") }
            let digest = digest(code)
            let row = try tx.row(
                "SELECT is_spent FROM poll_card WHERE poll_id = \(visit.poll.id) AND digest = \(digest)")
            guard let row else { throw Problem(.forbidden, "polls.card.unknown") }
            right = .card(digest: digest)
            pseudonym = Self.pseudonym("card " + code, in: visit.poll, keys)
            hasVoted = try row["is_spent"]
        }
    }

    private static func pseudonym(_ voter: String, in poll: Poll, _ keys: InstallationKeys) -> String {
        String(keys.token("poll voter \(poll.publicID) \(voter)").prefix(22))
    }

    /// Writes down that this voter has voted, and says whether that was new: of several requests at once it
    /// is for one.
    func mark(_ tx: Transaction) throws -> Bool {
        switch right {
        case .seat(let seat):
            try tx.run(
                """
                INSERT INTO poll_voter (poll_id, seat_id) VALUES (\(poll), \(seat))
                ON CONFLICT (poll_id, seat_id) DO NOTHING
                """) > 0
        case .card(let digest):
            try tx.run(
                """
                UPDATE poll_card SET is_spent = 1
                WHERE poll_id = \(poll) AND digest = \(digest) AND is_spent = 0
                """) > 0
        }
    }
}

/// How many have voted, of how many who may; never what.
struct PollParticipation: Sendable, Equatable {
    let voted: Int
    let electorate: Int

    static func of(_ poll: Poll, _ tx: Transaction) throws -> PollParticipation {
        let row: Row?
        switch poll.electorate {
        case .seats:
            row = try tx.row(
                """
                SELECT (SELECT count(*) FROM poll_voter WHERE poll_id = \(poll.id)) AS voted,
                    (SELECT count(*) FROM seat WHERE session_id = \(poll.session) AND left_at IS NULL) AS electorate
                """)
        case .cards:
            row = try tx.row(
                """
                SELECT coalesce(sum(is_spent), 0) AS voted, count(*) AS electorate FROM poll_card
                WHERE poll_id = \(poll.id)
                """)
        }
        guard let row else { return PollParticipation(voted: 0, electorate: 0) }
        return PollParticipation(voted: try row["voted"], electorate: try row["electorate"])
    }
}

/// Draws lots that are the same each time for one voter of one poll.
struct VoterLot: RandomNumberGenerator {
    private var bits: SplitMix64

    init(_ poll: Poll, _ voter: String, turn: Int = 0) {
        let seed = digest("\(poll.publicID) \(voter) \(turn)").prefix(8)
        bits = SplitMix64(seed: seed.reduce(0) { $0 << 8 | UInt64($1) })
    }

    mutating func next() -> UInt64 {
        bits.next()
    }
}

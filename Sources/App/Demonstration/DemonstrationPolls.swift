internal import Foundation
internal import Platform

/// Writes the polls of a session that is over: what each said, drawn from how the script has them lean, and
/// what came out, counted as always.
struct DemonstrationPolls {
    let session: DemonstrationSession
    let written: DemonstrationSession.Written

    private var laurel: Laurel { session.laurel }
    private var design: ID<DesignSession> { written.session.id }

    func write(_ random: inout SeededRandom, _ tx: Transaction) throws {
        var opened = session.beginning(of: .prioritise)
        for survey in session.script.polls ?? [] {
            let poll = try make(survey, at: opened, tx)
            let items = try PollItem.of(poll.id, tx)
            for seat in written.seats where seat.part == .participant && random.happens(0.92) {
                try tx.run(
                    "INSERT INTO poll_voter (poll_id, seat_id) VALUES (\(poll.id), \(seat.id))")
                try answer(survey, poll, items, &random, tx)
            }
            try PollTally(poll, items, tx).result().store(for: poll.id, tx)
            opened = opened + .seconds(480)
        }
    }

    /// Open for seven minutes and revealed right after.
    private func make(
        _ survey: SessionScript.Survey, at opened: Instant, _ tx: Transaction
    ) throws -> Poll {
        let (publicID, closed) = (laurel.randomness.publicID(), opened + .seconds(420))
        let id: ID<Poll>? = try tx.row(
            """
            INSERT INTO poll (public_id, session_id, version, question, method, electorate, allowance, created_at,
                opened_at, closed_at, revealed_at)
            VALUES (\(publicID), \(design), 1, \(LocalizedText(survey.question).stored), \(survey.method), 'seats',
                \(survey.allowance), \(session.startsAt), \(opened), \(closed), \(closed + .seconds(30)))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        for (position, idea) in survey.ideas.compactMap({ written.ideas[$0] }).enumerated() {
            let text = survey.method == .statements ? "" : idea.script.change
            try tx.run(
                """
                INSERT INTO poll_item (public_id, poll_id, session_id, position, idea_id, language, title, text)
                VALUES (\(laurel.randomness.publicID()), \(id), \(design), \(position), \(idea.id),
                    \(idea.script.language), \(idea.script.title), \(text))
                """)
        }
        let act = session.store.act(DemonstrationSession.facilitator, at: opened)
        try tx.audit("poll opened", on: "poll", id.rawValue, by: act)
        try SessionEvent.append(.poll, ["id": .string(publicID)], to: design, at: opened, tx)
        return try Poll.find(publicID, in: design, tx)
    }

    private func answer(
        _ survey: SessionScript.Survey, _ poll: Poll, _ items: [PollItem], _ random: inout SeededRandom,
        _ tx: Transaction
    ) throws {
        let voter = laurel.randomness.token()
        switch survey.method {
        case .dots: try giveDots(survey, poll, items, voter, &random, tx)
        case .pairwise: try compare(survey, poll, items, voter, &random, tx)
        case .statements: try agree(survey, poll, items, voter, &random, tx)
        }
    }

    private func giveDots(
        _ survey: SessionScript.Survey, _ poll: Poll, _ items: [PollItem], _ ballot: String,
        _ random: inout SeededRandom, _ tx: Transaction
    ) throws {
        let weights = survey.weights ?? []
        var dots: [Int: Int] = [:]
        for _ in 0..<(survey.allowance ?? 0) {
            var rest = random.share() * weights.reduce(0, +)
            let chosen = weights.firstIndex { weight in
                rest -= weight
                return rest < 0
            }
            dots[chosen ?? 0, default: 0] += 1
        }
        for (index, count) in dots {
            try tx.run(
                """
                INSERT INTO poll_dots (ballot, poll_id, item_id, dots)
                VALUES (\(ballot), \(poll.id), \(items[index].id), \(count))
                """)
        }
    }

    /// By the law of Bradley and Terry, with a tie now and then.
    private func compare(
        _ survey: SessionScript.Survey, _ poll: Poll, _ items: [PollItem], _ voter: String,
        _ random: inout SeededRandom, _ tx: Transaction
    ) throws {
        let strengths = survey.strengths ?? []
        let pairs = items.indices.flatMap { second in (0..<second).map { ($0, second) } }
        for pair in random.shuffled(pairs).prefix(survey.allowance ?? 0) {
            let (left, right) = random.happens(0.5) ? pair : (pair.1, pair.0)
            let preferred = 1 / (1 + exp(strengths[right] - strengths[left]))
            let decided: PairAnswer.Choice = random.happens(preferred) ? .left : .right
            let answer: PairAnswer.Choice = random.happens(0.12) ? .tie : decided
            let (first, second) = (items[pair.0].id, items[pair.1].id)
            try tx.run(
                """
                INSERT INTO poll_comparison (poll_id, voter, first_id, second_id, left_id, answer)
                VALUES (\(poll.id), \(voter), \(first), \(second), \(items[left].id), \(answer))
                """)
        }
    }

    /// Some would open the award wider, the others do more for those who are in; on much they agree.
    private func agree(
        _ survey: SessionScript.Survey, _ poll: Poll, _ items: [PollItem], _ voter: String,
        _ random: inout SeededRandom, _ tx: Transaction
    ) throws {
        let side = random.happens(0.55) ? 0 : 1
        for (item, shares) in zip(items, survey.agreement ?? []) where random.happens(0.95) {
            let otherwise: Opinion.Answer = random.happens(0.8) ? .disagree : .pass
            let answer: Opinion.Answer = random.happens(shares[side]) ? .agree : otherwise
            try tx.run(
                """
                INSERT INTO poll_opinion (poll_id, voter, item_id, answer)
                VALUES (\(poll.id), \(voter), \(item.id), \(answer))
                """)
        }
    }
}

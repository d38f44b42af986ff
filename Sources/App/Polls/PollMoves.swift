internal import Platform

/// Opening, closing and revealing a poll: each once, in this order, and told to the room.
enum PollMoves {
    static func open(_ led: PollFacilitating, by act: Act, _ tx: Transaction) throws {
        try led.session.requireOpen()
        try led.requireDraft()
        let items: Int =
            try tx.row("SELECT count(*) FROM poll_item WHERE poll_id = \(led.poll.id)")?.only() ?? 0
        guard items >= Poll.fewestItems else {
            throw Problem(.invalid, "polls.items.few", ["fewest": .number(Poll.fewestItems)])
        }
        let participation = try PollParticipation.of(led.poll, tx)
        guard led.poll.electorate == .seats || participation.electorate > 0 else {
            throw Problem(.invalid, "polls.card.none-made")
        }
        try tx.run(
            "UPDATE poll SET opened_at = \(act.at) WHERE id = \(led.poll.id) AND opened_at IS NULL")
        try tell(led, by: act, "poll opened", tx)
    }

    static func close(_ led: PollFacilitating, by act: Act, _ tx: Transaction) throws {
        let closed = try tx.run(
            """
            UPDATE poll SET closed_at = \(act.at)
            WHERE id = \(led.poll.id) AND opened_at IS NOT NULL AND closed_at IS NULL
            """)
        guard closed > 0 else { throw Problem(.closed, "polls.not-open") }
        try tell(led, by: act, "poll closed", tx)
    }

    /// For good: what was seen cannot be unseen.
    static func reveal(_ led: PollFacilitating, by act: Act, _ tx: Transaction) throws {
        let revealed = try tx.run(
            """
            UPDATE poll SET revealed_at = \(act.at)
            WHERE id = \(led.poll.id) AND closed_at IS NOT NULL AND revealed_at IS NULL
                AND EXISTS (SELECT 1 FROM poll_result WHERE poll_result.poll_id = poll.id)
            """)
        guard revealed > 0 else { throw Problem(.closed, "polls.not-closed") }
        try tell(led, by: act, "poll revealed", tx)
    }

    private static func tell(
        _ led: PollFacilitating, by act: Act, _ what: StaticString, _ tx: Transaction
    ) throws {
        try SessionEvent.append(
            .poll, ["id": .string(led.poll.publicID)], to: led.session.id, at: act.at, tx)
        try tx.audit(what, on: "poll", led.poll.id.rawValue, by: act)
    }
}

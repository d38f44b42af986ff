internal import Platform

/// A session's polls as its hall sees them.
enum PollWall {
    /// The vote that is open, else what was revealed last.
    static func poll(of session: DesignSession, _ reader: Reader, _ tx: Transaction) throws -> WallPoll? {
        let row = try tx.row(
            """
            SELECT * FROM poll WHERE session_id = \(session.id)
                AND (revealed_at IS NOT NULL OR (opened_at IS NOT NULL AND closed_at IS NULL))
            ORDER BY CASE WHEN revealed_at IS NULL THEN 0 ELSE 1 END, revealed_at DESC, id DESC LIMIT 1
            """)
        guard let poll = try row.map(Poll.init) else { return nil }
        guard poll.state == .open else {
            let result = try PollSummary.of(poll, tx).map { PollResultMarkup.markup($0, reader) }
            return WallPoll(isOpen: false, markup: "\(heading(poll, reader))\(result)")
        }
        let participation = try PollParticipation.of(poll, tx)
        return WallPoll(
            isOpen: true,
            markup: """
                <p class="voting">\(reader("sessions.projector.voting"))</p>\(heading(poll, reader))\
                \(participation.meter(reader))
                """)
    }

    private static func heading(_ poll: Poll, _ reader: Reader) -> HTML {
        "<h2>\(poll.questionMarkup(reader))</h2>"
    }
}

internal import Platform

/// Consenting to another nomination, or not.
enum NominationMoves {
    enum Answer: String, Sendable, Bindable {
        case accepted, declined
    }

    /// Answers a proposed move. Accepted, the application enters the other nomination at once; what was
    /// submitted stands as it is, and the draft follows the form of the new nomination.
    static func answer(
        _ publicID: String, with answer: Answer, of held: HeldApplication, by act: Act, _ tx: Transaction
    ) throws {
        guard let move = held.move, move.publicID == publicID else {
            throw Problem(.conflict, "applications.move.answered")
        }
        guard held.application.state != .withdrawn else {
            throw Problem(.conflict, "applications.submit.withdrawn")
        }
        try tx.run(
            """
            UPDATE nomination_move SET answer = \(answer), answered_at = \(act.at), answered_by = \(act.person)
            WHERE id = \(move.id)
            """)
        if answer == .accepted {
            try tx.run(
                """
                UPDATE application SET nomination_id =
                    (SELECT to_nomination_id FROM nomination_move WHERE id = \(move.id))
                WHERE id = \(held.application.id)
                """)
        }
        try tx.audit(
            "move answered", on: "application", held.application.id.rawValue, by: act,
            ["answer": .string(answer.rawValue), "nomination": .string(move.nomination)])
    }
}

internal import Platform

/// Looking up whose an idea is where names are shown to nobody: a moderator's, with a reason that stays.
enum AuthorDisclosure {
    /// Who proposed it; nothing for what a group says.
    static func read(
        _ publicID: String, note: Note, by moderating: Moderating, _ act: RoomAct, _ tx: Transaction
    ) throws -> String? {
        let session = moderating.session
        guard session.namesShown == .nobody else { throw Problem.notFound }
        let idea = try Idea.find(publicID, in: session.id, tx)
        let reason = try note.required()
        try tx.run(
            """
            INSERT INTO author_disclosure (idea_id, reason, read_by, read_at)
            VALUES (\(idea.id), \(reason), \(moderating.person.id), \(act.at))
            """)
        try tx.audit(
            "author looked up", on: "idea", idea.id.rawValue, by: act.official, ["reason": .string(reason)])
        return try tx.row(
            """
            SELECT seat.name FROM idea_author JOIN seat ON seat.id = idea_author.seat_id
            WHERE idea_author.idea_id = \(idea.id)
            """)?.only()
    }
}

internal import Platform

/// Asking another group to look at an idea too: its scribes and those who lead do.
enum Referring {
    static func refer(
        _ publicID: String, to group: String, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let session = seated.session
        let mayRefer = seated.here.isFacilitator || seated.seat.part == .scribe
        try Guard.refers.require(mayRefer, orElse: Problem(.forbidden, "problem.forbidden"))
        let idea = try Idea.find(publicID, in: session.id, tx)
        try idea.requireShown()
        let groups = try SessionGroup.of(session.id, tx)
        guard let group = groups.first(where: { $0.publicID == group }), group.id != idea.group else {
            throw Problem(.invalid, "problem.check", fields: [.init("group", "ideas.referral.group.wrong")])
        }
        let referred = try tx.run(
            """
            INSERT INTO idea_referral (idea_id, session_id, group_id, referred_at, referred_by)
            VALUES (\(idea.id), \(session.id), \(group.id), \(act.at), \(seated.seat.id))
            ON CONFLICT (idea_id, group_id) DO NOTHING
            """)
        guard referred > 0 else { return }
        try tx.audit(
            "idea referred", on: "idea", idea.id.rawValue, by: act.official,
            ["group": .integer(group.id.rawValue)])
    }

    /// The groups that an idea was referred to.
    static func groups(of idea: String, in session: ID<DesignSession>, _ tx: Transaction) throws
        -> [ID<SessionGroup>]
    {
        let rows = try tx.rows(
            """
            SELECT idea_referral.group_id FROM idea_referral JOIN idea ON idea.id = idea_referral.idea_id
            WHERE idea.public_id = \(idea) AND idea.session_id = \(session) ORDER BY idea_referral.group_id
            """)
        return try rows.map { try $0["group_id"] }
    }
}

extension Guard {
    static let refers = Guard(name: "refers")
}

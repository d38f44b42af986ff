internal import Platform

/// Supporting an idea, and ceasing to.
enum Supporting {
    struct Standing: Sendable, Equatable {
        let supporters: Int
        let isSupported: Bool
    }

    /// Each changes what all phones show: more than a hand does, and less than a loop. Of an account or a
    /// browser, each of which has one seat.
    static let pace = RateLimiter.Limit("support", 60, per: .seconds(60))

    /// Once a seat, however often it is asked for. An answer can be sent to an account alone.
    static func support(
        _ publicID: String, wantsAnswer: Bool, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws -> Standing {
        let (session, seat) = (seated.session, seated.seat)
        let idea = try open(publicID, seated, tx)
        let wants = wantsAnswer && seat.person != nil
        let isNew = try tx.run(
            """
            INSERT INTO idea_support (idea_id, session_id, seat_id, wants_answer)
            VALUES (\(idea.id), \(session.id), \(seat.id), \(wants)) ON CONFLICT (idea_id, seat_id) DO NOTHING
            """)
        guard isNew > 0 else {
            try tx.run(
                """
                UPDATE idea_support SET wants_answer = \(wants)
                WHERE idea_id = \(idea.id) AND seat_id = \(seat.id)
                """)
            return try standing(idea, isSupported: true, tx)
        }
        try tx.audit("idea supported", on: "idea", idea.id.rawValue, by: act.inside(session))
        return try tell(idea, isSupported: true, session, act.at, tx)
    }

    static func cease(
        _ publicID: String, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws -> Standing {
        let (session, seat) = (seated.session, seated.seat)
        let idea = try open(publicID, seated, tx)
        let gone = try tx.run(
            "DELETE FROM idea_support WHERE idea_id = \(idea.id) AND seat_id = \(seat.id)")
        guard gone > 0 else { return try standing(idea, isSupported: false, tx) }
        try tx.audit("support ended", on: "idea", idea.id.rawValue, by: act.inside(session))
        return try tell(idea, isSupported: false, session, act.at, tx)
    }

    private static func open(_ publicID: String, _ seated: Seated, _ tx: Transaction) throws -> Idea {
        let idea = try Idea.find(publicID, in: seated.session.id, tx)
        try seated.requireOpen()
        try idea.requireShown()
        return idea
    }

    private static func standing(_ idea: Idea, isSupported: Bool, _ tx: Transaction) throws -> Standing {
        let count: Int? = try tx.row("SELECT count(*) FROM idea_support WHERE idea_id = \(idea.id)")?.only()
        return Standing(supporters: count ?? 0, isSupported: isSupported)
    }

    private static func tell(
        _ idea: Idea, isSupported: Bool, _ session: DesignSession, _ at: Instant, _ tx: Transaction
    ) throws -> Standing {
        let standing = try standing(idea, isSupported: isSupported, tx)
        let count = Int64(standing.supporters)
        try SessionEvent.append(
            .support, ["id": .string(idea.publicID), "supporters": .integer(count)], to: session.id, at: at,
            tx)
        return standing
    }
}

internal import Platform

/// Taking a seat, changing groups and leaving.
enum Joining {
    /// Somebody at the door.
    struct Arrival: Sendable {
        /// Of the seat, made before.
        let publicID: String
        let owner: SeatOwner
        var code = ""
        var group: ID<SessionGroup>?
        var name = ""
        var country = ""
        let language: String
        var isNamed = false
    }

    /// Describing oneself, going over to another group, getting up: each is told to all phones or written
    /// into the log.
    static let pace = RateLimiter.Limit("seat changes", 20, per: .seconds(60))

    /// Gives the seat: the one they have, or a new one to whom there is a reason to let in.
    @discardableResult
    static func take(
        _ arrival: Arrival, in session: DesignSession, by act: Act, _ tx: Transaction
    ) throws -> SessionSeat {
        let former = try tx.row(
            "SELECT * FROM seat WHERE session_id = \(session.id) AND \(arrival.owner.isTheirs)")
        if let former, try former["left_at"] as Instant? == nil { return try SessionSeat(former) }
        guard session.state != .closed else { throw Problem(.closed, "sessions.join.closed") }
        try requireRoom(in: session, tx)
        let seat: SessionSeat
        if let former {
            seat = try comeBack(SessionSeat(former), tx)
        } else {
            guard arrival.owner.person != nil || session.allowsGuests else {
                throw Problem(.forbidden, "sessions.join.accounts-only.why")
            }
            let admission = try Admission.of(arrival.owner, code: arrival.code, in: session, tx)
            guard let admission else { throw Problem(.forbidden, "sessions.join.not-entitled") }
            seat = try insert(arrival, admission, in: session, act, tx)
        }
        try tx.audit(
            "seat taken", on: "seat", seat.id.rawValue, by: act, ["part": .string(seat.part.rawValue)])
        try tellSeats(of: session, at: act.at, tx)
        return seat
    }

    private static func requireRoom(in session: DesignSession, _ tx: Transaction) throws {
        guard try taken(in: session.id, tx) < session.mostSeats else {
            throw Problem(.closed, "sessions.join.full", ["most": .number(session.mostSeats)])
        }
    }

    /// How many seats are taken.
    static func taken(in session: ID<DesignSession>, _ tx: Transaction) throws -> Int {
        try tx.row("SELECT count(*) FROM seat WHERE session_id = \(session) AND left_at IS NULL")?.only() ?? 0
    }

    private static func comeBack(_ seat: SessionSeat, _ tx: Transaction) throws -> SessionSeat {
        try tx.run("UPDATE seat SET left_at = \(nil as Instant?) WHERE id = \(seat.id)")
        return seat
    }

    private static func insert(
        _ arrival: Arrival, _ admission: Admission, in session: DesignSession, _ act: Act, _ tx: Transaction
    ) throws -> SessionSeat {
        let group = admission.group ?? arrival.group
        let row = try tx.row(
            """
            INSERT INTO seat (public_id, session_id, person_id, browser_digest, group_id, part, name, country,
                language, is_named, joined_at)
            VALUES (\(arrival.publicID), \(session.id), \(arrival.owner.person?.id),
                \(arrival.owner.browserDigest), \(group), \(admission.part), \(arrival.name),
                \(arrival.country), \(arrival.language), \(arrival.isNamed), \(act.at))
            RETURNING *
            """)
        guard let row else { throw Problem.notFound }
        return try SessionSeat(row)
    }

    /// What somebody says of themselves.
    static func describe(
        _ seat: SessionSeat, name: String, country: String, language: String, isNamed: Bool, by act: Act,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE seat SET name = \(name), country = \(country), language = \(language),
                is_named = \(isNamed)
            WHERE id = \(seat.id) AND left_at IS NULL
            """)
        try tx.audit(
            "seat described", on: "seat", seat.id.rawValue, by: act,
            ["name": .string(name), "named": .bool(isNamed)])
    }

    /// How long a browser alone keeps its seat: to the end of the session, and long enough after it for its
    /// owner to make an account.
    static func cookieLife(of session: DesignSession, now: Instant) -> Duration {
        let left = max(0, session.endsAt.milliseconds - now.milliseconds)
        return .milliseconds(left) + .seconds(14 * 86_400)
    }

    /// Goes over to another group. A scribe writes for theirs until a facilitator says otherwise.
    static func change(
        _ seat: SessionSeat, to group: ID<SessionGroup>, by act: Act, _ tx: Transaction
    ) throws {
        guard seat.part != .scribe else { throw Problem(.forbidden, "sessions.join.scribe-stays") }
        try tx.run("UPDATE seat SET group_id = \(group) WHERE id = \(seat.id) AND left_at IS NULL")
        try tx.audit(
            "group changed", on: "seat", seat.id.rawValue, by: act, ["group": .integer(group.rawValue)])
    }

    /// Gets up. What they proposed and said stays, and so does their way back.
    static func leave(_ seat: SessionSeat, of session: DesignSession, by act: Act, _ tx: Transaction) throws {
        let left = try tx.run(
            "UPDATE seat SET left_at = \(act.at) WHERE id = \(seat.id) AND left_at IS NULL")
        guard left > 0 else { return }
        try tx.audit("seat left", on: "seat", seat.id.rawValue, by: act)
        try tellSeats(of: session, at: act.at, tx)
    }

    /// Says how many are there, and not who.
    static func tellSeats(of session: DesignSession, at: Instant, _ tx: Transaction) throws {
        let taken = try taken(in: session.id, tx)
        try SessionEvent.append(.seats, ["seats": .integer(Int64(taken))], to: session.id, at: at, tx)
    }
}

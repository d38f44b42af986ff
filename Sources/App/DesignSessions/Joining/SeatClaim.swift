internal import Platform

/// Joining the seat of a browser, and all that was proposed and said from it, to the account of whoever
/// signs in there later.
enum SeatClaim {
    /// The seat that this browser has without an account.
    static func seat(
        of browser: String?, in session: ID<DesignSession>, _ tx: Transaction
    ) throws -> SessionSeat? {
        guard let browser else { return nil }
        let owner = SeatOwner.browser(browser)
        let row = try tx.row(
            """
            SELECT * FROM seat WHERE session_id = \(session) AND \(owner.isTheirs) AND left_at IS NULL
            """)
        return try row.map(SessionSeat.init)
    }

    /// Once: the browser alone opens the seat no longer.
    ///
    /// Where the account has a seat of its own, both stay as they are: each may have supported and voted,
    /// and joining them would count a voice twice or take back one that was counted.
    static func claim(
        _ browser: String, for person: Person, in session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        guard let seat = try seat(of: browser, in: session.id, tx) else {
            throw Problem(.conflict, "sessions.claim.none")
        }
        let own = try tx.row(
            "SELECT 1 AS one FROM seat WHERE session_id = \(session.id) AND person_id = \(person.id)")
        guard own == nil else { throw Problem(.conflict, "sessions.claim.own-seat") }
        let claimed = try tx.run(
            """
            UPDATE seat SET person_id = \(person.id), browser_digest = NULL
            WHERE id = \(seat.id) AND person_id IS NULL
            """)
        guard claimed > 0 else { throw Problem(.conflict, "sessions.claim.none") }
        try tx.audit("seat claimed", on: "seat", seat.id.rawValue, by: act)
    }
}

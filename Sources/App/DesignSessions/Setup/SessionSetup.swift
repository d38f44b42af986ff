internal import Platform

/// Setting up a session: who prepares it saves its parts as often as they like, then announces, opens and
/// closes it.
enum SessionSetup {
    /// What is made before the transaction that makes a session.
    struct Creation: Sendable {
        let publicID: String
        let joinCode: String
        let details: SessionDetails
        var groups: [PlannedGroup] = []
        var steps: [PlannedStep] = []
    }

    @discardableResult
    static func create(
        _ creation: Creation, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws -> ID<DesignSession> {
        let details = creation.details
        try details.check()
        let inserted: ID<DesignSession>? = try tx.row(
            """
            INSERT INTO design_session (public_id, season_id, version, title, purpose, place, link, time_zone,
                starts_at, ends_at, languages, join_code, allows_guests, most_seats, names_shown, created_at)
            VALUES (\(creation.publicID), \(season), 1, \(details.title.stored), \(details.purpose.stored),
                \(details.place.stored), \(details.link), \(details.timeZone), \(details.startsAt),
                \(details.endsAt), \(details.storedLanguages), \(creation.joinCode),
                \(details.allowsGuests), \(details.mostSeats), \(details.namesShown), \(act.at))
            RETURNING id
            """)?.only()
        guard let id = inserted else { throw Problem.notFound }
        try SessionEntry.replace(details.entries, of: id, tx)
        try SessionGroups.replace(creation.groups, of: id, tx)
        try SessionAgenda.replace(creation.steps, of: id, tx)
        try tx.audit("session prepared", on: "design_session", id.rawValue, by: act, details.content)
        return id
    }

    /// Saves what was changed since `version`; whoever is second is told.
    static func save(
        _ details: SessionDetails, of session: DesignSession, since version: Int, by act: Act,
        _ tx: Transaction
    ) throws {
        try details.check()
        if details.namesShown.showsMore(than: session.namesShown), try session.hasIdeas(tx) {
            // People wrote under the promise of the level that stood there.
            throw Problem(
                .invalid, "problem.check", fields: [.init("names", "sessions.setup.names.promised")])
        }
        try claim(session, version, tx)
        try tx.run(
            """
            UPDATE design_session SET title = \(details.title.stored), purpose = \(details.purpose.stored),
                place = \(details.place.stored), link = \(details.link), time_zone = \(details.timeZone),
                starts_at = \(details.startsAt), ends_at = \(details.endsAt),
                languages = \(details.storedLanguages), allows_guests = \(details.allowsGuests),
                most_seats = \(details.mostSeats), names_shown = \(details.namesShown)
            WHERE id = \(session.id)
            """)
        try SessionEntry.replace(details.entries, of: session.id, tx)
        try tx.audit("session changed", on: "design_session", session.id.rawValue, by: act, details.content)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    static func save(
        groups: [PlannedGroup], of session: DesignSession, since version: Int, by act: Act, _ tx: Transaction
    ) throws {
        try claim(session, version, tx)
        try SessionGroups.replace(groups, of: session.id, tx)
        let names: [JSON] = groups.map { .object($0.name.texts.mapValues(JSON.string)) }
        try tx.audit(
            "session groups changed", on: "design_session", session.id.rawValue, by: act,
            ["groups": .array(names)])
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    static func save(
        steps: [PlannedStep], of session: DesignSession, since version: Int, by act: Act, _ tx: Transaction
    ) throws {
        try claim(session, version, tx)
        try SessionAgenda.replace(steps, of: session.id, tx)
        let kept: [JSON] = steps.map { step in
            .object(["kind": .string(step.kind.rawValue), "minutes": .integer(Int64(step.minutes))])
        }
        try tx.audit(
            "session agenda changed", on: "design_session", session.id.rawValue, by: act,
            ["steps": .array(kept)])
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// Another code; the one before opens nothing from here on. Pressed twice, it is renewed once.
    static func renew(
        _ code: String, after former: String, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        let renewed = try tx.run(
            """
            UPDATE design_session SET join_code = \(code)
            WHERE id = \(session.id) AND coalesce(join_code, '') = \(former)
            """)
        guard renewed > 0 else { return }
        try tx.audit("session code renewed", on: "design_session", session.id.rawValue, by: act)
        try SessionEvent.append(.agenda, to: session.id, at: act.at, tx)
    }

    /// Takes the next version, for one of those who started from the same.
    private static func claim(_ session: DesignSession, _ version: Int, _ tx: Transaction) throws {
        guard session.state != .closed else { throw Problem(.closed, "sessions.setup.over") }
        let claimed = try tx.run(
            """
            UPDATE design_session SET version = version + 1
            WHERE id = \(session.id) AND version = \(version) AND closed_at IS NULL
            """)
        guard claimed > 0 else { throw Problem(.conflict, "sessions.setup.conflict") }
    }
}

extension DesignSession {
    func hasIdeas(_ tx: Transaction) throws -> Bool {
        try tx.row("SELECT 1 AS one FROM idea WHERE session_id = \(id) LIMIT 1") != nil
    }
}

extension DesignSession.NamesShown {
    /// Whether somebody could read names at this level who could not at the other.
    func showsMore(than other: Self) -> Bool {
        let order = Self.allCases
        guard let own = order.firstIndex(of: self), let its = order.firstIndex(of: other) else {
            return false
        }
        return own < its
    }
}

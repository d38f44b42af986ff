internal import Platform

/// Who comes in: an account, or a browser whose owner has none.
enum SeatOwner: Sendable {
    case account(Person)
    /// By its secret.
    case browser(String)

    /// The condition on their row of `seat`.
    var isTheirs: SQL {
        switch self {
        case .account(let person): "person_id = \(person.id)"
        case .browser(let secret): "person_id IS NULL AND browser_digest = \(digest(secret))"
        }
    }

    var person: Person? {
        guard case .account(let person) = self else { return nil }
        return person
    }

    var browserDigest: [UInt8]? {
        guard case .browser(let secret) = self else { return nil }
        return digest(secret)
    }
}

/// Why somebody may take a seat.
enum Admission: Sendable, Equatable {
    case invitation(part: SessionSeat.Part, group: ID<SessionGroup>?)
    /// A finalist or laureate of a season that the session names.
    case honour
    /// Knows the code.
    case code

    var part: SessionSeat.Part {
        guard case .invitation(let part, _) = self else { return .participant }
        return part
    }

    var group: ID<SessionGroup>? {
        guard case .invitation(_, let group) = self else { return nil }
        return group
    }

    static func of(
        _ owner: SeatOwner, code: String, in session: DesignSession, _ tx: Transaction
    ) throws -> Admission? {
        if let person = owner.person {
            if let invited = try invitation(of: person, in: session, tx) { return invited }
            if session.state != .prepared, try isHonoured(person, in: session, tx) { return .honour }
        }
        guard session.state != .prepared, session.accepts(code) else { return nil }
        return owner.person != nil || session.allowsGuests ? .code : nil
    }

    /// Whoever was invited may come before the session is announced: facilitators prepare it.
    static func invitation(
        of person: Person, in session: DesignSession, _ tx: Transaction
    ) throws -> Admission? {
        let row = try tx.row(
            """
            SELECT part, group_id FROM session_invitation
            WHERE session_id = \(session.id) AND email = \(person.email)
            """)
        return try row.map { .invitation(part: try $0["part"], group: try $0["group_id"]) }
    }

    /// An application's state says what its season has published.
    private static func isHonoured(
        _ person: Person, in session: DesignSession, _ tx: Transaction
    ) throws -> Bool {
        let row = try tx.row(
            """
            SELECT 1 AS one FROM session_entry
            JOIN application ON application.season_id = session_entry.season_id
            JOIN party_member ON party_member.party_id = application.party_id
            WHERE session_entry.session_id = \(session.id) AND party_member.person_id = \(person.id)
            AND (application.state = 'laureate'
                OR application.state = 'finalist' AND session_entry.gate = 'finalists') LIMIT 1
            """)
        return row != nil
    }
}

extension DesignSession {
    /// Whether this is the code that opens a seat.
    func accepts(_ code: String) -> Bool {
        guard let joinCode else { return false }
        return JoinCode.normal(code) == joinCode
    }
}

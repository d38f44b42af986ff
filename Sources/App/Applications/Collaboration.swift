internal import Platform

/// Acting for one party together: inviting by e-mail, accepting, leaving.
enum Collaboration {
    /// Somebody who was asked to act for a party and has not answered.
    struct Invitation: Sendable, Equatable {
        let id: ID<Invitation>
        let publicID: String
        let email: String
        let expiresAt: Instant
        let invitedBy: String
        let party: Party

        fileprivate init(_ row: Row) throws {
            id = try row["id"]
            publicID = try row["public_id"]
            email = try row["email"]
            expiresAt = try row["expires_at"]
            invitedBy = try row["invited_by_name"]
            party = try Party(row)
        }

        private static let query: SQL = """
            SELECT invitation.id, invitation.public_id, invitation.email, invitation.expires_at,
                \(Person.shownName()) AS invited_by_name, \(Party.columns)
            FROM party_invitation AS invitation
            JOIN party ON party.id = invitation.party_id
            JOIN person ON person.id = invitation.invited_by
            WHERE invitation.accepted_at IS NULL AND invitation.cancelled_at IS NULL
            """

        /// Those that a party waits for.
        static func open(of party: ID<Party>, at now: Instant, _ tx: Transaction) throws -> [Invitation] {
            let rows = try tx.rows(
                """
                \(query) AND invitation.party_id = \(party) AND invitation.expires_at > \(now)
                ORDER BY invitation.id LIMIT \(ApplicationBounds.collaborators)
                """)
            return try rows.map(Invitation.init)
        }

        /// The invitation of an address; nothing for an account with another address.
        static func find(
            _ publicID: String, in season: ID<Season>, for person: Person, at now: Instant, _ tx: Transaction
        ) throws -> Invitation? {
            let row = try tx.row(
                """
                \(query) AND invitation.public_id = \(publicID) AND invitation.season_id = \(season)
                AND invitation.expires_at > \(now)
                AND \(Guard.isInvited.condition("invitation.email = \(person.email)"))
                """)
            return try row.map(Invitation.init)
        }
    }

    /// Invites somebody to act for the party, or mails an open invitation again.
    static func invite(
        _ email: String, publicID: String, to party: Party, in season: Season, by person: Person,
        _ letters: ApplicationLetters, by act: Act, _ tx: Transaction
    ) throws {
        let members = try Party.members(party.id, tx)
        guard !members.contains(where: { $0.email == email }) else {
            throw invalid("applications.collaborators.member")
        }
        let open = try Invitation.open(of: party.id, at: act.at, tx)
        let earlier = open.first { $0.email == email }
        guard earlier != nil || members.count + open.count < ApplicationBounds.collaborators else {
            let most: MessageValue = .number(ApplicationBounds.collaborators)
            throw Problem(.tooMany, "applications.collaborators.too-many", ["most": most])
        }
        let expiry = act.at + ApplicationBounds.invitationLife
        if earlier == nil { try cancelExpired(email, party, at: act.at, tx) }
        let stored: String? = try tx.row(
            """
            INSERT INTO party_invitation (public_id, party_id, season_id, email, invited_at, invited_by, expires_at)
            VALUES (\(publicID), \(party.id), \(season.id), \(email), \(act.at), \(person.id), \(expiry))
            ON CONFLICT (party_id, email) WHERE accepted_at IS NULL AND cancelled_at IS NULL
            DO UPDATE SET expires_at = excluded.expires_at, season_id = excluded.season_id
            RETURNING public_id
            """)?.only()
        let letter = letters.invitation(
            stored ?? publicID, to: email, for: party, in: season, from: person, until: expiry)
        try tx.send(letter, at: act.at)
        try tx.audit(
            "collaborator invited", on: "party", party.id.rawValue, by: act, ["email": .string(email)])
    }

    private static func cancelExpired(
        _ email: String, _ party: Party, at now: Instant, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE party_invitation SET cancelled_at = \(now) WHERE party_id = \(party.id) AND email = \(email)
            AND accepted_at IS NULL AND cancelled_at IS NULL AND expires_at <= \(now)
            """)
    }

    private static func invalid(_ message: String) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init("email", message)])
    }

    /// From now on the person acts for the party.
    static func accept(
        _ publicID: String, in season: ID<Season>, by person: Person, by act: Act, _ tx: Transaction
    ) throws -> Party {
        let found = try Invitation.find(publicID, in: season, for: person, at: act.at, tx)
        guard let invitation = found else { throw Problem.notFound }
        let held: Int? = try tx.row("SELECT count(*) FROM party_member WHERE person_id = \(person.id)")?
            .only()
        guard held ?? 0 < ApplicationBounds.parties else {
            throw Problem(
                .tooMany, "applications.party.too-many", ["most": .number(ApplicationBounds.parties)])
        }
        try tx.run("UPDATE party_invitation SET accepted_at = \(act.at) WHERE id = \(invitation.id)")
        try tx.run(
            """
            INSERT INTO party_member (party_id, person_id) VALUES (\(invitation.party.id), \(person.id))
            ON CONFLICT DO NOTHING
            """)
        try tx.audit("collaborator joined", on: "party", invitation.party.id.rawValue, by: act)
        return invitation.party
    }

    static func cancel(_ publicID: String, of party: ID<Party>, by act: Act, _ tx: Transaction) throws {
        let cancelled = try tx.run(
            """
            UPDATE party_invitation SET cancelled_at = \(act.at) WHERE public_id = \(publicID)
            AND party_id = \(party) AND accepted_at IS NULL AND cancelled_at IS NULL
            """)
        guard cancelled > 0 else { throw Problem.notFound }
        try tx.audit(
            "invitation cancelled", on: "party", party.rawValue, by: act, ["invitation": .string(publicID)])
    }

    /// Stops acting for the party. Somebody must remain, and nobody leaves their own entry as a person.
    static func leave(_ party: Party, by person: Person, by act: Act, _ tx: Transaction) throws {
        let left = try tx.run(
            """
            DELETE FROM party_member WHERE party_id = \(party.id) AND person_id = \(person.id)
            AND (SELECT count(*) FROM party_member WHERE party_id = \(party.id)) > 1
            AND NOT EXISTS (SELECT 1 FROM party WHERE id = \(party.id) AND own_account_id = \(person.id))
            """)
        guard left > 0 else { throw Problem(.conflict, "applications.collaborators.last") }
        try tx.audit("collaborator left", on: "party", party.id.rawValue, by: act)
    }
}

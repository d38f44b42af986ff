internal import Platform

/// What is known of those who judge and of those who apply, for finding out who stands too close: of
/// everybody, since a conflict of whoever is left out is suggested to nobody, and in a fixed number of
/// statements.
struct ConflictFacts: Sendable {
    /// A juror, or somebody who works on the season in another role.
    struct Judge: Sendable, Equatable {
        let id: ID<Person>
        let publicID: String
        let name: String
        let email: String
        /// Of a juror, as staff wrote it down.
        let organisation: String

        var shownName: String { name.isEmpty ? email : name }
    }

    struct Member: Sendable, Equatable {
        let id: ID<Person>
        let name: String
        let email: String
    }

    /// An applicant whose application is in the jury's hands, with those who act for it.
    struct Entrant: Sendable, Equatable {
        let id: ID<Party>
        let publicID: String
        let name: String
        let country: String
        let kind: PartyKind
        var members: [Member] = []
    }

    struct Pair: Hashable, Sendable {
        let person: ID<Person>
        let party: ID<Party>

        init(_ person: ID<Person>, _ party: ID<Party>) {
            self.person = person
            self.party = party
        }
    }

    var judges: [Judge]
    var applicants: [Entrant]
    /// What applicants named and staff have not looked through.
    var namings: [NamedConflict] = []
    /// Of which a conflict stands.
    var standing: Set<Pair> = []
    /// Of which one stands in another season.
    var earlier: Set<Pair> = []
    /// The facts on which staff have ruled that there is no conflict.
    var ruled: [Pair: Set<String>] = [:]
}

extension ConflictFacts {
    /// All of a season, or what concerns one pair.
    static func read(
        _ season: ID<Season>, only pair: (judge: String, applicant: String)? = nil, _ tx: Transaction
    ) throws -> ConflictFacts {
        ConflictFacts(
            judges: try judges(season, only: pair?.judge, tx),
            applicants: try entrants(season, only: pair?.applicant, tx),
            namings: try NamedConflict.unsettled(in: season, of: pair?.applicant, tx),
            standing: try pairs("conflict.season_id = \(season)", tx),
            earlier: try pairs("conflict.season_id <> \(season)", tx), ruled: try ruled(season, tx))
    }

    static func judges(_ season: ID<Season>, only: String? = nil, _ tx: Transaction) throws -> [Judge] {
        let isMeant: SQL = only.map { "person.public_id = \($0)" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT person.id, person.public_id, person.name, person.email,
                   coalesce(juror.organisation, '') AS organisation
            FROM person LEFT JOIN juror ON juror.person_id = person.id AND juror.season_id = \(season)
            WHERE \(isMeant) AND person.id IN (
                SELECT person_id FROM juror WHERE season_id = \(season)
                UNION SELECT person_id FROM role WHERE ended_at IS NULL AND kind <> 'observer'
                    AND (season_id IS NULL OR season_id = \(season)))
            ORDER BY person.id
            """)
        return try rows.map { row in
            Judge(
                id: try row["id"], publicID: try row["public_id"], name: try row["name"],
                email: try row["email"], organisation: try row["organisation"])
        }
    }

    private static func entrants(
        _ season: ID<Season>, only: String?, _ tx: Transaction
    ) throws -> [Entrant] {
        let isMeant: SQL = only.map { "party.public_id = \($0)" } ?? "1 = 1"
        let isInSeason: SQL = """
            party.id IN (SELECT application.party_id FROM application
                WHERE application.season_id = \(season) AND \(JuryRules.isInJury))
            """
        let rows = try tx.rows(
            """
            SELECT party.id, party.public_id, party.name, party.country, party.kind FROM party
            WHERE \(isMeant) AND \(isInSeason) ORDER BY party.id
            """)
        let memberRows = try tx.rows(
            """
            SELECT party_member.party_id, person.id, person.name, person.email FROM party
            JOIN party_member ON party_member.party_id = party.id
            JOIN person ON person.id = party_member.person_id
            WHERE \(isMeant) AND \(isInSeason) ORDER BY person.id
            """)
        var members: [ID<Party>: [Member]] = [:]
        for row in memberRows {
            let member = Member(id: try row["id"], name: try row["name"], email: try row["email"])
            members[try row["party_id"], default: []].append(member)
        }
        return try rows.map { row in
            let id: ID<Party> = try row["id"]
            return Entrant(
                id: id, publicID: try row["public_id"], name: try row["name"], country: try row["country"],
                kind: try row["kind"], members: members[id] ?? [])
        }
    }

    private static func pairs(_ condition: SQL, _ tx: Transaction) throws -> Set<Pair> {
        let rows = try tx.rows(
            "SELECT person_id, party_id FROM conflict WHERE lifted_at IS NULL AND \(condition)")
        return try Set(rows.map { Pair(try $0["person_id"], try $0["party_id"]) })
    }

    private static func ruled(_ season: ID<Season>, _ tx: Transaction) throws -> [Pair: Set<String>] {
        let rows = try tx.rows(
            """
            SELECT person_id, party_id, basis FROM conflict WHERE season_id = \(season) AND basis <> ''
            UNION SELECT person_id, party_id, basis FROM conflict_dismissal WHERE season_id = \(season)
            """)
        return try rows.reduce(into: [:]) { ruled, row in
            ruled[Pair(try row["person_id"], try row["party_id"]), default: []].insert(try row["basis"])
        }
    }
}

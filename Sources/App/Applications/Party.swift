internal import Platform

extension PartyKind: Bindable {}
extension OrganisationKind: Bindable {}

extension Guard {
    /// Of an application or its party: whoever asks acts for it.
    static let actsForParty = Guard(name: "acts for the party")
    static let isInvited = Guard(name: "is invited to act for the party")
}

/// Who applies: a person, an organisation or a team.
struct Party: Sendable, Equatable {
    let id: ID<Party>
    let publicID: String
    let details: PartyDetails
    let version: Int

    var name: String { details.name }

    init(_ row: Row) throws {
        id = try row["party_id"]
        publicID = try row["party_public_id"]
        version = try row["party_version"]
        details = PartyDetails(
            kind: try row["kind"], name: try row["name"], country: try row["party_country"],
            organisationKind: try row["organisation_kind"], since: try row["since"])
    }

    static let columns: SQL = """
        party.id AS party_id, party.public_id AS party_public_id, party.version AS party_version, party.kind,
        party.name, party.country AS party_country, party.organisation_kind, party.since
        """

    /// The parties that an account acts for.
    static func ofPerson(_ person: ID<Person>, _ tx: Transaction) throws -> [Party] {
        let rows = try tx.rows(
            """
            SELECT \(columns) FROM party JOIN party_member ON party_member.party_id = party.id
            WHERE party_member.person_id = \(person) ORDER BY party.id LIMIT \(ApplicationBounds.parties)
            """)
        return try rows.map(Party.init)
    }

    /// A party that this account acts for; nothing for anybody else.
    static func find(_ publicID: String, for person: ID<Person>, _ tx: Transaction) throws -> Party? {
        let row = try tx.row(
            """
            SELECT \(columns) FROM party JOIN party_member ON party_member.party_id = party.id
            WHERE party.public_id = \(publicID)
                AND \(Guard.actsForParty.condition("party_member.person_id = \(person)"))
            """)
        return try row.map(Party.init)
    }

    /// Those who act for it.
    static func members(_ party: ID<Party>, _ tx: Transaction) throws -> [Person] {
        let rows = try tx.rows(
            """
            SELECT person.* FROM person JOIN party_member ON party_member.person_id = person.id
            WHERE party_member.party_id = \(party) ORDER BY person.id LIMIT \(ApplicationBounds.collaborators)
            """)
        return try rows.map(Person.init)
    }
}

/// What a party says of itself.
struct PartyDetails: Sendable, Equatable {
    var kind: PartyKind
    var name: String
    /// ISO 3166-1 alpha-2.
    var country: String
    var organisationKind: OrganisationKind?
    /// Of a person: the birth date; of an organisation: the founding date.
    var since: CalendarDate?

    var eligibility: EligibilityParty {
        EligibilityParty(
            kind: kind, country: country, born: kind == .person ? since : nil,
            organisationKind: organisationKind, founded: kind == .organisation ? since : nil)
    }

    /// As a submission keeps it.
    var json: JSON {
        var fields: [String: JSON] = [
            "kind": .string(kind.rawValue), "name": .string(name), "country": .string(country),
        ]
        fields["organisation_kind"] = organisationKind.map { .string($0.rawValue) }
        fields["since"] = since.map { .string($0.description) }
        return .object(fields)
    }

    /// Nothing where it is not what `json` writes.
    init?(json: JSON) {
        guard let kind = json["kind"]?.text.flatMap({ PartyKind(rawValue: $0) }),
            let name = json["name"]?.text,
            let country = json["country"]?.text
        else { return nil }
        self.init(
            kind: kind, name: name, country: country,
            organisationKind: json["organisation_kind"]?.text.flatMap { OrganisationKind(rawValue: $0) },
            since: json["since"]?.text.flatMap { CalendarDate($0) })
    }

    init(
        kind: PartyKind, name: String, country: String, organisationKind: OrganisationKind? = nil,
        since: CalendarDate? = nil
    ) {
        self.kind = kind
        self.name = name
        self.country = country
        self.organisationKind = organisationKind
        self.since = since
    }
}

internal import Platform

/// Making parties and changing what they say of themselves.
enum PartyRegistration {
    /// A party as somebody typed it, and what is wrong with it.
    struct Entry: Sendable, Equatable {
        var kind: PartyKind
        var name = ""
        var country = ""
        var organisationKind = ""
        var since = ""

        init(kind: PartyKind) {
            self.kind = kind
        }

        init(_ form: Form, kind: PartyKind) {
            self.kind = kind
            name = form["name"].asLine
            country = form["country"]
            organisationKind = form["organisation-kind"]
            since = form["since"]
        }

        init(_ details: PartyDetails) {
            kind = details.kind
            name = details.name
            country = details.country
            organisationKind = details.organisationKind?.rawValue ?? ""
            since = details.since?.description ?? ""
        }

        /// The details, or a problem that names every field to change.
        func details(today: CalendarDate) throws -> PartyDetails {
            let faults = nameFaults + countryFaults + organisationFaults + dateFaults(today)
            guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
            return PartyDetails(
                kind: kind, name: name, country: country,
                organisationKind: kind == .organisation ? OrganisationKind(rawValue: organisationKind) : nil,
                since: kind == .team ? nil : CalendarDate(since))
        }

        private var nameFaults: [Problem.Field] {
            if name.isEmpty { return [.init("name", "applications.party.name.missing")] }
            guard name.count > ApplicationBounds.nameLetters else { return [] }
            return [.init("name", "problem.too-long", ["most": .number(ApplicationBounds.nameLetters)])]
        }

        private var countryFaults: [Problem.Field] {
            Countries.contains(country) ? [] : [.init("country", "applications.party.country.missing")]
        }

        private var organisationFaults: [Problem.Field] {
            guard kind == .organisation, OrganisationKind(rawValue: organisationKind) == nil else {
                return []
            }
            return [.init("organisation-kind", "applications.party.organisation.missing")]
        }

        private func dateFaults(_ today: CalendarDate) -> [Problem.Field] {
            guard kind != .team else { return [] }
            guard let date = CalendarDate(since) else {
                return [.init("since", "applications.party.since.missing")]
            }
            let isPlausible = date <= today && (kind != .person || date.years(until: today) <= 130)
            return isPlausible ? [] : [.init("since", "applications.party.since.wrong")]
        }
    }

    /// Makes a party for which the account acts from now on. Who applies for themself has one such party.
    @discardableResult
    static func create(
        _ details: PartyDetails, publicID: String, for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> ID<Party> {
        let held = try tx.row(
            """
            SELECT count(*) AS parties, coalesce(sum(CASE WHEN own_account_id = \(person) THEN 1 ELSE 0 END), 0) AS own
            FROM party JOIN party_member ON party_member.party_id = party.id
            WHERE party_member.person_id = \(person)
            """)
        if let held, details.kind == .person, try held["own"] as Int > 0 {
            throw Problem(.conflict, "applications.party.one-person")
        }
        if let held, try held["parties"] as Int >= ApplicationBounds.parties {
            throw Problem(
                .tooMany, "applications.party.too-many", ["most": .number(ApplicationBounds.parties)])
        }
        return try insert(details, publicID: publicID, for: person, by: act, tx)
    }

    private static func insert(
        _ details: PartyDetails, publicID: String, for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> ID<Party> {
        let owner: ID<Person>? = details.kind == .person ? person : nil
        let created: ID<Party>? = try tx.row(
            """
            INSERT INTO party (public_id, kind, name, country, organisation_kind, since, own_account_id, created_at)
            VALUES (\(publicID), \(details.kind), \(details.name), \(details.country), \(details.organisationKind),
                    \(details.since), \(owner), \(act.at)) RETURNING id
            """)?.only()
        guard let party = created else { throw Problem.notFound }
        try tx.run("INSERT INTO party_member (party_id, person_id) VALUES (\(party), \(person))")
        try tx.audit("party created", on: "party", party.rawValue, by: act, ["details": details.json])
        return party
    }

    /// Changes what a party says of itself, over the version that the change started from. What was
    /// submitted keeps what it said then.
    static func change(
        _ party: Party, to details: PartyDetails, from version: Int, by act: Act, _ tx: Transaction
    ) throws {
        let changed = try tx.run(
            """
            UPDATE party SET name = \(details.name), country = \(details.country),
                organisation_kind = \(details.organisationKind), since = \(details.since), version = version + 1
            WHERE id = \(party.id) AND version = \(version)
            """)
        guard changed > 0 else { throw Problem(.conflict, "applications.party.conflict") }
        try tx.audit("party changed", on: "party", party.id.rawValue, by: act, ["details": details.json])
    }
}

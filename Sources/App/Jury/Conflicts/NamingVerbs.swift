internal import Platform

/// Naming, taking back and settling.
enum NamingVerbs {
    static func name(
        _ input: NamedConflictInput, for party: ID<Party>, in season: ID<Season>, publicID: String,
        by act: Act, _ tx: Transaction
    ) throws {
        let faults = input.faults
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        let named = try NamedConflict.of(party, in: season, tx)
        // Sent twice by the network, it is named once.
        guard !named.contains(where: { $0.subject.rawValue == input.subject && $0.name == input.name.asLine })
        else { return }
        guard named.count < NamedConflict.mostOfParty else {
            throw Problem(.invalid, "jury.naming.too-many", ["limit": .number(NamedConflict.mostOfParty)])
        }
        try tx.run(
            """
            INSERT INTO named_conflict (public_id, season_id, party_id, subject, name, kind, note, named_at,
                                        named_by)
            VALUES (\(publicID), \(season), \(party), \(input.subject), \(input.name.asLine), \(input.kind),
                    \(input.note.asLines), \(act.at), \(act.person))
            """)
        try tx.audit(
            "conflict named", on: "party", party.rawValue, by: act,
            [
                "season": .integer(season.rawValue), "subject": .string(input.subject),
                "name": .string(input.name.asLine), "kind": .string(input.kind),
            ])
    }

    /// The applicant takes it back. What staff made of it stays as it is.
    static func withdraw(_ naming: NamedConflict, by act: Act, _ tx: Transaction) throws {
        let withdrawn = try tx.run(
            """
            UPDATE named_conflict SET withdrawn_at = \(act.at), withdrawn_by = \(act.person)
            WHERE id = \(naming.id) AND withdrawn_at IS NULL
            """)
        guard withdrawn > 0 else { return }
        try tx.audit(
            "named conflict taken back", on: "party", naming.party.rawValue, by: act,
            ["name": .string(naming.name)])
    }

    /// Staff have found whoever is meant, or that nobody is.
    static func settle(_ naming: NamedConflict, by act: Act, _ tx: Transaction) throws {
        let settled = try tx.run(
            """
            UPDATE named_conflict SET settled_at = \(act.at), settled_by = \(act.person)
            WHERE id = \(naming.id) AND settled_at IS NULL
            """)
        guard settled > 0 else { return }
        try tx.audit(
            "named conflict settled", on: "party", naming.party.rawValue, by: act,
            ["name": .string(naming.name)])
    }

    /// Staff say that somebody is meant.
    static func match(
        _ naming: NamedConflict, with judge: ID<Person>, in season: ID<Season>, publicID: String, by act: Act,
        _ tx: Transaction
    ) throws {
        let statement = ConflictOfInterest.Statement(
            kind: naming.kind, origin: .applicant, basis: ConflictHint.named(naming.publicID).fact,
            note: naming.note)
        try ConflictVerbs.state(
            statement, between: judge, and: naming.party, in: season, publicID: publicID, by: act, tx)
    }
}

internal import Platform

/// Adding jurors and changing what is known of them. Nobody is told before the invitations are sent.
enum JurorVerbs {
    /// A juror to be, with the public ids that they and an account made for them get.
    struct Addition: Sendable {
        let entry: JurorEntry
        let publicID: String
        let personID: String
        /// Of an account that is made for them: the first of theirs that pages and mail speak.
        let language: Language
    }

    /// Adds them all, or none: gives the addresses that are jurors already.
    static func add(_ additions: [Addition], to season: ID<Season>, by act: Act, _ tx: Transaction) throws
        -> Set<String>
    {
        let jurors = try Juror.ofSeason(season, tx)
        let taken = Set(jurors.map(\.person.email)).intersection(additions.map(\.entry.email))
        guard taken.isEmpty else { return taken }
        guard jurors.count + additions.count <= Juror.mostInSeason else {
            let limit: MessageValue = .number(Juror.mostInSeason)
            throw Problem(.invalid, "jury.entry.too-many", ["limit": limit])
        }
        for addition in additions { try add(addition, to: season, by: act, tx) }
        return []
    }

    private static func add(_ addition: Addition, to season: ID<Season>, by act: Act, _ tx: Transaction)
        throws
    {
        let entry = addition.entry
        let person = try Person.findOrCreate(
            email: entry.email, language: addition.language, publicID: addition.personID, at: act.at, tx)
        if person.name.isEmpty {
            try tx.run("UPDATE person SET name = \(entry.name) WHERE id = \(person.id)")
        }
        let id: Int64? = try tx.row(
            """
            INSERT INTO juror (public_id, season_id, person_id, panel_id, organisation, country, languages,
                               regions, capacity, added_at)
            VALUES (\(addition.publicID), \(season), \(person.id), \(entry.panel), \(entry.organisation),
                    \(entry.country), \(StoredList.text(entry.languages.map(\.code))),
                    \(StoredList.text(entry.regions)), \(entry.capacity), \(act.at)) RETURNING id
            """)?.only()
        try JurorExpertise.store(entry.expertise, of: ID(rawValue: id ?? 0), at: act.at, tx)
        try tx.audit("juror added", on: "juror", id ?? 0, by: act, content(of: entry))
    }

    /// What staff typed of a juror over what they had been shown.
    struct Change: Sendable {
        let input: JurorInput
        /// The mark of what the form showed.
        let shown: String
    }

    /// Changes what staff know of a juror; whoever did not see what stands there now is told so. Saying the
    /// same again changes nothing.
    static func change(
        _ publicID: String, _ change: Change, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let juror = try Juror.find(publicID, in: season.id, tx)
        let panels = try Panel.ofSeason(season.id, tx)
        let (stored, check) = (JurorInput(juror, panels), JurorCheck(rules: season.rules, panels: panels))
        var input = change.input
        // Who a juror is stays: the account is their own.
        (input[.email], input[.name]) = (stored[.email], stored[.name])
        let verdict = check(input)
        guard let entry = verdict.entry else {
            throw Problem(.invalid, "problem.check", fields: verdict.faults)
        }
        guard check(stored).entry != entry else { return }
        guard stored.mark == change.shown else { throw Problem(.conflict, "jury.juror.changed-meanwhile") }
        try store(entry, of: juror, by: act, tx)
    }

    private static func store(
        _ entry: JurorEntry, of juror: Juror, by act: Act, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE juror SET panel_id = \(entry.panel), organisation = \(entry.organisation),
                country = \(entry.country), languages = \(StoredList.text(entry.languages.map(\.code))),
                regions = \(StoredList.text(entry.regions)), capacity = \(entry.capacity)
            WHERE id = \(juror.id)
            """)
        try JurorExpertise.store(entry.expertise, of: juror.id, at: act.at, tx)
        try tx.audit("juror changed", on: "juror", juror.id.rawValue, by: act, content(of: entry))
    }

    /// Takes somebody off the list who has not been invited yet and whom nothing was assigned to, by no other
    /// way either: reviews, such as those of paper, never go with their juror.
    static func remove(_ juror: Juror, by act: Act, _ tx: Transaction) throws {
        guard juror.state == .added else { throw Problem(.conflict, "jury.remove.invited") }
        let assigned = try tx.row("SELECT id FROM assignment WHERE juror_id = \(juror.id) LIMIT 1")
        guard assigned == nil else { throw Problem(.conflict, "jury.remove.assigned") }
        try tx.run("DELETE FROM juror WHERE id = \(juror.id)")
        try tx.audit(
            "juror removed", on: "juror", juror.id.rawValue, by: act,
            ["person": .integer(juror.person.id.rawValue)])
    }

    private static func content(of entry: JurorEntry) -> [String: JSON] {
        [
            "email": .string(entry.email), "country": .string(entry.country),
            "languages": .array(entry.languages.map { .string($0.code) }),
            "regions": .array(entry.regions.map { .string($0) }),
            "capacity": .integer(Int64(entry.capacity)), "organisation": .string(entry.organisation),
            "panel": entry.panel.map { .integer($0.rawValue) } ?? .null,
            "themes": .array(entry.expertise.themes.map { .string($0) }),
            "kind": .string(entry.expertise.kind),
        ]
    }
}

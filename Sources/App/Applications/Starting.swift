internal import Platform

/// Starting an application: which nominations a party may enter, and entering one.
enum Starting {
    /// A nomination, and why a party may not enter it; it may where there are no reasons.
    struct Option: Sendable, Equatable {
        let nomination: SeasonNomination
        let reasons: [EligibilityReason]

        var isOpen: Bool { reasons.isEmpty }
    }

    /// What a party may enter today, and why not the rest.
    static func options(
        for details: PartyDetails, holding counts: [String: Int], in rules: SeasonDocument, at now: Instant
    ) -> [Option] {
        let today = now.day(in: rules.timeZone)
        return rules.nominations.map { nomination in
            let facts = EligibilityFacts(
                applications: counts.values.reduce(0, +),
                applicationsInNomination: counts[nomination.key] ?? 0)
            let reasons = Eligibility.explain(
                rules.eligibilityRules(of: nomination), details.eligibility, facts, on: today)
            return Option(nomination: nomination, reasons: reasons)
        }
    }

    /// How many applications a party holds in a season, by nomination. Withdrawn ones do not count.
    static func holding(_ party: ID<Party>, in season: ID<Season>, _ tx: Transaction) throws -> [String: Int]
    {
        let rows = try tx.rows(
            """
            SELECT nomination.key, count(*) AS held FROM application
            JOIN nomination ON nomination.id = application.nomination_id
            WHERE application.party_id = \(party) AND application.season_id = \(season)
            AND application.state <> 'withdrawn' GROUP BY nomination.key
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["key"], try $0["held"]) })
    }

    /// What somebody wants to enter. `key` is of one press of the button.
    struct Entry: Sendable {
        let party: String
        let nomination: String
        let language: String
        let key: String
        /// What the new application is called.
        let publicID: String
    }

    /// Starts an application and gives its public id; the same for a press that the network repeated.
    static func start(
        _ entry: Entry, in season: Season, for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> String {
        guard let party = try Party.find(entry.party, for: person, tx) else { throw Problem.notFound }
        if let started = try started(entry.key, by: party.id, tx) { return started }
        guard try season.deadline().isOpen(at: act.at) else {
            throw Problem(.closed, "applications.closed.start")
        }
        let counts = try holding(party.id, in: season.id, tx)
        let options = options(for: party.details, holding: counts, in: season.rules, at: act.at)
        guard let option = options.first(where: { $0.nomination.key == entry.nomination }) else {
            throw Problem.notFound
        }
        guard option.isOpen else { throw Problem(.conflict, "applications.start.not-eligible") }
        try insert(entry, for: party, in: season, by: act, tx)
        return entry.publicID
    }

    private static func started(_ key: String, by party: ID<Party>, _ tx: Transaction) throws -> String? {
        try tx.row("SELECT public_id FROM application WHERE start_key = \(key) AND party_id = \(party)")?
            .only()
    }

    private static func insert(
        _ entry: Entry, for party: Party, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let languages = season.rules.languages.map(\.code)
        let language = languages.contains(entry.language) ? entry.language : languages.first ?? "en"
        let id: Int64? = try tx.row(
            """
            INSERT INTO application
                (public_id, season_id, nomination_id, party_id, country, language, state, created_at, start_key)
            SELECT \(entry.publicID), \(season.id), id, \(party.id), \(party.details.country), \(language), 'draft',
                   \(act.at), \(entry.key)
            FROM nomination WHERE season_id = \(season.id) AND key = \(entry.nomination) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try tx.audit(
            "application started", on: "application", id, by: act,
            ["nomination": .string(entry.nomination), "party": .string(party.publicID)])
    }
}

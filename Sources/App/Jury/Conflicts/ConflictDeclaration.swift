internal import Platform

/// An applicant as a juror hears of them before reading: a name and where it is from, no title and no text.
struct ApplicantName: Sendable, Equatable {
    let publicID: String
    let name: String
    let country: String
    let kind: PartyKind
    /// What it was called when the juror last said something of it, where that is another name.
    let formerName: String?
    /// Whether they said of this very name that there is no conflict.
    let isSaid: Bool

    /// What the page sends back of it: which applicant, and a mark of the name that stood there.
    var shown: String {
        publicID + " " + Base64URL.encode(digest(name)).prefix(16)
    }

    init(_ row: Row) throws {
        publicID = try row["public_id"]
        name = try row["name"]
        country = try row["country"]
        kind = try row["kind"]
        let stated: String? = try row["stated_name"]
        formerName = stated == name ? nil : stated
        isSaid = stated == name
    }
}

/// What a juror says of the applicants that could come to them, before any text opens.
enum ConflictDeclaration {
    /// On one page; when they are dealt with, the next follow.
    static let mostOnPage = 60

    /// The names that the juror has not said anything of: those of applications that they can read, and of
    /// those assigned to them; of all where they are a chair. Whoever has another name now is among them
    /// again. Their own are not, whatever became of these.
    static func open(for who: SeatedJuror, _ tx: Transaction) throws -> [ApplicantName] {
        try read(isOpen, for: who, tx)
    }

    /// Those with whom the juror said that there is no conflict: it may come to their mind later.
    static func said(by who: SeatedJuror, _ tx: Transaction) throws -> [ApplicantName] {
        try read("declaration.name = party.name", for: who, tx)
    }

    private static func read(
        _ condition: SQL, for who: SeatedJuror, _ tx: Transaction
    ) throws -> [ApplicantName] {
        let names = names(for: who, try readableLanguages(who, tx), where: condition)
        let rows = try tx.rows(
            """
            SELECT DISTINCT party.id, party.public_id, party.name, party.country, party.kind,
                   declaration.name AS stated_name \(names) ORDER BY party.id
            """)
        return try rows.map(ApplicantName.init)
    }

    /// How many names are open.
    static func openCount(for who: SeatedJuror, _ tx: Transaction) throws -> Int {
        let languages = try readableLanguages(who, tx)
        return try tx.row("SELECT count(DISTINCT party.id) \(names(for: who, languages))")?.only() ?? 0
    }

    /// Whether texts that the juror has not begun to review may open, under the rules of the round. In a
    /// blind one none does as long as names are left to go through: who declares one name and sees what opens
    /// would know whose it is.
    static func opensTexts(
        for who: SeatedJuror, under rules: SeasonDocument, _ tx: Transaction
    ) throws -> Bool {
        guard rules.jury.isBlind else { return true }
        return try tx.row("SELECT 1 \(names(for: who, try readableLanguages(who, tx))) LIMIT 1") == nil
    }

    /// Why nothing opens as long as names are left, and where they are. Whoever has gone through the list
    /// before hears that there is more on it.
    static func namesFirst(_ who: SeatedJuror) -> Problem {
        let hasBegun = who.juror.conflictsDeclaredAt != nil
        return Problem(
            .forbidden, hasBegun ? "jury.conflicts.declare-more" : "jury.conflicts.declare-first",
            way: .init("jury.conflicts.go", to: JuryAddress(who.season).conflicts))
    }

    private static let isOpen: SQL = "(declaration.name IS NULL OR declaration.name <> party.name)"

    private static func names(
        for who: SeatedJuror, _ languages: [String], where condition: SQL = isOpen
    ) -> SQL {
        let isLed: SQL = who.juror.isChair ? "1 = 1" : "1 = 0"
        return """
            FROM application JOIN party ON party.id = application.party_id
            JOIN juror ON juror.id = \(who.juror.id)
            LEFT JOIN declaration ON declaration.juror_id = juror.id AND declaration.party_id = party.id
            WHERE application.season_id = \(who.season.id) AND \(JuryRules.isInJury)
                AND (application.language IN \(list: languages) OR \(isAssigned)
                    OR \(isLed))
                AND \(condition)
                AND \(JuryRules.hasNoConflict)
            """
    }

    /// Whether the juror may take back a slip. Not once they may have met texts of a blind round: taking a
    /// conflict back could then tell them whose one of these is.
    static func mayTakeBack(_ who: SeatedJuror, _ cache: RulesCache, _ tx: Transaction) throws -> Bool {
        let rows = try tx.rows(
            """
            SELECT DISTINCT round.rules_version_id FROM assignment
            JOIN round ON round.id = assignment.round_id
            WHERE assignment.juror_id = \(who.juror.id) AND assignment.sent_at IS NOT NULL
            """)
        let versions: [ID<RulesVersion>] = try rows.map { try $0.only() }
        let hasMetBlind = try versions.contains { try cache.rules($0, tx).jury.isBlind }
        return try !hasMetBlind && !opensBlindTitles(to: who, cache, tx)
    }

    /// Whether titles are open to be bid on that do not say whose they are.
    private static func opensBlindTitles(
        to who: SeatedJuror, _ cache: RulesCache, _ tx: Transaction
    ) throws -> Bool {
        let round = try Round.current(of: who.season.id, tx)
        let bidding = try Bidding.of(who.season, in: round, cache, tx)
        guard let rules = bidding?.rules, rules.jury.isBlind else { return false }
        return try opensTexts(for: who, under: rules, tx)
    }

    /// Once titles open to be bid on, what the juror declared stands, even where a late name shuts them
    /// again.
    private static func pinOnceTitlesOpen(
        _ who: SeatedJuror, _ cache: RulesCache, _ tx: Transaction
    ) throws {
        guard try opensBlindTitles(to: who, cache, tx) else { return }
        try tx.run(
            """
            UPDATE conflict SET is_pinned = 1 WHERE season_id = \(who.season.id)
                AND person_id = \(who.juror.person.id) AND origin = 'declared' AND is_pinned = 0
                AND lifted_at IS NULL
            """)
    }

    private static let isAssigned: SQL = """
        EXISTS (SELECT 1 FROM assignment WHERE assignment.juror_id = juror.id
            AND assignment.application_id = application.id AND assignment.sent_at IS NOT NULL)
        """

    /// Those of the season's applications that the juror reads, exactly as they are written there.
    private static func readableLanguages(_ who: SeatedJuror, _ tx: Transaction) throws -> [String] {
        let rows = try tx.rows(
            "SELECT DISTINCT language FROM application WHERE season_id = \(who.season.id)")
        let used: [String] = try rows.map { try $0.only() }
        let readable = used.filter { code in Language(code).map { who.juror.reads($0) } ?? false }
        // An empty list would have no type on PostgreSQL.
        return readable + who.juror.languages.map(\.code) + [""]
    }

    /// What the juror said of the names on a page.
    struct Statement: Sendable {
        /// The names that stood on the page, as `ApplicantName.shown` has them.
        let shown: [String]
        /// Those of them with whom there is a conflict, by their public ids, and of what kind.
        let conflicts: [String: ConflictKind]
        let note: String
        /// For each of the conflicts, the public id that it gets.
        let publicIDs: [String: String]
    }

    /// Keeps what the juror said of each name on the page. A conflict counts from now on, whatever another
    /// page of theirs says of the same name later. Of whoever got another name while the page was read, only
    /// a conflict is kept: the rest is asked again.
    static func state(
        _ statement: Statement, by who: SeatedJuror, _ cache: RulesCache, act: Act, _ tx: Transaction
    ) throws {
        try ConflictVerbs.requireLength(statement.note)
        let parties = try parties(in: statement.shown, of: who.season, tx)
        let shown = Set(statement.shown)
        var free: [ID<Party>] = []
        for (party, name) in parties {
            if let kind = statement.conflicts[name.publicID] {
                let stated = ConflictOfInterest.Statement(
                    kind: kind, origin: .declared, note: statement.note)
                try ConflictVerbs.state(
                    stated, between: who.juror.person.id, and: party, in: who.season.id,
                    publicID: statement.publicIDs[name.publicID] ?? "", by: act, tx)
            } else if shown.contains(name.shown) {
                free.append(party)
            }
        }
        try declareFree(of: free, who, at: act.at, tx)
        try pinOnceTitlesOpen(who, cache, tx)
        try tx.run("UPDATE juror SET conflicts_declared_at = \(act.at) WHERE id = \(who.juror.id)")
        try tx.audit(
            "conflicts declared", on: "juror", who.juror.id.rawValue, by: act,
            [
                "conflicts": .array(statement.conflicts.keys.sorted().map { .string($0) }),
                "others": .integer(Int64(free.count)), "note": .string(statement.note),
            ])
    }

    /// Those applicants of a season that stood on a page, as they are called now.
    private static func parties(
        in shown: [String], of season: Season, _ tx: Transaction
    ) throws -> [(ID<Party>, ApplicantName)] {
        let publicIDs = shown.map { String($0.prefix { $0 != " " }) }
        guard !publicIDs.isEmpty else { return [] }
        let rows = try tx.rows(
            """
            SELECT party.id, party.public_id, party.name, party.country, party.kind, NULL AS stated_name
            FROM party WHERE party.public_id IN \(list: publicIDs) AND EXISTS (SELECT 1 FROM application
                WHERE application.party_id = party.id AND application.season_id = \(season.id))
            ORDER BY party.id
            """)
        return try rows.map { (try $0["id"], try ApplicantName($0)) }
    }

    private static func declareFree(
        of parties: [ID<Party>], _ who: SeatedJuror, at moment: Instant, _ tx: Transaction
    ) throws {
        guard !parties.isEmpty else { return }
        try tx.run(
            """
            INSERT INTO declaration (juror_id, party_id, name, declared_at)
            SELECT \(who.juror.id), party.id, party.name, \(moment) FROM party
            WHERE party.id IN \(list: parties) AND NOT EXISTS (SELECT 1 FROM conflict
                WHERE conflict.person_id = \(who.juror.person.id) AND conflict.party_id = party.id
                    AND conflict.season_id = \(who.season.id) AND conflict.lifted_at IS NULL)
            ON CONFLICT (juror_id, party_id) DO UPDATE
                SET name = excluded.name, declared_at = excluded.declared_at
            """)
    }
}

/// A conflict that somebody declared of themselves and that stands, as they read it.
struct DeclaredConflict: Sendable, Equatable {
    let conflict: ConflictOfInterest
    let name: String
    let country: String

    static func of(
        _ person: ID<Person>, in season: ID<Season>, _ tx: Transaction
    ) throws -> [DeclaredConflict] {
        let rows = try tx.rows(
            """
            SELECT conflict.*, party.name, party.country FROM conflict JOIN party ON party.id = conflict.party_id
            WHERE conflict.person_id = \(person) AND conflict.season_id = \(season)
                AND conflict.origin = 'declared' AND conflict.lifted_at IS NULL
            ORDER BY conflict.id
            """)
        return try rows.map { row in
            DeclaredConflict(
                conflict: try ConflictOfInterest(row), name: try row["name"], country: try row["country"])
        }
    }

    /// One of their own, that stands.
    static func find(
        _ publicID: String, of person: ID<Person>, in season: ID<Season>, _ tx: Transaction
    ) throws -> ConflictOfInterest {
        let found = try of(person, in: season, tx).first { $0.conflict.publicID == publicID }
        guard let found else { throw Problem.notFound }
        return found.conflict
    }
}

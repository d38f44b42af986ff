internal import Platform

/// An applicant as a juror hears of them before reading: a name and where it is from, no title and no text.
struct ApplicantName: Sendable, Equatable {
    let publicID: String
    let name: String
    let country: String
    /// What it was called when the juror last said something of it, where that is another name.
    let formerName: String?

    /// What the page sends back of it: which applicant, and a mark of the name that stood there.
    var shown: String {
        publicID + " " + Base64URL.encode(digest(name)).prefix(16)
    }

    fileprivate init(_ row: Row) throws {
        publicID = try row["public_id"]
        name = try row["name"]
        country = try row["country"]
        let stated: String? = try row["stated_name"]
        formerName = stated == name ? nil : stated
    }
}

/// What a juror says of the applicants that could come to them, before any text opens.
enum ConflictDeclaration {
    /// On one page; when they are dealt with, the next follow.
    static let mostOnPage = 300
    static let longestNote = 1_000

    /// The names that the juror has not said anything of: those of applications that they can read, and of
    /// those assigned to them; whoever has another name now is among them again. Their own are not, whatever
    /// became of these.
    static func open(for who: SeatedJuror, _ tx: Transaction) throws -> [ApplicantName] {
        let languages = try readableLanguages(who, tx)
        let rows = try tx.rows(
            """
            SELECT DISTINCT party.id, party.public_id, party.name, party.country, stated.name AS stated_name
            FROM application JOIN party ON party.id = application.party_id
            JOIN juror ON juror.id = \(who.juror.id)
            LEFT JOIN conflict_statement AS stated ON stated.juror_id = juror.id AND stated.party_id = party.id
            WHERE application.season_id = \(who.season.id) AND \(JuryRules.isInJury)
                AND (application.language IN \(list: languages) OR \(isAssigned))
                AND (stated.name IS NULL OR stated.name <> party.name) AND \(JuryRules.hasNoConflict)
            ORDER BY party.id LIMIT \(mostOnPage)
            """)
        return try rows.map(ApplicantName.init)
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

    /// Those with whom the juror has said that there is a conflict.
    static func declared(by who: SeatedJuror, _ tx: Transaction) throws -> [ApplicantName] {
        let rows = try tx.rows(
            """
            SELECT party.public_id, party.name, party.country, conflict_statement.name AS stated_name
            FROM conflict_statement JOIN party ON party.id = conflict_statement.party_id
            WHERE conflict_statement.juror_id = \(who.juror.id) AND conflict_statement.is_conflict = 1
                AND conflict_statement.origin = 'juror'
            ORDER BY conflict_statement.stated_at, party.id
            """)
        return try rows.map(ApplicantName.init)
    }

    struct Statement: Sendable {
        /// The names that stood on the page, as `ApplicantName.shown` has them.
        let shown: [String]
        /// Those of them that were ticked, by their public ids.
        let conflicts: [String]
        let note: String
    }

    /// Keeps what the juror said of each name on the page. A conflict once stated stays; staff may lift it.
    /// Of whoever got another name while the page was read, only a conflict is kept: the rest is asked again.
    static func state(_ statement: Statement, by who: SeatedJuror, act: Act, _ tx: Transaction) throws {
        guard statement.note.count <= longestNote else {
            let arguments: [String: MessageValue] = ["most": .number(longestNote)]
            throw Problem(.invalid, "problem.check", fields: [.init("note", "problem.too-long", arguments)])
        }
        let names = try named(in: statement.shown, of: who.season, tx)
        let (ticked, shown) = (Set(statement.conflicts), Set(statement.shown))
        let conflicts = names.map(\.publicID).filter(ticked.contains)
        let free = names.filter { !ticked.contains($0.publicID) && shown.contains($0.shown) }
        let others = free.map(\.publicID)
        try insert(conflicts, isConflict: true, note: statement.note, who, at: act.at, tx)
        try insert(others, isConflict: false, note: "", who, at: act.at, tx)
        try tx.run("UPDATE juror SET conflicts_declared_at = \(act.at) WHERE id = \(who.juror.id)")
        try tx.audit(
            "conflicts declared", on: "juror", who.juror.id.rawValue, by: act,
            [
                "conflicts": .array(conflicts.map { .string($0) }), "others": .integer(Int64(others.count)),
                "note": .string(statement.note),
            ])
    }

    /// Those applicants of a season that stood on a page, as they are called now.
    private static func named(
        in shown: [String], of season: Season, _ tx: Transaction
    ) throws -> [ApplicantName] {
        let parties = shown.map { String($0.prefix { $0 != " " }) }
        guard !parties.isEmpty else { return [] }
        let rows = try tx.rows(
            """
            SELECT party.public_id, party.name, party.country, NULL AS stated_name FROM party
            WHERE party.public_id IN \(list: parties) AND EXISTS (SELECT 1 FROM application
                WHERE application.party_id = party.id AND application.season_id = \(season.id))
            ORDER BY party.id
            """)
        return try rows.map(ApplicantName.init)
    }

    private static func insert(
        _ parties: [String], isConflict: Bool, note: String, _ who: SeatedJuror, at moment: Instant,
        _ tx: Transaction
    ) throws {
        guard !parties.isEmpty else { return }
        try tx.run(
            """
            INSERT INTO conflict_statement (juror_id, party_id, name, is_conflict, origin, note, stated_at)
            SELECT \(who.juror.id), party.id, party.name, \(isConflict), 'juror', \(note), \(moment) FROM party
            WHERE party.public_id IN \(list: parties)
            ON CONFLICT (juror_id, party_id) DO UPDATE
                SET name = excluded.name, is_conflict = excluded.is_conflict, note = excluded.note,
                    stated_at = excluded.stated_at
                WHERE conflict_statement.is_conflict = 0
            """)
    }
}

/// What staff say of a juror and an applicant.
enum StaffConflict {
    static func state(
        _ juror: Juror, _ application: JuryApplication, note: String, by act: Act, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO conflict_statement (juror_id, party_id, is_conflict, origin, note, stated_at)
            VALUES (\(juror.id), \(application.party), \(true), 'staff', \(note), \(act.at))
            ON CONFLICT (juror_id, party_id) DO UPDATE SET is_conflict = 1, origin = 'staff',
                note = excluded.note, stated_at = excluded.stated_at
                WHERE conflict_statement.is_conflict = 0
            """)
        try audit("conflict stated", juror, application, ["note": .string(note)], act, tx)
    }

    /// Takes a conflict back, whoever stated it; the juror says again before anything of that applicant
    /// opens.
    static func lift(_ juror: Juror, _ application: JuryApplication, by act: Act, _ tx: Transaction) throws {
        let lifted = try tx.run(
            """
            DELETE FROM conflict_statement WHERE juror_id = \(juror.id) AND party_id = \(application.party)
                AND is_conflict = 1
            """)
        guard lifted > 0 else { return }
        try audit("conflict lifted", juror, application, [:], act, tx)
    }

    private static func audit(
        _ what: StaticString, _ juror: Juror, _ application: JuryApplication, _ content: [String: JSON],
        _ act: Act, _ tx: Transaction
    ) throws {
        var content = content
        content["application"] = .integer(application.id.rawValue)
        content["party"] = .integer(application.party.rawValue)
        try tx.audit(what, on: "juror", juror.id.rawValue, by: act, content)
    }
}

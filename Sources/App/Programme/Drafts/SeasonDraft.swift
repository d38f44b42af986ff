internal import Platform

// Drafts of rules: what a season's rules may become.
//
// A draft is the rules of one season as canonical JSON, saved however unfinished it is; it can only be
// applied once `SeasonCheck` finds no mistake. A season has one open draft at most. Its pages stand below
// the season whose staff write it: its own, or for the next season, which has no rules yet, the one before.
//
// Tables: season_draft. Invariants: a save replaces the version that it began with and no other; what was
// discarded can be taken up again; what was applied is a rules version and its draft is over.

/// Rules on their way, with or without mistakes.
struct SeasonDraft: Sendable {
    let id: ID<SeasonDraft>
    /// The season that it is for.
    let season: ID<Season>
    let key: String
    /// The version as which it began.
    let basis: ID<RulesVersion>
    let basisNumber: Int
    /// The version that holds in its season; nothing where the season has no rules yet.
    let inForce: ID<RulesVersion>?
    let rules: RuleDocument
    /// Counts the saves.
    let version: Int
    let savedBy: String
    let savedAt: Instant
    let isDiscarded: Bool

    private init(_ row: Row) throws {
        id = try row["id"]
        season = try row["season_id"]
        key = try row["season_key"]
        basis = try row["based_on_id"]
        basisNumber = try row["basis_number"]
        inForce = try row["in_force"]
        rules = RuleDocument(try JSON(parsing: row["document"] as String))
        version = try row["version"]
        savedBy = try (row["saver"] as String?) ?? ""
        savedAt = try row["saved_at"]
        isDiscarded = try (row["discarded_at"] as Instant?) != nil
    }

    /// Those that the staff of a season write. A next season that has rules of its own writes its own drafts.
    private static func selection(_ season: ID<Season>) -> SQL {
        """
        SELECT season_draft.*, season.key AS season_key, season.rules_version_id AS in_force,
               basis.number AS basis_number, \(Person.shownName()) AS saver
        FROM season_draft JOIN season ON season.id = season_draft.season_id
        JOIN rules_version AS basis ON basis.id = season_draft.based_on_id
        LEFT JOIN person ON person.id = season_draft.saved_by
        WHERE basis.season_id = \(season) AND season_draft.applied_version_id IS NULL
            AND (season_draft.season_id = basis.season_id OR season.rules_version_id IS NULL)
        """
    }

    /// The open draft of the season of a key, as the staff of `season` may write it.
    static func open(_ key: String, from season: ID<Season>, _ tx: Transaction) throws -> SeasonDraft {
        let row = try tx.row(
            "\(selection(season)) AND season_draft.discarded_at IS NULL AND season.key = \(key)")
        guard let row else { throw Problem.notFound }
        return try SeasonDraft(row)
    }

    /// Open ones, and of each season without one the last that was discarded; the newest first.
    static func all(from season: ID<Season>, _ tx: Transaction) throws -> [SeasonDraft] {
        let rows = try tx.rows(
            """
            \(selection(season)) AND season_draft.id = (
                SELECT latest.id FROM season_draft AS latest
                WHERE latest.season_id = season_draft.season_id AND latest.applied_version_id IS NULL
                ORDER BY CASE WHEN latest.discarded_at IS NULL THEN 0 ELSE 1 END, latest.id DESC LIMIT 1)
            ORDER BY season_draft.id DESC LIMIT 20
            """)
        return try rows.map(SeasonDraft.init)
    }

    /// The rules that it would replace; for a next season those that it began as.
    func replaced(_ cache: RulesCache, _ tx: Transaction) throws -> SeasonDocument {
        try cache.rules(inForce ?? basis, tx)
    }

    var check: DraftCheck { DraftCheck(rules, ofSeason: key) }
}

/// The mistakes of a draft, and its rules as they are stored.
struct DraftCheck: Sendable {
    let findings: [Finding]
    /// Nil as long as there are findings.
    let document: SeasonDocument?
    let rules: RuleDocument
    /// The same for people.
    let yaml: String

    init(_ rules: RuleDocument, ofSeason key: String) {
        self.init(SeasonCheck(json: rules.json), rules, ofSeason: key)
    }

    private init(_ check: SeasonCheck, _ rules: RuleDocument, ofSeason key: String) {
        let isOther = rules.value(at: RulePath("season")) != .string(key)
        let other = Finding(path: "season", message: "drafts.other-season", arguments: ["key": .text(key)])
        findings = check.findings + (isOther ? [other] : [])
        document = isOther ? nil : check.document
        self.rules = RuleDocument(check.document?.json ?? check.tree?.json ?? rules.json)
        yaml = check.document?.yaml ?? check.tree.map(SeasonDocumentYAML.text) ?? ""
    }

    /// The same mistakes with the lines of `yaml`.
    func findingsWithLines() -> [Finding] {
        let lines = SeasonCheck(yaml: yaml).findings
        return lines + findings.filter { $0.message == "drafts.other-season" }
    }
}

/// A version of a season's rules that was brought into force, without the rules themselves.
struct AppliedVersion: Sendable {
    let id: ID<RulesVersion>
    let number: Int
    let reason: String
    let appliedAt: Instant
    /// Empty where the installation itself did it.
    let appliedBy: String

    /// The newest first.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [AppliedVersion] {
        let rows = try tx.rows(
            """
            SELECT rules_version.id, number, reason, applied_at,
                   \(Person.shownName()) AS applier
            FROM rules_version LEFT JOIN person ON person.id = rules_version.applied_by
            WHERE season_id = \(season) ORDER BY number DESC LIMIT 500
            """)
        return try rows.map { row in
            AppliedVersion(
                id: try row["id"], number: try row["number"], reason: try row["reason"],
                appliedAt: try row["applied_at"], appliedBy: try (row["applier"] as String?) ?? "")
        }
    }
}

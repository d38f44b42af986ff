internal import Platform

/// A season whose rules an answer may promise to change: one that has rules, or the next one, which has
/// only a draft of them.
struct RuleTarget: Sendable {
    let season: ID<Season>
    let key: String
    let title: LocalizedText
    /// What a change is held against: the rules in force, or those that the draft began as.
    let rules: SeasonDocument

    private init(_ row: Row, _ cache: RulesCache, _ tx: Transaction) throws {
        season = try row["id"]
        key = try row["key"]
        rules = try cache.rules(try row["version"], tx)
        let draft: String? = try row["document"]
        let drafted = try draft.flatMap { try SeasonCheck(json: JSON(parsing: $0)).document?.title }
        title = drafted ?? rules.title
    }

    /// The newest first.
    static func all(_ cache: RulesCache, _ tx: Transaction) throws -> [RuleTarget] {
        try tx.rows("\(selection) ORDER BY season.position DESC, season.id DESC LIMIT 50").map {
            try RuleTarget($0, cache, tx)
        }
    }

    static func find(_ key: String, _ cache: RulesCache, _ tx: Transaction) throws -> RuleTarget? {
        try tx.row("\(selection) AND season.key = \(key)").map { try RuleTarget($0, cache, tx) }
    }

    /// The document of a draft only where the season has no rules yet.
    private static let selection: SQL = """
        SELECT season.id, season.key, coalesce(season.rules_version_id, season_draft.based_on_id) AS version,
               CASE WHEN season.rules_version_id IS NULL THEN season_draft.document END AS document
        FROM season LEFT JOIN season_draft ON season_draft.season_id = season.id
            AND season_draft.discarded_at IS NULL AND season_draft.applied_version_id IS NULL
        WHERE (season.rules_version_id IS NOT NULL OR season_draft.id IS NOT NULL)
        """
}

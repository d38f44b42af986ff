internal import Platform

/// Bringing rules into force.
enum SeasonRulesVerbs {
    struct Change: Sendable {
        let document: SeasonDocument
        /// Why; shown with the version for good.
        let reason: String
        var isPublic: Bool?
    }

    /// Makes a new version of a season's rules the one that holds, or the first of a new season. Applying
    /// what already holds changes nothing.
    @discardableResult
    static func apply(_ change: Change, by act: Act, _ tx: Transaction) throws -> ID<Season> {
        let document = change.document.resolved(loadedAt: act.at)
        let text = document.json.canonical
        let season = try findOrCreate(key: document.season, at: act.at, tx)
        if let isPublic = change.isPublic {
            try tx.run("UPDATE season SET is_public = \(isPublic) WHERE id = \(season)")
        }
        let current: [UInt8]? = try tx.row(
            """
            SELECT digest FROM rules_version
            WHERE id = (SELECT rules_version_id FROM season WHERE id = \(season))
            """)?.only()
        guard current != digest(text) else { return season }
        try project(document, onto: season, tx)
        let version: ID<RulesVersion>? = try tx.row(
            """
            INSERT INTO rules_version (season_id, number, document, digest, reason, applied_at, applied_by)
            SELECT \(season), coalesce(max(number), 0) + 1, \(text), \(digest(text)), \(change.reason),
                   \(act.at), \(act.person) FROM rules_version WHERE season_id = \(season)
            RETURNING id
            """)?.only()
        try tx.run("UPDATE season SET rules_version_id = \(version), epoch = epoch + 1 WHERE id = \(season)")
        try tx.audit(
            "rules applied", on: "season", season.rawValue, by: act,
            ["version": .integer(version?.rawValue ?? 0), "reason": .string(change.reason)])
        return season
    }

    /// The season's row, which may have no rules yet.
    static func findOrCreate(key: String, at moment: Instant, _ tx: Transaction) throws -> ID<Season> {
        try tx.run(
            """
            INSERT INTO season (key, position, created_at)
            SELECT \(key), coalesce(max(position), 0) + 1, \(moment) FROM season WHERE true
            ON CONFLICT (key) DO NOTHING
            """)
        guard let id: ID<Season> = try tx.row("SELECT id FROM season WHERE key = \(key)")?.only() else {
            throw Problem.notFound
        }
        return id
    }

    /// Keeps the rows that other tables point at in step with the document. What the rules no longer have
    /// stays, marked, because submissions and results still name it.
    private static func project(_ document: SeasonDocument, onto season: ID<Season>, _ tx: Transaction) throws
    {
        let parts: [(table: SQL, keys: [String])] = [
            ("nomination", document.nominations.map(\.key)),
            ("prize", document.prizes.map(\.key)),
            ("criterion", document.rubric.criteria.map(\.key)),
        ]
        for part in parts {
            try tx.run("UPDATE \(part.table) SET is_current = 0 WHERE season_id = \(season)")
            for (position, key) in part.keys.enumerated() {
                try tx.run(
                    """
                    INSERT INTO \(part.table) (season_id, key, position, is_current)
                    VALUES (\(season), \(key), \(position), 1)
                    ON CONFLICT (season_id, key) DO UPDATE SET position = excluded.position, is_current = 1
                    """)
            }
        }
    }
}

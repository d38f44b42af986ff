internal import Platform

/// What everybody may know of a season: the figures that its last publication froze, beside those of the
/// public season before.
struct PublishedComparison: Sendable {
    let comparison: SeasonComparison
    let at: Instant
    /// When results were last put right since. The figures stay as they were published.
    let correctedAt: Instant?

    /// Nothing before publication.
    static func find(
        _ season: Season, _ cache: RulesCache, _ tx: Transaction
    ) throws -> PublishedComparison? {
        let row = try tx.row(
            """
            SELECT statistics, published_at, (SELECT max(corrected_at) FROM correction
                    JOIN publication AS corrected ON corrected.id = correction.publication_id
                    WHERE corrected.season_id = publication.season_id
                        AND correction.corrected_at > publication.published_at) AS corrected_at
            FROM publication WHERE season_id = \(season.id)
            ORDER BY id DESC LIMIT 1
            """)
        guard let row, let current = SeasonStatistics(json: try JSON(parsing: row["statistics"] as String))
        else { return nil }
        let comparison = SeasonComparison(
            season: season, current: current, former: try former(season, cache, tx))
        return PublishedComparison(
            comparison: comparison, at: try row["published_at"], correctedAt: try row["corrected_at"])
    }

    private static func former(
        _ season: Season, _ cache: RulesCache, _ tx: Transaction
    ) throws -> SeasonComparison.Former? {
        let row = try tx.row(
            """
            SELECT publication.season_id, publication.statistics FROM publication
            JOIN season ON season.id = publication.season_id AND season.is_public = 1
            WHERE season.position < (SELECT position FROM season WHERE id = \(season.id))
            ORDER BY season.position DESC, publication.id DESC LIMIT 1
            """)
        guard let row, let former = try Season.find(row["season_id"], cache, tx),
            let statistics = SeasonStatistics(json: try JSON(parsing: row["statistics"] as String))
        else { return nil }
        return SeasonComparison.Former(
            season: former, statistics: statistics, days: statistics.days, isPartial: false)
    }
}

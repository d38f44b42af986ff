import Platform

/// The changes that make the schema, oldest first. Their text is SQLite's; `Migration` says what PostgreSQL
/// reads.
enum Schema {
    static let migrations: [Migration] = [
        platform,
        people,
        programme,
        applications,
        screening,
        jury,
        results,
        statistics,
        designSessions,
        polls,
        conflictNames,
        protocols,
        seasonDrafts,
        answers,
        conflicts,
        scoring,
        assignment,
        ranking,
        outcomes,
        discussion,
        translations,
        bids,
        feedback,
        scoreImport,
        lookups,
        gates,
        rawFigures,
        prizeRobustness,
        protocolPolls,
        roomHistory,
        accountability,
    ]
}

internal import Platform

/// How a round ranks: fixed when it opens, so that nobody can choose by the outcome.
struct RoundMethod: Sendable, Equatable {
    let ranking: SeasonRanking

    /// Keeps the method of a round that opens now; a second time is refused by the schema.
    static func fix(_ ranking: SeasonRanking, for round: ID<Round>, at moment: Instant, _ tx: Transaction)
        throws
    {
        try tx.run(
            """
            INSERT INTO round_method (round_id, of_record, parameters, fixed_at)
            VALUES (\(round), \(ranking.ofRecord.rawValue), \(ranking.json.canonical), \(moment))
            """)
    }

    /// That of a round; raw means for one that opened before methods were kept.
    static func of(_ round: Round, _ cache: RulesCache, _ tx: Transaction) throws -> RoundMethod {
        if let kept = try kept(of: "\(round.id)", tx) { return kept }
        var ranking = try cache.rules(round.rulesVersion, tx).rankingInFull
        ranking.ofRecord = .raw
        return RoundMethod(ranking: ranking)
    }

    /// Nothing for a round that opened before methods were kept; `round` is an expression of its id.
    static func kept(of round: SQL, _ tx: Transaction) throws -> RoundMethod? {
        try tx.row("SELECT parameters FROM round_method WHERE round_id = \(round)").map { row in
            RoundMethod(ranking: try SeasonRanking(stored: JSON(parsing: row.only() as String)))
        }
    }
}

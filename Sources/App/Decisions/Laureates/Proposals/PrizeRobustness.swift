internal import Platform

/// How firmly the ranking of record gives each prize: whether a laureate would keep it without any one juror,
/// with other weights, and by the other ranking.
struct PrizeRobustness: Sendable {
    /// A prize that the ranking gives to somebody.
    struct Won: Hashable, Sendable {
        /// A key.
        let prize: String
        let application: ID<Application>
    }

    /// What is known of the round on which laureates are decided; nothing as long as it is not counted.
    static func of(_ season: ID<Season>, _ tx: Transaction) throws -> [Won: RobustnessReport.Stays] {
        let rows = try tx.rows(
            """
            SELECT prize.key, prize_robustness.* FROM prize_robustness
            JOIN prize ON prize.id = prize_robustness.prize_id
            WHERE prize_robustness.round_id = \(Gate.laureates.round(of: "\(season)"))
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (
                    Won(prize: try row["key"], application: try row["application_id"]),
                    try RobustnessReport.Stays(row)
                )
            })
    }

    /// Has it counted where that was not done for the finalists and the figures there are.
    static func request(_ season: ID<Season>, at now: Instant, _ tx: Transaction) throws {
        guard let basis = try Basis(season, tx), try !basis.isCounted(tx) else { return }
        try tx.enqueue(PrizeRobustnessJob.kind, PrizeRobustnessJob.payload(season), at: now)
    }

    /// From what it is counted.
    struct Basis: Sendable, Equatable {
        let round: Round
        let countedAt: Instant
        let candidates: Int

        /// Nothing before there are finalists.
        init?(_ season: ID<Season>, _ tx: Transaction) throws {
            guard try PublishedGates.of(season, tx).finalists,
                let round = try Round.closed(in: season, tx).first,
                let counted = try RoundResult.of(round.id, tx)
            else { return nil }
            let finalists: Int? = try tx.row(
                """
                SELECT count(*) FROM application
                WHERE season_id = \(season) AND state IN ('finalist', 'laureate')
                """)?.only()
            (self.round, countedAt, candidates) = (round, counted.countedAt, finalists ?? 0)
        }

        fileprivate func isCounted(_ tx: Transaction) throws -> Bool {
            try tx.row(
                """
                SELECT 1 FROM prize_robustness_report WHERE round_id = \(round.id)
                    AND counted_at = \(countedAt) AND candidates = \(candidates)
                """) != nil
        }
    }

    /// The prizes that a ranking gives among finalists.
    static func won(_ order: RecordOrder, among finalists: [RankedApplication], in season: Season) -> Set<Won>
    {
        let candidates = finalists.map { $0.placed(order.places[$0.application]) }
        let proposal = PrizeProposal(candidates, in: season)
        return Set(
            proposal.prizes.flatMap { prize in
                prize.awards.map { Won(prize: prize.prize.key, application: $0.candidate.application) }
            })
    }
}

/// Counts it beside the work that answers requests, and stores it.
struct PrizeRobustnessJob: Sendable {
    static let kind: StaticString = "prize-robustness"
    static let kindName = "prize-robustness"
    let laurel: Laurel

    static func payload(_ season: ID<Season>) -> [String: JSON] {
        ["season": .integer(season.rawValue)]
    }

    private struct Material: Sendable {
        let basis: PrizeRobustness.Basis
        let round: RoundMaterial
        let finalists: [RankedApplication]
        let season: Season
    }

    @Sendable func perform(_ job: Job) async throws -> JobRunner.Outcome {
        guard let number = job.payload["season"]?.int else { return { _ in } }
        let (id, rules) = (ID<Season>(rawValue: Int64(number)), laurel.rules)
        let material = try await laurel.database.read { tx -> Material? in
            guard let basis = try PrizeRobustness.Basis(id, tx), try !basis.isCounted(tx),
                let season = try Season.find(id, rules, tx)
            else { return nil }
            return Material(
                basis: basis, round: try RoundMaterial(basis.round, rules, tx),
                finalists: try RankedApplication.finalists(of: id, tx),
                season: season)
        }
        guard let material else { return { _ in } }
        let (finalists, season) = (material.finalists, material.season)
        let robustness = try await Robustness.calculated(material.round) { order in
            PrizeRobustness.won(order, among: finalists, in: season)
        }
        return { tx in
            guard try PrizeRobustness.Basis(id, tx) == material.basis else { return }
            try robustness.store(for: material.basis, in: id, tx)
        }
    }
}

extension Robustness where Found == PrizeRobustness.Won {
    fileprivate func store(
        for basis: PrizeRobustness.Basis, in season: ID<Season>, _ tx: Transaction
    ) throws {
        try tx.run("DELETE FROM prize_robustness WHERE round_id = \(basis.round.id)")
        try tx.run(
            """
            INSERT INTO prize_robustness_report (round_id, counted_at, candidates)
            VALUES (\(basis.round.id), \(basis.countedAt), \(basis.candidates))
            ON CONFLICT (round_id) DO UPDATE SET counted_at = excluded.counted_at,
                candidates = excluded.candidates
            """)
        for (won, stay) in stays {
            try tx.run(
                """
                INSERT INTO prize_robustness (round_id, prize_id, application_id, juror_trials, juror_stays,
                    weight_trials, weight_stays, stays_in_other)
                SELECT \(basis.round.id), id, \(won.application), \(jurors), \(stay.jurorStays), \(shifts),
                    \(stay.weightStays), \(stay.isInOther) FROM prize
                WHERE season_id = \(season) AND key = \(won.prize)
                """)
        }
    }
}

internal import Calibration
internal import Platform

/// Stores the ranking of a round beside its raw results.
struct RankingStore {
    private let ranking: RoundRanking
    private let round: ID<Round>

    init(_ ranking: RoundRanking, of round: ID<Round>) {
        self.ranking = ranking
        self.round = round
    }

    func write(_ tx: Transaction) throws {
        let applications = ranking.applications.enumerated().map { values(of: $1, at: $0 + 1) }
        for rows in Results.batches(applications) {
            try tx.run(
                """
                INSERT INTO ranking (round_id, application_id, part, record_score, record_rank, is_joint, standing,
                    calibrated, low, high, calibrated_rank, chance_of_best, is_too_close, place)
                VALUES \(rows)
                """)
        }
        for rows in Results.batches(ranking.jurors.map(values)) {
            try tx.run(
                """
                INSERT INTO juror_ranking (round_id, juror_id, part, leniency, leniency_low, leniency_high, spread,
                    spread_low, spread_high)
                VALUES \(rows)
                """)
        }
        let (variances, agreement) = (ranking.variances, ranking.agreement)
        let leniency: Double? = variances?.leniency.squareRoot()
        let quality: Double? = variances?.quality.squareRoot()
        let noise: Double? = variances?.noise.squareRoot()
        let parts = JSON.array(ranking.parts.map(\.json)).canonical
        try tx.run(
            """
            INSERT INTO round_ranking (round_id, leniency_deviation, quality_deviation, noise_deviation, alpha,
                icc_one_way, icc_two_way, parts)
            VALUES (\(round), \(leniency), \(quality), \(noise), \(agreement.alpha), \(agreement.oneWay),
                \(agreement.twoWay), \(parts))
            """)
    }

    private func values(of ranked: RoundRanking.Ranked, at place: Int) -> SQL {
        let (estimate, own) = (ranked.calibrated, ranked.place)
        return """
            (\(round), \(ranked.application), \(ranked.part), \(ranked.recordScore), \(own.rank), \(own.isJoint),
            \(own.standing), \(estimate?.value), \(estimate?.low), \(estimate?.high), \(ranked.calibratedRank),
            \(ranked.chanceOfBest), \(ranked.isTooClose), \(place))
            """
    }

    private func values(of ranked: RoundRanking.RankedJuror) -> SQL {
        let (leniency, spread) = (ranked.leniency, ranked.spread)
        return """
            (\(round), \(ranked.juror), \(ranked.part), \(leniency.value), \(leniency.low), \(leniency.high),
            \(spread.value), \(spread.low), \(spread.high))
            """
    }
}

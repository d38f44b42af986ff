internal import Calibration
internal import Platform

/// One application of a ranking, with the nomination in which it stands.
struct RankedEntry: Sendable {
    let application: ID<Application>
    /// A key.
    let nomination: String
    let reviews: Int
    let ranking: RecordRanking

    /// Of a counted round, nomination by nomination, the best first.
    static func stored(of round: ID<Round>, _ tx: Transaction) throws -> [RankedEntry] {
        let rows = try tx.rows(
            """
            SELECT ranking.application_id, nomination.key, result.reviews, \(RecordRanking.columns)
            FROM ranking JOIN result
                ON result.round_id = ranking.round_id AND result.application_id = ranking.application_id
            JOIN nomination ON nomination.id = result.nomination_id
            WHERE ranking.round_id = \(round) ORDER BY ranking.place
            """)
        return try rows.map { row in
            RankedEntry(
                application: try row["application_id"], nomination: try row["key"],
                reviews: try row["reviews"], ranking: try RecordRanking(row))
        }
    }

    /// Of a round as its reviews stand now, in the same order.
    static func provisional(_ counted: CountedRound) -> [RankedEntry] {
        let raw = Dictionary(uniqueKeysWithValues: counted.count.applications.map { ($0.entry.id, $0) })
        return counted.ranking.applications.enumerated().compactMap { index, ranked in
            guard let own = raw[ranked.application],
                let ranking = RecordRanking(ranked, raw: own, place: index + 1)
            else { return nil }
            return RankedEntry(
                application: ranked.application, nomination: own.entry.nominationKey,
                reviews: own.scores.count, ranking: ranking)
        }
    }
}

/// How far jurors agree, what differs, and into which parts the jury falls.
struct RankingSummary: Sendable, Equatable {
    /// Krippendorff's alpha and two intraclass correlations.
    let alpha: Double?
    let oneWay: Double?
    let twoWay: Double?
    /// Standard deviations; nothing where nothing is calibrated.
    let leniency: Double?
    let quality: Double?
    let noise: Double?
    /// The largest first.
    let parts: [JuryPart]

    var isCalibrated: Bool { quality != nil }

    static func of(_ round: ID<Round>, _ tx: Transaction) throws -> RankingSummary? {
        try tx.row("SELECT * FROM round_ranking WHERE round_id = \(round)").map { row in
            let parts = try JSON(parsing: row["parts"] as String)
            return RankingSummary(
                alpha: try row["alpha"], oneWay: try row["icc_one_way"], twoWay: try row["icc_two_way"],
                leniency: try row["leniency_deviation"], quality: try row["quality_deviation"],
                noise: try row["noise_deviation"], parts: (parts.list ?? []).map(JuryPart.init))
        }
    }
}

extension RankingSummary {
    init(_ ranking: RoundRanking) {
        let (agreement, variances) = (ranking.agreement, ranking.variances)
        self.init(
            alpha: agreement.alpha, oneWay: agreement.oneWay, twoWay: agreement.twoWay,
            leniency: variances?.leniency.squareRoot(), quality: variances?.quality.squareRoot(),
            noise: variances?.noise.squareRoot(), parts: ranking.parts)
    }
}

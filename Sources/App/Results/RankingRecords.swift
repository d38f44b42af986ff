internal import Calibration
internal import Platform
internal import Tally

/// An estimate with the interval in which the truth lies with 90 % probability.
struct ScoreInterval: Sendable, Equatable {
    let low: Double
    let value: Double
    let high: Double
}

/// Where an application stands in a closed round by the ranking of record, which others read to propose and
/// decide.
struct RecordRanking: Sendable, Equatable {
    /// From 0 to 100: the raw mean, or the calibrated score where that is of record.
    let recordScore: Double
    /// Within the nomination and, where scores are calibrated, within the part of the jury; those who are
    /// equal after all tie-breaks share one.
    let recordRank: Int
    /// Whether others have the same rank.
    let isJoint: Bool
    let standing: RecordOrder.Standing
    /// From 0, the largest first: no scores compare one part of the jury with another.
    let part: Int
    let rawMean: Double
    let rawRank: Int
    /// Nothing where there is not enough to say.
    let calibrated: ScoreInterval?
    let calibratedRank: Int?
    let chanceOfBest: Double?
    let isTooClose: Bool
    /// Nomination by nomination, the best first; no two are alike.
    let place: Int
}

extension RecordRanking {
    init(_ row: Row) throws {
        recordScore = try row["record_score"]
        recordRank = try row["record_rank"]
        isJoint = try row["is_joint"]
        standing = try row["standing"]
        part = try row["part"]
        rawMean = try row["mean"]
        rawRank = try row["rank"]
        if let value: Double = try row["calibrated"] {
            calibrated = ScoreInterval(low: try row["low"], value: value, high: try row["high"])
        } else {
            calibrated = nil
        }
        calibratedRank = try row["calibrated_rank"]
        chanceOfBest = try row["chance_of_best"]
        isTooClose = try row["is_too_close"]
        place = try row["place"]
    }

    /// What `init` reads, where `ranking` is joined to its `result`.
    static let columns: SQL = """
        ranking.part, ranking.record_score, ranking.record_rank, ranking.is_joint, ranking.standing,
        ranking.calibrated, ranking.low, ranking.high, ranking.calibrated_rank, ranking.chance_of_best,
        ranking.is_too_close, ranking.place, result.mean, result.rank
        """

    private static let selection: SQL = """
        SELECT ranking.application_id, \(columns) FROM ranking
        JOIN result ON result.round_id = ranking.round_id AND result.application_id = ranking.application_id
        """

    /// All of a round that have a result.
    static func ofRound(_ round: ID<Round>, _ tx: Transaction) throws -> [ID<Application>: RecordRanking] {
        let rows = try tx.rows("\(selection) WHERE ranking.round_id = \(round)")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["application_id"], try RecordRanking($0)) })
    }

    /// Nothing for one without a result.
    static func of(_ application: ID<Application>, in round: ID<Round>, _ tx: Transaction) throws
        -> RecordRanking?
    {
        try tx.row(
            "\(selection) WHERE ranking.round_id = \(round) AND ranking.application_id = \(application)"
        ).map(RecordRanking.init)
    }
}

extension RecordRanking {
    /// Of a round that was ranked just now; nothing without a result.
    init?(_ ranked: RoundRanking.Ranked, raw: RoundCount.Counted, place: Int) {
        guard let summary = raw.result, let rank = raw.rank else { return nil }
        self.init(
            recordScore: ranked.recordScore, recordRank: ranked.place.rank, isJoint: ranked.place.isJoint,
            standing: ranked.place.standing, part: ranked.part, rawMean: summary.mean.doubleValue,
            rawRank: rank,
            calibrated: ranked.calibrated.map { .init(low: $0.low, value: $0.value, high: $0.high) },
            calibratedRank: ranked.calibratedRank, chanceOfBest: ranked.chanceOfBest,
            isTooClose: ranked.isTooClose, place: place)
    }
}

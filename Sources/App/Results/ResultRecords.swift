internal import Platform
internal import Tally

/// A closed round as a whole.
struct RoundResult: Sendable, Equatable {
    let countedAt: Instant
    let applications: Int
    let ranked: Int
    let passing: Int
    let jurors: Int
    let reviews: Int
    /// Of all scores.
    let mean: Double?

    /// Applications with fewer reviews than the rules ask for.
    var lacking: Int { applications - ranked }

    static func of(_ round: ID<Round>, _ tx: Transaction) throws -> RoundResult? {
        try tx.row("SELECT * FROM round_result WHERE round_id = \(round)").map { row in
            RoundResult(
                countedAt: try row["counted_at"], applications: try row["applications"],
                ranked: try row["ranked"], passing: try row["passing"], jurors: try row["jurors"],
                reviews: try row["reviews"], mean: try row["mean"])
        }
    }
}

/// What the scores of an application or of a juror come to, for showing.
struct Figures: Sendable, Equatable {
    let mean: Double
    let median: Double
    /// Nothing for a single score.
    let deviation: Double?
    let lowest: Double
    let highest: Double

    /// Nothing where there is no review.
    init?(_ row: Row) throws {
        guard let mean: Double = try row["mean"] else { return nil }
        self.mean = mean
        median = try row["median"]
        deviation = try row["deviation"]
        lowest = try row["lowest"]
        highest = try row["highest"]
    }

    init(_ summary: Summary) {
        mean = summary.mean.doubleValue
        median = summary.median.doubleValue
        deviation = summary.standardDeviation
        lowest = summary.lowest.doubleValue
        highest = summary.highest.doubleValue
    }
}

/// The result of one application, with what a list says of it.
struct ApplicationResult: Sendable, Equatable {
    let application: ID<Application>
    let publicID: String
    let title: String
    let partyName: String
    let country: String
    /// The key of the nomination in which it was ranked.
    let nomination: String
    /// The key of a region.
    let region: String?
    let isWithdrawn: Bool
    let reviews: Int
    let scores: [Double]
    /// Nothing without a review.
    let figures: Figures?
    /// Nothing with fewer reviews than the rules ask for.
    let rank: Int?
    let isPassing: Bool
    let scorePlace: Int
    let spreadPlace: Int
    /// In the ranking of record.
    let record: Record?

    struct Record: Sendable, Equatable {
        let rank: Int
        /// From 0 to 100.
        let score: Double
        let part: Int
        let standing: RecordOrder.Standing
    }

    init(_ row: Row) throws {
        application = try row["application_id"]
        publicID = try row["public_id"]
        title = try row["title"]
        partyName = try row["party_name"]
        country = try row["country"]
        nomination = try row["nomination"]
        region = try row["region"]
        isWithdrawn = try row["state"] as Application.State == .withdrawn
        reviews = try row["reviews"]
        scores = try StoredScores.read(row["scores"])
        figures = try Figures(row)
        rank = try row["rank"]
        isPassing = try row["is_passing"]
        scorePlace = try row["score_place"]
        spreadPlace = try row["spread_place"]
        record = try (row["record_rank"] as Int?).map { rank in
            Record(
                rank: rank, score: try row["record_score"], part: try row["part"],
                standing: try row["standing"])
        }
    }

    /// What `init` reads.
    static let selection: SQL = """
        SELECT result.*, application.public_id, application.title, application.country, application.state,
               party.name AS party_name, nomination.key AS nomination, ranking.record_rank,
               ranking.record_score, ranking.part, ranking.standing
        FROM result JOIN application ON application.id = result.application_id
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = result.nomination_id
        LEFT JOIN ranking ON ranking.round_id = result.round_id
            AND ranking.application_id = result.application_id
        """

    static func find(
        _ publicID: String, in round: ID<Round>, of season: ID<Season>, _ tx: Transaction
    ) throws -> ApplicationResult {
        let row = try tx.row(
            """
            \(selection) WHERE result.round_id = \(round) AND application.public_id = \(publicID)
                AND application.season_id = \(season)
            """)
        guard let row else { throw Problem.notFound }
        return try ApplicationResult(row)
    }
}

/// How a juror scored in a round.
struct JurorResult: Sendable, Equatable {
    let publicID: String
    let name: String
    let organisation: String
    let reviews: Int
    let scores: [Double]
    let figures: Figures?
    /// How many points more than an average juror they give, and how far their scores lie apart, as a
    /// factor; nothing where there is not enough to say.
    let leniency: ScoreInterval?
    let factor: ScoreInterval?
    /// The part of the jury with whose jurors they are compared, from 0.
    let part: Int?
    let place: Int

    init(_ row: Row) throws {
        publicID = try row["public_id"]
        name = try row["name"]
        organisation = try row["organisation"]
        reviews = try row["reviews"]
        scores = try StoredScores.read(row["scores"])
        figures = try Figures(row)
        if let leniency: Double = try row["leniency"] {
            self.leniency = ScoreInterval(
                low: try row["leniency_low"], value: leniency, high: try row["leniency_high"])
            factor = ScoreInterval(
                low: try row["factor_low"], value: try row["factor"], high: try row["factor_high"])
        } else {
            leniency = nil
            factor = nil
        }
        part = try row["part"]
        place = try row["place"]
    }
}

extension Round {
    /// The closed rounds of a season, the newest first.
    static func closed(in season: ID<Season>, _ tx: Transaction) throws -> [Round] {
        try ofSeason(season, tx).filter { !$0.isOpen }
    }
}

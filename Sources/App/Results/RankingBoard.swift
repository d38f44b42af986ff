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

/// How robust the ranking of a round is, once that is counted.
struct RobustnessReport: Sendable, Equatable {
    struct Stays: Sendable, Equatable {
        let jurorTrials: Int
        let jurorStays: Int
        let weightTrials: Int
        let weightStays: Int
        let isInOther: Bool?

        init(_ row: Row) throws {
            jurorTrials = try row["juror_trials"]
            jurorStays = try row["juror_stays"]
            weightTrials = try row["weight_trials"]
            weightStays = try row["weight_stays"]
            isInOther = try row["stays_in_other"]
        }

        /// Nothing for one that is not among the first, or as long as it is not counted.
        static func of(_ application: ID<Application>, in round: ID<Round>, _ tx: Transaction) throws
            -> Stays?
        {
            try tx.row(
                """
                SELECT * FROM robustness WHERE round_id = \(round) AND application_id = \(application)
                """
            ).map(Stays.init)
        }

        /// Whether nothing that was tried takes it away.
        var isCertain: Bool {
            jurorStays == jurorTrials && weightStays == weightTrials && isInOther != false
        }
    }

    let computedAt: Instant
    let jurors: Int
    let shifts: Int
    let changesByOther: Int
    let stays: [ID<Application>: Stays]

    static func of(_ round: ID<Round>, _ tx: Transaction) throws -> RobustnessReport? {
        let rows = try tx.rows("SELECT * FROM robustness WHERE round_id = \(round)")
        let report = try tx.row("SELECT * FROM robustness_report WHERE round_id = \(round)")
        return try report.map { report in
            RobustnessReport(
                computedAt: try report["computed_at"], jurors: try report["jurors"],
                shifts: try report["shifts"], changesByOther: try report["changes_by_other"],
                stays: try Dictionary(
                    uniqueKeysWithValues: rows.map { (try $0["application_id"], try Stays($0)) }))
        }
    }
}

/// The ranking of one nomination in a round, a page of it at a time.
struct RankingBoard: Sendable {
    static let pageSize = 50
    static let mostNamed = 12

    struct Row: Sendable {
        let entry: RankedEntry
        let name: NamedApplication

        var ranking: RecordRanking { entry.ranking }
    }

    let nomination: SeasonNomination
    /// How many are sought in it.
    let sought: Int
    let ranked: Int
    let tooClose: Int
    /// The score of the last who is among the first.
    let cut: Double?
    let rows: [Row]
    let next: String?
    /// Those in parts of the jury that cannot be compared with the first, by the number of the part.
    let islands: [(part: Int, count: Int, names: [NamedApplication])]
    /// The public ids of all in the band that is too close to call, for asking further reviews.
    let band: [String]

    init(
        _ entries: [RankedEntry], _ nomination: SeasonNomination, after place: Int?, _ ranking: SeasonRanking,
        _ tx: Transaction
    ) throws {
        let own = entries.filter { $0.nomination == nomination.key }
        let page = own.filter { entry in place.map { entry.ranking.place > $0 } ?? true }
        let shown = page.prefix(Self.pageSize)
        let close = own.filter(\.ranking.isTooClose)
        let apart = Dictionary(grouping: own.filter { $0.ranking.part > 0 }, by: \.ranking.part)
        let named = apart.values.flatMap { $0.prefix(Self.mostNamed) }
        let ids = Set((Array(shown) + close + named).map(\.application))
        let names = try NamedApplication.find(ids, tx)
        self.nomination = nomination
        sought = Int(ranking.places[nomination.key] ?? 0)
        ranked = own.count
        tooClose = close.count
        cut = own.filter { $0.ranking.standing == .prospective }.map(\.ranking.recordScore).min()
        rows = shown.compactMap { entry in names[entry.application].map { Row(entry: entry, name: $0) } }
        next = page.count > Self.pageSize ? shown.last.map { String($0.ranking.place) } : nil
        islands = apart.sorted { $0.key < $1.key }.map { part, entries in
            (part, entries.count, entries.prefix(Self.mostNamed).compactMap { names[$0.application] })
        }
        band = close.compactMap { names[$0.application]?.publicID }
    }
}

/// What an application is called.
struct NamedApplication: Sendable, Equatable {
    let publicID: String
    let title: String
    let partyName: String
    let country: String
    let isWithdrawn: Bool

    static func find(_ ids: Set<ID<Application>>, _ tx: Transaction) throws -> [ID<Application>:
        NamedApplication]
    {
        let sorted = ids.sorted { $0.rawValue < $1.rawValue }
        let rows = try tx.rows(
            """
            SELECT application.id, application.public_id, application.title, application.country,
                   application.state, party.name AS party_name
            FROM application JOIN party ON party.id = application.party_id
            WHERE application.id IN \(list: sorted)
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let state: Application.State = try row["state"]
                return (
                    try row["id"],
                    NamedApplication(
                        publicID: try row["public_id"], title: try row["title"],
                        partyName: try row["party_name"], country: try row["country"],
                        isWithdrawn: state == .withdrawn)
                )
            })
    }
}

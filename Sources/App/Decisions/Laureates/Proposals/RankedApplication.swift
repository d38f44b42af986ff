internal import Platform
internal import Tally

/// An application that may be decided on, with what is needed to judge it.
struct RankedApplication: Sendable, Equatable {
    let application: ID<Application>
    let publicID: String
    let title: String
    /// Who applies, as it was submitted.
    let applicant: PartyDetails
    let country: String
    /// The key of the nomination.
    let nomination: String
    let state: Application.State
    let submittedAt: Instant?
    /// In the ranking of record, within the nomination.
    private(set) var rank: Int?
    /// In the ranking of record, from 0 to 100.
    private(set) var score: Double?
    private(set) var isPassing: Bool
    /// Of the jury, from 0: the scores of two parts say nothing of each other.
    private(set) var part: Int
    /// The key of the region that it counted for.
    let region: String?
    /// What was submitted, as it is stored.
    private let answers: String

    static let columns: SQL = """
        application.id AS application_id, application.public_id, application.title, application.country,
        application.state, application.submitted_at, nomination.key AS nomination,
        coalesce(ranking.record_rank, result.rank) AS rank,
        coalesce(ranking.record_score, CASE WHEN result.rank IS NOT NULL THEN result.mean END) AS mean,
        coalesce(result.is_passing, 0) AS is_passing, coalesce(ranking.part, 0) AS part, result.region,
        submission.applicant, submission.answers, \(Party.columns)
        """

    /// Of `application`: its nomination, who applies, what was submitted, and its place in the round on
    /// which a gate is decided, by the ranking of record.
    static func joins(_ gate: Gate) -> SQL {
        """
        JOIN nomination ON nomination.id = application.nomination_id
        JOIN party ON party.id = application.party_id
        LEFT JOIN submission ON submission.id = application.submission_id
        LEFT JOIN result ON result.application_id = application.id
            AND result.round_id = \(gate.round(of: "application.season_id"))
        LEFT JOIN ranking ON ranking.round_id = result.round_id
            AND ranking.application_id = result.application_id
        """
    }

    init(_ row: Row) throws {
        application = try row["application_id"]
        publicID = try row["public_id"]
        title = try row["title"]
        let submitted: String? = try row["applicant"]
        applicant =
            try submitted.flatMap { try PartyDetails(json: JSON(parsing: $0)) } ?? Party(row).details
        country = try row["country"]
        nomination = try row["nomination"]
        state = try row["state"]
        submittedAt = try row["submitted_at"]
        rank = try row["rank"]
        score = try row["mean"]
        isPassing = try row["is_passing"]
        part = try row["part"]
        region = try row["region"]
        answers = try row["answers"] ?? "{}"
    }

    /// The finalists of a season, the best first, among them those that were published as laureates.
    static func finalists(of season: ID<Season>, _ tx: Transaction) throws -> [RankedApplication] {
        let rows = try tx.rows(
            """
            SELECT \(columns) FROM application \(joins(.laureates))
            WHERE application.season_id = \(season) AND application.state IN ('finalist', 'laureate')
            ORDER BY coalesce(result.score_place, 1000000), application.id LIMIT \(Decision.mostItems)
            """)
        return try rows.map(RankedApplication.init)
    }

    /// Whether the ranking of record puts it before another one. Scores are told apart as finely as the
    /// ranking does it; ranks break their ties in the season's published order. Of two parts of the jury
    /// neither comes first.
    func precedes(_ other: RankedApplication) -> Bool {
        guard part == other.part else { return false }
        let (own, its) = (RecordOrder.exact(score ?? -1), RecordOrder.exact(other.score ?? -1))
        return own == its ? (rank ?? .max) < (other.rank ?? .max) : own > its
    }

    /// As far as the ranking speaks of it; nothing where it does not.
    var candidate: FinalistRanking.Candidate? {
        rank.map { .init(rank: $0, part: part, origin: .init(country: country, region: region)) }
    }

    /// The choices that were made of a question.
    func choices(of field: String) throws -> [String] {
        let answer = try JSON(parsing: answers)[field]
        return answer?.text.map { [$0] } ?? answer?.list?.compactMap(\.text) ?? []
    }

    /// As another ranking has it; without a place it is not in that ranking.
    func placed(_ place: RecordOrder.Place?) -> RankedApplication {
        var placed = self
        placed.rank = place?.rank
        placed.score = place?.score.doubleValue
        placed.isPassing = place?.passes ?? false
        placed.part = place?.part ?? 0
        return placed
    }
}

internal import Platform

// Decisions: who becomes a finalist, who a laureate, and when everybody learns of it.
//
// A member of the directorate drafts a decision (or staff propose one on finalists), another adopts it, and
// it is published apart, gate by gate: finalists before laureates. Until then nobody outside the
// directorate can know; with publication the states of applications, the frozen statistics and the mail
// come in one transaction.
//
// Tables: decision, decision_part, decision_item, publication. Invariants: whoever wrote on a decision does
// not adopt it; one adopted decision for a gate; what is adopted does not change; a gate is published once,
// from an adopted decision; states change with publication and not before.

/// What is decided and made public at once.
enum Gate: String, Sendable, Bindable, CaseIterable {
    case finalists, laureates
}

/// What has been made public of a season, and when.
struct Publication: Sendable, Equatable {
    let id: ID<Publication>
    let gate: Gate
    let at: Instant

    init(_ row: Row) throws {
        id = try row["id"]
        gate = try row["gate"]
        at = try row["published_at"]
    }

    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Publication] {
        let rows = try tx.rows(
            "SELECT id, gate, published_at FROM publication WHERE season_id = \(season) ORDER BY id")
        return try rows.map(Publication.init)
    }
}

/// A decision in one of its three states.
struct Decision: Sendable, Equatable {
    static let mostInSeason = 100
    static let mostItems = 500
    static let longestReasons = 10_000
    static let longestReason = 2_000

    enum State: Sendable, Equatable {
        case draft, adopted, published
    }

    let id: ID<Decision>
    let publicID: String
    let season: ID<Season>
    let gate: Gate
    /// What is said of the decision as a whole.
    let reasons: String
    /// Counts the saves.
    let version: Int
    let draftedBy: String
    let draftedAt: Instant
    let savedBy: String
    let savedAt: Instant
    let adoptedBy: String?
    let adoptedAt: Instant?
    let publication: ID<Publication>?
    let items: Int

    var state: State {
        if publication != nil { return .published }
        return adoptedAt == nil ? .draft : .adopted
    }

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        gate = try row["gate"]
        reasons = try row["reasons"]
        version = try row["version"]
        draftedBy = try row["drafter"]
        draftedAt = try row["drafted_at"]
        savedBy = try row["saver"]
        savedAt = try row["saved_at"]
        adoptedBy = try row["adopter"]
        adoptedAt = try row["adopted_at"]
        publication = try row["publication_id"]
        items = try row["items"]
    }

    private static let selection: SQL = """
        SELECT decision.*, coalesce(nullif(drafter.name, ''), drafter.email) AS drafter,
               coalesce(nullif(saver.name, ''), saver.email) AS saver,
               coalesce(nullif(adopter.name, ''), adopter.email) AS adopter,
               (SELECT count(*) FROM decision_item WHERE decision_id = decision.id) AS items
        FROM decision JOIN person AS drafter ON drafter.id = decision.drafted_by
        JOIN person AS saver ON saver.id = decision.saved_by
        LEFT JOIN person AS adopter ON adopter.id = decision.adopted_by
        """

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> Decision {
        let row = try tx.row(
            "\(selection) WHERE decision.public_id = \(publicID) AND decision.season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try Decision(row)
    }

    /// The newest first.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Decision] {
        let rows = try tx.rows(
            """
            \(selection) WHERE decision.season_id = \(season) ORDER BY decision.id DESC LIMIT \(mostInSeason)
            """)
        return try rows.map(Decision.init)
    }

    /// Whether somebody wrote on it, who may therefore not adopt it.
    func wasWritten(by person: ID<Person>, _ tx: Transaction) throws -> Bool {
        try tx.row(
            """
            SELECT part FROM decision_part WHERE decision_id = \(id) AND person_id = \(person)
                AND part = 'author'
            """) != nil
    }
}

/// One application of a decision, with what is needed to judge it.
struct DecisionItem: Sendable, Equatable {
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
    /// The key of the prize.
    let prize: String?
    let place: Int
    let reason: String
    /// In the last round that is closed.
    let rank: Int?
    let score: Double?

    static func of(_ decision: Decision, _ tx: Transaction) throws -> [DecisionItem] {
        let rows = try tx.rows(
            """
            SELECT application.id AS application_id, application.public_id, application.title,
                   application.country, application.state, application.submitted_at,
                   nomination.key AS nomination, prize.key AS prize, decision_item.place, decision_item.reason,
                   result.rank, result.mean, submission.applicant, \(Party.columns)
            FROM decision_item JOIN application ON application.id = decision_item.application_id
            JOIN nomination ON nomination.id = application.nomination_id
            JOIN party ON party.id = application.party_id
            LEFT JOIN submission ON submission.id = application.submission_id
            LEFT JOIN prize ON prize.id = decision_item.prize_id
            LEFT JOIN result ON result.application_id = application.id AND result.round_id =
                (SELECT max(id) FROM round WHERE season_id = \(decision.season) AND closed_at IS NOT NULL)
            WHERE decision_item.decision_id = \(decision.id)
            ORDER BY nomination.position, decision_item.place, result.score_place, application.id
            """)
        return try rows.map(DecisionItem.init)
    }

    private init(_ row: Row) throws {
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
        prize = try row["prize"]
        place = try row["place"]
        reason = try row["reason"]
        rank = try row["rank"]
        score = try row["mean"]
    }
}

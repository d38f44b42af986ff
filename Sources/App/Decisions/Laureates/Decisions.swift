internal import Platform

// Decisions: who becomes a finalist, who a laureate, and when everybody learns of it.
//
// A member of the directorate drafts a decision, or staff propose one from the ranking of record. Another
// member adopts it, or a meeting does, voting on each pool (a nomination, a prize) for itself; whoever is
// too close to somebody in a pool neither votes on it nor sees it. Laureates may then be told in confidence
// and confirm; a place that is declined or runs out goes to the next of the reserve list. Publication is
// apart, gate by gate, finalists before laureates, at once or at a moment that is set (an embargo). Until
// then nobody else can know; with it the states of applications, whom everybody sees honoured, the frozen
// statistics and the mail come in one transaction. A mistake that is public is put right by another adopted
// decision, with a note for everybody; what was published stays in the record.
//
// Tables: decision, decision_part, decision_item, further_award, decision_reserve, decision_departure,
// meeting_decision, decision_voice, decision_adoption, decision_vote, outcome_notice, outcome_reply,
// embargo, publication, honour, correction, comment_release. Invariants: whoever wrote on a decision does
// not adopt it; one adopted decision for a gate, and one correction of a decision; what is adopted does not
// change; a prize is offered to an application once, and a free place to one other; a gate is published
// once, from an adopted decision; states change with publication and not before.

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
    /// The decision that it puts right, once that is public.
    let corrects: ID<Decision>?
    /// What everybody is told of a correction.
    let note: String
    private let isPublicCorrection: Bool

    var state: State {
        if publication != nil || isPublicCorrection { return .published }
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
        corrects = try row["corrects_id"]
        note = try row["note"]
        isPublicCorrection = (try row["corrected"] as Int) > 0
    }

    private static let selection: SQL = """
        SELECT decision.*, \(Person.shownName(of: "drafter")) AS drafter,
               \(Person.shownName(of: "saver")) AS saver,
               \(Person.shownName(of: "adopter")) AS adopter,
               (SELECT count(*) FROM decision_item WHERE decision_id = decision.id) AS items,
               (SELECT count(*) FROM correction WHERE decision_id = decision.id) AS corrected
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

    static func find(_ id: ID<Decision>, _ tx: Transaction) throws -> Decision {
        guard let row = try tx.row("\(selection) WHERE decision.id = \(id)") else { throw Problem.notFound }
        return try Decision(row)
    }

    /// Those that may still be written on and wait for no meeting, the newest first.
    static func drafts(of season: ID<Season>, _ tx: Transaction) throws -> [Decision] {
        let rows = try tx.rows(
            """
            \(selection) WHERE decision.season_id = \(season) AND decision.adopted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM meeting_decision
                JOIN directorate_meeting ON directorate_meeting.id = meeting_decision.meeting_id
                WHERE meeting_decision.decision_id = decision.id AND directorate_meeting.closed_at IS NULL)
            ORDER BY decision.id DESC LIMIT \(mostInSeason)
            """)
        return try rows.map(Decision.init)
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

extension Decision {
    /// Nobody but the directorate knows it yet. Of a row of `decision`.
    static let isConfidential: SQL = """
        (decision.publication_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM correction WHERE correction.decision_id = decision.id))
        """

    /// Whether an application in this state may be chosen. A correction keeps those who are honoured.
    func mayHonour(_ state: Application.State) -> Bool {
        state == gate.candidateState || corrects != nil && state == gate.publishedState
    }
}

/// One application of a decision, with what it wins.
struct DecisionItem: Sendable, Equatable {
    let candidate: RankedApplication
    /// The key of the prize.
    let prize: String?
    /// The keys of further prizes.
    let furtherPrizes: [String]
    let place: Int
    let reason: String

    var application: ID<Application> { candidate.application }
    var publicID: String { candidate.publicID }
    var title: String { candidate.title }
    var applicant: PartyDetails { candidate.applicant }
    var country: String { candidate.country }
    var nomination: String { candidate.nomination }
    var state: Application.State { candidate.state }
    var rank: Int? { candidate.rank }
    var score: Double? { candidate.score }

    /// The keys of all that it wins.
    var prizes: [String] { (prize.map { [$0] } ?? []) + furtherPrizes }

    func wins(_ prize: String) -> Bool { prizes.contains(prize) }

    static func of(_ decision: Decision, _ tx: Transaction) throws -> [DecisionItem] {
        let further = try tx.rows(
            """
            SELECT further_award.application_id, prize.key FROM further_award
            JOIN prize ON prize.id = further_award.prize_id
            WHERE further_award.decision_id = \(decision.id) ORDER BY prize.position
            """)
        let prizes: [ID<Application>: [String]] = try further.reduce(into: [:]) { prizes, row in
            prizes[try row["application_id"], default: []].append(try row["key"])
        }
        let rows = try tx.rows(
            """
            SELECT \(RankedApplication.columns), prize.key AS prize, decision_item.place, decision_item.reason
            FROM decision_item JOIN application ON application.id = decision_item.application_id
            \(RankedApplication.joins(decision.gate)) LEFT JOIN prize ON prize.id = decision_item.prize_id
            WHERE decision_item.decision_id = \(decision.id)
            ORDER BY nomination.position, decision_item.place, result.score_place, application.id
            """)
        return try rows.map { row in
            let candidate = try RankedApplication(row)
            return DecisionItem(
                candidate: candidate, prize: try row["prize"],
                furtherPrizes: prizes[candidate.application] ?? [], place: try row["place"],
                reason: try row["reason"])
        }
    }
}

internal import Platform

/// An application: one party's entry into one nomination of one season.
struct Application: Sendable, Equatable {
    let id: ID<Application>
    let publicID: String
    let season: ID<Season>
    let nominationID: ID<Nomination>
    /// The nomination's key in the rules.
    let nomination: String
    let state: State
    let language: String
    /// As last submitted; empty before.
    let title: String
    let createdAt: Instant

    enum State: String, Sendable, Bindable {
        case draft, submitted, withdrawn, admitted, rejected, finalist, laureate
    }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        nominationID = try row["nomination_id"]
        nomination = try row["nomination"]
        state = try row["state"]
        language = try row["language"]
        title = try row["title"]
        createdAt = try row["created_at"]
    }

    static let columns: SQL = """
        application.id, application.public_id, application.season_id, application.nomination_id,
        nomination.key AS nomination, application.state, application.language, application.title,
        application.created_at
        """
}

/// Unfinished work: answers as they were typed.
struct Draft: Sendable, Equatable {
    /// Counts the saves; 0 before the first.
    let version: Int
    /// Canonical JSON of the answers.
    let text: String
    let savedAt: Instant?
    let savedBy: String

    func answers() throws -> Answers {
        guard text != "{}" else { return [:] }
        guard let answers = Answers(json: try JSON(parsing: text)) else {
            throw DatabaseError.decoding("a draft does not read as answers")
        }
        return answers
    }
}

/// What was submitted last and stands, without its answers.
struct Submission: Sendable, Equatable {
    let id: ID<Submission>
    let number: Int
    let at: Instant
    let by: String
    /// The version of the draft that it was made of, the rules and the nomination it was made under.
    let draftVersion: Int
    let rulesVersion: ID<RulesVersion>
    let nomination: ID<Nomination>
}

/// What a screener asked the applicant to add.
struct ScreeningRequest: Sendable, Equatable {
    let id: ID<ScreeningRequest>
    let question: String
    let dueAt: Instant
}

/// A move to another nomination that a screener proposed.
struct NominationMove: Sendable, Equatable {
    let id: ID<NominationMove>
    let publicID: String
    /// The key of the nomination that is proposed.
    let nomination: String
    let reason: String
}

/// An application in the hands of somebody who acts for it: all that its pages and verbs look at, in one
/// read.
struct HeldApplication: Sendable {
    let application: Application
    let party: Party
    /// How many act for the party.
    let members: Int
    let draft: Draft
    let standing: Submission?
    let extendedUntil: Instant?
    let request: ScreeningRequest?
    let move: NominationMove?
    /// What this person typed over an older version, as JSON of answers.
    let conflict: String?
    let published: PublishedGates

    /// Whether the draft holds something that was not submitted.
    var differsFromStanding: Bool {
        standing.map { draft.version > $0.draftVersion } ?? (draft.version > 0)
    }

    /// What this person typed over an older version, if that was not settled yet.
    func typedOver() throws -> Answers? {
        try conflict.flatMap { Answers(json: try JSON(parsing: $0)) }
    }

    /// Nothing for an application of another season or one that this person does not act for.
    static func find(
        _ publicID: String, in season: ID<Season>, for person: ID<Person>, _ tx: Transaction
    ) throws -> HeldApplication? {
        let found: SQL = """
            application.public_id = \(publicID) AND application.season_id = \(season)
            AND \(Guard.actsForParty.condition("party_member.person_id = \(person)"))
            """
        return try tx.row("\(query(person)) WHERE \(found)").map(HeldApplication.init)
    }

    /// All that this person acts for in a season, the newest first.
    static func all(in season: ID<Season>, for person: ID<Person>, _ tx: Transaction) throws
        -> [HeldApplication]
    {
        let rows = try tx.rows(
            """
            \(query(person)) WHERE application.season_id = \(season) AND party_member.person_id = \(person)
            ORDER BY application.id DESC LIMIT 200
            """)
        return try rows.map(HeldApplication.init)
    }

    private static func query(_ person: ID<Person>) -> SQL {
        """
        SELECT \(Application.columns), \(Party.columns),
            (SELECT count(*) FROM party_member WHERE party_id = application.party_id) AS members,
            coalesce(draft.answers, submission.answers, '{}') AS draft_answers,
            coalesce(draft.version, 0) AS draft_version, draft.saved_at,
            coalesce(\(Person.shownName(of: "saver")), '') AS saved_by,
            submission.id AS submission_id, submission.number, submission.submitted_at,
            submission.draft_version AS submitted_version, submission.rules_version_id,
            submission.nomination_id AS submitted_nomination,
            coalesce(\(Person.shownName(of: "submitter")), '') AS submitted_by,
            (SELECT max(until) FROM deadline_extension WHERE application_id = application.id) AS extended_until,
            screening_request.id AS request_id, screening_request.question, screening_request.due_at,
            nomination_move.id AS move_id, nomination_move.public_id AS move_public_id,
            nomination_move.reason AS move_reason, proposed.key AS proposed,
            draft_conflict.answers AS conflict_answers,
            (SELECT count(*) FROM publication WHERE season_id = application.season_id AND gate = 'finalists')
                AS finalists_published,
            (SELECT count(*) FROM publication WHERE season_id = application.season_id AND gate = 'laureates')
                AS laureates_published
        FROM application
        JOIN nomination ON nomination.id = application.nomination_id
        JOIN party ON party.id = application.party_id
        JOIN party_member ON party_member.party_id = party.id
        LEFT JOIN draft ON draft.application_id = application.id
        LEFT JOIN person AS saver ON saver.id = draft.saved_by
        LEFT JOIN submission ON submission.id = application.submission_id
        LEFT JOIN person AS submitter ON submitter.id = submission.submitted_by
        LEFT JOIN screening_request ON screening_request.application_id = application.id
            AND screening_request.answered_by_submission_id IS NULL AND screening_request.cancelled_at IS NULL
        LEFT JOIN nomination_move ON nomination_move.application_id = application.id
            AND nomination_move.answer IS NULL
        LEFT JOIN nomination AS proposed ON proposed.id = nomination_move.to_nomination_id
        LEFT JOIN draft_conflict ON draft_conflict.application_id = application.id
            AND draft_conflict.person_id = \(person)
        """
    }

    private init(_ row: Row) throws {
        application = try Application(row)
        party = try Party(row)
        members = try row["members"]
        draft = Draft(
            version: try row["draft_version"], text: try row["draft_answers"], savedAt: try row["saved_at"],
            savedBy: try row["saved_by"])
        standing = try Submission(row)
        extendedUntil = try row["extended_until"]
        request = try ScreeningRequest(row)
        move = try NominationMove(row)
        conflict = try row["conflict_answers"]
        published = PublishedGates(
            finalists: try row["finalists_published"] as Int > 0,
            laureates: try row["laureates_published"] as Int > 0)
    }
}

extension Submission {
    fileprivate init?(_ row: Row) throws {
        guard let id: ID<Submission> = try row["submission_id"] else { return nil }
        self.init(
            id: id, number: try row["number"], at: try row["submitted_at"], by: try row["submitted_by"],
            draftVersion: try row["submitted_version"], rulesVersion: try row["rules_version_id"],
            nomination: try row["submitted_nomination"])
    }
}

extension ScreeningRequest {
    fileprivate init?(_ row: Row) throws {
        guard let id: ID<ScreeningRequest> = try row["request_id"] else { return nil }
        self.init(id: id, question: try row["question"], dueAt: try row["due_at"])
    }
}

extension NominationMove {
    fileprivate init?(_ row: Row) throws {
        guard let id: ID<NominationMove> = try row["move_id"] else { return nil }
        self.init(
            id: id, publicID: try row["move_public_id"], nomination: try row["proposed"],
            reason: try row["move_reason"])
    }
}

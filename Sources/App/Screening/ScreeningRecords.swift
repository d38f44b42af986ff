internal import Platform

/// An application on a screener's desk: what was submitted, and all that stands between it and a decision.
struct ScreeningCase: Sendable {
    let id: ID<Application>
    let publicID: String
    let state: Application.State
    let title: String
    let language: String
    let nominationID: ID<Nomination>
    /// The key of the nomination in which it stands now.
    let nomination: String
    let party: Party
    let submission: ScreenedSubmission
    let decision: StandingDecision?
    let question: OpenQuestion?
    let move: ProposedMove?
    let areFinalistsPublished: Bool

    /// Decided, and not yet told to anybody.
    var mayBeUndone: Bool {
        decision != nil && !areFinalistsPublished && (state == .admitted || state == .rejected)
    }

    var mayBeDecided: Bool { state == .submitted }

    /// Whether the applicant still has time to answer something.
    func waits(at now: Instant) -> Bool {
        move != nil || question.map { $0.dueAt > now } ?? false
    }

    /// An application of this season that was submitted and is not the screener's own; nothing otherwise.
    static func find(_ publicID: String, at desk: ScreeningDesk, _ tx: Transaction) throws -> ScreeningCase? {
        let row = try tx.row(
            """
            SELECT application.id, application.public_id, application.state, application.title,
                application.language, application.nomination_id, nomination.key AS nomination,
                    \(Party.columns),
                \(ScreenedSubmission.columns), \(StandingDecision.columns), \(OpenQuestion.columns),
                \(ProposedMove.columns),
                (SELECT count(*) FROM publication WHERE season_id = application.season_id
                    AND gate = 'finalists')
                    AS finalists_published
            FROM application
            JOIN nomination ON nomination.id = application.nomination_id
            JOIN party ON party.id = application.party_id
            JOIN submission ON submission.id = application.submission_id
            JOIN person AS submitter ON submitter.id = submission.submitted_by
            LEFT JOIN screening_decision AS standing
                ON standing.application_id = application.id AND standing.undone_at IS NULL
            LEFT JOIN person AS decider ON decider.id = standing.decided_by
            LEFT JOIN screening_request AS request ON request.application_id = application.id
                AND request.answered_by_submission_id IS NULL AND request.cancelled_at IS NULL
            LEFT JOIN person AS asker ON asker.id = request.asked_by
            LEFT JOIN nomination_move AS move ON move.application_id = application.id AND move.answer IS NULL
            LEFT JOIN nomination AS target ON target.id = move.to_nomination_id
            LEFT JOIN person AS proposer ON proposer.id = move.proposed_by
            WHERE application.public_id = \(publicID) AND application.season_id = \(desk.season.id)
            AND \(Impartiality.admits(desk.person))
            """)
        return try row.map(ScreeningCase.init)
    }

    /// What every change of a case begins with: it is there, and screening goes on.
    static func underWay(
        _ publicID: String, at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> ScreeningCase {
        guard let found = try find(publicID, at: desk, tx) else { throw Problem.notFound }
        try desk.requireOpen(at: now)
        return found
    }

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        state = try row["state"]
        title = try row["title"]
        language = try row["language"]
        nominationID = try row["nomination_id"]
        nomination = try row["nomination"]
        party = try Party(row)
        submission = try ScreenedSubmission(row)
        decision = try StandingDecision(row)
        question = try OpenQuestion(row)
        move = try ProposedMove(row)
        areFinalistsPublished = try row["finalists_published"] as Int > 0
    }
}

/// A version as it was submitted.
struct ScreenedSubmission: Sendable {
    let id: ID<Submission>
    let number: Int
    let rulesVersion: ID<RulesVersion>
    let at: Instant
    let by: String
    /// Canonical JSON.
    let answersText: String
    /// Canonical JSON of who applied; `{}` where that was not kept.
    let applicantText: String

    static let columns: SQL = """
        submission.id AS submission_id, submission.number, submission.rules_version_id,
            submission.submitted_at,
        submission.answers, submission.applicant,
        \(Person.shownName(of: "submitter")) AS submitted_by
        """

    init(_ row: Row) throws {
        id = try row["submission_id"]
        number = try row["number"]
        rulesVersion = try row["rules_version_id"]
        at = try row["submitted_at"]
        by = try row["submitted_by"]
        answersText = try row["answers"]
        applicantText = try row["applicant"]
    }

    func answers() throws -> Answers {
        guard let answers = Answers(json: try JSON(parsing: answersText)) else {
            throw DatabaseError.decoding("submission \(id.rawValue) does not read as answers")
        }
        return answers
    }

    /// Who applied, as it was then.
    func applicant() throws -> PartyDetails? {
        PartyDetails(json: try JSON(parsing: applicantText))
    }

    /// An earlier version of the same application.
    static func find(number: Int, of application: ID<Application>, _ tx: Transaction) throws
        -> ScreenedSubmission?
    {
        let row = try tx.row(
            """
            SELECT \(columns) FROM submission JOIN person AS submitter
                ON submitter.id = submission.submitted_by
            WHERE submission.application_id = \(application) AND submission.number = \(number)
            """)
        return try row.map(ScreenedSubmission.init)
    }
}

/// The decision that stands.
struct StandingDecision: Sendable, Equatable {
    enum Verdict: String, Sendable, Bindable {
        case admit, reject
    }

    let verdict: Verdict
    let submission: ID<Submission>
    /// The key of a reason in the rules; nothing where it was admitted.
    let reason: String?
    let note: String
    let at: Instant
    let by: String
    let person: ID<Person>

    static let columns: SQL = """
        standing.verdict, standing.submission_id AS decided_submission, standing.reason AS decision_reason,
        standing.note AS decision_note, standing.decided_at, standing.decided_by,
        \(Person.shownName(of: "decider")) AS decided_by_name
        """

    init?(_ row: Row) throws {
        guard let verdict: Verdict = try row["verdict"] else { return nil }
        self.verdict = verdict
        submission = try row["decided_submission"]
        reason = try row["decision_reason"]
        note = try row["decision_note"]
        at = try row["decided_at"]
        by = try row["decided_by_name"]
        person = try row["decided_by"]
    }
}

/// Something that the applicant was asked to add and has not added.
struct OpenQuestion: Sendable, Equatable {
    let publicID: String
    let text: String
    let dueAt: Instant
    let askedAt: Instant
    let askedBy: String

    static let columns: SQL = """
        request.public_id AS request_public_id, request.question, request.due_at, request.asked_at,
        \(Person.shownName(of: "asker")) AS asked_by
        """

    init?(_ row: Row) throws {
        guard let publicID: String = try row["request_public_id"] else { return nil }
        self.publicID = publicID
        text = try row["question"]
        dueAt = try row["due_at"]
        askedAt = try row["asked_at"]
        askedBy = try row["asked_by"]
    }
}

/// Another nomination that was proposed to the applicant, who has not answered.
struct ProposedMove: Sendable, Equatable {
    let publicID: String
    /// The key of the nomination that is proposed.
    let nomination: String
    let reason: String
    let proposedAt: Instant
    let proposedBy: String

    static let columns: SQL = """
        move.public_id AS move_public_id, target.key AS move_nomination, move.reason AS move_reason,
        move.proposed_at, \(Person.shownName(of: "proposer")) AS proposed_by
        """

    init?(_ row: Row) throws {
        guard let publicID: String = try row["move_public_id"] else { return nil }
        self.publicID = publicID
        nomination = try row["move_nomination"]
        reason = try row["move_reason"]
        proposedAt = try row["proposed_at"]
        proposedBy = try row["proposed_by"]
    }
}

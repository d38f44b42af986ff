internal import Platform

extension Guard {
    static let chair = Guard(name: "chair")
    static let ownReviewIsIn = Guard(name: "own review is in")
}

/// A juror whom staff made a chair: of their panel, or of the whole jury where they sit in none.
struct Chair: Sendable {
    let seated: SeatedJuror
    /// The season's current one; nothing as long as there was none.
    let round: Round?
    /// Whether names are left to go through before anything opens.
    let isWaiting: Bool
    var juror: Juror { seated.juror }

    init(_ who: JurorRole, _ cache: RulesCache, _ tx: Transaction) throws {
        seated = try SeatedJuror(who, tx)
        try Guard.chair.require(seated.juror.isChair, orElse: .notFound)
        round = try Round.current(of: seated.season.id, tx)
        let rules = try round.map { try cache.rules($0.rulesVersion, tx) } ?? seated.season.rules
        isWaiting = try !ConflictDeclaration.opensTexts(for: seated, under: rules, tx)
    }

    /// What a chair may meet of a round: reviewed by somebody of their panel, declared free of conflicts, and
    /// nothing that they stepped back from. Of `juror` and `application`.
    static func scope(in round: Round) -> SQL {
        """
        application.season_id = \(round.season) AND \(JuryRules.isInJury) AND \(JuryRules.hasNoConflict)
        AND \(JuryRules.isDeclaredFree)
        AND NOT EXISTS (SELECT 1 FROM recusal JOIN assignment ON assignment.id = recusal.assignment_id
            WHERE assignment.juror_id = juror.id AND assignment.application_id = application.id)
        AND EXISTS (SELECT 1 FROM assignment JOIN juror AS member ON member.id = assignment.juror_id
            WHERE assignment.application_id = application.id AND assignment.round_id = \(round.id)
                AND assignment.sent_at IS NOT NULL
                AND (juror.panel_id IS NULL OR member.panel_id = juror.panel_id))
        """
    }
}

/// A place in the discussion of one application: proof that whoever has it is a chair or submitted a review,
/// and stands too close to nobody.
struct DiscussionSeat: Sendable {
    let juror: Juror
    let season: Season
    let round: Round
    let application: ID<Application>
    /// Their own; nothing for a chair who was not asked to review it.
    let assignment: String?
    let isChair: Bool

    /// Of who reviews it.
    init(_ opened: OpenedAssignment, _ tx: Transaction) throws {
        let review = try Review.of(opened.id, tx)
        try Self.requireOwnReview(review?.submittedAt != nil)
        (juror, season, round) = (opened.juror, opened.season, opened.round)
        (application, assignment) = (opened.application, opened.publicID)
        isChair = opened.juror.isChair
    }

    /// Of a chair, who reads no other review before their own is in, if they were asked for one.
    init(_ publicID: String, _ chair: Chair, _ tx: Transaction) throws {
        guard !chair.isWaiting, let round = chair.round else { throw Problem.notFound }
        let row = try tx.row(
            """
            SELECT application.id, own.public_id AS assignment, review.submitted_at FROM application
            JOIN juror ON juror.id = \(chair.juror.id)
            LEFT JOIN assignment AS own ON own.juror_id = juror.id AND own.round_id = \(round.id)
                AND own.application_id = application.id AND own.sent_at IS NOT NULL
            LEFT JOIN review ON review.assignment_id = own.id
            WHERE application.public_id = \(publicID) AND \(Chair.scope(in: round))
            """)
        guard let row else { throw Problem.notFound }
        let submitted: Instant? = try row["submitted_at"]
        assignment = try row["assignment"]
        try Self.requireOwnReview(assignment == nil || submitted != nil)
        (juror, season, self.round) = (chair.juror, chair.seated.season, round)
        application = try row["id"]
        isChair = true
    }

    private static func requireOwnReview(_ isIn: Bool) throws {
        try Guard.ownReviewIsIn.require(isIn, orElse: Problem(.forbidden, "jury.discussion.own-first"))
    }
}

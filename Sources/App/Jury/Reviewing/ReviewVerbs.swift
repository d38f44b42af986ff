internal import Platform

/// An assignment in the hands of the juror whose it is: proof that it was sent to them, that it stands, and
/// that they declared no conflict with its applicant. Nothing of an application opens without one.
struct OpenedAssignment: Sendable {
    let id: ID<Assignment>
    let publicID: String
    let juror: Juror
    let round: Round
    let application: ID<Application>
    let party: ID<Party>

    init(_ publicID: String, _ who: SeatedJuror, _ tx: Transaction) throws {
        let row = try tx.row(
            """
            SELECT assignment.id, assignment.juror_id, assignment.round_id, assignment.application_id,
                   application.party_id,
                   CASE WHEN \(JuryRules.isDeclaredFree) THEN 1 ELSE 0 END AS is_declared
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.public_id = \(publicID) AND assignment.season_id = \(who.season.id)
                AND assignment.sent_at IS NOT NULL AND \(JuryRules.stands)
            """)
        guard let row else { throw Problem.notFound }
        let owner: ID<Juror> = try row["juror_id"]
        try Guard.ownAssignment.require(owner == who.juror.id, orElse: .notFound)
        let isDeclared: Bool = try row["is_declared"]
        try Guard.conflictsDeclared.require(
            isDeclared, orElse: Problem(.forbidden, "jury.conflicts.declare-first"))
        id = try row["id"]
        self.publicID = publicID
        juror = who.juror
        round = try Round.find(try row["round_id"] as ID<Round>, tx)
        application = try row["application_id"]
        party = try row["party_id"]
    }

    func requireOpenRound() throws {
        try Guard.roundIsOpen.require(round.isOpen, orElse: Problem(.closed, "jury.round.closed"))
    }
}

/// Saving and submitting reviews, and stepping back from them.
enum ReviewVerbs {
    enum SaveResult: Sendable {
        case saved(Review)
        /// Somebody, perhaps the same person elsewhere, saved since the page was opened.
        case conflict(stored: Review)
        /// It cannot be submitted, or no longer be as it was submitted, without these.
        case incomplete([Criterion], stored: Review)
    }

    /// Keeps what was typed, however unfinished. Saying the same again changes nothing, so a request that the
    /// network repeats is answered as the first was.
    static func save(
        _ input: ReviewInput, on opened: OpenedAssignment, _ rubric: RoundRubric, by act: Act,
        _ tx: Transaction
    ) throws -> SaveResult {
        try opened.requireOpenRound()
        let stored = try Review.of(opened.id, tx)
        if let stored, stored.content == input.content { return .saved(stored) }
        if let stored, stored.version != input.base { return .conflict(stored: stored) }
        let missing = input.content.missing(in: rubric)
        if let stored, stored.submittedAt != nil, !missing.isEmpty {
            return .incomplete(missing, stored: stored)
        }
        let review = try write(input.content, over: stored, opened, at: act.at, tx)
        try audit(review, instead: stored, opened, act, tx)
        return .saved(review)
    }

    /// Saves, and submits what is complete. What is not stays saved.
    static func submit(
        _ input: ReviewInput, on opened: OpenedAssignment, _ rubric: RoundRubric, by act: Act,
        _ tx: Transaction
    ) throws -> SaveResult {
        let outcome = try save(input, on: opened, rubric, by: act, tx)
        guard case .saved(let review) = outcome else { return outcome }
        let missing = review.content.missing(in: rubric)
        guard missing.isEmpty else { return .incomplete(missing, stored: review) }
        guard review.submittedAt == nil else { return .saved(review) }
        try tx.run("UPDATE review SET submitted_at = \(act.at) WHERE id = \(review.id)")
        try tx.audit(
            "review submitted", on: "review", review.id.rawValue, by: act, ["content": review.content.json])
        return .saved(
            Review(
                id: review.id, version: review.version, content: review.content, savedAt: review.savedAt,
                submittedAt: act.at))
    }

    private static func write(
        _ content: ReviewContent, over stored: Review?, _ opened: OpenedAssignment, at moment: Instant,
        _ tx: Transaction
    ) throws -> Review {
        let version = (stored?.version ?? 0) + 1
        let id: ID<Review>? = try tx.row(
            """
            INSERT INTO review (assignment_id, comment, confidential_comment, version, saved_at)
            VALUES (\(opened.id), \(content.comment), \(content.confidentialComment), \(version), \(moment))
            ON CONFLICT (assignment_id) DO UPDATE SET comment = excluded.comment,
                confidential_comment = excluded.confidential_comment, version = excluded.version,
                saved_at = excluded.saved_at
            RETURNING id
            """)?.only()
        guard let id else { throw DatabaseError.decoding("a review was written and has no key") }
        try tx.run("DELETE FROM mark WHERE review_id = \(id)")
        for (criterion, points) in content.marks {
            try tx.run(
                "INSERT INTO mark (review_id, criterion_id, points) VALUES (\(id), \(criterion), \(points))")
        }
        return Review(
            id: id, version: version, content: content, savedAt: moment, submittedAt: stored?.submittedAt)
    }

    /// Drafts are noted; a change of what was submitted is kept with what stood before.
    private static func audit(
        _ review: Review, instead stored: Review?, _ opened: OpenedAssignment, _ act: Act, _ tx: Transaction
    ) throws {
        if let stored, stored.submittedAt != nil {
            try tx.audit(
                "submitted review changed", on: "review", review.id.rawValue, by: act,
                ["before": stored.content.json, "after": review.content.json])
        } else {
            try tx.audit(
                "review saved", on: "review", review.id.rawValue, by: act,
                ["version": .integer(Int64(review.version))])
        }
    }

    struct Withdrawal: Sendable {
        let reason: String
        /// Whether it is because the juror stands too close to the applicant.
        let isConflict: Bool
        /// The public id of the conflict, where it is one.
        let conflictID: String
    }

    /// Steps back from an assignment: it leaves the queue for good, and what was written counts nowhere.
    static func recuse(
        _ withdrawal: Withdrawal, from opened: OpenedAssignment, by act: Act, _ tx: Transaction
    )
        throws
    {
        try opened.requireOpenRound()
        try requireReason(withdrawal.reason, longest: Recusal.longestReason)
        try tx.run(
            """
            INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
            VALUES (\(opened.id), 'juror', \(withdrawal.reason), \(act.at), \(opened.juror.person.id))
            """)
        if withdrawal.isConflict {
            let statement = ConflictOfInterest.Statement(
                kind: .other, origin: .declared, note: withdrawal.reason)
            try ConflictVerbs.state(
                statement, between: opened.juror.person.id, and: opened.party, in: opened.juror.season,
                publicID: withdrawal.conflictID, by: act, tx)
        }
        try tx.audit(
            "juror stepped back", on: "application", opened.application.rawValue, by: act,
            [
                "juror": .integer(opened.juror.id.rawValue), "reason": .string(withdrawal.reason),
                "conflict": .bool(withdrawal.isConflict),
            ])
    }
}

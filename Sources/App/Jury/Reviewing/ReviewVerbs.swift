internal import Platform

/// Saving and submitting reviews, and stepping back from them.
enum ReviewVerbs {
    enum SaveResult: Sendable {
        case saved(Review)
        /// Somebody, perhaps the same person elsewhere, saved since the page was opened.
        case conflict(stored: Review)
        /// It cannot be submitted, or no longer be as it was submitted, without these.
        case incomplete([Problem.Field], stored: Review)
        /// The juror's time is over: a draft is kept as it is, what was submitted stays as it was.
        case late(stored: Review)
    }

    /// Keeps what was typed, however unfinished. Saying the same again changes nothing, so a request that the
    /// network repeats is answered as the first was.
    static func save(
        _ input: ReviewInput, on opened: OpenedAssignment, _ terms: ReviewTerms, by act: Act,
        _ tx: Transaction
    ) throws -> SaveResult {
        try opened.requireOpenRound()
        let stored = try Review.of(opened.id, tx)
        if let stored, stored.content == input.content, stored.notes == input.notes { return .saved(stored) }
        if let stored, stored.version != input.base { return .conflict(stored: stored) }
        if let stored, stored.submittedAt != nil, stored.content != input.content {
            let lacks = terms.lacks(input.content)
            guard lacks.isEmpty else { return .incomplete(lacks, stored: stored) }
            guard try acceptsChange(opened, at: act.at, tx) else { return .late(stored: stored) }
        }
        let review = try write(input, over: stored, opened.id, at: act.at, tx)
        try note(review, instead: stored, opened, act, tx)
        return .saved(review)
    }

    /// In time, or while the jurors discuss it: whom the others convinced may say so.
    private static func acceptsChange(
        _ opened: OpenedAssignment, at now: Instant, _ tx: Transaction
    ) throws -> Bool {
        let deadline = try ReviewDeadline.of(opened, tx)
        if deadline.accepts(at: now) { return true }
        let last = try Discussion.last(of: opened.application, in: opened.round, tx)
        return last?.state(in: opened.round) == .open
    }

    /// Saves, and submits what is complete. What is not stays saved.
    static func submit(
        _ input: ReviewInput, on opened: OpenedAssignment, _ terms: ReviewTerms, by act: Act,
        _ tx: Transaction
    ) throws -> SaveResult {
        let outcome = try save(input, on: opened, terms, by: act, tx)
        guard case .saved(let review) = outcome, review.submittedAt == nil else { return outcome }
        let lacks = terms.lacks(review.content)
        guard lacks.isEmpty else { return .incomplete(lacks, stored: review) }
        let deadline = try ReviewDeadline.of(opened, tx)
        guard deadline.accepts(at: act.at) else { return .late(stored: review) }
        return .saved(try submitted(review, by: act, tx))
    }

    /// Makes a complete review count.
    @discardableResult
    private static func submitted(
        _ review: Review, from source: ID<ScoreImport>? = nil, by act: Act, _ tx: Transaction
    ) throws -> Review {
        try tx.run("UPDATE review SET submitted_at = \(act.at) WHERE id = \(review.id)")
        try ReviewVersion.keep(review, from: source, at: act.at, by: act.person, tx)
        try tx.audit(
            "review submitted", on: "review", review.id.rawValue, by: act,
            ["content": review.content.json])
        return Review(
            id: review.id, version: review.version, content: review.content, notes: review.notes,
            savedAt: review.savedAt, submittedAt: act.at)
    }

    /// Enters a complete review in its juror's place, from a sheet that they filled in elsewhere. What they
    /// noted for themselves stays.
    static func enter(
        _ content: ReviewContent, on assignment: ID<Assignment>, from source: ID<ScoreImport>, by act: Act,
        _ tx: Transaction
    ) throws {
        let stored = try Review.of(assignment, tx)
        let input = ReviewInput(
            base: stored?.version ?? 0, content: content, notes: stored?.notes ?? "")
        let review = try write(input, over: stored, assignment, at: act.at, tx)
        if let stored, stored.submittedAt != nil {
            try changed(review, instead: stored, from: source, by: act, tx)
        } else {
            try submitted(review, from: source, by: act, tx)
        }
    }

    private static func write(
        _ input: ReviewInput, over stored: Review?, _ assignment: ID<Assignment>, at moment: Instant,
        _ tx: Transaction
    ) throws -> Review {
        let (content, version) = (input.content, (stored?.version ?? 0) + 1)
        let id: ID<Review>? = try tx.row(
            """
            INSERT INTO review (assignment_id, comment, confidential_comment, confidence, version, saved_at)
            VALUES (\(assignment), \(content.comment), \(content.confidentialComment),
                    \(content.confidence), \(version), \(moment))
            ON CONFLICT (assignment_id) DO UPDATE SET comment = excluded.comment,
                confidential_comment = excluded.confidential_comment, confidence = excluded.confidence,
                version = excluded.version, saved_at = excluded.saved_at
            RETURNING id
            """)?.only()
        guard let id else { throw DatabaseError.decoding("a review was written and has no key") }
        try tx.run("DELETE FROM mark WHERE review_id = \(id)")
        for (criterion, points) in content.marks {
            try tx.run(
                "INSERT INTO mark (review_id, criterion_id, points) VALUES (\(id), \(criterion), \(points))")
        }
        try tx.run("DELETE FROM review_note WHERE review_id = \(id)")
        if !input.notes.isEmpty {
            try tx.run("INSERT INTO review_note (review_id, text) VALUES (\(id), \(input.notes))")
        }
        return Review(
            id: id, version: version, content: content, notes: input.notes, savedAt: moment,
            submittedAt: stored?.submittedAt)
    }

    /// Drafts are noted; a change of what was submitted is kept with what stood before. The juror's own notes
    /// are in neither.
    private static func note(
        _ review: Review, instead stored: Review?, _ opened: OpenedAssignment, _ act: Act, _ tx: Transaction
    ) throws {
        if let stored, stored.submittedAt != nil, stored.content != review.content {
            try changed(review, instead: stored, by: act, tx)
        } else {
            try tx.audit(
                "review saved", on: "review", review.id.rawValue, by: act,
                ["version": .integer(Int64(review.version))])
        }
    }

    private static func changed(
        _ review: Review, instead stored: Review, from source: ID<ScoreImport>? = nil, by act: Act,
        _ tx: Transaction
    ) throws {
        try ReviewVersion.keepOldest(stored, tx)
        try ReviewVersion.keep(review, from: source, at: act.at, by: act.person, tx)
        try tx.audit(
            "submitted review changed", on: "review", review.id.rawValue, by: act,
            ["before": stored.content.json, "after": review.content.json])
    }

    struct Withdrawal: Sendable {
        let reason: DeclineInput
        /// The public id of the conflict, where it is one.
        let conflictID: String
    }

    /// Steps back from an assignment: it leaves the queue for good, and what was written counts nowhere.
    static func recuse(
        _ withdrawal: Withdrawal, from opened: OpenedAssignment, by act: Act, _ tx: Transaction
    ) throws {
        try opened.requireOpenRound()
        let reason = try withdrawal.reason.ofApplication()
        try tx.run(
            """
            INSERT INTO recusal (assignment_id, origin, cause, reason, recused_at, recused_by)
            VALUES (\(opened.id), 'juror', \(reason.cause), \(reason.words), \(act.at),
                    \(opened.juror.person.id))
            """)
        if let kind = reason.kind {
            let statement = ConflictOfInterest.Statement(kind: kind, origin: .declared, note: reason.words)
            try ConflictVerbs.state(
                statement, between: opened.juror.person.id, and: opened.party, in: opened.juror.season,
                publicID: withdrawal.conflictID, by: act, tx)
        }
        try tx.audit(
            "juror stepped back", on: "application", opened.application.rawValue, by: act,
            [
                "juror": .integer(opened.juror.id.rawValue), "cause": .string(reason.cause.rawValue),
                "conflict": reason.kind.map { .string($0.rawValue) } ?? .null,
                "reason": .string(reason.words),
            ])
    }
}

internal import Platform

/// Admitting, rejecting, and undoing either.
enum ScreeningDecisions {
    /// What a screener decides, as they sent it.
    struct Ruling: Sendable, Equatable {
        /// Nothing where none was chosen.
        let verdict: StandingDecision.Verdict?
        /// The key of a reason; empty where none was chosen.
        let reason: String
        let note: String
        /// The number of the version that was read.
        let version: Int

        init(_ form: Form) throws {
            guard let version = Int(form["version"]) else { throw Problem(.invalid, "problem.malformed") }
            self.init(
                verdict: StandingDecision.Verdict(rawValue: form["verdict"]), reason: form["reason"],
                note: form["note"].asLines, version: version)
        }

        init(verdict: StandingDecision.Verdict?, reason: String = "", note: String = "", version: Int) {
            self.verdict = verdict
            self.reason = verdict == .admit ? "" : reason
            self.note = note
            self.version = version
        }

        /// The verdict, or what is to be said before there is one.
        fileprivate func checked(_ rules: SeasonScreening) throws -> StandingDecision.Verdict {
            var faults: [Problem.Field] = []
            if verdict == nil { faults.append(.init("verdict", "screening.decide.verdict.missing")) }
            if verdict == .reject, !rules.reasons.contains(where: { $0.key == reason }) {
                faults.append(.init("reason", "screening.decide.reason.missing"))
            }
            if note.count > ScreeningBounds.noteLetters {
                let most: MessageValue = .number(ScreeningBounds.noteLetters)
                faults.append(.init("note", "problem.too-long", ["most": most]))
            }
            guard faults.isEmpty, let verdict else {
                throw Problem(.invalid, "problem.check", fields: faults)
            }
            return verdict
        }
    }

    /// Decides on what was read. Whoever comes second is told so, as is who read a version that is not the
    /// last any more. What was open with the applicant is taken back. A press that the network repeated
    /// changes nothing.
    static func decide(
        _ ruling: Ruling, on publicID: String, at desk: ScreeningDesk, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(publicID, at: desk, now: act.at, tx)
        let verdict = try ruling.checked(desk.season.rules.screening)
        if found.isDecided(as: ruling, by: desk.person) { return }
        guard found.decision == nil, found.mayBeDecided else { throw found.alreadyDecided }
        guard found.submission.number == ruling.version else {
            throw Problem(.conflict, "screening.conflict.newer")
        }
        try record(verdict, ruling, on: found, at: desk, by: act, tx)
        let state: Application.State = verdict == .admit ? .admitted : .rejected
        try tx.run("UPDATE application SET state = \(state) WHERE id = \(found.id)")
        try takeBack(found, by: act, tx)
        try tx.audit(
            "application screened", on: "application", found.id.rawValue, by: act,
            [
                "verdict": .string(verdict.rawValue), "reason": .string(ruling.reason),
                "submission": .integer(found.submission.id.rawValue),
            ])
    }

    /// The index that lets one decision stand has the last word, whatever was read before.
    private static func record(
        _ verdict: StandingDecision.Verdict, _ ruling: Ruling, on found: ScreeningCase,
        at desk: ScreeningDesk,
        by act: Act, _ tx: Transaction
    ) throws {
        let reason: String? = verdict == .admit ? nil : ruling.reason
        let outcome = try tx.attempt {
            try tx.run(
                """
                INSERT INTO screening_decision
                    (application_id, submission_id, verdict, reason, note, decided_at, decided_by)
                VALUES (\(found.id), \(found.submission.id), \(verdict), \(reason), \(ruling.note), \(act.at),
                        \(desk.person))
                """)
        }
        guard case .failure(let error) = outcome else { return }
        throw error.isUnique ? found.alreadyDecided : error
    }

    private static func takeBack(_ found: ScreeningCase, by act: Act, _ tx: Transaction) throws {
        if found.question != nil { try ScreeningQuestions.close(of: found.id, by: act, tx) }
        if found.move != nil { try NominationProposals.close(of: found.id, by: act, tx) }
    }

    /// Takes back the decision that was made at a moment, until the finalists are published.
    static func undo(
        decidedAt moment: Instant, on publicID: String, at desk: ScreeningDesk, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(publicID, at: desk, now: act.at, tx)
        guard !found.areFinalistsPublished else { throw Problem(.closed, "screening.undo.published") }
        guard found.mayBeUndone, found.decision?.at == moment else {
            throw Problem(.conflict, "screening.conflict.undone")
        }
        try tx.run(
            """
            UPDATE screening_decision SET undone_at = \(act.at), undone_by = \(desk.person)
            WHERE application_id = \(found.id) AND undone_at IS NULL
            """)
        try tx.run("UPDATE application SET state = 'submitted' WHERE id = \(found.id)")
        try tx.audit("screening undone", on: "application", found.id.rawValue, by: act)
    }
}

extension ScreeningCase {
    fileprivate func isDecided(as ruling: ScreeningDecisions.Ruling, by person: ID<Person>) -> Bool {
        guard let decision else { return false }
        return decision.verdict == ruling.verdict && decision.reason ?? "" == ruling.reason
            && decision.note == ruling.note && decision.person == person
            && submission.number == ruling.version && decision.submission == submission.id
    }

    /// What somebody reads who comes second.
    var alreadyDecided: Problem {
        guard let decision else { return Problem(.conflict, "screening.conflict.gone") }
        let key = decision.verdict == .admit ? "screening.conflict.admitted" : "screening.conflict.rejected"
        return Problem(.conflict, key, ["person": .text(decision.by)])
    }
}

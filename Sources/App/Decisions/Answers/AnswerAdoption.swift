internal import Platform

/// Adopting an answer at a meeting, and thinking an adopted one over again.
enum AnswerAdoption {
    /// Adopts the version that was voted on. Two who adopt at once make one adoption.
    static func adopt(
        _ publicID: String, version: Int, at meeting: String, in season: Season, by act: Act,
        _ rules: RulesCache, _ tx: Transaction
    ) throws {
        let meeting = try MeetingVerbs.open(meeting, in: season, tx)
        let answer = try AnswerDrafting.draft(publicID, version: version, in: season, tx)
        let present = try DirectorateMeeting.present(at: meeting.id, tx)
        try Guard.present.require(
            present.contains { $0.id.rawValue == act.person },
            orElse: Problem(.forbidden, "answers.meeting.not-present"))
        let commitments = try Commitment.of([answer.id], tx)
        let faults = AnswerFaults.of(
            answer, commitments, try AnsweredIdea.of(answer.id, tx), try RuleTarget.all(rules, tx))
        guard faults.isEmpty else { throw Problem(.invalid, "answers.not-ready", fields: faults) }
        let voices = try AnswerVoices.at(meeting.id, tx)[answer.id] ?? []
        let tally = MeetingTally(voices, try VotingMembers.of(season.id, tx))
        if let obstacle = tally.obstacle {
            throw Problem(.conflict, obstacle, ["quorum": .number(tally.quorum)])
        }
        try record(answer, commitments.first, tally, at: meeting, by: act, tx)
    }

    private static func record(
        _ answer: IdeaAnswer, _ commitment: Commitment?, _ tally: MeetingTally,
        at meeting: DirectorateMeeting,
        by act: Act, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO answer_adoption (answer_id, version, outcome, reason, commitment_id, meeting_id,
                members, votes_for, votes_against, abstained, recused, adopted_at, adopted_by)
            VALUES (\(answer.id), \(answer.version), \(answer.outcome), \(answer.reason), \(commitment?.id),
                \(meeting.id), \(tally.voters), \(tally.votesFor), \(tally.against), \(tally.abstained),
                \(tally.recused), \(act.at), \(act.person))
            """)
        try tx.audit(
            "answer adopted", on: "answer", answer.id.rawValue, by: act,
            [
                "version": .integer(Int64(answer.version)), "meeting": .string(meeting.publicID),
                "outcome": .string(answer.outcome?.rawValue ?? ""),
            ])
    }

    /// Keeps the adopted answer and begins another with what it says, for the same ideas.
    static func reopen(
        _ publicID: String, reason: String, successor: String, commitments names: [String],
        in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let answer = try IdeaAnswer.find(publicID, in: season.id, tx)
        guard answer.state == .adopted || answer.state == .published else {
            throw Problem(.conflict, "answers.reopen.not-adopted")
        }
        guard !reason.isEmpty, reason.count <= AnswerBounds.line else {
            let fault = Problem.Field("reason", "answers.reopen.reason")
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        let next = try AnswerDrafting.insert(
            successor, language: answer.language, in: season.id, by: act, tx)
        try tx.run(
            """
            INSERT INTO answer_reopening (answer_id, successor_id, reason, reopened_at, reopened_by)
            VALUES (\(answer.id), \(next), \(reason), \(act.at), \(act.person))
            """)
        try tx.run("UPDATE answer_idea SET ended_at = \(act.at) WHERE answer_id = \(answer.id)")
        try copy(answer, to: next, names, at: act.at, tx)
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(season.id)")
        try tx.audit(
            "answer reopened", on: "answer", answer.id.rawValue, by: act, ["reason": .string(reason)])
    }

    /// What was adopted is where the next draft begins. Actions go on from where they are.
    private static func copy(
        _ answer: IdeaAnswer, to next: ID<IdeaAnswer>, _ names: [String], at: Instant, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE answer SET outcome = \(answer.outcome), reason = \(answer.reason) WHERE id = \(next)
            """)
        try tx.run(
            """
            INSERT INTO answer_idea (answer_id, season_id, idea_id, session_id, added_at)
            SELECT \(next), season_id, idea_id, session_id, \(at) FROM answer_idea
            WHERE answer_id = \(answer.id)
            """)
        try tx.run(
            """
            INSERT INTO answer_translation (answer_id, language, origin, reason)
            SELECT \(next), language, origin, reason FROM answer_translation WHERE answer_id = \(answer.id)
            """)
        for (commitment, name) in zip(try Commitment.of([answer.id], tx), names) {
            try tx.run(
                """
                INSERT INTO commitment (public_id, answer_id, kind, season_id, path, value_before, value_after,
                    what, owner_id, due_on, measure, state, continues_id)
                SELECT \(name), \(next), kind, season_id, path, value_before, value_after, what, owner_id,
                    due_on, measure, state, id FROM commitment WHERE id = \(commitment.id)
                """)
        }
    }
}

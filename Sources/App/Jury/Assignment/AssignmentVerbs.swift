internal import Platform

/// Deciding who reviews what. Whatever is decided is a proposal until it is sent.
enum AssignmentVerbs {
    /// A plan that staff saw, with what it was made from.
    struct Confirmation: Sendable {
        let plan: AssignmentPlan
        let situation: AssignmentSituation
        /// One for each of its pairings.
        let publicIDs: [String]
        /// What staff say of those that move away from a juror who was sent them; nothing where the plan
        /// alone moves them.
        let reason: String
    }

    /// Keeps an automatic assignment, provided that it is still the one that was shown: nothing that it
    /// depends on may have changed since.
    static func propose(
        _ shown: Confirmation, now: AssignmentSituation, in round: Round, by act: Act, _ tx: Transaction
    ) throws {
        guard shown.situation == now else { throw Problem(.conflict, "jury.assign.changed") }
        let ending = shown.plan.moves.filter(\.endsAssignment)
        for move in ending { try end(move, because: shown.reason, in: round, by: act, tx) }
        for (pairing, publicID) in zip(shown.plan.pairings, shown.publicIDs) {
            let proposal = Proposal(
                juror: pairing.juror, application: pairing.application, origin: .automatic,
                explanation: pairing.explanation, publicID: publicID)
            try insert(proposal, in: round, at: act.at, tx)
        }
        try tx.audit(
            "assignments proposed", on: "round", round.id.rawValue, by: act,
            [
                "pairs": .array(shown.plan.pairings.map { pair($0.juror, $0.application) }),
                "ended": .array(ending.map { pair($0.from, $0.application) }),
            ])
    }

    private static func pair(_ juror: ID<Juror>, _ application: ID<Application>) -> JSON {
        ["juror": .integer(juror.rawValue), "application": .integer(application.rawValue)]
    }

    /// What nobody was sent vanishes; what a juror was sent leaves its reason behind. A review that was
    /// submitted meanwhile stays.
    private static func end(
        _ move: AssignmentPlan.Move, because reason: String, in round: Round, by act: Act, _ tx: Transaction
    ) throws {
        let isIt: SQL = """
            assignment.round_id = \(round.id) AND assignment.juror_id = \(move.from)
            AND assignment.application_id = \(move.application)
            """
        try tx.run("DELETE FROM assignment WHERE \(isIt) AND sent_at IS NULL")
        try tx.run(
            """
            INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
            SELECT id, 'staff', \(reason), \(act.at), \(act.person) FROM assignment WHERE \(isIt)
                AND NOT EXISTS (SELECT 1 FROM review WHERE review.assignment_id = assignment.id
                    AND review.submitted_at IS NOT NULL)
            ON CONFLICT (assignment_id) DO NOTHING
            """)
    }

    /// A pair that staff choose by hand.
    struct Choice: Sendable {
        let juror: Juror
        let application: JuryApplication
        /// Why, where the season's rules would keep the two apart.
        let reason: String
        let publicID: String
    }

    /// Proposes one pair by hand. What stands already stays as it is; what staff took away before stands
    /// again. Against a rule of the season it takes a reason, which is kept.
    static func add(
        _ chosen: Choice, in round: Round, rules: SeasonDocument, by act: Act, _ tx: Transaction
    ) throws {
        let (juror, application) = (chosen.juror, chosen.application)
        let choices = try HandChoice.of(application, in: round, rules: rules, jurors: [juror], tx)
        guard let choice = choices.first else { throw Problem.notFound }
        if choice.obstacle == .assigned { return }
        if let obstacle = choice.obstacle { throw Problem(.conflict, obstacle.message) }
        var explanation = choice.explanation
        if let rule = choice.rule {
            try requireReason(chosen.reason, longest: Recusal.longestReason)
            explanation.departure = .init(rule: rule, reason: chosen.reason)
        }
        try tx.run(
            """
            DELETE FROM recusal WHERE assignment_id = (SELECT id FROM assignment WHERE round_id = \(round.id)
                AND juror_id = \(juror.id) AND application_id = \(application.id))
            """)
        let proposal = Proposal(
            juror: juror.id, application: application.id, origin: .hand, explanation: explanation,
            publicID: chosen.publicID)
        try insert(proposal, in: round, at: act.at, tx)
        try tx.audit(
            "assignment added", on: "application", application.id.rawValue, by: act,
            [
                "juror": .integer(juror.id.rawValue), "round": .integer(round.id.rawValue),
                "departure": explanation.departure?.json ?? .null,
            ])
    }

    private struct Proposal {
        let juror: ID<Juror>
        let application: ID<Application>
        let origin: Assignment.Origin
        let explanation: PairingExplanation
        let publicID: String
    }

    private static func insert(_ proposal: Proposal, in round: Round, at moment: Instant, _ tx: Transaction)
        throws
    {
        try tx.run(
            """
            INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin,
                                    explanation, created_at)
            VALUES (\(proposal.publicID), \(round.season), \(round.id), \(proposal.juror),
                    \(proposal.application), \(proposal.origin), \(proposal.explanation.json.canonical),
                    \(moment))
            ON CONFLICT (round_id, juror_id, application_id) DO UPDATE SET explanation = excluded.explanation
            """)
    }

    /// Takes an assignment away: one that was not sent vanishes, another leaves its reason behind and its
    /// review, if there is one, counts no more.
    static func remove(
        _ assignment: Assignment, because reason: String, in round: Round, by act: Act, _ tx: Transaction
    ) throws {
        guard round.isOpen else { throw Problem(.closed, "jury.round.closed") }
        if assignment.sentAt == nil {
            try tx.run("DELETE FROM assignment WHERE id = \(assignment.id)")
        } else {
            try requireReason(reason, longest: Recusal.longestReason)
            let removed = try tx.run(
                """
                INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
                VALUES (\(assignment.id), 'staff', \(reason), \(act.at), \(act.person))
                ON CONFLICT (assignment_id) DO NOTHING
                """)
            guard removed > 0 else { throw Problem(.conflict, "jury.remove.already") }
        }
        try tx.audit(
            "assignment removed", on: "application", assignment.application.rawValue, by: act,
            ["juror": .integer(assignment.juror.rawValue), "reason": .string(reason)])
    }

    /// Forgets what an automatic assignment proposed and nobody has sent.
    static func discardProposals(in round: Round, by act: Act, _ tx: Transaction) throws {
        let discarded = try tx.run(
            """
            DELETE FROM assignment WHERE round_id = \(round.id) AND sent_at IS NULL AND origin = 'automatic'
            """)
        guard discarded > 0 else { return }
        try tx.audit(
            "proposals discarded", on: "round", round.id.rawValue, by: act,
            ["count": .integer(Int64(discarded))])
    }
}

internal import Platform

/// Deciding who reviews what. Whatever is decided is a proposal until it is sent.
enum AssignmentVerbs {
    /// A plan that staff saw, with what it was made from.
    struct Confirmation: Sendable {
        let plan: AssignmentPlan
        let situation: AssignmentSituation
        /// One for each of its pairings.
        let publicIDs: [String]
        /// What is noted of those that move away from a juror who was sent them.
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

    /// Proposes one pair by hand. What stands already stays as it is; what staff took away before stands
    /// again.
    static func add(
        _ juror: Juror, to application: JuryApplication, in round: Round, rules: SeasonDocument,
        publicID: String,
        by act: Act, _ tx: Transaction
    ) throws {
        let choices = try HandChoice.of(application, in: round, rules: rules, jurors: [juror], tx)
        guard let choice = choices.first else { throw Problem.notFound }
        switch choice.obstacle {
        case .assigned: return
        case .conflict: throw Problem(.conflict, "jury.add.conflict")
        case .recused: throw Problem(.conflict, "jury.add.recused")
        case .full: throw Problem(.conflict, "jury.add.full")
        case .notSeated: throw Problem(.conflict, "jury.add.not-seated")
        case nil: break
        }
        try tx.run(
            """
            DELETE FROM recusal WHERE assignment_id = (SELECT id FROM assignment WHERE round_id = \(round.id)
                AND juror_id = \(juror.id) AND application_id = \(application.id))
            """)
        let proposal = Proposal(
            juror: juror.id, application: application.id, origin: .hand, explanation: choice.explanation,
            publicID: publicID)
        try insert(proposal, in: round, at: act.at, tx)
        try tx.audit(
            "assignment added", on: "application", application.id.rawValue, by: act,
            ["juror": .integer(juror.id.rawValue), "round": .integer(round.id.rawValue)])
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
            ON CONFLICT (round_id, juror_id, application_id) DO NOTHING
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
            try tx.run(
                """
                INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
                VALUES (\(assignment.id), 'staff', \(reason), \(act.at), \(act.person))
                ON CONFLICT (assignment_id) DO NOTHING
                """)
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

/// A juror whom staff might ask about an application, and what stands against it.
struct HandChoice: Sendable, Equatable {
    enum Obstacle: Sendable {
        case assigned, conflict, recused, full, notSeated
    }

    let juror: Juror
    let explanation: PairingExplanation
    let obstacle: Obstacle?

    static func of(
        _ application: JuryApplication, in round: Round, rules: SeasonDocument, jurors: [Juror],
        _ tx: Transaction
    ) throws -> [HandChoice] {
        let loads = try JurorLoad.ofRound(round, tx)
        let past = try AssignmentStatus.of(application, in: round, tx)
        let conflicts = try conflicts(with: application, in: round.season, tx)
        let refused = try Recusal.jurors(steppedBackFrom: application.id, tx)
        let task = try AssignmentSituation.Task.find(application.id, rules, tx)
        let bids = try Bid.on(application.id, tx)
        let regions = RegionMap(rules)
        return jurors.map { juror in
            let (load, wish) = (loads[juror.id]?.all ?? 0, bids[juror.id])
            let seat = AssignmentSituation.Seat(juror, regions: regions, nominations: [], isAsked: true)
            return HandChoice(
                juror: juror,
                explanation: task.explain(
                    seat, load: load + 1,
                    points: rules.jury.assignment.points(task, seat) + rules.jury.assignment.points(wish),
                    wish: wish),
                obstacle: obstacle(
                    juror, load: load, past.first { $0.assignment.juror == juror.id },
                    hasConflict: conflicts.contains(juror.id), hasSteppedBack: refused.contains(juror.id)))
        }
    }

    private static func obstacle(
        _ juror: Juror, load: Int, _ past: AssignmentStatus?, hasConflict: Bool, hasSteppedBack: Bool
    ) -> Obstacle? {
        if juror.state != .accepted { return .notSeated }
        if hasConflict { return .conflict }
        if hasSteppedBack { return .recused }
        if let past, past.recusal == nil { return .assigned }
        return load >= juror.capacity ? .full : nil
    }

    private static func conflicts(
        with application: JuryApplication, in season: ID<Season>, _ tx: Transaction
    ) throws -> Set<ID<Juror>> {
        let rows = try tx.rows(
            """
            SELECT pair.juror_id FROM (\(ConflictOfInterest.pairs(in: season))) AS pair
            WHERE pair.party_id = \(application.party)
            """)
        return try Set(rows.map { try $0.only() })
    }
}

internal import Platform

/// Replacing a juror half-way: what they submitted stays and counts, everything else goes to others, and
/// nothing more comes to them.
enum JurorReplacement {
    /// What a juror would keep and leave.
    struct Holding: Sendable, Equatable {
        let submitted: Int
        let open: Int
    }

    static func holding(of juror: Juror, in round: Round, _ tx: Transaction) throws -> Holding {
        let load = try JurorLoad.of([juror.id], in: round, tx)[juror.id] ?? .none
        return Holding(submitted: load.submitted, open: load.all - load.submitted)
    }

    /// Ends what is not submitted and proposes it to others, provided that nothing changed since the plan was
    /// shown.
    static func replace(
        _ juror: Juror, by shown: AssignmentVerbs.Confirmation, now: AssignmentSituation, in round: Round,
        act: Act, _ tx: Transaction
    ) throws {
        try requireReason(shown.reason, longest: Recusal.longestReason)
        let holding = try holding(of: juror, in: round, tx)
        try AssignmentVerbs.propose(shown, now: now, in: round, by: act, tx)
        let limit = min(juror.capacity, holding.submitted)
        try tx.run("UPDATE juror SET capacity = \(limit) WHERE id = \(juror.id)")
        try tx.audit(
            "juror replaced", on: "juror", juror.id.rawValue, by: act,
            [
                "reason": .string(shown.reason), "kept": .integer(Int64(holding.submitted)),
                "moved": .integer(Int64(holding.open)),
                "capacity": ["from": .integer(Int64(juror.capacity)), "to": .integer(Int64(limit))],
            ])
    }
}

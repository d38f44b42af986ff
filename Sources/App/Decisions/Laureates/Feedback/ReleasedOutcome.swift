internal import Platform

/// What those who act for an application are told once its outcome is public: everybody how it ended and
/// why, and of the jury's work what the season's policy releases.
struct ReleasedOutcome: Sendable, Equatable {
    let outcome: GateOutcome
    /// The key of a reason of screening.
    let rejection: String?
    /// The keys of prizes.
    let prizes: [String]
    let reason: String
    let feedback: ReleasedFeedback?

    /// Nothing, and no statement, before publication or for an application that no gate concerned.
    static func of(
        _ held: HeldApplication, in season: Season, _ cache: RulesCache, _ tx: Transaction
    ) throws -> ReleasedOutcome? {
        guard let outcome = GateOutcome(held.shownState, held.published) else { return nil }
        let rows = try tx.rows(
            """
            SELECT screening_decision.reason AS rejection, prize.key AS prize, honour.reason
            FROM application
            LEFT JOIN screening_decision ON screening_decision.application_id = application.id
                AND screening_decision.undone_at IS NULL AND screening_decision.verdict = 'reject'
            LEFT JOIN honour ON honour.application_id = application.id AND honour.ended_by IS NULL
                AND honour.gate = \(outcome.gate)
            LEFT JOIN prize ON prize.id = honour.prize_id
            WHERE application.id = \(held.application.id) ORDER BY prize.position
            """)
        guard let row = rows.first else { return nil }
        return ReleasedOutcome(
            outcome: outcome, rejection: try row["rejection"],
            prizes: try rows.compactMap { try $0["prize"] }, reason: try (row["reason"] as String?) ?? "",
            feedback: outcome == .rejected
                ? nil
                : try ReleasedFeedback.of(
                    held.application.id, before: outcome.lastGate, in: season, cache, tx))
    }
}

extension GateOutcome {
    /// Nothing where the applicant is still to wait, or has withdrawn.
    init?(_ state: ShownState, _ published: PublishedGates) {
        switch state {
        case .draft, .submitted, .withdrawn: return nil
        case .rejected: self = .rejected
        case .notFinalist: self = .notFinalist
        case .finalist: self = published.laureates ? .notLaureate : .finalist
        case .laureate: self = .laureate
        }
    }

    /// The last gate that it tells of.
    var lastGate: Gate {
        switch self {
        case .laureate, .notLaureate: .laureates
        case .finalist, .notFinalist, .rejected: .finalists
        }
    }

    /// The gate whose honours it speaks of.
    var gate: Gate {
        switch self {
        case .laureate: .laureates
        case .finalist, .notFinalist, .rejected, .notLaureate: .finalists
        }
    }
}

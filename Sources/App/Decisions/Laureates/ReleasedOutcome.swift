internal import Platform

/// What those who act for an application are told once its outcome is public: everybody how it ended and
/// why, and of the jury's work what the season's policy releases.
struct ReleasedOutcome: Sendable, Equatable {
    let outcome: GateOutcome
    /// The key of a reason of screening.
    let rejection: String?
    /// The key of a prize.
    let prize: String?
    let reason: String
    /// Of the reviews, the lowest first, which says nothing of who gave them.
    let scores: [Double]
    let mean: Double?
    let comments: [String]

    /// Nothing, and no statement, before publication or for an application that no gate concerned.
    static func of(
        _ held: HeldApplication, in season: Season, _ tx: Transaction
    ) throws -> ReleasedOutcome? {
        guard let outcome = GateOutcome(held.shownState, held.published) else { return nil }
        let (application, policy) = (held.application.id, season.rules.feedback)
        let row = try tx.row(
            """
            SELECT screening_decision.reason AS rejection, prize.key AS prize, decision_item.reason,
                   result.scores, result.mean
            FROM application
            LEFT JOIN screening_decision ON screening_decision.application_id = application.id
                AND screening_decision.undone_at IS NULL AND screening_decision.verdict = 'reject'
            LEFT JOIN decision_item ON decision_item.application_id = application.id
                AND decision_item.decision_id =
                    (SELECT decision.id FROM decision
                     JOIN decision_item AS chosen ON chosen.decision_id = decision.id
                     WHERE chosen.application_id = application.id AND decision.publication_id IS NOT NULL
                     ORDER BY decision.publication_id DESC LIMIT 1)
            LEFT JOIN prize ON prize.id = decision_item.prize_id
            LEFT JOIN result ON result.application_id = application.id AND result.round_id =
                (SELECT max(id) FROM round WHERE season_id = application.season_id AND closed_at IS NOT NULL)
            WHERE application.id = \(application)
            """)
        guard let row else { return nil }
        let tellsScores = policy.contains(.scores) && outcome != .rejected
        return ReleasedOutcome(
            outcome: outcome, rejection: try row["rejection"], prize: try row["prize"],
            reason: try (row["reason"] as String?) ?? "",
            scores: tellsScores ? try StoredScores.read(row["scores"] ?? "[]") : [],
            mean: tellsScores ? try row["mean"] : nil,
            comments: policy.contains(.comments) ? try SubmittedReview.comments(for: application, tx) : [])
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
}

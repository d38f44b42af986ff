internal import Platform

/// Filling a draft from the ranking of record.
extension DecisionDrafting {
    /// Fills prizes that nobody wins yet, and reserve lists, from the ranking of record.
    static func propose(
        _ publicID: String, version: Int, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = try draft(publicID, in: season, version: version, tx)
        guard decision.gate == .laureates, decision.corrects == nil else {
            throw Problem(.conflict, "decisions.proposal.laureates-only")
        }
        let taken = Set(try DecisionItem.of(decision, tx).flatMap(\.prizes))
        let member = act.person.map(ID<Person>.init(rawValue:))
        let hidden = try member.map { try MemberConflicts.pools(for: $0, in: decision, of: season, tx) } ?? []
        let candidates = try RankedApplication.finalists(of: season.id, tx)
        let ids = try prizeIDs(season.id, tx)
        for proposed in PrizeProposal(candidates, in: season).prizes {
            let key = proposed.prize.key
            guard !taken.contains(key), !hidden.contains(key), let id = ids[key] else { continue }
            for award in proposed.awards { try grant(award, id, in: decision, tx) }
            try standBy(proposed.reserve.map(\.publicID), for: id, in: decision, tx)
        }
        try noteSave(of: decision, act, tx)
        try tx.audit("decision proposed", on: "decision", decision.id.rawValue, by: act)
    }

    /// A prize for one who may win another already.
    private static func grant(
        _ award: PrizeProposal.Award, _ prize: Int64, in decision: Decision, _ tx: Transaction
    ) throws {
        let isNew = try tx.run(
            """
            INSERT INTO decision_item (decision_id, season_id, application_id, prize_id, place)
            SELECT \(decision.id), season_id, id, \(prize), \(award.place) FROM application
            WHERE id = \(award.candidate.application) AND state = \(decision.gate.candidateState)
            ON CONFLICT DO NOTHING
            """)
        guard isNew == 0 else { return }
        let isFirst = try tx.run(
            """
            UPDATE decision_item SET prize_id = \(prize), place = \(award.place)
            WHERE decision_id = \(decision.id) AND application_id = \(award.candidate.application)
                AND prize_id IS NULL
            """)
        guard isFirst == 0 else { return }
        try tx.run(
            """
            INSERT INTO further_award (decision_id, application_id, prize_id)
            SELECT decision_id, application_id, \(prize) FROM decision_item
            WHERE decision_id = \(decision.id) AND application_id = \(award.candidate.application)
            ON CONFLICT DO NOTHING
            """)
    }

    /// Those who stand by for a prize, in this order and no others.
    static func standBy(
        _ applications: [String], for prize: Int64, in decision: Decision, _ tx: Transaction
    ) throws {
        try tx.run(
            "DELETE FROM decision_reserve WHERE decision_id = \(decision.id) AND prize_id = \(prize)")
        for (index, application) in applications.enumerated() {
            try tx.run(
                """
                INSERT INTO decision_reserve (decision_id, season_id, prize_id, application_id, position)
                SELECT \(decision.id), season_id, \(prize), id, \(index + 1) FROM application
                WHERE public_id = \(application) AND season_id = \(decision.season)
                """)
        }
    }
}

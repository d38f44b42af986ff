internal import Platform

/// What somebody is honoured with for everybody to see, as long as no correction ended it.
struct StandingHonour: Sendable, Equatable {
    let id: ID<StandingHonour>
    let application: ID<Application>
    /// The key of the prize.
    let prize: String?
    let place: Int
    let reason: String

    var award: Award { Award(application: application, prize: prize, place: place, reason: reason) }

    static func standing(
        _ gate: Gate, of season: ID<Season>, _ tx: Transaction
    ) throws -> [StandingHonour] {
        let rows = try tx.rows(
            """
            SELECT honour.*, prize.key AS prize FROM honour LEFT JOIN prize ON prize.id = honour.prize_id
            WHERE honour.season_id = \(season) AND honour.gate = \(gate) AND honour.ended_by IS NULL
            ORDER BY honour.id
            """)
        return try rows.map { row in
            StandingHonour(
                id: try row["id"], application: try row["application_id"], prize: try row["prize"],
                place: try row["place"], reason: try row["reason"])
        }
    }

    static func insert(_ awards: [Award], by decision: Decision, _ tx: Transaction) throws {
        let prizes = try DecisionDrafting.prizeIDs(decision.season, tx)
        for award in awards {
            let prize: Int64? = award.prize.flatMap { prizes[$0] }
            try tx.run(
                """
                INSERT INTO honour (season_id, gate, application_id, prize_id, place, reason, decision_id)
                VALUES (\(decision.season), \(decision.gate), \(award.application), \(prize), \(award.place),
                    \(award.reason), \(decision.id))
                """)
        }
    }
}

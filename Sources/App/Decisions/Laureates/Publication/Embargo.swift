internal import Platform

/// The moment at which an adopted decision becomes public by itself.
struct Embargo: Sendable, Equatable {
    let decision: ID<Decision>
    let opensAt: Instant
    let setBy: ID<Person>
    /// Why it could not be published then; `decisions.…`.
    let failure: String?

    /// Every node has heard of a moment that is this far away.
    static let shortest: Duration = .seconds(60)
    static let longest: Duration = .seconds(366 * 86_400)

    private init(_ row: Row) throws {
        decision = try row["decision_id"]
        opensAt = try row["opens_at"]
        setBy = try row["set_by"]
        failure = try row["failure"]
    }

    static func of(_ decision: ID<Decision>, _ tx: Transaction) throws -> Embargo? {
        try tx.row("SELECT * FROM embargo WHERE decision_id = \(decision)").map(Embargo.init)
    }

    /// Of the decisions of a season, by the row of the decision.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [ID<Decision>: Embargo] {
        let rows = try tx.rows(
            """
            SELECT embargo.* FROM embargo JOIN decision ON decision.id = embargo.decision_id
            WHERE decision.season_id = \(season)
            """)
        let all = try rows.map(Embargo.init)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.decision, $0) })
    }

    /// Those whose moment has come, with the decision's season.
    static func due(at now: Instant, _ tx: Transaction) throws -> [(embargo: Embargo, season: ID<Season>)] {
        let rows = try tx.rows(
            """
            SELECT embargo.*, decision.season_id FROM embargo JOIN decision ON decision.id = embargo.decision_id
            WHERE embargo.opens_at <= \(now) AND embargo.failure IS NULL
            ORDER BY embargo.opens_at, embargo.decision_id LIMIT 20
            """)
        return try rows.map { (try Embargo($0), try $0["season_id"]) }
    }

    /// Sets the moment, of what could be published at once. Whoever sets another one has said the last.
    static func set(
        _ publicID: String, opensAt: Instant, shown: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        try Publishing.requirePublishable(decision, shown: shown, in: season, tx)
        guard opensAt >= act.at + shortest, opensAt <= act.at + longest else {
            throw Problem(
                .invalid, "problem.check", fields: [.init("opens", "decisions.embargo.moment")])
        }
        try tx.run(
            """
            INSERT INTO embargo (decision_id, opens_at, set_at, set_by)
            VALUES (\(decision.id), \(opensAt), \(act.at), \(act.person))
            ON CONFLICT (decision_id) DO UPDATE SET opens_at = excluded.opens_at, set_at = excluded.set_at,
                set_by = excluded.set_by, failure = NULL
            """)
        try tx.enqueue(DueOutcomes.kind, [:], at: opensAt)
        try tx.audit(
            "embargo set", on: "decision", decision.id.rawValue, by: act,
            ["opens": .integer(opensAt.milliseconds)])
    }

    /// Keeps why nothing became public at this moment; not where somebody has set another one meanwhile.
    func fail(because problem: Problem, by act: Act, _ tx: Transaction) throws {
        let failed = try tx.run(
            """
            UPDATE embargo SET failure = \(problem.message)
            WHERE decision_id = \(decision) AND opens_at = \(opensAt) AND failure IS NULL
            """)
        guard failed > 0 else { return }
        try tx.audit(
            "embargo not opened", on: "decision", decision.rawValue, by: act,
            ["reason": .string(problem.message)])
    }

    static func lift(_ publicID: String, in season: Season, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state != .published else { throw Problem(.closed, "decisions.published-already") }
        guard try tx.run("DELETE FROM embargo WHERE decision_id = \(decision.id)") > 0 else { return }
        try tx.audit("embargo lifted", on: "decision", decision.id.rawValue, by: act)
    }
}

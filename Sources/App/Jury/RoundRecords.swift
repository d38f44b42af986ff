internal import Platform
internal import Tally

/// A round of scoring, under the rules that held when it was opened.
struct Round: Sendable, Equatable {
    static let longestName = 100

    let id: ID<Round>
    let publicID: String
    let season: ID<Season>
    let rulesVersion: ID<RulesVersion>
    let name: String
    let openedAt: Instant
    let closedAt: Instant?
    /// It judges finalists that are public, and laureates are decided on it; else all that were admitted.
    let isOfFinalists: Bool

    var isOpen: Bool { closedAt == nil }

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        rulesVersion = try row["rules_version_id"]
        name = try row["name"]
        openedAt = try row["opened_at"]
        closedAt = try row["closed_at"]
        isOfFinalists = try row["of_finalists"]
    }

    /// What it judges, as a condition on `application`.
    var judges: SQL {
        let state: SQL = isOfFinalists ? "application.state IN ('finalist', 'laureate')" : JuryRules.isInJury
        return "application.season_id = \(season) AND \(state)"
    }

    /// Whether a gate that is decided on it is public, as a condition.
    var isDecidedPublicly: SQL {
        let isDecided: SQL = isOfFinalists ? "publication.gate = 'laureates'" : "1 = 1"
        return """
            EXISTS (SELECT 1 FROM publication WHERE publication.season_id = \(season) AND \(isDecided))
            """
    }

    func isPublished(_ tx: Transaction) throws -> Bool {
        try tx.row("SELECT CASE WHEN \(isDecidedPublicly) THEN 1 ELSE 0 END")?.only() ?? false
    }

    /// The round that people mean: the open one, or the last.
    static func current(of season: ID<Season>, _ tx: Transaction) throws -> Round? {
        try tx.row("SELECT * FROM round WHERE season_id = \(season) ORDER BY id DESC LIMIT 1").map(Round.init)
    }

    static func open(in season: ID<Season>, _ tx: Transaction) throws -> Round {
        let row = try tx.row("SELECT * FROM round WHERE season_id = \(season) AND closed_at IS NULL")
        guard let row else { throw Problem(.closed, "jury.round.none-open") }
        return try Round(row)
    }

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> Round {
        let row = try tx.row(
            "SELECT * FROM round WHERE public_id = \(publicID) AND season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try Round(row)
    }

    static func find(_ id: ID<Round>, _ tx: Transaction) throws -> Round {
        guard let row = try tx.row("SELECT * FROM round WHERE id = \(id)") else { throw Problem.notFound }
        return try Round(row)
    }

    /// The newest first.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Round] {
        let rows = try tx.rows("SELECT * FROM round WHERE season_id = \(season) ORDER BY id DESC LIMIT 50")
        return try rows.map(Round.init)
    }

    /// The one that an address names, or the newest; nothing where there is none.
    static func named(_ publicID: String?, among rounds: [Round]) throws -> Round? {
        guard let publicID, !publicID.isEmpty else { return rounds.first }
        guard let round = rounds.first(where: { $0.publicID == publicID }) else { throw Problem.notFound }
        return round
    }
}

/// A criterion of a round's rubric: its row and what the rules say of it.
struct Criterion: Sendable, Equatable {
    let id: ID<Criterion>
    let rule: SeasonCriterion

    var key: String { rule.key }
}

/// By what a round scores, frozen with the rules under which it was opened.
struct RoundRubric: Sendable {
    let criteria: [Criterion]
    /// The marks that may be given.
    let scale: ClosedRange<Int>
    /// Makes scores of marks, in the order of `criteria`.
    let scoring: Rubric

    static func of(_ round: Round, _ cache: RulesCache, _ tx: Transaction) throws -> RoundRubric {
        let rules = try cache.rules(round.rulesVersion, tx).rubric
        let rows = try tx.rows("SELECT id, key FROM criterion WHERE season_id = \(round.season)")
        let ids: [String: ID<Criterion>] = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["key"], try $0["id"]) })
        let criteria = rules.criteria.compactMap { rule in
            ids[rule.key].map { Criterion(id: $0, rule: rule) }
        }
        let scale = rules.minimum...rules.maximum
        let scoring = try Rubric(criteria.map { Rubric.Criterion(weight: $0.rule.weight, scale: scale) })
        return RoundRubric(criteria: criteria, scale: scale, scoring: scoring)
    }

    /// From 0 to 100, for showing; nothing as long as a mark is missing.
    func score(_ marks: [ID<Criterion>: Int]) -> Double? {
        try? scoring.score(of: criteria.map { marks[$0.id] })?.doubleValue
    }
}

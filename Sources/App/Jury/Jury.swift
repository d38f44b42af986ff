internal import Platform

// Jury: experts, who of them reviews what, and their reviews.
//
// Staff add jurors and invite them; a juror accepts, says of every name that could come to them whether they
// stand too close, and then reviews what was assigned to them, on the rubric of the round. Assignments are
// proposed, by hand or by an exact auction, and reach a juror once staff have sent them.
//
// Tables: panel, juror, bid, conflict, declaration, conflict_dismissal, named_conflict, round, assignment,
// recusal, review, mark, review_note, review_version, review_flag, review_extension, review_reminder;
// those of discussions stand with `Discussion`.
// Invariants: one juror per person and season; one open round per season; a pair of juror and application
// is assigned once in a round; no text opens before its juror has declared that there is no conflict; an
// assignment that was recused, whose juror has a conflict, or whose application left the jury counts
// nowhere; reviews change only while their round is open.

/// A group of jurors, such as those of one nomination.
struct Panel: Sendable, Equatable {
    static let mostInSeason = 50
    static let longestName = 100

    let id: ID<Panel>
    let publicID: String
    let name: String

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        name = try row["name"]
    }

    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Panel] {
        let rows = try tx.rows(
            "SELECT * FROM panel WHERE season_id = \(season) ORDER BY name LIMIT \(mostInSeason)")
        return try rows.map(Panel.init)
    }

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> Panel {
        let row = try tx.row(
            "SELECT * FROM panel WHERE public_id = \(publicID) AND season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try Panel(row)
    }
}

/// Making and naming panels.
enum PanelVerbs {
    static func make(
        named name: String, publicID: String, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        let panels = try Panel.ofSeason(season, tx)
        try check(name, among: panels)
        guard panels.count < Panel.mostInSeason else {
            let limit: MessageValue = .number(Panel.mostInSeason)
            throw Problem(.invalid, "jury.panel.too-many", ["limit": limit])
        }
        let id: Int64? = try tx.row(
            """
            INSERT INTO panel (public_id, season_id, name, created_at)
            VALUES (\(publicID), \(season), \(name), \(act.at)) RETURNING id
            """)?.only()
        try tx.audit("panel made", on: "panel", id ?? 0, by: act, ["name": .string(name)])
    }

    /// Gives a panel another name, provided that it still has the one that was shown.
    static func rename(
        _ panel: Panel, shown: String, to name: String, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        guard name != panel.name else { return }
        guard shown == panel.name else {
            throw Problem(.conflict, "jury.panel.renamed", ["name": .text(panel.name)])
        }
        try check(name, among: try Panel.ofSeason(season, tx))
        try tx.run("UPDATE panel SET name = \(name) WHERE id = \(panel.id)")
        try tx.audit(
            "panel renamed", on: "panel", panel.id.rawValue, by: act,
            ["from": .string(panel.name), "to": .string(name)])
    }

    private static func check(_ name: String, among panels: [Panel]) throws {
        if name.isEmpty { throw invalid("jury.panel.name.missing") }
        if name.count > Panel.longestName {
            throw invalid("problem.too-long", ["most": .number(Panel.longestName)])
        }
        if panels.contains(where: { $0.name == name }) { throw invalid("jury.panel.name.taken") }
    }

    private static func invalid(_ message: String, _ arguments: [String: MessageValue] = [:]) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init("name", message, arguments)])
    }
}

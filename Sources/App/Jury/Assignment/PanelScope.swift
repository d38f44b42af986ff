internal import Platform

/// Which nominations the jurors of a panel are given.
enum PanelScope {
    /// By panel; one that is given all is not among them.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [ID<Panel>: [ID<Nomination>]] {
        let rows = try tx.rows(
            """
            SELECT panel_nomination.panel_id, panel_nomination.nomination_id FROM panel_nomination
            JOIN panel ON panel.id = panel_nomination.panel_id WHERE panel.season_id = \(season)
            ORDER BY panel_nomination.panel_id, panel_nomination.nomination_id
            """)
        var nominations: [ID<Panel>: [ID<Nomination>]] = [:]
        for row in rows {
            nominations[try row["panel_id"], default: []].append(try row["nomination_id"])
        }
        return nominations
    }

    /// Says anew what a panel is given; whoever did not see what it is given now is told so. Nothing that was
    /// assigned before changes.
    static func set(
        _ nominations: [Nomination], of panel: Panel, over shown: Set<ID<Nomination>>,
        in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        let standing = Set(try ofSeason(season, tx)[panel.id] ?? [])
        guard standing != Set(nominations.map(\.id)) else { return }
        guard standing == shown else { throw Problem(.conflict, "jury.scopes.changed-meanwhile") }
        try tx.run("DELETE FROM panel_nomination WHERE panel_id = \(panel.id)")
        for nomination in nominations {
            try tx.run(
                """
                INSERT INTO panel_nomination (panel_id, nomination_id) VALUES (\(panel.id), \(nomination.id))
                """)
        }
        try tx.audit(
            "panel's nominations set", on: "panel", panel.id.rawValue, by: act,
            ["nominations": .array(nominations.map { .string($0.key) })])
    }
}

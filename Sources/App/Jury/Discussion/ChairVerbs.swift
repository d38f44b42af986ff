internal import Platform

/// Making jurors chairs.
enum ChairVerbs {
    /// Only who has accepted leads anything. Appointed twice, they are one chair.
    static func appoint(_ juror: Juror, by act: Act, _ tx: Transaction) throws {
        guard juror.state == .accepted else { throw Problem(.conflict, "jury.chair.not-seated") }
        let appointed = try tx.run(
            """
            INSERT INTO chair (juror_id, appointed_at, appointed_by)
            VALUES (\(juror.id), \(act.at), \(act.person))
            ON CONFLICT (juror_id) WHERE ended_at IS NULL DO NOTHING
            """)
        guard appointed > 0 else { return }
        try tx.audit("chair appointed", on: "juror", juror.id.rawValue, by: act)
    }

    /// What they opened stays open for other chairs, or until the round closes.
    static func end(_ juror: Juror, by act: Act, _ tx: Transaction) throws {
        let ended = try tx.run(
            """
            UPDATE chair SET ended_at = \(act.at), ended_by = \(act.person)
            WHERE juror_id = \(juror.id) AND ended_at IS NULL
            """)
        guard ended > 0 else { return }
        try tx.audit("chair ended", on: "juror", juror.id.rawValue, by: act)
    }
}

/// How staff make somebody a chair, on the juror's page.
enum ChairControls {
    static func markup(_ juror: Juror, _ panels: [Panel], _ season: Season, _ visit: Visit) -> HTML? {
        guard juror.state == .accepted else { return nil }
        let reader = visit.reader
        let path = JuryAddress(season).juror(juror.publicID) + "/chair"
        let panel = panels.first { $0.id == juror.panel }?.name
        let whole = reader("jury.chair.of-jury")
        let scope = panel.map { reader("jury.chair.of-panel", ["panel": .text($0)]) } ?? whole
        guard juror.isChair else {
            return """
                <section class="stack"><h2>\(reader("jury.chair"))</h2><p>\(reader("jury.chair.what"))
                \(scope)</p>\(Controls.buttonForm(reader("jury.chair.appoint"), action: path, visit))</section>
                """
        }
        let ending = Controls.buttonForm(reader("jury.chair.end"), action: path + "/end", visit)
        return """
            <section class="stack"><h2>\(reader("jury.chair"))</h2>
            <p>\(Notices.badge(reader("jury.chair"), .active)) \(scope)</p>\(ending)</section>
            """
    }
}

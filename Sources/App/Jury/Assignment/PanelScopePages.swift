internal import Platform

/// Which nominations each panel is given.
enum PanelScopePages {
    struct Content: Sendable {
        let season: Season
        let panels: [Panel]
        let nominations: [Nomination]
        let scopes: [ID<Panel>: [ID<Nomination>]]
        var typed: Typed?
        var problem: Problem?
    }

    /// What came back for a panel that somebody else has changed, by public id and keys.
    struct Typed: Sendable {
        let panel: String
        let nominations: [String]
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.scopes"), content.season, reader)
        page.lead = reader("jury.scopes.lead")
        guard !content.panels.isEmpty else {
            page.body = Notices.empty(
                reader("jury.scopes.none"), reader("jury.scopes.none.why"),
                action: Controls.link(reader("jury.panels"), to: address.panels, style: .secondary))
            return page
        }
        page.body = """
            \(Notices.problem(content.problem, reader))
            <div class="stack-wide">\(content.panels.map { panel($0, content, visit) })</div>
            """
        return page
    }

    private static func panel(_ panel: Panel, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let standing = content.scopes[panel.id] ?? []
        let given = content.nominations.filter { standing.contains($0.id) }
        let typed = content.typed.flatMap { $0.panel == panel.publicID ? $0.nominations : nil }
        let ticked = Set(typed ?? given.map(\.key))
        let boxes = content.nominations.map { nomination -> HTML in
            let id = "\(panel.publicID)-\(nomination.key)"
            let mark: HTML = ticked.contains(nomination.key) ? " checked" : ""
            return """
                <div class="choice"><input type="checkbox" id="\(id)" name="nomination" \
                value="\(nomination.key)"\(mark)><label for="\(id)">\(title(nomination, content, reader))</label></div>
                """
        }
        let names = given.isEmpty ? reader("jury.all") : reader.list(given.map { title($0, content, reader) })
        let theirs = typed.map { _ in Notices.caution(reader("jury.juror.theirs"), "<p>\(names)</p>") }
        return Controls.form(
            action: JuryAddress(content.season).panelScopes + "/" + panel.publicID, visit,
            body: """
                \(given.map { Controls.hidden("shown", $0.key) })\(theirs)
                <fieldset class="field"><legend><bdi>\(panel.name)</bdi></legend>\(boxes)</fieldset>
                """,
            actions: Controls.button(reader("jury.juror.save"), style: .secondary))
    }

    private static func title(_ nomination: Nomination, _ content: Content, _ reader: Reader) -> String {
        content.season.rules.nomination(nomination.key).map { reader.pick($0.title) } ?? nomination.key
    }
}

internal import Platform

/// Which nominations each panel is given.
enum PanelScopePages {
    struct Content: Sendable {
        let season: Season
        let panels: [Panel]
        let nominations: [Nomination]
        let scopes: [ID<Panel>: [ID<Nomination>]]
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
        page.body = "<div class=\"stack-wide\">\(content.panels.map { panel($0, content, visit) })</div>"
        return page
    }

    private static func panel(_ panel: Panel, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let given = content.scopes[panel.id] ?? []
        let boxes = content.nominations.map { nomination -> HTML in
            let id = "\(panel.publicID)-\(nomination.key)"
            let title = content.season.rules.nomination(nomination.key).map { reader.pick($0.title) }
            let mark: HTML = given.contains(nomination.id) ? " checked" : ""
            return """
                <div class="choice"><input type="checkbox" id="\(id)" name="nomination" \
                value="\(nomination.key)"\(mark)><label for="\(id)">\(title ?? nomination.key)</label></div>
                """
        }
        return Controls.form(
            action: JuryAddress(content.season).panelScopes + "/" + panel.publicID, visit,
            body: """
                <fieldset class="field"><legend><bdi>\(panel.name)</bdi></legend>\(boxes)</fieldset>
                """,
            actions: Controls.button(reader("jury.juror.save"), style: .secondary))
    }
}

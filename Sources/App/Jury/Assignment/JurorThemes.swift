internal import Hummingbird
internal import Platform

/// Where jurors say of which themes they are experts.
struct JurorThemeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let path = "/seasons/:season/jury/themes"
        routes.page(path, page)
        routes.action(path, declare)
    }

    @Sendable func page(_ who: JurorRole) async throws -> Response {
        let juror = try await laurel.database.read { try SeatedJuror(who, $0).juror }
        guard !who.season.rules.themes.isEmpty else { throw Problem.notFound }
        return who.visit.answer(JurorThemePages.page(juror, who.season, who.visit))
    }

    @Sendable func declare(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, themes) = (who.visit.act(laurel), form.all("theme"))
        try await laurel.database.write { tx in
            try JurorExpertise.declare(themes, by: try SeatedJuror(who, tx), act: act, tx)
        }
        return .seeOther(JuryAddress(who.season).queue, notice: "saved")
    }
}

enum JurorThemePages {
    static func page(_ juror: Juror, _ season: Season, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.themes"), season, reader)
        page.lead = reader("jury.themes.lead")
        let options = season.rules.themes.map { Controls.Option($0.key, reader.pick($0.label)) }
        let field = Controls.Field("theme", reader("jury.themes.field"), help: reader("jury.themes.help"))
        page.body = Controls.form(
            action: JuryAddress(season).themes, visit,
            body: Controls.choices(
                field, options, chosen: Set(juror.expertise.themes), isMultiple: true, reader),
            actions: Controls.button(reader("jury.juror.save")))
        return page
    }

    /// Where the season has themes.
    static func link(_ season: Season, _ reader: Reader) -> HTML? {
        guard !season.rules.themes.isEmpty else { return nil }
        let link = Controls.link(reader("jury.themes"), to: JuryAddress(season).themes, style: .quiet)
        return "<p class=\"actions\">\(link)</p>"
    }
}

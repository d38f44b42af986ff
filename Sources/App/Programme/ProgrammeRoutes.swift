internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// The public pages of the programme.
struct ProgrammeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/", home, kind: .publicPage)
        routes.page("/seasons/:season", season, kind: .publicPage)
    }

    @Sendable func home(_ anybody: PublicAuthority) async throws -> Response {
        let (rules, now) = (laurel.rules, anybody.now)
        let content = try await laurel.database.read { tx -> ProgrammePages.HomeContent? in
            let seasons = try Season.published(rules, tx)
            // What can be entered now is what most people come for; else the newest.
            let open = seasons.first { $0.stage(.intake)?.isOpen(at: now) ?? false }
            guard let season = open ?? seasons.first else { return nil }
            let statistics = try PublishedStatistics.all(tx).first
            return ProgrammePages.HomeContent(
                season: season, earlier: seasons.filter { $0.id != season.id },
                laureates: try PublishedLaureate.all(tx), statistics: statistics,
                statisticsSeason: seasons.first { $0.id == statistics?.season })
        }
        let visit = anybody.visit
        guard let content else {
            return visit.page(
                title: visit.reader("programme.name"),
                Notices.empty(
                    visit.reader("home.none"), visit.reader("home.none.why")))
        }
        let reader = visit.reader
        return visit.answerPublic(
            Page(
                title: reader("programme.name"), body: ProgrammePages.home(content, visit),
                description: reader.pick(content.season.rules.texts.tagline), style: .open))
    }

    @Sendable func season(_ visitor: SeasonVisitor) async throws -> Response {
        let season = visitor.season
        let (gates, sessions) = try await laurel.database.read { tx -> ([String], Row?) in
            let rows = try tx.rows("SELECT gate FROM publication WHERE season_id = \(season.id) LIMIT 10")
            let sessions = try tx.row(
                """
                SELECT count(*) AS announced, count(closed_at) AS closed FROM design_session
                WHERE season_id = \(season.id) AND announced_at IS NOT NULL
                """)
            return (try rows.map { try $0.only() }, sessions)
        }
        let content = ProgrammePages.SeasonContent(
            season: season, hasFinalists: gates.contains("finalists"),
            hasLaureates: gates.contains("laureates"), hasSessions: try sessions?["announced"] ?? 0 > 0,
            hasPromises: try sessions?["closed"] ?? 0 > 0)
        let reader = visitor.reader
        return visitor.visit.answerPublic(
            Page(
                title: reader.pick(season.rules.title), body: ProgrammePages.season(content, visitor.visit),
                description: reader.pick(season.rules.texts.tagline), style: .open))
    }
}

extension Visit {
    /// A page that is the same for every anonymous reader of its language.
    func answerPublic(_ page: Page) -> Response {
        var response = answer(page)
        guard session == nil else { return response }
        response.headers[.cacheControl] = PublicPages.shareable
        response.headers[.vary] = "Accept-Language, Cookie"
        return response
    }
}

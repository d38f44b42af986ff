internal import Hummingbird
internal import Platform

/// A season in figures: live for its staff, as published for everybody.
struct StatisticsRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/statistics", live)
        routes.page("/seasons/:season/statistics", published, kind: .publicPage)
    }

    @Sendable func live(_ staff: Staff) async throws -> Response {
        let (season, person, now, rules) = (staff.season, staff.person.id, staff.now, laurel.rules)
        let comparison = try await laurel.database.read { tx in
            try SeasonComparison.read(season, for: person, now: now, rules, tx)
        }
        let pages = StatisticsPages(comparison: comparison, audience: .staff, now: now)
        return staff.visit.answer(pages.page(staff.visit))
    }

    /// Before anything of the season is published there is no such page, for nobody.
    @Sendable func published(_ visitor: SeasonVisitor) async throws -> Response {
        let (season, rules) = (visitor.season, laurel.rules)
        let found = try await laurel.database.read { tx in
            try PublishedComparison.find(season, rules, tx)
        }
        guard let found else { throw Problem.notFound }
        let pages = StatisticsPages(
            comparison: found.comparison,
            audience: .everybody(publishedAt: found.at, correctedAt: found.correctedAt),
            now: visitor.now)
        return visitor.visit.answerPublic(pages.page(visitor.visit))
    }
}

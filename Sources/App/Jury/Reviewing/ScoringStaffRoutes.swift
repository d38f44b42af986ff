internal import Hummingbird
internal import Platform

/// Staff and the scoring: how scores changed, and who has longer.
struct ScoringStaffRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page(JuryStaffRoutes.base + "/history/:application", history)
    }

    @Sendable func history(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache) = (staff.season, laurel.rules)
        let publicID = try staff.visit.parameter("application")
        let content = try await laurel.database.read { tx in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
            let terms = try ReviewTerms.of(round, cache, tx)
            return ReviewHistoryPages.Content(
                season: season, application: application, rubric: terms.rubric,
                scale: terms.rules.confidence,
                versions: try ReviewVersion.of(application.id, in: round, tx))
        }
        return staff.visit.answer(ReviewHistoryPages.page(content, staff.visit))
    }
}

internal import Hummingbird
internal import Platform

/// Staff and the scoring: how scores changed, and who has longer.
struct ScoringStaffRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page(JuryStaffRoutes.base + "/history/:application", history)
        routes.page(JuryStaffRoutes.base + "/extensions", extensions)
        routes.action(JuryStaffRoutes.base + "/extensions", extend)
        FlagRoutes(laurel: laurel).add(to: routes)
        ScoreImportRoutes(laurel: laurel).add(to: routes)
        TranslationRoutes(laurel: laurel).add(to: routes)
    }

    @Sendable func history(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache) = (staff.season, laurel.rules)
        let publicID = try staff.visit.parameter("application")
        let named = staff.visit.request.query["round"]
        let content = try await laurel.database.read { tx in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            let rounds = try Round.ofSeason(season.id, tx)
            guard let round = try Round.named(named, among: rounds) else { throw Problem.notFound }
            return ReviewHistoryPages.Content(
                season: season, application: application, rounds: rounds, round: round,
                terms: try ReviewTerms.of(round, cache, tx),
                versions: try ReviewVersion.of(application.id, in: round, tx))
        }
        return staff.visit.answer(ReviewHistoryPages.page(content, staff.visit))
    }

    @Sendable func extensions(_ staff: ImpartialStaff) async throws -> Response {
        try await extensionsPage(
            staff, of: staff.visit.request.query["round"], ReviewExtension.Input(), nil)
    }

    private func extensionsPage(
        _ staff: ImpartialStaff, of named: String?, _ input: ReviewExtension.Input, _ problem: Problem?
    ) async throws -> Response {
        let season = staff.season
        let content = try await laurel.database.read { tx -> ReviewExtensionPages.Content? in
            let rounds = try Round.ofSeason(season.id, tx)
            guard let round = try Round.named(named, among: rounds) else { return nil }
            return ReviewExtensionPages.Content(
                season: season, rounds: rounds, round: round, jurors: try Juror.ofSeason(season.id, tx),
                extensions: try ReviewExtension.ofRound(round, tx), input: input, problem: problem)
        }
        guard let content else { return staff.visit.answer(CoveragePages.none(season, staff.visit)) }
        return staff.visit.answer(ReviewExtensionPages.page(content, staff.visit), problem)
    }

    @Sendable func extend(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let input = ReviewExtension.Input(
            juror: form["juror"], until: form["until"], reason: form["reason"].asLines)
        do {
            try await laurel.database.write { tx in
                let round = try Round.open(in: season.id, tx)
                try ReviewExtension.give(input, in: round, of: season, by: act, tx)
            }
            return .seeOther(JuryAddress(season).extensions, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await extensionsPage(staff, of: nil, input, problem)
        }
    }
}

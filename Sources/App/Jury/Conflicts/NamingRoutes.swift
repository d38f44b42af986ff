internal import Hummingbird
internal import Platform

/// Where applicants name whom they would rather not be judged by, in a season that asks them.
struct NamingRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/applications/:application/conflicts"
        routes.page(base, list)
        routes.action(base, name)
        routes.action(base + "/:naming/withdrawal", withdraw)
    }

    @Sendable func list(_ who: Applicant) async throws -> Response {
        try await page(who, NamedConflictInput(), problem: nil)
    }

    private func page(
        _ who: Applicant, _ input: NamedConflictInput, problem: Problem?
    ) async throws -> Response {
        let season = who.season
        let content = try await who.reading(laurel.database) { held, tx in
            try Self.requireAsked(season)
            return NamingPages.Content(
                season: season, held: held, named: try NamedConflict.of(held.party.id, in: season.id, tx),
                input: input, problem: problem)
        }
        return who.visit.answer(NamingPages.page(content, who.visit), problem)
    }

    private static func requireAsked(_ season: Season) throws {
        guard season.rules.jury.conflicts.applicantsMayName else { throw Problem.notFound }
    }

    /// Until the jury's work is public: what comes later changes nothing any more.
    private static func requireOpen(_ held: HeldApplication) throws {
        guard held.mayBeWithdrawn else { throw Problem(.closed, "jury.naming.over") }
    }

    @Sendable func name(_ form: Form, _ who: Applicant) async throws -> Response {
        let (season, input, act) = (who.season, NamedConflictInput(form), who.visit.act(laurel))
        let publicID = laurel.randomness.publicID()
        do {
            try await who.changing(laurel.database) { held, tx in
                try Self.requireAsked(season)
                try Self.requireOpen(held)
                try NamingVerbs.name(
                    input, for: held.party.id, in: season.id, publicID: publicID, by: act, tx)
            }
            return .seeOther(try who.address().conflicts, notice: "conflict-named")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(who, input, problem: problem)
        }
    }

    @Sendable func withdraw(_ form: Form, _ who: Applicant) async throws -> Response {
        let (season, act) = (who.season, who.visit.act(laurel))
        let publicID = try who.visit.parameter("naming")
        try await who.changing(laurel.database) { held, tx in
            try Self.requireOpen(held)
            let named = try NamedConflict.of(held.party.id, in: season.id, tx)
            guard let naming = named.first(where: { $0.publicID == publicID }) else {
                throw Problem.notFound
            }
            try NamingVerbs.withdraw(naming, by: act, tx)
        }
        return .seeOther(try who.address().conflicts, notice: "conflict-naming-withdrawn")
    }
}

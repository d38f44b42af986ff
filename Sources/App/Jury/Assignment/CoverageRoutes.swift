internal import Hummingbird
internal import Platform

/// Coverage, and assignment by hand.
struct CoverageRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base + "/coverage"
        routes.page(base, list)
        routes.page(base + "/:application", applicationPage)
        routes.action(base + "/:application/assignments", assign)
        routes.action(base + "/:application/assignments/:assignment/remove", remove)
        routes.action(base + "/:application/conflicts", stateConflict)
        routes.action(base + "/:application/conflicts/lift", liftConflict)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache, asked) = (staff.season, laurel.rules, staff.visit.request.query)
        let content = try await laurel.database.read { tx -> CoveragePages.ListContent? in
            guard let round = try Round.current(of: season.id, tx) else { return nil }
            let rules = try cache.rules(round.rulesVersion, tx)
            let query = try Self.query(asked, season, tx)
            let demand = rules.jury.reviewsPerApplication
            var coverage = try Coverage.page(query, in: round, demand: demand, tx)
            let hasNext = coverage.count > query.limit
            if hasNext { coverage.removeLast() }
            return CoveragePages.ListContent(
                season: season, rules: rules, round: round, coverage: coverage,
                next: hasNext ? coverage.last?.application.publicID : nil,
                address: ListAddress(path: JuryAddress(season).coverage, query: asked))
        }
        guard let content else { return staff.visit.answer(CoveragePages.none(season, staff.visit)) }
        return staff.visit.answer(CoveragePages.list(content, staff.visit))
    }

    private static func query(
        _ asked: [String: String], _ season: Season, _ tx: Transaction
    ) throws -> Coverage.Query {
        let nominations = try Nomination.ofSeason(season.id, tx)
        return Coverage.Query(
            nomination: nominations.first { $0.key == asked["nomination"] }?.id,
            lack: asked["lack"].flatMap { Coverage.Query.Lack(rawValue: $0) }, after: asked["after"])
    }

    // MARK: One application

    @Sendable func applicationPage(_ staff: ImpartialStaff) async throws -> Response {
        try await applicationAnswer(staff)
    }

    private func applicationAnswer(
        _ staff: ImpartialStaff, typed: ReasonForm.Typed? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let (season, cache) = (staff.season, laurel.rules)
        let publicID = try staff.visit.parameter("application")
        let content = try await laurel.database.read { tx -> CoveragePages.ApplicationContent in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
            let rules = try cache.rules(round.rulesVersion, tx)
            let jurors = try Juror.ofSeason(season.id, tx)
            return CoveragePages.ApplicationContent(
                season: season, rules: rules, round: round, application: application,
                assignments: try AssignmentStatus.of(application, in: round, tx),
                choices: try HandChoice.of(application, in: round, rules: rules, jurors: jurors, tx),
                typed: typed, problem: problem)
        }
        return staff.visit.answer(CoveragePages.application(content, staff.visit), problem)
    }

    /// Does something with the application of the address and comes back to its page, with what was typed
    /// where it cannot be done.
    private func change(
        _ staff: ImpartialStaff, typed: ReasonForm.Typed? = nil,
        _ body: @escaping @Sendable (JuryApplication, Transaction) throws -> Void
    ) async throws -> Response {
        let (season, publicID) = (staff.season, try staff.visit.parameter("application"))
        do {
            try await laurel.database.write { tx in
                try body(try JuryApplication.find(publicID, in: season.id, tx), tx)
            }
            return .seeOther(JuryAddress(season).application(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await applicationAnswer(staff, typed: typed, problem: problem)
        }
    }

    @Sendable func assign(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, cache) = (staff.season, staff.visit.act(laurel), laurel.rules)
        let (chosen, reason) = (form["juror"], form["reason"].asLines)
        let publicID = laurel.randomness.publicID()
        return try await change(staff, typed: .init(form: "add-" + chosen, text: reason)) { application, tx in
            let round = try Round.open(in: season.id, tx)
            let juror = try Juror.find(chosen, in: season.id, tx)
            let rules = try cache.rules(round.rulesVersion, tx)
            let choice = AssignmentVerbs.Choice(
                juror: juror, application: application, reason: reason, publicID: publicID)
            try AssignmentVerbs.add(choice, in: round, rules: rules, by: act, tx)
        }
    }

    @Sendable func remove(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, reason) = (staff.season, staff.visit.act(laurel), form["reason"].asLines)
        let publicID = try staff.visit.parameter("assignment")
        let typed = ReasonForm.Typed(form: "remove-" + publicID, text: reason)
        return try await change(staff, typed: typed) { application, tx in
            let round = try Round.open(in: season.id, tx)
            let assignment = try Assignment.find(publicID, in: round, tx)
            guard assignment.application == application.id else { throw Problem.notFound }
            try AssignmentVerbs.remove(assignment, because: reason, in: round, by: act, tx)
        }
    }

    @Sendable func stateConflict(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, chosen, note) = (
            staff.season.id, staff.visit.act(laurel), form["juror"], form["note"].asLines
        )
        let (kind, publicID) = (ConflictKind(rawValue: form["kind"]) ?? .other, laurel.randomness.publicID())
        return try await change(staff) { application, tx in
            let juror = try Juror.find(chosen, in: season, tx)
            try StaffConflict.state(
                juror, application, kind: kind, note: note, publicID: publicID, by: act, tx)
        }
    }

    @Sendable func liftConflict(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, chosen) = (staff.season.id, staff.visit.act(laurel), form["juror"])
        let reason = form["reason"].asLines
        let typed = ReasonForm.Typed(form: "lift-" + chosen, text: reason)
        return try await change(staff, typed: typed) { application, tx in
            let juror = try Juror.find(chosen, in: season, tx)
            try StaffConflict.lift(juror, application, because: reason, by: act, tx)
        }
    }
}

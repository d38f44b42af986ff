internal import Hummingbird
internal import Platform

/// The dry run of an automatic assignment, and what changes it: further reviews, replacing a juror, and what
/// panels are given.
struct PlanRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base
        routes.page(base + "/assign", preview)
        routes.action(base + "/assign", confirm)
        routes.action(base + "/assignment/further", askFurther)
        routes.action(base + "/assignment/further/withdraw", withdrawFurther)
        routes.page(base + "/assignment/replacement", replacement)
        routes.action(base + "/assignment/replacement", replace)
        routes.page(base + "/assignment/panels", panels)
        routes.action(base + "/assignment/panels/:panel", setPanel)
    }

    private func basis(_ choice: PlanChoice, _ season: Season) async throws -> PlanBasis {
        let cache = laurel.rules
        return try await laurel.database.read { try PlanBasis.read(choice, season, cache, $0) }
    }

    private func plan(_ basis: PlanBasis) async throws -> AssignmentPlan {
        try await WorkThreads.calculation.run { basis.situation.plan() }
    }

    /// The plan that the form confirms, computed again; refused if it is not the one that was shown.
    private func shown(_ form: Form, _ basis: PlanBasis, reason: String) async throws
        -> AssignmentVerbs.Confirmation
    {
        let plan = try await plan(basis)
        guard plan.digest == form["digest"] else { throw Problem(.conflict, "jury.assign.changed") }
        return AssignmentVerbs.Confirmation(
            plan: plan, situation: basis.situation,
            publicIDs: plan.pairings.map { _ in laurel.randomness.publicID() }, reason: reason)
    }

    // MARK: The dry run

    @Sendable func preview(_ staff: ImpartialStaff) async throws -> Response {
        let query = staff.visit.request.query
        return try await previewPage(PlanChoice(query: query), after: query["after"], staff, problem: nil)
    }

    private func previewPage(
        _ choice: PlanChoice, after: String? = nil, _ staff: ImpartialStaff, problem: Problem?
    ) async throws -> Response {
        var choice = choice
        choice.replaced = ""
        let basis = try await basis(choice, staff.season)
        let content = PlanPages.Content(
            season: staff.season, basis: basis, plan: try await plan(basis), choice: choice,
            start: ListAddress.rowsPassed(after), problem: problem)
        return staff.visit.answer(PlanPages.page(content, staff.visit), problem)
    }

    /// Computes the assignment again and keeps it if it is the one that was shown.
    @Sendable func confirm(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, cache) = (staff.season, staff.visit.act(laurel), laurel.rules)
        var choice = PlanChoice(form)
        choice.replaced = ""
        let basis = try await basis(choice, season)
        do {
            let shown = try await shown(form, basis, reason: "")
            try await laurel.database.write { tx in
                let round = try Round.open(in: season.id, tx)
                let rules = try cache.rules(round.rulesVersion, tx)
                let now = try AssignmentSituation.read(round, rules, basis.scope, tx)
                try AssignmentVerbs.propose(shown, now: now, in: round, by: act, tx)
            }
            return .seeOther(JuryAddress(season).proposals, notice: "jury-assigned")
        } catch let problem as Problem where problem.code == .conflict {
            return try await previewPage(choice, staff, problem: problem)
        }
    }

    // MARK: Further reviews

    @Sendable func askFurther(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, cache) = (staff.season, staff.visit.act(laurel), laurel.rules)
        let applications = form.all("application")
        let count = try await laurel.database.write { tx in
            let round = try Round.open(in: season.id, tx)
            let demand = try cache.rules(round.rulesVersion, tx).jury.reviewsPerApplication
            return try FurtherReview.ask(of: applications, in: round, demand: demand, by: act, tx)
        }
        return .seeOther(
            JuryAddress(season).automatic, notice: count > 0 ? "jury-further" : "jury-further-already")
    }

    @Sendable func withdrawFurther(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, publicID) = (staff.season, staff.visit.act(laurel), form["application"])
        try await laurel.database.write { tx in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            try FurtherReview.withdraw(application, in: try Round.open(in: season.id, tx), by: act, tx)
        }
        return .seeOther(JuryAddress(season).automatic, notice: "saved")
    }

    // MARK: Replacing a juror

    @Sendable func replacement(_ staff: ImpartialStaff) async throws -> Response {
        let choice = PlanChoice(query: ["juror": staff.visit.request.query["juror"] ?? ""])
        return try await replacementPage(choice, reason: "", staff, problem: nil)
    }

    private func replacementPage(
        _ choice: PlanChoice, reason: String, _ staff: ImpartialStaff, problem: Problem?
    ) async throws -> Response {
        let season = staff.season
        guard !choice.replaced.isEmpty else {
            let (jurors, loads) = try await laurel.database.read { tx in
                let round = try Round.open(in: season.id, tx)
                return (try Juror.ofSeason(season.id, tx), try JurorLoad.ofRound(round, tx))
            }
            let content = ReplacementPages.ChoiceContent(season: season, jurors: jurors, loads: loads)
            return staff.visit.answer(ReplacementPages.choice(content, staff.visit))
        }
        let basis = try await basis(choice, season)
        let (juror, holding) = try await laurel.database.read { tx in
            let juror = try Juror.find(choice.replaced, in: season.id, tx)
            return (juror, try JurorReplacement.holding(of: juror, in: basis.round, tx))
        }
        let content = ReplacementPages.Content(
            season: season, basis: basis, plan: try await plan(basis), juror: juror, holding: holding,
            reason: reason, problem: problem)
        return staff.visit.answer(ReplacementPages.page(content, staff.visit), problem)
    }

    @Sendable func replace(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, cache) = (staff.season, staff.visit.act(laurel), laurel.rules)
        let choice = PlanChoice(query: ["juror": form["juror"]])
        guard !choice.replaced.isEmpty else { throw Problem.notFound }
        let basis = try await basis(choice, season)
        do {
            let shown = try await shown(form, basis, reason: form["reason"].asLines)
            try await laurel.database.write { tx in
                let round = try Round.open(in: season.id, tx)
                let rules = try cache.rules(round.rulesVersion, tx)
                let now = try AssignmentSituation.read(round, rules, basis.scope, tx)
                let juror = try Juror.find(choice.replaced, in: season.id, tx)
                try JurorReplacement.replace(juror, by: shown, now: now, in: round, act: act, tx)
            }
            return .seeOther(JuryAddress(season).proposals, notice: "jury-replaced")
        } catch let problem as Problem where problem.returnsToForm {
            return try await replacementPage(choice, reason: form["reason"], staff, problem: problem)
        }
    }

    // MARK: What panels are given

    @Sendable func panels(_ staff: ImpartialStaff) async throws -> Response {
        try await panelsPage(staff, typed: nil, problem: nil)
    }

    private func panelsPage(
        _ staff: ImpartialStaff, typed: PanelScopePages.Typed?, problem: Problem?
    ) async throws -> Response {
        let season = staff.season
        let content = try await laurel.database.read { tx in
            PanelScopePages.Content(
                season: season, panels: try Panel.ofSeason(season.id, tx),
                nominations: try Nomination.ofSeason(season.id, tx),
                scopes: try PanelScope.ofSeason(season.id, tx), typed: typed, problem: problem)
        }
        return staff.visit.answer(PanelScopePages.page(content, staff.visit), problem)
    }

    @Sendable func setPanel(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let (publicID, shown) = (try staff.visit.parameter("panel"), form.all("shown"))
        let typed = PanelScopePages.Typed(panel: publicID, nominations: form.all("nomination"))
        do {
            try await laurel.database.write { tx in
                let panel = try Panel.find(publicID, in: season.id, tx)
                let all = try Nomination.ofSeason(season.id, tx)
                let seen = Set(all.filter { shown.contains($0.key) }.map(\.id))
                let chosen = all.filter { typed.nominations.contains($0.key) }
                try PanelScope.set(chosen, of: panel, over: seen, in: season.id, by: act, tx)
            }
            return .seeOther(JuryAddress(season).panelScopes, notice: "saved")
        } catch let problem as Problem where problem.code == .conflict {
            return try await panelsPage(staff, typed: typed, problem: problem)
        }
    }
}

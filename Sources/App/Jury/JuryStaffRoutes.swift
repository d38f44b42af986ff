internal import Foundation
internal import Hummingbird
internal import Platform

/// Staff and the jury: the round, the panels, the jurors and their invitations.
struct JuryStaffRoutes: Sendable {
    let laurel: Laurel
    /// What follows in the transaction that closes a round, for features that stand on this one.
    let whenClosed: @Sendable (ID<Round>, Act, Transaction) throws -> Void

    static let base = "/seasons/:season/staff/jury"

    func add(to routes: RouteTable) {
        let base = Self.base
        routes.page(base, overview)
        routes.action(base + "/round", openRound)
        routes.page(base + "/round/close", closingPage)
        routes.action(base + "/round/close", closeRound)
        routes.page(base + "/panels", panels)
        routes.action(base + "/panels", makePanel)
        routes.action(base + "/panels/:panel", renamePanel)
        JurorListRoutes(laurel: laurel).add(to: routes)
        AssignmentRoutes(laurel: laurel).add(to: routes)
        CoverageRoutes(laurel: laurel).add(to: routes)
        ConflictDeskRoutes(laurel: laurel).add(to: routes)
        ScoringStaffRoutes(laurel: laurel).add(to: routes)
        DiscussionStaffRoutes(laurel: laurel).add(to: routes)
    }

    // MARK: The round

    @Sendable func overview(_ staff: ImpartialStaff) async throws -> Response {
        try await overviewPage(staff, name: "", problem: nil)
    }

    private func overviewPage(_ staff: ImpartialStaff, name: String, problem: Problem?) async throws
        -> Response
    {
        let (season, cache) = (staff.season, laurel.rules)
        let content = try await laurel.database.read { tx -> JuryOverviewPages.Content in
            let round = try Round.current(of: season.id, tx)
            let jurors = try Juror.ofSeason(season.id, tx)
            let judged: SQL = round?.judges ?? "season_id = \(season.id) AND \(JuryRules.isInJury)"
            let applications: Int? = try tx.row("SELECT count(*) FROM application WHERE \(judged)")?.only()
            let rules = try round.map { try cache.rules($0.rulesVersion, tx) } ?? season.rules
            let demand = rules.jury.reviewsPerApplication
            return JuryOverviewPages.Content(
                season: season, round: round, progress: try round.map { try RoundProgress.of($0, tx) },
                demand: demand,
                vacated: try round.map { try VacatedPlaces.count(in: $0, demand: demand, tx) } ?? 0,
                applications: applications ?? 0,
                jurors: Dictionary(grouping: jurors, by: \.state).mapValues(\.count),
                bids: try BidProgress.of(season, in: round, cache, tx),
                isOver: try PublishedGates.of(season.id, tx).laureates, roundName: name, problem: problem)
        }
        return staff.visit.answer(JuryOverviewPages.overview(content, staff.visit), problem)
    }

    @Sendable func openRound(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let opening = RoundVerbs.Opening(
            name: form["name"].asLine, publicID: laurel.randomness.publicID(),
            shownRules: Int64(form["rules"]).map(ID.init(rawValue:)))
        do {
            try await laurel.database.write { try RoundVerbs.open(opening, in: season, by: act, $0) }
            return .seeOther(JuryAddress(season).staff, notice: "jury-round-opened")
        } catch let problem as Problem where problem.returnsToForm {
            return try await overviewPage(staff, name: form["name"], problem: problem)
        }
    }

    @Sendable func closingPage(_ staff: ImpartialStaff) async throws -> Response {
        let season = staff.season
        let content = try await laurel.database.read { tx in
            let round = try Round.open(in: season.id, tx)
            return JuryOverviewPages.ClosingContent(
                season: season, round: round, progress: try RoundProgress.of(round, tx),
                openDiscussions: try Discussion.countOpen(in: round, tx))
        }
        return staff.visit.answer(JuryOverviewPages.closing(content, staff.visit))
    }

    @Sendable func closeRound(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, publicID) = (staff.season, staff.visit.act(laurel), form["round"])
        try await laurel.database.write { tx in
            let round = try Round.find(publicID, in: season.id, tx)
            guard round.isOpen else { return }
            try RoundVerbs.close(round, by: act, tx)
            try whenClosed(round.id, act, tx)
        }
        return .seeOther(JuryAddress(season).staff, notice: "jury-round-closed")
    }

    // MARK: Panels

    @Sendable func panels(_ staff: ImpartialStaff) async throws -> Response {
        try await panelsPage(staff, renamed: nil, name: "", problem: nil)
    }

    private func panelsPage(
        _ staff: ImpartialStaff, renamed: String?, name: String, problem: Problem?
    ) async throws -> Response {
        let season = staff.season
        let content = try await laurel.database.read { tx -> JuryOverviewPages.PanelsContent in
            let jurors = try Juror.ofSeason(season.id, tx)
            let members = jurors.compactMap(\.panel)
            return JuryOverviewPages.PanelsContent(
                season: season, panels: try Panel.ofSeason(season.id, tx),
                jurors: Dictionary(grouping: members, by: \.self).mapValues(\.count), renamed: renamed,
                name: name,
                problem: problem)
        }
        return staff.visit.answer(JuryOverviewPages.panels(content, staff.visit), problem)
    }

    @Sendable func makePanel(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, name) = (staff.season.id, staff.visit.act(laurel), form["name"].asLine)
        let publicID = laurel.randomness.publicID()
        do {
            try await laurel.database.write {
                try PanelVerbs.make(named: name, publicID: publicID, in: season, by: act, $0)
            }
            return .seeOther(JuryAddress(staff.season).panels, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await panelsPage(staff, renamed: nil, name: form["name"], problem: problem)
        }
    }

    @Sendable func renamePanel(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let publicID = try staff.visit.parameter("panel")
        let (season, act, name) = (staff.season.id, staff.visit.act(laurel), form["name"].asLine)
        let shown = form["shown"]
        do {
            try await laurel.database.write { tx in
                let panel = try Panel.find(publicID, in: season, tx)
                try PanelVerbs.rename(panel, shown: shown, to: name, in: season, by: act, tx)
            }
            return .seeOther(JuryAddress(staff.season).panels, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let fields = problem.fields.map { Problem.Field("name-" + publicID, $0.message, $0.arguments) }
            let placed = Problem(problem.code, problem.message, problem.arguments, fields: fields)
            return try await panelsPage(staff, renamed: publicID, name: form["name"], problem: placed)
        }
    }
}

extension Form {
    /// A moment that a page of ours put into its form.
    func moment(_ name: String) throws -> Instant {
        guard let milliseconds = Int64(self[name]) else { throw Problem(.invalid, "problem.malformed") }
        return Instant(milliseconds: milliseconds)
    }
}

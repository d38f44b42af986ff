internal import Crypto
internal import Hummingbird
internal import Platform

/// Assigning automatically, sending what was assigned, and reminding.
struct AssignmentRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base
        routes.page(base + "/assign", preview)
        routes.action(base + "/assign", confirm)
        routes.page(base + "/proposals", proposals)
        routes.action(base + "/proposals", send)
        routes.action(base + "/proposals/discard", discard)
        routes.page(base + "/reminders", reminders)
        routes.action(base + "/reminders", remind)
    }

    // MARK: Automatic assignment

    /// What an assignment is computed from, with the names that a page shows it by.
    private struct Basis: Sendable {
        let round: Round
        let rules: SeasonDocument
        let situation: AssignmentSituation
        let panels: [Panel]
        let names: AssignmentPages.Names
    }

    private struct ScopeChoice: Sendable {
        let nomination: String
        let panel: String
    }

    private func basis(_ choice: ScopeChoice, _ season: Season) async throws -> Basis {
        let cache = laurel.rules
        return try await laurel.database.read { tx in
            let round = try Round.open(in: season.id, tx)
            let rules = try cache.rules(round.rulesVersion, tx)
            let panels = try Panel.ofSeason(season.id, tx)
            let scope = try Self.scope(choice, panels, season, tx)
            return Basis(
                round: round, rules: rules, situation: try .read(round, rules, scope, tx), panels: panels,
                names: try .read(season.id, tx))
        }
    }

    private func plan(_ basis: Basis) async throws -> AssignmentPlan {
        try await WorkThreads.calculation.run { basis.situation.plan() }
    }

    private static func scope(
        _ choice: ScopeChoice, _ panels: [Panel], _ season: Season, _ tx: Transaction
    ) throws -> AssignmentSituation.Scope {
        let nominations = try Nomination.ofSeason(season.id, tx)
        return AssignmentSituation.Scope(
            nomination: nominations.first { $0.key == choice.nomination }?.id,
            panel: panels.first { $0.publicID == choice.panel }?.id)
    }

    @Sendable func preview(_ staff: ImpartialStaff) async throws -> Response {
        let query = staff.visit.request.query
        let choice = ScopeChoice(nomination: query["nomination"] ?? "", panel: query["panel"] ?? "")
        return try await previewPage(choice, staff, problem: nil)
    }

    private func previewPage(_ choice: ScopeChoice, _ staff: ImpartialStaff, problem: Problem?) async throws
        -> Response
    {
        let basis = try await basis(choice, staff.season)
        let plan = try await plan(basis)
        let content = AssignmentPages.AutomaticContent(
            season: staff.season, rules: basis.rules, panels: basis.panels, plan: plan, names: basis.names,
            digest: plan.digest, query: ["nomination": choice.nomination, "panel": choice.panel],
            problem: problem)
        return staff.visit.answer(AssignmentPages.automatic(content, staff.visit), problem)
    }

    /// Computes the assignment again and keeps it if it is the one that was shown.
    @Sendable func confirm(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, cache) = (staff.season, staff.visit.act(laurel), laurel.rules)
        let choice = ScopeChoice(nomination: form["nomination"], panel: form["panel"])
        let basis = try await basis(choice, season)
        let plan = try await plan(basis)
        do {
            guard plan.digest == form["digest"] else { throw Problem(.conflict, "jury.assign.changed") }
            let publicIDs = plan.pairings.map { _ in laurel.randomness.publicID() }
            try await laurel.database.write { tx in
                let round = try Round.open(in: season.id, tx)
                let rules = try cache.rules(round.rulesVersion, tx)
                let scope = try Self.scope(choice, basis.panels, season, tx)
                let now = try AssignmentSituation.read(round, rules, scope, tx)
                try AssignmentVerbs.propose(
                    plan, of: basis.situation, now: now, publicIDs: publicIDs, in: round, by: act, tx)
            }
            return .seeOther(JuryAddress(season).proposals, notice: "jury-assigned")
        } catch let problem as Problem where problem.code == .conflict {
            return try await previewPage(choice, staff, problem: problem)
        }
    }

    // MARK: Sending

    @Sendable func proposals(_ staff: ImpartialStaff) async throws -> Response {
        let (season, now, mail) = (staff.season, staff.now, JuryMail(staff.season, laurel))
        let (round, parcels) = try await laurel.database.read { tx in
            let round = try Round.open(in: season.id, tx)
            return (round, try AssignmentSending.waiting(in: round, until: now, tx))
        }
        let letters = parcels.map { parcel in
            InvitationPages.Letter(
                juror: parcel.juror, mail: mail.assignments(parcel.juror, count: parcel.count))
        }
        let content = AssignmentPages.SendingContent(
            season: season, round: round, parcels: parcels, letters: letters, shownAt: now)
        return staff.visit.answer(AssignmentPages.sending(content, staff.visit))
    }

    @Sendable func send(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, mail) = (staff.season, staff.visit.act(laurel), JuryMail(staff.season, laurel))
        let shownAt = try form.moment("shown")
        let count = try await laurel.database.write { tx in
            let round = try Round.open(in: season.id, tx)
            return try AssignmentSending.send(in: round, shownAt: shownAt, mail: mail, by: act, tx)
        }
        return .seeOther(JuryAddress(season).staff, notice: count > 0 ? "jury-sent" : "jury-nothing-sent")
    }

    @Sendable func discard(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        try await laurel.database.write { tx in
            try AssignmentVerbs.discardProposals(in: try Round.open(in: season.id, tx), by: act, tx)
        }
        return .seeOther(JuryAddress(season).staff, notice: "jury-discarded")
    }

    // MARK: Reminders

    @Sendable func reminders(_ staff: ImpartialStaff) async throws -> Response {
        let (season, mail) = (staff.season, JuryMail(staff.season, laurel))
        let missing = try await laurel.database.read { tx in
            try ReviewReminders.missing(in: try Round.open(in: season.id, tx), tx)
        }
        let letters = missing.filter { $0.isDue(at: staff.now) }.map { due in
            InvitationPages.Letter(juror: due.juror, mail: mail.reminder(due.juror, missing: due.missing))
        }
        let content = AssignmentPages.RemindersContent(season: season, missing: missing, letters: letters)
        return staff.visit.answer(AssignmentPages.reminders(content, staff.visit))
    }

    @Sendable func remind(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, mail) = (staff.season, staff.visit.act(laurel), JuryMail(staff.season, laurel))
        let shown = Set(form.all("juror"))
        let count = try await laurel.database.write { tx in
            let round = try Round.open(in: season.id, tx)
            return try ReviewReminders.send(to: shown, in: round, mail: mail, by: act, tx)
        }
        return .seeOther(
            JuryAddress(season).reminders, notice: count > 0 ? "jury-reminded" : "jury-nothing-sent")
    }
}

extension AssignmentPages.Names {
    fileprivate static func read(_ season: ID<Season>, _ tx: Transaction) throws -> AssignmentPages.Names {
        let rows = try tx.rows(
            """
            \(JuryApplication.columns) WHERE application.season_id = \(season) AND \(JuryRules.isInJury)
            ORDER BY application.id LIMIT \(AssignmentSituation.mostTasks)
            """)
        let applications = try rows.map(JuryApplication.init)
        let jurors = try Juror.ofSeason(season, tx)
        return AssignmentPages.Names(
            applications: Dictionary(uniqueKeysWithValues: applications.map { ($0.id, $0) }),
            jurors: Dictionary(uniqueKeysWithValues: jurors.map { ($0.id, $0) }))
    }
}

extension AssignmentPlan {
    /// Tells one plan from another.
    var digest: String {
        let pairs = pairings.map { pairing -> JSON in
            [
                .integer(pairing.application.rawValue), .integer(pairing.juror.rawValue),
                pairing.explanation.json,
            ]
        }
        let text = JSON.array(pairs).canonical
        return Base64URL.encode([UInt8](SHA256.hash(data: Array(text.utf8))))
    }
}

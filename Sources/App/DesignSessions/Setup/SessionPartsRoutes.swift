internal import Hummingbird
internal import Platform

/// The forms of a session's groups and agenda.
struct SessionPartsRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let setup = SessionSetupRoutes.base
        routes.page(setup + "/groups", groupsPage)
        routes.action(setup + "/groups", saveGroups)
        routes.page(setup + "/agenda", agendaPage)
        routes.action(setup + "/agenda", saveAgenda)
    }

    @Sendable func groupsPage(_ who: SignedIn) async throws -> Response {
        let (season, session, groups) = try await groups(who)
        let content = GroupsPages.Content(season: season, session: session, input: GroupsInput(groups))
        return who.visit.answer(GroupsPages.form(content, who.visit))
    }

    private func groups(_ who: SignedIn) async throws -> (Season, DesignSession, [SessionGroup]) {
        let visitor = try SeasonVisitor(who.visit)
        return try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            return (leading.season, leading.session, try SessionGroup.of(leading.session.id, tx))
        }
    }

    @Sendable func saveGroups(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (season, session, groups) = try await groups(who)
        let (input, fresh) = (GroupsInput(form, over: groups), laurel.randomness.publicID())
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let version = Int(form["version"]) ?? 0
        do {
            try await laurel.database.write { tx in
                let session = try Facilitating(visitor, tx).session
                try SessionSetup.save(groups: input.planned(fresh), of: session, since: version, by: act, tx)
            }
            return .seeOther(SessionAddress(season, session).groups, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let (season, session, stored) = try await self.groups(who)
            let content = GroupsPages.Content(
                season: season, session: session, input: input,
                stored: session.version == version ? nil : stored, problem: problem.onNew(fresh))
            return who.visit.answer(GroupsPages.form(content, who.visit), problem)
        }
    }

    @Sendable func agendaPage(_ who: SignedIn) async throws -> Response {
        let (season, session, steps) = try await steps(who)
        let content = AgendaPages.Content(
            season: season, session: session, input: AgendaInput(steps), begun: Self.begun(steps))
        return who.visit.answer(AgendaPages.form(content, who.visit))
    }

    private func steps(_ who: SignedIn) async throws -> (Season, DesignSession, [AgendaStep]) {
        let visitor = try SeasonVisitor(who.visit)
        return try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            return (leading.season, leading.session, try AgendaStep.of(leading.session.id, tx))
        }
    }

    private static func begun(_ steps: [AgendaStep]) -> Set<String> {
        Set(steps.filter { $0.openedAt != nil }.map(\.publicID))
    }

    @Sendable func saveAgenda(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (season, session, steps) = try await steps(who)
        let (input, fresh) = (AgendaInput(form, over: steps), laurel.randomness.publicID())
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let version = Int(form["version"]) ?? 0
        do {
            try await laurel.database.write { tx in
                let session = try Facilitating(visitor, tx).session
                try SessionSetup.save(steps: input.planned(fresh), of: session, since: version, by: act, tx)
            }
            return .seeOther(SessionAddress(season, session).agenda, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let (season, session, stored) = try await self.steps(who)
            let content = AgendaPages.Content(
                season: season, session: session, input: input, begun: Self.begun(stored),
                stored: session.version == version ? nil : stored, problem: problem.onNew(fresh))
            return who.visit.answer(AgendaPages.form(content, who.visit), problem)
        }
    }
}

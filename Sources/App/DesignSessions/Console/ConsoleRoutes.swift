internal import Hummingbird
internal import Platform

/// The facilitator's desk while the session runs.
struct ConsoleRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let console = SessionRoutes.one + "/console"
        routes.page(console, page)
        routes.action(console + "/steps/:step/opening", open)
        routes.action(console + "/steps/:step/closing", close)
        routes.action(console + "/steps/:step/extension", extend)
    }

    @Sendable func page(_ who: SignedIn) async throws -> Response {
        try await page(who, problem: nil)
    }

    private func page(_ who: SignedIn, problem: Problem?) async throws -> Response {
        let visitor = try SeasonVisitor(who.visit)
        let content = try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            let session = leading.session
            return ConsolePages.Content(
                season: leading.season, session: session, steps: try AgendaStep.of(session.id, tx),
                groups: try GroupFigures.of(session.id, tx), seats: try Joining.taken(in: session.id, tx),
                last: try SessionEvent.last(of: session.id, tx), problem: problem)
        }
        return who.visit.answer(ConsolePages.page(content, who.visit), problem)
    }

    @Sendable func open(_ form: Form, _ who: SignedIn) async throws -> Response {
        try await lead(who, "step-opened") { step, session, act, tx in
            try AgendaLeading.open(step, of: session, by: act, tx)
        }
    }

    @Sendable func close(_ form: Form, _ who: SignedIn) async throws -> Response {
        try await lead(who, "step-closed") { step, session, act, tx in
            try AgendaLeading.close(step, of: session, by: act, tx)
        }
    }

    @Sendable func extend(_ form: Form, _ who: SignedIn) async throws -> Response {
        guard let minutes = Int(form["minutes"]), let due = Instant(iso8601: form["due"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        return try await lead(who, "step-extended") { step, session, act, tx in
            try AgendaLeading.extend(step, by: minutes, since: due, of: session, by: act, tx)
        }
    }

    private func lead(
        _ who: SignedIn, _ notice: String,
        _ verb: @escaping @Sendable (String, DesignSession, Act, Transaction) throws -> Void
    ) async throws -> Response {
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let step = try who.visit.parameter("step")
        do {
            let address = try await laurel.database.write { tx in
                let leading = try Facilitating(visitor, tx)
                try verb(step, leading.session, act, tx)
                return SessionAddress(leading.season, leading.session)
            }
            return .seeOther(address.console, notice: notice)
        } catch let problem as Problem where problem.code == .conflict || problem.code == .closed {
            return try await page(who, problem: problem)
        }
    }
}

extension SessionAddress {
    func opening(_ step: AgendaStep) -> String { console + "/steps/" + step.publicID + "/opening" }
    func closing(_ step: AgendaStep) -> String { console + "/steps/" + step.publicID + "/closing" }
    func extending(_ step: AgendaStep) -> String { console + "/steps/" + step.publicID + "/extension" }
}

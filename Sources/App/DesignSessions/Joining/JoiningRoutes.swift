internal import Hummingbird
internal import Platform

/// Coming into a session: by the code, an invitation or an honour; and one's own seat.
struct JoiningRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = SessionRoutes.one + "/join"
        routes.page("/join", door)
        routes.page(base, page)
        routes.action(base, take)
        routes.action(base + "/seat", change)
        routes.action(base + "/leave", leave)
        routes.action(base + "/claim", claim)
    }

    // MARK: The door

    /// With a code, leads to its session.
    @Sendable func door(_ anybody: PublicAuthority) async throws -> Response {
        let visit = anybody.visit
        let typed = visit.request.query["code"] ?? ""
        guard !typed.isEmpty else { return visit.answer(JoiningPages.door(code: "", problem: nil, visit)) }
        do {
            let code = JoinCode.normal(typed)
            try JoinCode.checkGuesses(visit, laurel)
            let rules = laurel.rules
            let found = try await laurel.database.read { try JoinCode.session(of: code, rules, $0) }
            guard let found else {
                try JoinCode.countGuess(visit, laurel)
                throw Problem(.invalid, "problem.check", fields: [.init("code", "sessions.join.code.wrong")])
            }
            return .seeOther(SessionAddress(found.season, found.session).joining + "?code=" + code)
        } catch let problem as Problem where problem.returnsToForm {
            // From then on the browser is known by its secret, and counted by that.
            return laurel.formPage(visit, problem) {
                JoiningPages.door(code: typed, problem: problem, $0)
            }
        }
    }

    @Sendable func page(_ visitor: SeasonVisitor) async throws -> Response {
        var content = try await content(visitor, SeatInput(visitor.visit))
        if !content.input.code.isEmpty && content.admission == nil && content.here.seat == nil {
            do {
                try JoinCode.countGuess(visitor.visit, laurel)
                content.problem = Self.wrongCode
            } catch {
                content.problem = error
            }
        }
        return laurel.formPage(visitor.visit, content.problem) { JoiningPages.page(content, $0) }
    }

    private static let wrongCode = Problem(
        .invalid, "problem.check", fields: [.init("code", "sessions.join.code.wrong")])

    private func content(
        _ visitor: SeasonVisitor, _ input: SeatInput, problem: Problem? = nil
    ) async throws -> JoiningPages.Content {
        let visit = visitor.visit
        if !input.code.isEmpty { try JoinCode.checkGuesses(visit, laurel) }
        return try await laurel.database.read { tx in
            let here = try SessionVisit(visitor, tx)
            let groups = try SessionGroup.of(here.session.id, tx)
            // A browser that has no secret yet has no seat either.
            let owner = visit.seatOwner ?? .browser("")
            return JoiningPages.Content(
                here: here, groups: groups,
                admission: try Admission.of(owner, code: input.code, in: here.session, tx),
                guestSeat: visit.person == nil
                    ? nil : try SeatClaim.seat(of: visit.browser, in: here.session.id, tx),
                input: problem == nil ? here.seat.map { SeatInput($0, groups) } ?? input : input,
                problem: problem)
        }
    }

    // MARK: Taking a seat

    @Sendable func take(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (visit, input) = (visitor.visit, SeatInput(form))
        do {
            try input.check()
            try JoinCode.checkGuesses(visit, laurel)
            try laurel.limiter.count(JoinCode.seatsPerAddress, for: visit.address, now: visit.now)
            let (here, seat) = try await take(input, visitor)
            var response = Response.seeOther(SessionAddress(here.season, here.session).room)
            if seat.person == nil, let secret = visit.browser {
                response.setCookie(
                    laurel.secretCookie(
                        CookieName.browser(laurel.settings), secret,
                        lasting: Joining.cookieLife(of: here.session, now: visit.now)))
            }
            return response
        } catch let problem as Problem where problem.returnsToForm || problem.code == .forbidden {
            var problem = problem
            if problem.message == "sessions.join.not-entitled" && !input.code.isEmpty {
                try JoinCode.countGuess(visit, laurel)
                problem = Self.wrongCode
            }
            let content = try await content(visitor, input, problem: problem)
            return visit.answer(JoiningPages.page(content, visit), problem)
        }
    }

    private func take(
        _ input: SeatInput, _ visitor: SeasonVisitor
    ) async throws -> (SessionVisit, SessionSeat) {
        let (visit, act) = (visitor.visit, visitor.visit.act(laurel))
        guard let owner = visit.seatOwner else { throw Problem(.forbidden, "problem.form-token") }
        let publicID = laurel.randomness.publicID()
        return try await laurel.database.write { tx in
            let here = try SessionVisit(visitor, tx)
            let group = try SessionGroup.of(here.session.id, tx).first { $0.publicID == input.group }
            let arrival = Joining.Arrival(
                publicID: publicID, owner: owner, code: input.code, group: group?.id, name: input.name,
                country: input.country, language: input.language, isNamed: input.isNamed)
            return (here, try Joining.take(arrival, in: here.session, by: act, tx))
        }
    }

    // MARK: One's own seat

    @Sendable func change(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (visit, input, act) = (visitor.visit, SeatInput(form), visitor.visit.act(laurel))
        do {
            try input.check()
            try laurel.limiter.count(Joining.pace, for: visit.seatKey, now: visit.now)
            let seated = try await laurel.database.write { tx in
                let seated = try Seated(visitor, tx)
                try Joining.describe(
                    seated.seat, name: input.name, country: input.country, language: input.language,
                    isNamed: input.isNamed, by: act, tx)
                let group = try SessionGroup.of(seated.session.id, tx).first { $0.publicID == input.group }
                if let group, group.id != seated.seat.group {
                    try Joining.change(seated.seat, to: group.id, by: act, tx)
                }
                return seated
            }
            return .seeOther(SessionAddress(seated.season, seated.session).joining, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let content = try await content(visitor, input, problem: problem)
            return visit.answer(JoiningPages.page(content, visit), problem)
        }
    }

    @Sendable func leave(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (visit, act) = (visitor.visit, visitor.visit.act(laurel))
        try laurel.limiter.count(Joining.pace, for: visit.seatKey, now: visit.now)
        let seated = try await laurel.database.write { tx in
            let seated = try Seated(visitor, tx)
            try Joining.leave(seated.seat, of: seated.session, by: act, tx)
            return seated
        }
        return .seeOther(SessionAddress(seated.season, seated.session).page, notice: "session-left")
    }

    @Sendable func claim(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (visit, person, act) = (who.visit, who.person, who.visit.act(laurel))
        let visitor = try SeasonVisitor(visit)
        let here = try await laurel.database.write { tx in
            let here = try SessionVisit(visitor, tx)
            try SeatClaim.claim(visit.browser ?? "", for: person, in: here.session, by: act, tx)
            return here
        }
        return .seeOther(SessionAddress(here.season, here.session).joining, notice: "session-claimed")
    }
}

extension Visit {
    /// As whom they would take a seat; nothing where the browser has no secret yet.
    var seatOwner: SeatOwner? {
        person.map(SeatOwner.account) ?? browser.map(SeatOwner.browser)
    }

    /// What somebody who has a seat is counted by.
    var seatKey: String {
        person.map { "person \($0.id.rawValue)" } ?? "browser \(browser ?? address)"
    }
}

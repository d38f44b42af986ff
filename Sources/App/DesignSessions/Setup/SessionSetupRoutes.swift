internal import Hummingbird
internal import Platform

/// Making a session and preparing it: its details, its way from announcement to close, its code.
struct SessionSetupRoutes: Sendable {
    let laurel: Laurel

    static let base = SessionRoutes.one + "/setup"

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/sessions", newPage)
        routes.action("/seasons/:season/staff/sessions", create)
        routes.page(Self.base, overview)
        routes.page(Self.base + "/details", detailsPage)
        routes.action(Self.base + "/details", saveDetails)
        routes.page(Self.base + "/standing", standingPage)
        routes.action(Self.base + "/standing", stand)
        routes.page(Self.base + "/code", codePage)
        routes.action(Self.base + "/code", renewCode)
    }

    // MARK: A new session

    @Sendable func newPage(_ staff: Staff) async throws -> Response {
        let input = DetailsInput(in: staff.season, now: staff.now)
        return try await newPage(staff, input, problem: nil)
    }

    private func newPage(_ staff: Staff, _ input: DetailsInput, problem: Problem?) async throws -> Response {
        let rules = laurel.rules
        let seasons = try await laurel.database.read { try Season.published(rules, $0) }
        let content = DetailsPages.Content(
            season: staff.season, session: nil, seasons: seasons, input: input, problem: problem)
        return staff.visit.answer(DetailsPages.form(content, staff.visit), problem)
    }

    @Sendable func create(_ form: Form, _ staff: Staff) async throws -> Response {
        let (season, act, rules) = (staff.season, staff.visit.act(laurel), laurel.rules)
        let input = DetailsInput(form, over: nil)
        let seasons = try await laurel.database.read { try Season.published(rules, $0) }
        do {
            let creation = creation(try input.details(seasons: seasons))
            try await laurel.database.write { try SessionSetup.create(creation, in: season.id, by: act, $0) }
            return .seeOther(SessionAddress(season, creation.publicID).setup, notice: "session-prepared")
        } catch let problem as Problem where problem.returnsToForm {
            return try await newPage(staff, input, problem: problem)
        }
    }

    /// With the steps that most sessions have, to be changed.
    private func creation(_ details: SessionDetails) -> SessionSetup.Creation {
        let usual: [(AgendaStep.Kind, Int)] = [
            (.welcome, 10), (.write, 10), (.propose, 30), (.discuss, 45), (.gather, 20), (.prioritise, 20),
            (.report, 30),
        ]
        return SessionSetup.Creation(
            publicID: laurel.randomness.publicID(), joinCode: JoinCode.make(laurel.randomness),
            details: details,
            steps: usual.map { kind, minutes in
                PlannedStep(publicID: laurel.randomness.publicID(), kind: kind, minutes: minutes)
            })
    }

    @Sendable func overview(_ who: SignedIn) async throws -> Response {
        let (visitor, reader, catalogue) = (try SeasonVisitor(who.visit), who.reader, laurel.catalogue)
        let content = try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            let session = leading.session
            let steps = try AgendaStep.of(session.id, tx)
            return SetupPages.Content(
                here: leading.here, time: SessionTime(session, reader, catalogue),
                groups: try SessionGroup.of(session.id, tx).count, steps: steps.count,
                plannedMinutes: steps.map(\.minutes).reduce(0, +),
                invitations: try SessionInvitation.count(of: session.id, tx),
                seats: try Joining.taken(in: session.id, tx))
        }
        return who.visit.answer(SetupPages.overview(content, who.visit))
    }

    // MARK: Details

    @Sendable func detailsPage(_ who: SignedIn) async throws -> Response {
        let (leading, details, seasons) = try await details(who)
        let content = DetailsPages.Content(
            season: leading.season, session: leading.session, seasons: seasons,
            input: DetailsInput(details, seasons: seasons))
        return who.visit.answer(DetailsPages.form(content, who.visit))
    }

    private func details(_ who: SignedIn) async throws -> (Facilitating, SessionDetails, [Season]) {
        let (visitor, rules) = (try SeasonVisitor(who.visit), laurel.rules)
        return try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            let entries = try SessionEntry.of(leading.session.id, tx)
            return (leading, leading.session.details(entries), try Season.published(rules, tx))
        }
    }

    @Sendable func saveDetails(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (_, former, seasons) = try await details(who)
        let input = DetailsInput(form, over: former)
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let version = Int(form["version"]) ?? 0
        do {
            let details = try input.details(seasons: seasons)
            let leading = try await laurel.database.write { tx in
                let leading = try Facilitating(visitor, tx)
                try SessionSetup.save(details, of: leading.session, since: version, by: act, tx)
                return leading
            }
            return .seeOther(SessionAddress(leading.season, leading.session).setup, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let (leading, stored, seasons) = try await self.details(who)
            let isOlder = leading.session.version != version
            let content = DetailsPages.Content(
                season: leading.season, session: leading.session, seasons: seasons, input: input,
                stored: isOlder ? DetailsInput(stored, seasons: seasons) : nil, problem: problem)
            return who.visit.answer(DetailsPages.form(content, who.visit), problem)
        }
    }

    // MARK: Announcing, opening, closing

    @Sendable func standingPage(_ who: SignedIn) async throws -> Response {
        try await standingPage(who, problem: nil)
    }

    private func standingPage(_ who: SignedIn, problem: Problem?) async throws -> Response {
        let visitor = try SeasonVisitor(who.visit)
        let content = try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            let session = leading.session
            let ideas: Int? = try tx.row("SELECT count(*) FROM idea WHERE session_id = \(session.id)")?.only()
            return SetupPages.StandingContent(
                season: leading.season, session: session,
                groups: try SessionGroup.of(session.id, tx).count,
                invitations: try SessionInvitation.count(of: session.id, tx),
                seats: try Joining.taken(in: session.id, tx), ideas: ideas ?? 0, problem: problem)
        }
        return who.visit.answer(SetupPages.standing(content, who.visit), problem)
    }

    @Sendable func stand(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        guard let deed = SessionDeed(rawValue: form["deed"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        do {
            let leading = try await laurel.database.write { tx in
                let leading = try Facilitating(visitor, tx)
                switch deed {
                case .announce: try SessionOpening.announce(leading.session, by: act, tx)
                case .open: try SessionOpening.open(leading.session, by: act, tx)
                case .close: try SessionOpening.close(leading.session, by: act, tx)
                }
                return leading
            }
            let address = SessionAddress(leading.season, leading.session)
            return .seeOther(address.setup, notice: "session-\(deed.rawValue)")
        } catch let problem as Problem where problem.returnsToForm {
            return try await standingPage(who, problem: problem)
        }
    }

    // MARK: The code

    @Sendable func codePage(_ who: SignedIn) async throws -> Response {
        let visitor = try SeasonVisitor(who.visit)
        let leading = try await laurel.database.read { try Facilitating(visitor, $0) }
        let link = JoinLink(leading.session, laurel.settings)
        let content = SetupPages.CodeContent(
            season: leading.season, session: leading.session, address: link.typed, link: link.scanned,
            drawing: QRCode.svg(link.scanned, label: who.reader("sessions.code.drawing")))
        return who.visit.answer(SetupPages.code(content, who.visit))
    }

    @Sendable func renewCode(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let (former, code) = (form["code"], JoinCode.make(laurel.randomness))
        let leading = try await laurel.database.write { tx in
            let leading = try Facilitating(visitor, tx)
            try SessionSetup.renew(code, after: former, of: leading.session, by: act, tx)
            return leading
        }
        return .seeOther(SessionAddress(leading.season, leading.session).code, notice: "session-code")
    }
}

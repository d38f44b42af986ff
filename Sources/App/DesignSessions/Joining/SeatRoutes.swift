internal import Hummingbird
internal import Platform

/// The seats of a session and their parts, for those who lead it.
struct SeatRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = SessionSetupRoutes.base + "/seats"
        routes.page(base, list)
        routes.action(base + "/:seat", appoint)
    }

    @Sendable func list(_ who: SignedIn) async throws -> Response {
        try await page(who, problem: nil)
    }

    private func page(_ who: SignedIn, problem: Problem?) async throws -> Response {
        let (visitor, query) = (try SeasonVisitor(who.visit), who.visit.request.query)
        let content = try await laurel.database.read { tx in
            let here = try Facilitating(visitor, tx).here
            let session = here.session
            let list = try SeatList(
                of: session.id, after: query["after"].flatMap(Int.init) ?? 0,
                part: query["part"].flatMap(SessionSeat.Part.init(rawValue:)), tx)
            let path = SessionAddress(here.season, session).seats
            return SeatPages.Content(
                here: here, groups: try SessionGroup.of(session.id, tx), list: list,
                address: ListAddress(path: path, query: query), problem: problem)
        }
        return who.visit.answer(SeatPages.list(content, who.visit), problem)
    }

    @Sendable func appoint(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let seat = try who.visit.parameter("seat")
        guard let part = SessionSeat.Part(rawValue: form["part"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        do {
            let leading = try await laurel.database.write { tx in
                let leading = try Facilitating(visitor, tx)
                let groups = try SessionGroup.of(leading.session.id, tx)
                let group = groups.first { $0.publicID == form["group"] }
                try Appointing.appoint(seat, part, to: group?.id, in: leading.session, by: act, tx)
                return leading
            }
            return .seeOther(SessionAddress(leading.season, leading.session).seats, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(who, problem: problem)
        }
    }
}

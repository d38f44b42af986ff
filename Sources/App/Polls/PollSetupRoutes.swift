internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Preparing and leading polls, for those who lead the session.
struct PollSetupRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page(PollRoutes.list + "/new", new)
        routes.action(PollRoutes.list, create)
        routes.page(PollRoutes.one + "/setup", setup)
        routes.action(PollRoutes.one + "/setup", save)
        routes.action(PollRoutes.one + "/cards", makeCards)
        routes.action(PollRoutes.one + "/opening", open)
        routes.action(PollRoutes.one + "/closing", close)
        routes.action(PollRoutes.one + "/reveal", reveal)
        routes.action(PollRoutes.one + "/removal", discard)
    }

    @Sendable func new(_ who: SignedInVisitor) async throws -> Response {
        let method = Poll.Method(rawValue: who.visit.request.query["method"] ?? "") ?? .dots
        return try await newPage(who, PollDraft(method: method), nil)
    }

    private func newPage(
        _ who: SignedInVisitor, _ draft: PollDraft, _ problem: Problem?
    ) async throws -> Response {
        let content = try await laurel.database.read { tx -> PollSetupPages.NewContent in
            let led = try Facilitating(who.visitor, tx)
            return .init(
                led: led, candidates: try PollCandidate.of(led.session.id, tx), draft: draft, problem: problem
            )
        }
        return who.visit.answer(PollSetupPages.new(content, who.visit), problem)
    }

    @Sendable func create(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let (act, names) = (who.visit.act(laurel), PollDrafting.Names(laurel.randomness))
        do {
            let path = try await laurel.database.write { tx -> String in
                let led = try Facilitating(who.visitor, tx)
                let draft = try PollDraft(form, led.session)
                try PollDrafting.create(draft, named: names, for: led, by: act, tx)
                return SessionAddress(led.season, led.session).pollSetup(names.poll)
            }
            return .seeOther(path, notice: "saved")
        } catch let problem as Problem where problem.code == .invalid && !problem.fields.isEmpty {
            let session = try await laurel.database.read { try Facilitating(who.visitor, $0).session }
            return try await newPage(who, try PollDraft(form, session), problem)
        }
    }

    @Sendable func setup(_ who: SignedInVisitor) async throws -> Response {
        try await setupPage(who, nil, nil)
    }

    private func setupPage(
        _ who: SignedInVisitor, _ form: Form?, _ problem: Problem?
    ) async throws -> Response {
        let content = try await laurel.database.read { tx -> PollSetupPages.Content in
            let led = try PollFacilitating(who, tx)
            return .init(
                led: led, items: try PollItem.of(led.poll.id, tx),
                participation: try PollParticipation.of(led.poll, tx),
                draft: try form.map { try PollDraft($0, led.session) }, problem: problem)
        }
        return who.visit.answer(PollSetupPages.setup(content, who.visit), problem)
    }

    /// What was typed stays on the page whatever stands in its way, above what is saved.
    @Sendable func save(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        try await change(who, typed: form, notice: "saved") { led, act, tx in
            try PollDrafting.save(PollDraft(form, led.session), of: led, by: act, tx)
        }
    }

    @Sendable func open(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        try await change(who, notice: "poll-opened") { try PollMoves.open($0, by: $1, $2) }
    }

    /// The result is computed apart from the transaction that closes, which everybody who writes waits for.
    @Sendable func close(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let answer = try await change(who, notice: "poll-closed") { try PollMoves.close($0, by: $1, $2) }
        if answer.status == .seeOther { try await count(who) }
        return answer
    }

    /// Counts first, where the server stopped between a poll's close and its count.
    @Sendable func reveal(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        try await count(who)
        return try await change(who, notice: "poll-revealed") { try PollMoves.reveal($0, by: $1, $2) }
    }

    @Sendable func discard(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let act = who.visit.act(laurel)
        let polls = try await laurel.database.write { tx -> String in
            let led = try PollFacilitating(who, tx)
            try PollDrafting.discard(led, by: act, tx)
            return led.address.polls
        }
        return .seeOther(polls, notice: "poll-discarded")
    }

    private func count(_ who: SignedInVisitor) async throws {
        let closed = try await laurel.database.write { tx -> (poll: ID<Poll>, tally: PollTally)? in
            let poll = try PollFacilitating(who, tx).poll
            guard poll.state == .closed else { return nil }
            let stored = try tx.row("SELECT 1 FROM poll_result WHERE poll_id = \(poll.id)")
            guard stored == nil else { return nil }
            return (poll.id, try PollTally(poll, PollItem.of(poll.id, tx), tx))
        }
        guard let closed else { return }
        let result = try await laurel.onDisk { closed.tally.result() }
        try await laurel.database.write { try result.store(for: closed.poll, $0) }
    }

    /// Codes are shown this once, on the answer itself; nothing keeps them.
    @Sendable func makeCards(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let act = who.visit.act(laurel)
        let count = Int(form["count"]) ?? 0
        let codes = PollCards.codes(max(0, min(count, PollCards.mostCards + 1)), laurel.randomness)
        do {
            let led = try await laurel.database.write { tx -> PollFacilitating in
                let led = try PollFacilitating(who, tx)
                try PollCards.make(codes, for: led, by: act, tx)
                return led
            }
            var response = who.visit.answer(
                PollCardPages.page(codes, for: led, origin: laurel.settings.address, who.visit))
            response.headers[.cacheControl] = "private, no-store"
            return response
        } catch let problem as Problem where problem.returnsToForm {
            return try await setupPage(who, nil, problem)
        }
    }

    private func change(
        _ who: SignedInVisitor, typed form: Form? = nil, notice: String,
        _ verb: @escaping @Sendable (PollFacilitating, Act, Transaction) throws -> Void
    ) async throws -> Response {
        let act = who.visit.act(laurel)
        do {
            let path = try await laurel.database.write { tx -> String in
                let led = try PollFacilitating(who, tx)
                try verb(led, act, tx)
                return led.address.pollSetup(led.poll.publicID)
            }
            return .seeOther(path, notice: notice)
        } catch let problem as Problem where problem.returnsToForm {
            return try await setupPage(who, form, problem)
        }
    }
}

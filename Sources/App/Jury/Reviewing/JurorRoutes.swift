internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// A juror's own pages: the invitation, the queue, and the reviews.
struct JurorRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury"
        routes.page(base, queue)
        routes.page(base + "/invitation", invitation)
        routes.action(base + "/invitation/accept", accept)
        routes.action(base + "/invitation/decline", decline)
        DeclarationRoutes(laurel: laurel).add(to: routes)
        JurorThemeRoutes(laurel: laurel).add(to: routes)
        BidRoutes(laurel: laurel).add(to: routes)
        ReviewRoutes(laurel: laurel).add(to: routes)
        DiscussionRoutes(laurel: laurel).add(to: routes)
        ChairRoutes(laurel: laurel).add(to: routes)
    }

    // MARK: The queue

    @Sendable func queue(_ who: JurorRole) async throws -> Response {
        let (season, cache, now) = (who.season, laurel.rules, who.now)
        let content = try await laurel.database.read { tx -> JurorDeskPages.QueueContent? in
            let invited = try InvitedJuror(who, tx)
            guard invited.juror.state == .accepted else { return nil }
            let seated = try SeatedJuror(invited.juror, season)
            let queue = try ReviewQueue.of(seated, cache, tx)
            let bidding = try Bidding.of(season, in: queue?.round, cache, tx)
            return JurorDeskPages.QueueContent(
                season: season, rules: season.rules, queue: queue,
                undeclared: try ConflictDeclaration.openCount(for: seated, tx),
                bidUntil: bidding.flatMap { $0.isOpen(at: now) ? $0.until : nil },
                isChair: seated.juror.isChair)
        }
        guard let content else { return .seeOther(JuryAddress(season).invitation) }
        return who.visit.answer(JurorDeskPages.queue(content, who.visit))
    }

    // MARK: The invitation

    @Sendable func invitation(_ who: JurorRole) async throws -> Response {
        try await invitationPage(who, DeclineInput(), problem: nil)
    }

    private func invitationPage(
        _ who: JurorRole, _ declining: DeclineInput, problem: Problem?
    ) async throws -> Response {
        let juror = try await laurel.database.read { try InvitedJuror(who, $0).juror }
        let content = JurorDeskPages.InvitationContent(
            season: who.season, juror: juror, declining: declining, problem: problem)
        return who.visit.answer(JurorDeskPages.invitation(content, who.visit), problem)
    }

    @Sendable func accept(_ form: Form, _ who: JurorRole) async throws -> Response {
        let act = who.visit.act(laurel)
        try await laurel.database.write { try JurorInvitation.accept(try InvitedJuror(who, $0), by: act, $0) }
        return .seeOther(JuryAddress(who.season).conflicts, notice: "jury-accepted")
    }

    @Sendable func decline(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, input) = (who.visit.act(laurel), DeclineInput(form))
        do {
            try await laurel.database.write { tx in
                let invited = try InvitedJuror(who, tx)
                try JurorInvitation.decline(invited, because: try input.ofInvitation(), by: act, tx)
            }
            return .seeOther(JuryAddress(who.season).invitation, notice: "jury-declined")
        } catch let problem as Problem where problem.returnsToForm {
            return try await invitationPage(who, input, problem: problem)
        }
    }
}

internal import Hummingbird
internal import Platform

/// Inviting people to a session by mail.
struct InvitationRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = SessionSetupRoutes.base + "/invitations"
        routes.page(base, list)
        routes.action(base, preview)
        routes.action(base + "/sending", send)
        routes.action(base + "/one", change)
    }

    @Sendable func list(_ who: SignedIn) async throws -> Response {
        let content = try await content(who)
        return who.visit.answer(SessionInvitationPages.list(content, who.visit))
    }

    private func content(_ who: SignedIn) async throws -> SessionInvitationPages.Content {
        let visitor = try SeasonVisitor(who.visit)
        return try await laurel.database.read { tx in
            let leading = try Facilitating(visitor, tx)
            let session = leading.session.id
            return SessionInvitationPages.Content(
                season: leading.season, session: leading.session, groups: try SessionGroup.of(session, tx),
                invitations: try SessionInvitation.all(of: session, tx))
        }
    }

    @Sendable func preview(_ form: Form, _ who: SignedIn) async throws -> Response {
        var content = try await content(who)
        let input = InvitationInput(form)
        let table = input.table(content.groups)
        guard table.findings.isEmpty else {
            let problem = Problem(.invalid, "problem.check", fields: [.init("text", "sessions.invite.check")])
            content.input = input
            content.findings = table.findings
            content.problem = problem
            return who.visit.answer(SessionInvitationPages.list(content, who.visit), problem)
        }
        let (session, chosen) = (content.session, Language(input.language) ?? .english)
        let guests = try await laurel.database.read {
            try Inviting.guests(table.entries, else: chosen, to: session, $0)
        }
        let mail = InvitationMail(
            season: content.season, session: session, groups: content.groups, laurel: laurel)
        var seen: Set<Language> = []
        let samples = guests.filter { !$0.isInvited && seen.insert($0.language).inserted }
            .map { (language: laurel.catalogue.best(for: [$0.language]), letter: mail.letter(to: $0)) }
        let preview = SessionInvitationPages.PreviewContent(
            season: content.season, session: session, groups: content.groups, input: input, guests: guests,
            samples: samples)
        return who.visit.answer(SessionInvitationPages.preview(preview, who.visit))
    }

    @Sendable func send(_ form: Form, _ who: SignedIn) async throws -> Response {
        let content = try await content(who)
        let input = InvitationInput(form)
        let table = input.table(content.groups)
        guard table.findings.isEmpty else { throw Problem(.invalid, "problem.malformed") }
        let (session, chosen) = (content.session, Language(input.language) ?? .english)
        let mail = InvitationMail(
            season: content.season, session: session, groups: content.groups, laurel: laurel)
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        let sent = try await laurel.database.write { tx in
            _ = try Facilitating(visitor, tx)
            let guests = try Inviting.guests(table.entries, else: chosen, to: session, tx)
            return try Inviting.invite(guests, mail: mail, by: act, tx)
        }
        let address = SessionAddress(content.season, session)
        return .seeOther(
            address.invitations, notice: sent > 0 ? "session-invited" : "session-invited-nobody")
    }

    @Sendable func change(_ form: Form, _ who: SignedIn) async throws -> Response {
        let content = try await content(who)
        let (email, isAgain) = (form["email"], form["deed"] == "again")
        if isAgain { try laurel.limiter.count(Inviting.againPerAddress, for: email, now: who.now) }
        let mail = InvitationMail(
            season: content.season, session: content.session, groups: content.groups, laurel: laurel)
        let (visitor, act) = (try SeasonVisitor(who.visit), who.visit.act(laurel))
        try await laurel.database.write { tx in
            let session = try Facilitating(visitor, tx).session
            if isAgain {
                try Inviting.sendAgain(email, mail: mail, by: act, tx)
            } else {
                try Inviting.withdraw(email, of: session, by: act, tx)
            }
        }
        let address = SessionAddress(content.season, content.session)
        return .seeOther(
            address.invitations, notice: isAgain ? "session-invited" : "session-invitation-withdrawn")
    }
}

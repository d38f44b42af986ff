internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Signing in and out, and one's own account.
struct PeopleRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/sign-in", signInPage)
        routes.action("/sign-in", askForCode)
        routes.page("/sign-in/code", codePage)
        routes.action("/sign-in/code", enterCode)
        routes.action("/sign-out", signOut)
        routes.page("/account", account)
        routes.action("/account", saveAccount)
        routes.action("/account/sessions/:session/end", endSession)
    }

    @Sendable func signInPage(_ anybody: PublicAuthority) async throws -> Response {
        let next = SignInAddress.local(anybody.visit.request.query["next"])
        return laurel.formPage(anybody.visit) { signInPage(.init(next: next), $0) }
    }

    private func signInPage(_ content: PeoplePages.SignInContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("people.sign-in"), lead: reader("people.sign-in.lead"),
            body: PeoplePages.signIn(content, visit))
    }

    @Sendable func askForCode(_ form: Form, _ anybody: PublicAuthority) async throws -> Response {
        let visit = anybody.visit
        let next = SignInAddress.local(form["next"])
        do {
            guard let email = AccountEmail.normal(form["email"]) else {
                throw Problem(.invalid, "problem.check", fields: [.init("email", "people.email.wrong")])
            }
            try SignIn.codesPerAddress.count(email, by: visit.address, laurel.limiter, now: visit.now)
            try laurel.limiter.count(SignIn.codesPerVisitor, for: visit.address, now: visit.now)
            let request = codeRequest(email: email, visit)
            let act = visit.act(laurel)
            try await laurel.database.write { try SignIn.ask(request, by: act, $0) }
            return .seeOther(SignInAddress.code(email: email, next: next))
        } catch let problem as Problem where problem.returnsToForm {
            let content = PeoplePages.SignInContent(email: form["email"], next: next, problem: problem)
            return visit.page(
                title: visit.reader("people.sign-in"), PeoplePages.signIn(content, visit), problem)
        }
    }

    private func codeRequest(email: String, _ visit: Visit) -> SignIn.Request {
        let code = laurel.randomness.code()
        let shown = code.prefix(4) + " " + code.suffix(4)
        let values: [String: MessageValue] = [
            "code": .text(String(shown)), "programme": .text(visit.reader("programme.name")),
            "minutes": .number(Int(SignIn.codeLife.components.seconds / 60)),
        ]
        let mail = OutgoingMail(
            recipient: email, subject: visit.reader("people.mail.code.subject", values),
            body: visit.reader("people.mail.code.body", values))
        return SignIn.Request(
            email: email, browser: visit.browser ?? "", language: visit.reader.language, code: code,
            mail: mail)
    }

    @Sendable func codePage(_ anybody: PublicAuthority) async throws -> Response {
        let query = anybody.visit.request.query
        let content = PeoplePages.CodeContent(
            email: query["email"] ?? "", next: SignInAddress.local(query["next"]))
        return laurel.formPage(anybody.visit) { codePage(content, $0) }
    }

    private func codePage(_ content: PeoplePages.CodeContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("people.code.title"),
            lead: reader("people.code.lead", ["email": .text(content.email)]),
            body: PeoplePages.code(content, visit))
    }

    @Sendable func enterCode(_ form: Form, _ anybody: PublicAuthority) async throws -> Response {
        let visit = anybody.visit
        let next = SignInAddress.local(form["next"])
        let email = AccountEmail.normal(form["email"]) ?? ""
        do {
            try SignIn.triesPerAddress.count(email, by: visit.address, laurel.limiter, now: visit.now)
            let attempt = attempt(email: email, code: form["code"], visit)
            let act = visit.act(laurel)
            let person = try await laurel.database.write { try SignIn.enter(attempt, by: act, $0) }
            guard person != nil else {
                throw Problem(.invalid, "problem.check", fields: [.init("code", "people.code.wrong")])
            }
            var response = Response.seeOther(next)
            response.setCookie(
                laurel.secretCookie(
                    CookieName.session(laurel.settings), attempt.token, lasting: SignIn.sessionLife))
            return response
        } catch let problem as Problem where problem.returnsToForm {
            let content = PeoplePages.CodeContent(email: form["email"], next: next, problem: problem)
            return visit.page(
                title: visit.reader("people.code.title"), PeoplePages.code(content, visit), problem)
        }
    }

    private func attempt(email: String, code: String, _ visit: Visit) -> SignIn.Attempt {
        let digits = String(code.filter(\.isNumber))
        return SignIn.Attempt(
            email: email, code: digits, browser: visit.browser ?? "", token: laurel.randomness.token(),
            sessionID: laurel.randomness.publicID(), personID: laurel.randomness.publicID(),
            device: visit.request.device, language: visit.reader.language,
            phoneDigest: laurel.phoneDigest(code: digits, email: email))
    }

    @Sendable func signOut(_ form: Form, _ who: SignedIn) async throws -> Response {
        let (session, person, act) = (who.session.publicID, who.person.id, who.visit.act(laurel))
        try await laurel.database.write { try SignIn.revoke(session: session, of: person, by: act, $0) }
        return .seeOther("/", notice: "signed-out")
    }

    @Sendable func account(_ who: SignedIn) async throws -> Response {
        try await accountPage(who, AccountEntry(who.person))
    }

    private func accountPage(
        _ who: SignedIn, _ entry: AccountEntry, problem: Problem? = nil
    ) async throws -> Response {
        let (person, now) = (who.person.id, who.now)
        let sessions = try await laurel.database.read { try SessionSummary.ofPerson(person, now: now, $0) }
        let content = PeoplePages.AccountContent(
            entry: entry, sessions: sessions, currentSession: who.session.publicID,
            languages: laurel.catalogue.languages, problem: problem)
        return who.visit.page(
            title: who.reader("people.account"), PeoplePages.account(content, who.visit), problem)
    }

    @Sendable func saveAccount(_ form: Form, _ who: SignedIn) async throws -> Response {
        let entry = AccountEntry(form, of: who.person)
        if let problem = entry.problem(among: laurel.catalogue.languages) {
            return try await accountPage(who, entry, problem: problem)
        }
        let (person, act) = (who.person.id, who.visit.act(laurel))
        try await laurel.database.write { tx in
            try tx.run(
                """
                UPDATE person SET name = \(entry.name), language = \(entry.language), time_zone = \(entry.zone)
                WHERE id = \(person)
                """)
            try tx.audit(
                "account changed", on: "person", person.rawValue, by: act, ["name": .string(entry.name)])
        }
        return .seeOther("/account", notice: "saved")
    }

    @Sendable func endSession(_ form: Form, _ who: SignedIn) async throws -> Response {
        let session = try who.visit.parameter("session")
        let (person, act) = (who.person.id, who.visit.act(laurel))
        try await laurel.database.write { try SignIn.revoke(session: session, of: person, by: act, $0) }
        return .seeOther("/account", notice: "session-ended")
    }
}

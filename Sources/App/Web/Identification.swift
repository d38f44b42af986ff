internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Finds out who asks and about which season, with one read however much there is to know.
struct Identification: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var visit = context
        let token = request.cookies[CookieName.session(laurel.settings)]?.value
        if token != nil || visit.parameters.get("season") != nil {
            let known = try await recognise(
                token: token, season: visit.parameters.get("season"), now: visit.now)
            visit.session = known.session
            visit.season = known.season
            visit.takesPart = known.takesPart
        }
        if let person = visit.person { visit.reader = laurel.reader(request, person) }
        if let secret = visit.session == nil ? visit.browser : token {
            visit.formToken = laurel.keys.token(secret)
        }
        let response = try await next(request, visit)
        return remember(language: visit, in: response)
    }

    private func recognise(
        token: String?, season: String?, now: Instant
    ) async throws -> (session: SignedInSession?, season: Season?, takesPart: Bool) {
        let rules = laurel.rules
        return try await laurel.database.read { tx in
            let session = try token.flatMap { try SignedInSession.find(token: $0, now: now, tx) }
            let season = try season.flatMap { try Season.find(key: $0, rules, tx) }
            guard let session, let season, !session.roles.isEmpty else { return (session, season, false) }
            return (session, season, try Impartiality.isPartial(session.person.id, in: season.id, tx))
        }
    }

    private func remember(language visit: Visit, in response: Response) -> Response {
        guard visit.request.query["lang"] != nil else { return response }
        var response = response
        response.setCookie(
            Cookie(
                name: "laurel_language", value: visit.reader.language.code, maxAge: 31_536_000, path: "/",
                secure: laurel.settings.isSecure, httpOnly: true, sameSite: .lax))
        return response
    }
}

/// The cookies that hold secrets. Under https the browser itself keeps other hosts from setting them
/// (`__Host-`).
enum CookieName {
    static func session(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-laurel_session" : "laurel_session"
    }

    static func browser(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-laurel_browser" : "laurel_browser"
    }
}

extension Laurel {
    func secretCookie(_ name: String, _ value: String, lasting: Duration?) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: lasting.map { Int($0.components.seconds) }, path: "/",
            secure: settings.isSecure, httpOnly: true, sameSite: .lax)
    }
}

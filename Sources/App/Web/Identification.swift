internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Finds out who asks, in which language and about which season, with one read however much there is to know.
struct Identification: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var visit = context
        visit.request = RequestHead(request)
        visit.now = laurel.clock()
        visit.address = address(of: request, peer: visit.peer)
        let cookies = request.cookies
        visit.browser = cookies[CookieName.browser(laurel.settings)]?.value
        let token = cookies[CookieName.session(laurel.settings)]?.value
        if token != nil || visit.parameters.get("season") != nil {
            let known = try await recognise(
                token: token, season: visit.parameters.get("season"), now: visit.now)
            visit.session = known.session
            visit.season = known.season
            visit.takesPart = known.takesPart
        }
        visit.reader = reader(request, cookies, visit)
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

    /// The language asked for in the address, else chosen before, else of the account, else of the browser.
    private func reader(_ request: Request, _ cookies: Cookies, _ visit: Visit) -> Reader {
        let chosen = [visit.request.query["lang"], cookies["laurel_language"]?.value]
            .compactMap { $0.flatMap { Language($0) } }
        let own = visit.person.map { [$0.language] }
        let header = request.headers[.acceptLanguage] ?? ""
        let wishes = chosen + (own ?? Reader.languages(acceptLanguage: header))
        let zone = visit.person.flatMap { TimeZones.zone($0.timeZone) } ?? .gmt
        return Reader(
            language: laurel.catalogue.best(for: wishes), timeZone: zone, catalogue: laurel.catalogue)
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

    /// The last address that a trusted proxy says it saw; anybody else could write what they like there.
    private func address(of request: Request, peer: String?) -> String {
        let peer = peer ?? "local"
        let forwarded = HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] }
        guard laurel.settings.trustedProxies.contains(peer), let forwarded else { return network(of: peer) }
        let hops = forwarded.split(separator: ",").map { String($0).trimmed }
        return network(of: hops.last { !laurel.settings.trustedProxies.contains($0) } ?? peer)
    }

    /// Of an IPv6 address its first 64 bits: all behind them belongs to one household (RFC 6177), which would
    /// otherwise be as many visitors as it likes.
    private func network(of address: String) -> String {
        guard case .v6(let parsed)? = try? SocketAddress(ipAddress: address, port: 0) else { return address }
        let bytes = withUnsafeBytes(of: parsed.address.sin6_addr) { Array($0) }
        let isMapped = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return isMapped ? address : Array(bytes.prefix(8)).hexadecimal + "::/64"
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

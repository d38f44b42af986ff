internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Notes what a request says of itself, before anything is looked up: whatever goes wrong from then on is
/// answered in somebody's language.
struct Reception: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        var visit = context
        visit.request = RequestHead(request)
        visit.now = laurel.clock()
        visit.address = address(of: request, peer: visit.peer)
        visit.browser = request.cookies[CookieName.browser(laurel.settings)]?.value
        visit.reader = laurel.reader(request)
        return try await next(request, visit)
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

extension Laurel {
    /// The language asked for in the address, else chosen before, else of the account, else of the browser.
    func reader(_ request: Request, _ person: Person? = nil) -> Reader {
        let chosen = [RequestHead(request).query["lang"], request.cookies["laurel_language"]?.value]
            .compactMap { $0.flatMap { Language($0) } }
        let own = person.map { [$0.language] }
        let header = request.headers[.acceptLanguage] ?? ""
        let wishes = chosen + (own ?? Reader.languages(acceptLanguage: header))
        let zone = person.flatMap { TimeZones.zone($0.timeZone) } ?? .gmt
        return Reader(
            language: catalogue.best(for: wishes), timeZone: zone, catalogue: catalogue)
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// A route as it is declared: what `laurel routes` prints and the authority table answers for.
public struct RouteEntry: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        /// A page for people, checked by the browser journeys.
        case page
        /// The same answer for every anonymous reader, cached.
        case publicPage = "public-page"
        /// A change, by POST with a form token.
        case action
        /// Data: a download, JSON, a stylesheet.
        case resource
    }

    public let method: String
    public let pattern: String
    public let kind: Kind
    public let authority: String

    public var description: String { "\(method) \(pattern) \(kind.rawValue) \(authority)" }
}

/// Declares routes: each names the authority that its handler takes, and every change carries a form token.
final class RouteTable {
    let router: Router<Visit>
    private let laurel: Laurel
    private(set) var entries: [RouteEntry] = []

    init(_ router: Router<Visit>, _ laurel: Laurel) {
        self.router = router
        self.laurel = laurel
    }

    /// A page; `kind` says whether anonymous readers share it.
    func page<A: Authority>(
        _ pattern: String, _ handler: @escaping @Sendable (A) async throws -> Response,
        kind: RouteEntry.Kind = .page
    ) {
        record("GET", pattern, kind, A.self)
        router.on(RouterPath(pattern), method: .get) { _, visit in
            try await handler(A(visit))
        }
    }

    /// A change: its body is read within `limit` bytes and its token checked before the handler sees it.
    func action<A: Authority>(
        _ pattern: String, _ handler: @escaping @Sendable (Form, A) async throws -> Response,
        limit: Int = 256 * 1024
    ) {
        record("POST", pattern, .action, A.self)
        let laurel = laurel
        router.on(RouterPath(pattern), method: .post) { request, visit in
            let authority = try A(visit)
            let place = try request.isLarge(limit) ? laurel.bodies.place(for: visit.oneself) : nil
            defer { withExtendedLifetime(place) {} }
            let form = try await request.form(limit: limit)
            try laurel.checkToken(form, visit)
            return try await handler(form, authority)
        }
    }

    /// Every other method of a declared path is answered with those that it takes; called once all are.
    func refuseOtherMethods() {
        let methods: [String: [HTTPRequest.Method]] = Dictionary(grouping: entries, by: \.pattern)
            .mapValues { $0.compactMap { HTTPRequest.Method($0.method) } }
        for (pattern, declared) in methods {
            let allowed: [HTTPRequest.Method] = declared.contains(.get) ? declared + [.head] : declared
            let refusal = WrongMethod(allowed: allowed.map(\.rawValue).sorted())
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(pattern), method: method) { _, _ -> Response in throw refusal }
            }
        }
    }

    /// Those of RFC 9110 and RFC 5789 that name a path; with any other a path is not found.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    private func record(_ method: String, _ pattern: String, _ kind: RouteEntry.Kind, _ authority: Any.Type) {
        entries.append(
            RouteEntry(method: method, pattern: pattern, kind: kind, authority: "\(authority)"))
    }
}

/// A method that a path does not take.
struct WrongMethod: Error {
    let allowed: [String]
}

extension Request {
    /// Whether its body takes one of the places for large ones. Who does not say how long it is may send as
    /// much as the route takes.
    fileprivate func isLarge(_ limit: Int) -> Bool {
        (headers[.contentLength].flatMap(Int.init) ?? limit) > LargeBodies.bytes
    }

    fileprivate func form(limit: Int) async throws -> Form {
        var request = self
        if let length = headers[.contentLength].flatMap(Int.init), length > limit {
            throw Self.tooLarge(limit)
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.collectBody(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Self.tooLarge(limit)
        } catch {
            // The connection ended within the body, which is nobody's fault here.
            throw Problem(.invalid, "problem.malformed")
        }
        let type = headers[.contentType] ?? ""
        if type.hasPrefix("application/x-www-form-urlencoded") {
            return try Form(urlEncoded: Array(buffer.readableBytesView))
        }
        if let boundary = type.split(separator: "boundary=").last, type.hasPrefix("multipart/form-data") {
            return try Form(
                multipart: Array(buffer.readableBytesView),
                boundary: String(boundary).replacing("\"", with: ""))
        }
        if buffer.readableBytes == 0 { return Form() }
        throw Problem(.invalid, "problem.malformed")
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, "problem.too-large", ["kilobytes": .number(limit / 1024)])
    }
}

extension Laurel {
    /// A form must come from a page of ours that this browser was given.
    fileprivate func checkToken(_ form: Form, _ visit: Visit) throws {
        let isOurs = !visit.formToken.isEmpty && form["_token"] == visit.formToken
        try Guard.formToken.require(isOurs, orElse: Problem(.forbidden, "problem.form-token"))
    }
}

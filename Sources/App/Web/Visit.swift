internal import Foundation
internal import HTTPTypes
public import Hummingbird
internal import NIOCore
internal import Platform

/// One request, and who makes it: the person, the language, the season of the address.
///
/// It proves nothing: a handler takes an `Authority` made from it.
public struct Visit: RequestContext {
    public var coreContext: CoreRequestContextStorage
    private var known: Reader?
    /// The peer's address as the connection says it; nothing in tests without a socket.
    let peer: String?
    private let channel: any Channel
    var request: RequestHead
    var now = Instant(milliseconds: 0)
    /// Whom the answer speaks to: `Reception` says it before anything asks, `Identification` better.
    var reader: Reader {
        get {
            guard let known else { preconditionFailure("a request was answered before it was received") }
            return known
        }
        set { known = newValue }
    }
    var session: SignedInSession?
    var season: Season?
    /// Whether somebody with a role has an application in the season, or stands too close to one.
    var takesPart = false
    /// The address that limits count, after trusted proxies.
    var address = ""
    /// What this browser is known by before anybody signs in.
    var browser: String?
    /// Makes the token of this browser's forms.
    var formToken = ""

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
        channel = source.channel
        request = RequestHead()
    }

    var person: Person? { session?.person }

    /// Whom limits count: the account, else the address.
    var oneself: String { person?.publicID ?? address }

    func holds(_ kind: Role.Kind) -> Bool {
        session?.roles.contains { role in
            role.kind == kind && (role.season == nil || role.season == season?.id)
        } ?? false
    }

    /// What a change of this visitor is recorded with.
    func act(_ laurel: Laurel) -> Act {
        Act(by: person?.id.rawValue, at: now, nonce: laurel.randomness.bytes(16))
    }

    /// Closes the connection at once, on which an answer may hang.
    func hangUp() {
        channel.close(promise: nil)
    }

    /// A part of the address that names a row; what does not read as one does not exist.
    func parameter(_ name: String) throws -> String {
        guard let value = parameters.get(name), value.utf8.count <= 64 else { throw Problem.notFound }
        return value
    }
}

/// What a handler may know of the request line.
struct RequestHead: Sendable {
    let path: String
    let query: [String: String]
    let accept: String
    let takesGzip: Bool
    /// What the browser calls itself, shortened; shown to the owner of a session.
    let device: String
    /// The last event that a stream brought before it broke (HTML Living Standard, 9.2.3).
    let lastEvent: Int?

    init() {
        path = "/"
        query = [:]
        accept = ""
        takesGzip = false
        device = ""
        lastEvent = nil
    }

    init(_ request: Request) {
        path = request.uri.path
        query = Self.query(request.uri.query ?? "")
        accept = request.headers[.accept] ?? ""
        takesGzip = request.takesGzip
        device = String((request.headers[.userAgent] ?? "").prefix(200))
        lastEvent = request.headers[.lastEventID].flatMap(Int.init)
    }

    /// The last value of each name; browsers write a form into an address as they write it into a body.
    private static func query(_ text: String) -> [String: String] {
        guard let form = try? Form(urlEncoded: Array(text.utf8)) else { return [:] }
        let short = form.values.compactMapValues { values in values.last { $0.utf8.count <= 500 } }
        return short.count <= 50 ? short : [:]
    }

    var wantsJSON: Bool {
        accept.contains("json") && !accept.contains("text/html")
    }
}

extension HTTPField.Name {
    static let lastEventID = HTTPField.Name("Last-Event-ID")!
}

extension Request {
    /// Whether the browser takes compressed answers. Those that forbid gzip by its weight are not met.
    var takesGzip: Bool {
        headers[.acceptEncoding]?.contains("gzip") ?? false
    }
}

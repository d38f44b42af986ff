internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform
internal import Synchronization

/// A page that every anonymous reader of a language gets, plain and compressed.
struct SharedPage: Sendable {
    private let plain: Response
    private let gzipped: Response?

    init(_ response: Response) async throws {
        let body = CollectedBody()
        try await response.body.write(body)
        var headers = response.headers
        headers[.contentLength] = nil
        headers[.vary] = [headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(separator: ", ")
        plain = Response(status: .ok, headers: headers, body: .init(byteBuffer: body.bytes))
        headers[.contentEncoding] = "gzip"
        gzipped = Gzip.compress(Array(body.bytes.readableBytesView)).map { [headers] bytes in
            Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    func response(to request: Request) -> Response {
        request.takesGzip ? gzipped ?? plain : plain
    }
}

/// Takes a body that would go to a browser.
private final class CollectedBody: ResponseBodyWriter {
    private(set) var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws {
        bytes.writeImmutableBuffer(buffer)
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Keeps public pages for readers who are nobody in particular, by path and language, until something is
/// published or a few seconds have passed: time alone opens and closes stages, and other nodes publish too.
final class PageCache: Sendable {
    private struct Entry {
        let page: SharedPage
        let until: Instant
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let life: Duration = .seconds(5)
    private static let capacity = 2_000

    func page(_ key: String, now: Instant) -> SharedPage? {
        entries.withLock { entries in
            guard let entry = entries[key], entry.until > now else { return nil }
            return entry.page
        }
    }

    /// No longer than until `turn`, when the clock alone makes something public.
    func keep(_ page: SharedPage, for key: String, now: Instant, turn: Instant?) {
        let end = now + Self.life
        let until = turn.map { $0 > now ? min($0, end) : now } ?? end
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
            entries[key] = Entry(page: page, until: until)
        }
    }

    /// Forgets everything, because something has become visible.
    func clear() {
        entries.withLock { $0.removeAll(keepingCapacity: true) }
    }
}

/// Answers from the cache before anybody is identified: only those who carry no session, and only plain
/// addresses. Pages that anonymous readers share hold no secret, so they alone are compressed.
struct PublicPages: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        let isPlain = request.isPlain
        let now = laurel.clock()
        let key = isPlain ? key(of: request) : ""
        if isPlain, let kept = laurel.pages.page(key, now: now) { return kept.response(to: request) }
        let response = try await next(request, context)
        guard request.method == .get, response.status == .ok,
            response.headers[.cacheControl] == Self.shareable
        else { return response }
        let page = try await SharedPage(response)
        if isPlain { laurel.pages.keep(page, for: key, now: now, turn: laurel.due.known) }
        return page.response(to: request)
    }

    private func key(of request: Request) -> String {
        let asked = Reader.languages(acceptLanguage: request.headers[.acceptLanguage] ?? "")
        return laurel.catalogue.best(for: asked).code + request.uri.path
    }

    /// What a route that anonymous readers share puts on its answer.
    static let shareable = "public, max-age=0, must-revalidate"
}

extension Request {
    /// Whether it asks for a page as nobody in particular, at its address as our links have it. The router
    /// takes "//seasons/third/" for the same page: kept under every such spelling, one page would fill the
    /// memory.
    fileprivate var isPlain: Bool {
        guard method == .get, uri.query == nil, headers[.cookie] == nil else { return false }
        return uri.path == "/" || !uri.path.hasSuffix("/") && !uri.path.contains("//")
    }
}

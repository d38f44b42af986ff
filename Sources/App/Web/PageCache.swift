internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform
internal import Synchronization

/// Keeps public pages for readers who are nobody in particular, by path and language, until something is
/// published or a few seconds have passed: time alone opens and closes stages, and other nodes publish too.
final class PageCache: Sendable {
    private struct Entry {
        let response: Response
        let until: Instant
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let life: Duration = .seconds(5)
    private static let capacity = 2_000

    func page(_ key: String, now: Instant) -> Response? {
        entries.withLock { entries in
            guard let entry = entries[key], entry.until > now else { return nil }
            return entry.response
        }
    }

    func keep(_ response: Response, for key: String, now: Instant) {
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
            entries[key] = Entry(response: response, until: now + Self.life)
        }
    }

    /// Forgets everything, because something has become visible.
    func clear() {
        entries.withLock { $0.removeAll(keepingCapacity: true) }
    }
}

/// Answers from the cache before anybody is identified: only those who carry no session, and only plain
/// addresses.
struct PublicPages: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        let isPlain = request.method == .get && request.uri.query == nil && request.headers[.cookie] == nil
        guard isPlain else { return try await next(request, context) }
        let language = laurel.catalogue.best(
            for: Reader.languages(acceptLanguage: request.headers[.acceptLanguage] ?? ""))
        let key = language.code + request.uri.path
        let now = laurel.clock()
        if let kept = laurel.pages.page(key, now: now) { return kept }
        let response = try await next(request, context)
        if response.headers[.cacheControl] == Self.shareable, response.status == .ok {
            laurel.pages.keep(response, for: key, now: now)
        }
        return response
    }

    /// What a route that anonymous readers share puts on its answer.
    static let shareable = "public, max-age=0, must-revalidate"
}

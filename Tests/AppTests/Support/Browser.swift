import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Platform
import Synchronization
import Testing

@testable import App

/// Keeps cookies and the form token of the last page, as a browser would.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let laurel: Laurel
    private let language: String
    /// Where a proxy says that it sits.
    private let address: String?
    private let cookies = Mutex<[String: String]>([:])
    private let token = Mutex("")

    init(client: any TestClientProtocol, laurel: Laurel, language: String, address: String? = nil) {
        self.client = client
        self.laurel = laurel
        self.language = language
        self.address = address
    }

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
        let bytes: [UInt8]

        var type: String { headers[.contentType] ?? "" }
        var location: String { headers[.location] ?? "" }
    }

    @discardableResult
    func get(_ path: String, accept: String = "text/html") async throws -> Answer {
        let answer = try await send(.get, path, body: nil, type: nil, accept: accept)
        if let found = answer.text.firstMatch(of: #/name="_token" value="([^"]*)"/#) {
            token.withLock { $0 = String(found.1) }
        }
        return answer
    }

    /// Asks for what `get` would bring, without its body.
    func head(_ path: String) async throws -> Answer {
        try await send(.head, path, body: nil, type: nil, accept: "text/html")
    }

    /// Asks without a body, by any method.
    func ask(_ method: HTTPRequest.Method, _ path: String, accept: String = "text/html") async throws
        -> Answer
    {
        try await send(method, path, body: nil, type: nil, accept: accept)
    }

    /// Sends a form with the token of the last page.
    @discardableResult
    func post(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:], accept: String = "text/html"
    ) async throws -> Answer {
        let pairs = fields.map { ($0.key, $0.value) } + [("_token", token.withLock { $0 })]
        let body = pairs.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
        return try await send(
            .post, path, body: Array(body.utf8), type: "application/x-www-form-urlencoded", accept: accept)
    }

    /// Sends bytes as they are.
    @discardableResult
    func post(_ path: String, body: [UInt8], type: String, accept: String = "text/html") async throws
        -> Answer
    {
        try await send(.post, path, body: body, type: type, accept: accept)
    }

    /// What this browser is known by before anybody signs in, once a page with a form has told it.
    var secret: String? { cookies.withLock { $0["laurel_browser"] } }

    var formToken: String { token.withLock { $0 } }

    /// What it sends along with each request; nothing where it was given no cookies.
    var cookieLine: String? {
        let jar = cookies.withLock { $0 }
        return jar.isEmpty ? nil : jar.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    }

    func forgetToken() {
        token.withLock { $0 = "forged" }
    }

    /// Asks for a code, reads it in the outbox and types it in.
    func signIn(_ email: String) async throws {
        try await get("/sign-in")
        try await post("/sign-in", ["email": email])
        let subject: String? = try await laurel.database.read { tx in
            try tx.row("SELECT subject FROM mail WHERE recipient = \(email) ORDER BY id DESC LIMIT 1")?.only()
        }
        let digits = (subject ?? "").filter(\.isNumber)
        let answer = try await post("/sign-in/code", ["email": email, "code": digits])
        try #require(answer.status == 303)
        // The page's forms now carry the session's token.
        try await get("/account")
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8]?, type: String?, accept: String
    ) async throws -> Answer {
        var headers: HTTPFields = [.accept: accept, .acceptLanguage: language, .userAgent: "Test browser"]
        headers[.contentType] = type
        headers[HTTPField.Name("X-Forwarded-For")!] = address
        headers[.cookie] = cookieLine
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        for line in response.headers[values: .setCookie] {
            let pair = line.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
            cookies.withLock { $0[String(pair[0])] = pair.count > 1 ? String(pair[1]) : "" }
        }
        return Answer(
            status: Int(response.status.code), headers: response.headers,
            text: String(buffer: response.body), bytes: Array(response.body.readableBytesView))
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Platform
import Testing

@testable import App

/// An answer with every header and every byte.
struct Glance: Sendable, Equatable {
    let status: Int
    let text: String

    /// Somebody is told to sign in, or that they lack a role: the same behind one door.
    var isTurnedAway: Bool {
        text.contains("Location: /sign-in?") || status == 403 && text.contains("role that this page needs")
    }

    /// Whether something was done.
    var isDone: Bool { status < 400 }

    /// What answers are compared by where there are too many to keep.
    var mark: [UInt8] { digest("\(status)\n" + text) }

    /// What of it differs first from another.
    func difference(to other: Glance) -> String {
        let (mine, theirs) = (text.split(separator: "\n"), other.text.split(separator: "\n"))
        let pairs = zip(mine, theirs).first { $0 != $1 && !$0.hasPrefix("Content-Length") }
        let lines = pairs.map { ($0.0, $0.1) } ?? (mine.last ?? "", theirs.last ?? "")
        return "\(status): \(lines.0.prefix(300))\n\(other.status): \(lines.1.prefix(300))"
    }
}

/// One way to ask at an address.
struct Question: Sendable {
    enum Kind: String, Sendable {
        case page, head, json
        /// An empty form with its token, sent to a copy of the scene.
        case form
    }

    let address: SceneAddress
    let kind: Kind
}

/// Asks a server that remembers nothing: a fresh one on the database of the scene, whose clock stands still
/// and whose randomness begins anew with each request, so that answers need no blanks to be compared.
struct Inquiry: Sendable {
    private let client: any TestClientProtocol
    private let cookies: [Onlooker: String]
    private let tokens: [Onlooker: String]

    /// On the scene's own database, unless it is asked of a copy.
    static func make<Result: Sendable>(
        of scene: HiddenScene, copy: Database? = nil,
        _ body: @escaping @Sendable (Inquiry) async throws -> Result
    ) async throws -> Result {
        let (test, cookies, tokens) = (scene.test, scene.cookies, scene.tokens)
        let laurel = try await Laurel.open(
            settings: test.laurel.settings, clock: { test.clock.now }, randomness: .ofRequest,
            database: copy ?? test.laurel.database)
        return try await Application(router: laurel.router()).test(.router) { client in
            try await body(Inquiry(client: client, cookies: cookies, tokens: tokens))
        }
    }

    /// What comes of doing something everywhere with an empty form. As soon as something was done, the rest
    /// is asked of a new copy, where it was not.
    static func doing(
        _ paths: [String], as onlooker: Onlooker, in scene: HiddenScene
    ) async throws -> [Glance] {
        var answers: [Glance] = []
        while answers.count < paths.count {
            let copy = try await scene.copy()
            let rest = paths.dropFirst(answers.count)
            answers += try await make(of: scene, copy: copy) { inquiry in
                var some: [Glance] = []
                for path in rest where some.last?.isDone != true {
                    some.append(try await inquiry.ask(path, as: onlooker, .form))
                }
                return some
            }
            copy.close()
        }
        return answers
    }

    func ask(
        _ path: String, as onlooker: Onlooker, _ kind: Question.Kind = .page
    ) async throws -> Glance {
        var headers: HTTPFields = [
            .accept: kind == .json ? "application/json" : "text/html", .acceptLanguage: "en",
            .userAgent: "Test browser",
        ]
        headers[.cookie] = cookies[onlooker]
        if kind == .form { headers[.contentType] = "application/x-www-form-urlencoded" }
        let (asked, token) = (headers, "_token=" + (tokens[onlooker] ?? ""))
        // Other names than those that the scene was made with.
        let response = try await RequestRandomness.$current.withValue(.repeatable(seed: 11)) {
            try await client.execute(
                uri: path, method: Self.method(of: kind), headers: asked,
                body: kind == .form ? ByteBuffer(string: token) : nil)
        }
        let status = Int(response.status.code)
        #expect(status != 429 && status < 500, "compares nothing: \(path) as \(onlooker)")
        let told = response.headers.map { "\($0.name): \(Self.ordered($0))" }
        let body = String(decoding: response.body.readableBytesView, as: UTF8.self)
        return Glance(status: status, text: (told + [body]).joined(separator: "\n"))
    }

    private static func method(of kind: Question.Kind) -> HTTPRequest.Method {
        switch kind {
        case .page, .json: .get
        case .head: .head
        case .form: .post
        }
    }

    /// The attributes of a cookie come in any order; nothing else of an answer does.
    private static func ordered(_ field: HTTPField) -> String {
        guard field.name == .setCookie else { return field.value }
        let parts = field.value.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        return parts.sorted().joined(separator: "; ")
    }
}

enum RequestRandomness {
    @TaskLocal static var current = Randomness.repeatable()
}

extension Randomness {
    fileprivate static let ofRequest = Randomness { RequestRandomness.current.bytes($0) }
}

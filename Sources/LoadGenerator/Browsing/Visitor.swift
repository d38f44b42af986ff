import Foundation
import NIOCore
import NIOPosix

/// One browser: a connection, its cookies, and the page that it shows.
///
/// It runs on the event loop of its connection, so that an answer needs no change of threads.
actor Visitor {
    private nonisolated let loop: any EventLoop
    private let target: Target
    private let source: String
    private let losses: Losses?
    private var connection: Connection?
    private var cookies: [String: String]
    private(set) var path = "/"
    private(set) var page = ByteBuffer()

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// `losses` lets the visitor ask again when the server was killed, and counts how often that was.
    init(
        number: Int, target: Target, loop: any EventLoop, losses: Losses? = nil,
        cookies: [String: String] = [:]
    ) {
        self.loop = loop
        self.target = target
        self.losses = losses
        self.cookies = cookies
        source = Self.address(number)
    }

    /// A loopback address for each visitor: limits per visitor hold as they do in production.
    private static func address(_ number: Int) -> String {
        let place = number % (250 * 250 * 250)
        return "127.\(1 + place / 62_500).\(1 + place / 250 % 250).\(1 + place % 250)"
    }

    func close() {
        connection?.close()
        connection = nil
    }

    /// Opens a page, wherever it leads.
    func open(_ path: String) async throws {
        try await follow(try await send(get(path), at: path, as: .reading))
    }

    /// Sends a form and gives the answer itself, which for a change is a redirection.
    func press(_ form: WebForm, as deed: Deed = .changing) async throws -> Answer {
        let path = form.action.isEmpty ? path : form.action
        return try await send(post(form, path), at: path, as: deed)
    }

    /// Sends a form and opens the page to which that leads.
    func send(_ form: WebForm) async throws {
        try await follow(try await press(form))
    }

    /// The form of the page that is sent to an address with this end.
    func form(to end: String) throws -> WebForm {
        let forms = FormReader.forms(in: page)
        if let form = forms.first(where: { $0.isPost && $0.action.hasSuffix(end) }) { return form }
        let actions = forms.map(\.action).joined(separator: ", ")
        throw AnswerError.unexpected("\(path) has no form to …\(end), only to \(actions)")
    }

    /// Every form of the page.
    var forms: [WebForm] { FormReader.forms(in: page) }

    func follow(_ first: Answer) async throws {
        var answer = first
        var hops = 0
        while (300..<400).contains(answer.status), hops < 5 {
            path = answer.location
            answer = try await send(get(path), at: path, as: .reading)
            hops += 1
        }
        page = answer.body
        guard answer.status == 200 else {
            throw AnswerError.unexpected("\(path) answered \(answer.status): \(answer.summary)")
        }
    }

    private func send(_ request: ByteBuffer, at path: String, as deed: Deed) async throws -> Answer {
        self.path = path
        while true {
            do {
                let answer = try await open().answer(to: request)
                for cookie in answer.cookies { cookies[cookie.name] = cookie.value }
                return answer
            } catch AnswerError.connectionLost {
                guard let losses else { throw AnswerError.connectionLost }
                if connection != nil { losses.count(deed) }
                connection = nil
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func open() async throws -> Connection {
        if let connection { return connection }
        let opened = try await Connection.open(target, from: source, on: loop)
        connection = opened
        return opened
    }

    private func get(_ path: String) -> ByteBuffer {
        ByteBuffer(string: "GET \(path) HTTP/1.1\r\n\(head)\r\n")
    }

    private func post(_ form: WebForm, _ path: String) -> ByteBuffer {
        let (type, body) = form.encoded()
        var request = ByteBuffer(
            string: """
                POST \(path) HTTP/1.1\r\n\(head)Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n
                """)
        request.writeBytes(body)
        return request
    }

    private var head: String {
        var head = "Host: \(target.host):\(target.port)\r\nAccept: text/html\r\nAccept-Language: en\r\n"
        if !cookies.isEmpty {
            let pairs = cookies.map { "\($0.key)=\($0.value)" }
            head += "Cookie: \(pairs.joined(separator: "; "))\r\n"
        }
        return head
    }
}

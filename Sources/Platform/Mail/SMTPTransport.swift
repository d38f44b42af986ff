import CCurl
import Synchronization

/// The mail server that takes our mail (RFC 5321, through libcurl).
///
/// Connections stay open between letters; several letters at once go over as many connections.
public final class SMTPTransport: Sendable {
    public enum Security: String, CaseIterable, Sendable {
        /// In the clear: for a server on this machine.
        case none
        /// In the clear at first, then TLS or nothing.
        case starttls
        /// TLS from the first byte.
        case tls
    }

    private let host: String
    private let port: Int
    private let security: Security
    private let username: String
    private let password: String
    private let timeout: Duration
    private let authority: String?
    private let idle = Mutex<[SMTPConnection]>([])

    /// An empty user name means that the server wants none. `authority` is a file of certificates to trust in
    /// place of the system's, for a mail server with a certificate of its own.
    public init(
        host: String, port: Int, security: Security, username: String = "", password: String = "",
        timeout: Duration = .seconds(60), authority: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.username = username
        self.password = password
        self.timeout = timeout
        self.authority = authority
    }

    deinit {
        for connection in idle.withLock({ $0 }) { connection.close() }
    }

    /// Hands the mail to the server and returns once it has taken it. It blocks, for at most the timeout to
    /// deliver and once more to say goodbye, so it belongs on a thread that may wait.
    public func send(_ message: MailMessage) throws(MailError) {
        guard Self.isReady, let connection = idle.withLock({ $0.popLast() }) ?? SMTPConnection() else {
            throw .temporary(code: nil, reason: "libcurl does not start")
        }
        do throws(MailError) {
            try hand(message, to: connection.handle)
        } catch {
            connection.close()
            throw error
        }
        idle.withLock { $0.append(connection) }
    }

    private func hand(_ message: MailMessage, to handle: UnsafeMutableRawPointer) throws(MailError) {
        // Forgets the last letter and keeps the connection.
        curl_easy_reset(handle)
        let recipients = curl_slist_append(nil, "<\(message.to.address)>")
        defer { curl_slist_free_all(recipients) }
        let exchange = SMTPExchange(message.rendered)
        let result = withExtendedLifetime(exchange) { () -> CURLcode in
            let refused = options(for: message).map { $0(handle) }.first { $0 != CURLE_OK }
            if let refused { return refused }
            exchange.attach(to: handle)
            ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
            return curl_easy_perform(handle)
        }
        guard result != CURLE_OK else { return }
        throw exchange.failure(result, of: handle)
    }

    /// libcurl asks to be started once, before any thread uses it.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private typealias Option = (UnsafeMutableRawPointer) -> CURLcode

    private func options(for message: MailMessage) -> [Option] {
        let milliseconds = Int(timeout.wholeMilliseconds)
        var options: [Option] = [
            text(CURLOPT_URL, address(greetingAs: message.from.domain)),
            text(CURLOPT_MAIL_FROM, "<\(message.from.address)>"),
            number(CURLOPT_UPLOAD, 1),
            number(CURLOPT_TIMEOUT_MS, milliseconds), number(CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
            // Also holds for saying goodbye, where the limits above do not; in whole seconds.
            number(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, milliseconds / 1000)),
            // No signals in a program of many threads, and no proxy from the environment.
            number(CURLOPT_NOSIGNAL, 1), text(CURLOPT_PROXY, ""),
        ]
        if security != .none { options.append(number(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))) }
        if let authority { options.append(text(CURLOPT_CAINFO, authority)) }
        if !username.isEmpty {
            options += [text(CURLOPT_USERNAME, username), text(CURLOPT_PASSWORD, password)]
        }
        return options
    }

    private func address(greetingAs domain: String) -> String {
        let scheme = security == .tls ? "smtps" : "smtp"
        let isIPv6 = host.contains(":") && !host.hasPrefix("[")
        return "\(scheme)://\(isIPv6 ? "[\(host)]" : host):\(port)/\(domain)"
    }

    private func text(_ option: CURLoption, _ value: String) -> Option {
        { ccurl_set_text($0, option, value) }
    }

    private func number(_ option: CURLoption, _ value: Int) -> Option {
        { ccurl_set_long($0, option, value) }
    }
}

/// A connection as libcurl keeps it; used by one thread at a time, which is why it may be handed on.
private struct SMTPConnection: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    func close() {
        curl_easy_cleanup(handle)
    }
}

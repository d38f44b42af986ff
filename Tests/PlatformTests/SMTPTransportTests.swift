import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite(.needsPython, .timeLimit(.minutes(2)))
struct SMTPTransportTests {
    private func message(
        to recipient: String = "ann@example.org", from sender: String = "award@example.org"
    ) throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress(sender)), to: try #require(MailAddress(recipient)),
            subject: "Your code",
            text: "Hello\n", messageID: "f00@example.org", date: Instant(milliseconds: 1_795_363_200_000))
    }

    private func transport(
        _ server: MailServer, security: SMTPTransport.Security = .none, password: String? = nil,
        timeout: Duration = .seconds(20), authority: URL? = nil
    ) -> SMTPTransport {
        SMTPTransport(
            host: "localhost", port: server.port, security: security,
            username: password == nil ? "" : "laurel", password: password ?? "", timeout: timeout,
            authority: authority?.path)
    }

    /// The error of a sending that must fail, and must not take long to.
    private func failure(_ transport: SMTPTransport, _ message: MailMessage) -> MailError? {
        var failure: MailError?
        let elapsed = ContinuousClock().measure {
            failure = #expect(throws: MailError.self) { try transport.send(message) }
        }
        #expect(elapsed < .seconds(10))
        return failure
    }

    @Test func aMessageInAnyScriptArrivesAsItWas() throws {
        let server = try MailServer()
        var message = try message(to: "Анна Ли <ann@example.org>", from: "Мы Вместе 我们 <award@example.org>")
        message.replyTo = MailAddress("\"Staff, of \\ the award\" <staff@example.org>")
        message.subject = String(repeating: "Ваш код: 123 — أهلا 😂 ", count: 9) + "end"
        message.text = "Здравствуйте, Анна!\n\nВаш код: 123\n"
        message.html = "<p lang=\"ru\">Здравствуйте, <b>\("Анна & <Co>")</b></p>"
        message.attachments = [
            .init(
                name: DownloadName("Квитанция 1.json"), type: "application/json", bytes: Array("{}\n".utf8)),
            .init(name: DownloadName("plan.pdf"), type: "application/pdf", bytes: []),
        ]
        try transport(server).send(message)
        let arrived = try #require(try server.messages.first)
        let headers = try #require(arrived["headers"])
        #expect(arrived["sender"] == "award@example.org")
        #expect(arrived["recipients"] == ["ann@example.org"])
        #expect(headers["subject"]?.text == message.subject)
        #expect(headers["from"] == "Мы Вместе 我们 <award@example.org>")
        #expect(headers["to"] == "Анна Ли <ann@example.org>")
        #expect(headers["reply-to"] == "\"Staff, of \\\\ the award\" <staff@example.org>")
        #expect(arrived["text"] == .string(message.text))
        #expect(arrived["html"] == "<p lang=\"ru\">Здравствуйте, <b>Анна &amp; &lt;Co&gt;</b></p>")
        #expect(
            arrived["attachments"] == [
                [
                    "Квитанция 1.json", "application/json",
                    "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356",
                ],
                [
                    "plan.pdf", "application/pdf",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                ],
            ])
        #expect(arrived["defects"] == [])
        #expect(try #require(arrived["longest"]?.int) <= 998)
    }

    @Test func textArrivesUnchanged() throws {
        let server = try MailServer()
        let texts = [
            ".\n", ".\n.\n..\n.hidden\n", "before\n.\nafter\n", "\n\n.\n\n", "QUIT\nMAIL FROM:<x@y.z>\n",
            "\n",
            "trailing space \nFrom here\n-- \n", String(repeating: "x", count: 100_000) + "\n",
            String(repeating: "word ", count: 50_000) + "\n.\n", String(repeating: "Ж.\n", count: 50_000),
        ]
        for text in texts {
            var message = try message()
            message.text = text
            try transport(server).send(message)
        }
        let arrived = try server.messages.map { $0["text"]?.text }
        for (index, text) in texts.enumerated() {
            let isUnchanged = arrived[index] == text
            #expect(isUnchanged, "text \(index)")
        }
    }

    @Test func headersCannotBeInjected() throws {
        let server = try MailServer()
        var message = try message()
        message.to = try #require(MailAddress("ann@example.org", name: "Ann\r\nBcc: thief@example.org"))
        message.subject = "x\r\nBcc: thief@example.org\r\n\r\n<script>"
        message.messageID = "x>\r\nBcc: <thief@example.org"
        try transport(server).send(message)
        let arrived = try #require(try server.messages.first)
        #expect(arrived["recipients"] == ["ann@example.org"])
        #expect(arrived["headers"]?["bcc"] == nil)
        #expect(arrived["headers"]?["subject"] == "x Bcc: thief@example.org <script>")
        #expect(arrived["text"] == "Hello\n")
    }

    @Test(arguments: [
        ("refused@example.org", "award@example.org", 550, "550 5.1.1 No such mailbox"),
        ("content@example.org", "award@example.org", 554, "554 5.7.1 Looks like spam"),
        ("ann@example.org", "unknown@example.org", 553, "553 5.7.1 Sender refused"),
    ])
    func aRefusalIsPermanent(recipient: String, sender: String, code: Int, reason: String) throws {
        let server = try MailServer()
        let error = failure(transport(server), try message(to: recipient, from: sender))
        #expect(error == .permanent(code: code, reason: reason))
        #expect(error?.isPermanent == true)
        #expect(try server.messages.isEmpty)
    }

    @Test(arguments: [
        ("later@example.org", 451, "451 4.7.1 Try again later"),
        ("full@example.org", 452, "452 4.2.2 Mailbox full"),
    ])
    func aDelayIsTemporary(recipient: String, code: Int, reason: String) throws {
        let server = try MailServer()
        let error = failure(transport(server), try message(to: recipient))
        #expect(error == .temporary(code: code, reason: reason))
        #expect(error?.isPermanent == false)
    }

    @Test func noServerIsTemporary() throws {
        var server: MailServer? = try MailServer()
        let transport = transport(try #require(server))
        server = nil
        guard case .temporary(nil, let reason) = failure(transport, try message()) else {
            Issue.record("no answer has no code")
            return
        }
        #expect(reason == "Couldn't connect to server")
    }

    @Test func anUnknownHostIsTemporary() throws {
        let transport = SMTPTransport(host: "mail.invalid", port: 25, security: .none, timeout: .seconds(5))
        let error = failure(transport, try message())
        #expect(error?.isPermanent == false)
    }

    /// A program that is not a mail server, or one that has stopped answering.
    @Test func silenceEndsAtTheTimeout() throws {
        let server = try MailServer(.tls)
        let silent = transport(server, timeout: .seconds(1))
        #expect(failure(silent, try message()) == .temporary(code: nil, reason: "Timeout was reached"))
        let slow = transport(try MailServer(), timeout: .seconds(1))
        #expect(failure(slow, try message(to: "slow@example.org"))?.isPermanent == false)
    }

    @Test func aServerThatDoesNotSayGoodbyeHasTakenTheMail() throws {
        let server = try MailServer()
        let elapsed = try ContinuousClock().measure {
            try transport(server, timeout: .seconds(1)).send(try message(from: "award@stays.example"))
        }
        #expect(elapsed < .seconds(10))
        #expect(try server.messages.count == 1)
    }

    @Test(arguments: [SMTPTransport.Security.starttls, .tls])
    func signsInOverTLS(security: SMTPTransport.Security) throws {
        let server = try MailServer(security == .tls ? .tls : .starttls)
        let authority = server.certificate
        let right = transport(server, security: security, password: "secret ж", authority: authority)
        try right.send(try message())
        #expect(try server.messages.count == 1)
        let wrong = transport(server, security: security, password: "guess", authority: authority)
        let refused = failure(wrong, try message())
        #expect(
            refused?.isPermanent == false, "somebody will correct the password, and then the mail goes out")
        guard case .temporary(535, _) = refused else {
            Issue.record("\(refused.debugDescription) is not the refusal of a password")
            return
        }
        let anonymous = transport(server, security: security, authority: authority)
        guard case .temporary(530, _) = failure(anonymous, try message()) else {
            Issue.record("a server that wants a password refuses mail without one")
            return
        }
        #expect(try server.messages.count == 1)
    }

    @Test(arguments: [SMTPTransport.Security.starttls, .tls])
    func talksToNobodyWhoseCertificateIsNotTrusted(security: SMTPTransport.Security) throws {
        let server = try MailServer(security == .tls ? .tls : .starttls)
        let error = failure(transport(server, security: security, password: "secret ж"), try message())
        #expect(error?.isPermanent == false)
        #expect(try server.messages.isEmpty)
    }

    @Test func neverFallsBackToTheClear() throws {
        let server = try MailServer()
        let error = failure(transport(server, security: .starttls), try message())
        #expect(error?.isPermanent == false)
        #expect(try server.messages.isEmpty)
    }
}

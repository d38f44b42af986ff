import TestSupport
import Testing

@testable import App
@testable import Platform

/// The outbox, delivered through a real SMTP server.
@Suite(.needsPython, .timeLimit(.minutes(2)))
struct OutboxTests {
    private func run(_ body: @escaping @Sendable (TestLaurel, MailServer) async throws -> Void) async throws {
        let server = try MailServer()
        nonisolated(unsafe) let used = server
        try await TestLaurel.run({ settings in
            settings.mail.host = "localhost"
            settings.mail.port = used.port
            settings.mail.security = "none"
            settings.mail.from = "We Are Together <award@example.org>"
        }) { test in
            try await body(test, used)
        }
    }

    private func askForCode(_ test: TestLaurel, _ email: String) async throws {
        let browser = test.browser()
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["email": email])
    }

    /// How many mails of the outbox are sent, refused and waiting.
    private func outbox(_ test: TestLaurel) async throws -> [Int] {
        try await test.laurel.database.read { tx in
            let row = try tx.row(
                """
                SELECT count(sent_at) AS sent, count(refused_at) AS refused, count(*) AS "all" FROM mail
                """)
            let (sent, refused): (Int, Int) = (try row?["sent"] ?? 0, try row?["refused"] ?? 0)
            return [sent, refused, (try row?["all"] ?? 0) - sent - refused]
        }
    }

    @Test func whatTheServerPutsOffArrivesLaterAndOnce() async throws {
        try await run { test, server in
            let email = "greylisted@example.org"
            try await askForCode(test, email)
            await test.laurel.jobs().runDue()
            #expect(try server.messages.isEmpty)
            #expect(try await outbox(test) == [0, 0, 1])
            await test.laurel.jobs().runDue()
            #expect(try server.messages.isEmpty, "not before its wait is over")

            test.clock.advance(.seconds(2))
            await test.laurel.jobs().runDue()
            let arrived = try #require(try server.messages.first)
            let mail = try #require(try await test.mail(to: email).first)
            #expect(arrived["recipients"] == [.string(email)])
            #expect(arrived["sender"] == "award@example.org")
            #expect(arrived["headers"]?["subject"] == .string(mail.subject))
            #expect(arrived["text"] == .string(mail.body))
            #expect(try await outbox(test) == [1, 0, 0])

            test.clock.advance(.seconds(86_400))
            await test.laurel.jobs().runDue()
            #expect(try server.messages.count == 1, "and never again")
        }
    }

    @Test func aCalendarsFileArrivesAsSuch() async throws {
        try await run { test, server in
            let event = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
            let at = test.clock.now
            try await test.laurel.database.write { tx in
                let mail = OutgoingMail(
                    recipient: "olga@example.org", subject: "Invitation", body: "Come.",
                    attachment: .init(name: "meeting.ics", text: event))
                try tx.send(mail, at: at)
            }
            await test.laurel.jobs().runDue()
            let file = try #require(try server.messages.first?["attachments"]?.list?.first)
            let digest = JSON.string(digest(event).hexadecimal)
            #expect(file == .array(["meeting.ics", "text/calendar", digest]))
        }
    }

    @Test func whatTheServerRefusesIsNotTriedAgain() async throws {
        try await run { test, server in
            try await askForCode(test, "refused@example.org")
            await test.laurel.jobs().runDue()
            #expect(try await outbox(test) == [0, 1, 0])
            let waiting: Int? = try await test.laurel.database.read {
                try $0.row("SELECT count(*) FROM job WHERE done_at IS NULL")?.only()
            }
            #expect(waiting == 0)
            #expect(try server.messages.isEmpty)
        }
    }

    /// As several nodes do, each of which looks for work of its own.
    @Test func manyWorkersSendEachMailOnce() async throws {
        try await run { test, server in
            let people = (0..<24).map { number in
                number.isMultiple(of: 3) ? "greylisted\(number)@example.org" : "p\(number)@example.org"
            }
            let act = test.act
            try await test.laurel.database.write { tx in
                for person in people {
                    try tx.send(OutgoingMail(recipient: person, subject: "News", body: "News"), at: act.at)
                }
            }
            for _ in 0..<2 {
                await withTaskGroup { group in
                    for _ in 0..<4 { group.addTask { await test.laurel.jobs().runDue() } }
                }
                test.clock.advance(.seconds(2))
            }
            let recipients = try server.messages.compactMap { $0["recipients"]?.list?.first?.text }
            #expect(recipients.sorted() == people.sorted())
            let keys = try server.messages.compactMap { $0["headers"]?["message-id"]?.text }
            #expect(Set(keys).count == people.count)
            #expect(try await outbox(test) == [24, 0, 0])
        }
    }

    /// A crash between the server's answer and the note of it: the same letter comes again, and is known by
    /// its Message-ID.
    @Test func aMailWhoseNoteWasLostComesAgainAsTheSame() async throws {
        try await run { test, server in
            try await askForCode(test, "ann@example.org")
            await test.laurel.jobs().runDue()
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE mail SET sent_at = NULL")
                try tx.run("UPDATE job SET done_at = NULL, claimed_until = 0")
            }
            await test.laurel.jobs().runDue()
            let keys = try server.messages.compactMap { $0["headers"]?["message-id"]?.text }
            #expect(keys.count == 2 && Set(keys).count == 1)
        }
    }
}

internal import Foundation
internal import Logging
internal import Platform

/// A mail to be sent once the transaction that wants it is durable.
struct OutgoingMail: Sendable {
    let recipient: String
    let subject: String
    let body: String
    var attachment: Attachment?

    struct Attachment: Sendable {
        let name: String
        let text: String

        /// What a calendar takes in (RFC 5545).
        static let calendar = "text/calendar; charset=utf-8; method=PUBLISH"
    }
}

extension Transaction {
    /// Puts a mail into the outbox and asks for its delivery.
    func send(_ mail: OutgoingMail, at moment: Instant) throws {
        let id: Int64? = try row(
            """
            INSERT INTO mail (recipient, subject, body, attachment_name, attachment, created_at)
            VALUES (\(mail.recipient), \(mail.subject), \(mail.body), \(mail.attachment?.name),
                    \(mail.attachment?.text), \(moment)) RETURNING id
            """)?.only()
        try enqueue("mail", ["mail": .integer(id ?? 0)], at: moment)
    }
}

/// Delivers the outbox. At least once: a crash between the server's answer and the note of it sends a mail
/// twice, under one Message-ID.
struct MailDelivery: Sendable {
    static let kind = "mail"
    let laurel: Laurel
    private let transport: SMTPTransport

    /// Nothing where no mail server is set: mail then waits in the outbox.
    init?(_ laurel: Laurel) {
        let settings = laurel.settings.mail
        guard !settings.host.isEmpty else { return nil }
        self.laurel = laurel
        transport = SMTPTransport(
            host: settings.host, port: settings.port,
            security: SMTPTransport.Security(rawValue: settings.security) ?? .starttls,
            username: settings.user, password: settings.password)
    }

    @Sendable func deliver(_ job: Job) async throws -> JobRunner.Outcome {
        let id = job.payload["mail"]?.int
        let row = try await laurel.database.read { tx in
            try tx.row("SELECT * FROM mail WHERE id = \(id) AND sent_at IS NULL AND refused_at IS NULL")
        }
        guard let row, let id else { return { _ in } }
        guard let message = try message(row) else { return refused("not an address", id) }
        do {
            try await transport.deliver(message)
        } catch let error as MailError where error.isPermanent {
            return refused(error.description, id)
        }
        let now = laurel.clock()
        return { tx in try tx.run("UPDATE mail SET sent_at = \(now) WHERE id = \(id)") }
    }

    private func message(_ row: Row) throws -> MailMessage? {
        guard let from = MailAddress(laurel.settings.mail.from),
            let to = MailAddress(try row["recipient"] as String)
        else { return nil }
        let number: Int = try row["id"]
        let key = laurel.keys.token("mail \(number)").prefix(22)
        var message = MailMessage(
            from: from, to: to, subject: try row["subject"], text: try row["body"],
            messageID: "\(key)@\(from.domain)", date: try row["created_at"])
        if let name: String = try row["attachment_name"], let text: String = try row["attachment"] {
            message.attachments = [
                .init(name: DownloadName(name), type: Self.mediaType(of: name), bytes: Array(text.utf8))
            ]
        }
        return message
    }

    /// Receipts are JSON; what invites is for calendars, which read it in UTF-8.
    private static func mediaType(of name: String) -> String {
        name.hasSuffix(".ics") ? OutgoingMail.Attachment.calendar : "application/json"
    }

    private func refused(_ refusal: String, _ id: Int) -> JobRunner.Outcome {
        laurel.logger.warning("A mail was refused", metadata: ["mail": "\(id)", "reason": "\(refusal)"])
        let now = laurel.clock()
        return { tx in
            try tx.run("UPDATE mail SET refused_at = \(now), refusal = \(refusal) WHERE id = \(id)")
        }
    }
}

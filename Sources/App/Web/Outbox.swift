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

    /// Without a mail server the mail stays in the outbox, unsent.
    @Sendable func deliver(_ job: Job) async throws {
        let settings = laurel.settings.mail
        guard let id = job.payload["mail"]?.int, !settings.host.isEmpty else { return }
        let row = try await laurel.database.read { tx in
            try tx.row("SELECT * FROM mail WHERE id = \(id) AND sent_at IS NULL AND refused_at IS NULL")
        }
        guard let row else { return }
        guard let message = try message(row) else { return try await note(refusal: "not an address", id) }
        do {
            try await transport(settings).deliver(message)
            let now = laurel.clock()
            try await laurel.database.write {
                try $0.run("UPDATE mail SET sent_at = \(now) WHERE id = \(id)")
            }
        } catch let error as MailError where error.isPermanent {
            try await note(refusal: error.description, id)
        }
    }

    private func transport(_ settings: Settings.MailSettings) -> SMTPTransport {
        SMTPTransport(
            host: settings.host, port: settings.port,
            security: SMTPTransport.Security(rawValue: settings.security) ?? .starttls,
            username: settings.user, password: settings.password)
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
                .init(name: DownloadName(name), type: "application/json", bytes: Array(text.utf8))
            ]
        }
        return message
    }

    private func note(refusal: String, _ id: Int) async throws {
        laurel.logger.warning("A mail was refused", metadata: ["mail": "\(id)", "reason": "\(refusal)"])
        let now = laurel.clock()
        try await laurel.database.write { tx in
            try tx.run("UPDATE mail SET refused_at = \(now), refusal = \(refusal) WHERE id = \(id)")
        }
    }
}

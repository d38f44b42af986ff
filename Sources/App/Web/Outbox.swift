internal import Foundation
internal import Logging
internal import Platform

/// A mail to be sent once the transaction that wants it is durable.
struct OutgoingMail: Sendable {
    let recipient: String
    let subject: String
    let body: String
    var attachment: (name: String, text: String)?
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

/// Delivers the outbox. At least once: a crash between the server's answer and the note of it sends a mail twice.
struct MailDelivery: Sendable {
    static let kind = "mail"
    private let laurel: Laurel

    init(_ laurel: Laurel) {
        self.laurel = laurel
    }

    @Sendable func deliver(_ job: Job) async throws {
        let settings = laurel.settings.mail
        guard let id = job.payload["mail"]?.int else { return }
        let row = try await laurel.database.read {
            try $0.row("SELECT * FROM mail WHERE id = \(id) AND sent_at IS NULL")
        }
        guard let row, !settings.host.isEmpty else { return }
        _ = row
    }
}

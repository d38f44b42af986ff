import Platform

/// Where applicants find the code that was mailed to them.
enum CodeSource: Sendable {
    /// In their mailbox: the letter has gone through the queue of jobs and over SMTP.
    case mailbox(MailSink)
    /// In the outbox, as soon as the letter is written there: mail is delivered at its own pace meanwhile.
    case outbox(Database)

    func code(for email: String) async throws -> String {
        switch self {
        case .mailbox(let sink): return await sink.code(for: email)
        case .outbox(let database):
            let subject: String? = try await database.read { tx in
                try tx.row("SELECT subject FROM mail WHERE recipient = \(email) ORDER BY id DESC LIMIT 1")?
                    .only()
            }
            guard let code = subject.flatMap(MailCode.digits) else {
                throw AnswerError.unexpected("the outbox holds no code for \(email)")
            }
            return code
        }
    }
}

internal import Platform

/// Issues receipts: signs them, keeps them, and puts them into the outbox.
struct ReceiptPost: Sendable {
    let key: SigningKey
    let letters: ApplicationLetters

    init(_ laurel: Laurel) {
        key = laurel.keys.receipts
        letters = ApplicationLetters(laurel)
    }

    func issue(
        _ version: Submitting.Version, _ id: ID<Submission>, _ held: HeldApplication, _ season: Season,
        to person: Person, at moment: Instant, _ tx: Transaction
    ) throws {
        let receipt = Receipt(
            issuer: letters.address, season: season.key, application: held.application.publicID,
            nomination: held.application.nomination, submission: version.number, submittedAt: moment,
            answersDigest: version.hexDigest)
        let file = try keep(receipt, of: id, tx)
        let attachment = OutgoingMail.Attachment(name: receipt.fileName, text: file)
        for member in try held.readers(with: person, tx) {
            let mail = letters.receipt(
                receipt, title: version.title, of: held, in: season, sentBy: person, to: member, attachment)
            try tx.send(mail, at: moment)
        }
    }

    /// Signs a receipt and keeps it with its submission; gives the signed file.
    @discardableResult
    func keep(_ receipt: Receipt, of submission: ID<Submission>, _ tx: Transaction) throws -> String {
        let file = receipt.file(signedBy: key)
        try tx.run("INSERT INTO receipt (submission_id, document) VALUES (\(submission), \(file))")
        return file
    }
}

extension Receipt {
    var fileName: String { "receipt-\(application)-\(submission).json" }
}

extension HeldApplication {
    /// Everybody who acts for the party; without a question where that is only the one who asks.
    func readers(with person: Person, _ tx: Transaction) throws -> [Person] {
        members == 1 ? [person] : try Party.members(party.id, tx)
    }
}

/// A receipt as it was issued.
struct IssuedReceipt: Sendable {
    let number: Int
    let submittedAt: Instant
    let submittedBy: String
    let digest: String
    /// The signed file, byte for byte.
    let file: String

    /// The receipts of an application, the newest first.
    static func all(of application: ID<Application>, _ tx: Transaction) throws -> [IssuedReceipt] {
        let rows = try tx.rows(
            """
            SELECT submission.number, submission.submitted_at, submission.digest, receipt.document,
                \(Person.shownName()) AS submitted_by
            FROM submission JOIN receipt ON receipt.submission_id = submission.id
            JOIN person ON person.id = submission.submitted_by
            WHERE submission.application_id = \(application)
            ORDER BY submission.number DESC LIMIT \(ApplicationBounds.submissions)
            """)
        return try rows.map(IssuedReceipt.init)
    }

    private init(_ row: Row) throws {
        number = try row["number"]
        submittedAt = try row["submitted_at"]
        submittedBy = try row["submitted_by"]
        digest = (try row["digest"] as [UInt8]).hexadecimal
        file = try row["document"]
    }
}

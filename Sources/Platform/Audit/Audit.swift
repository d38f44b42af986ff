internal import Crypto

/// Who does something, and when: what each change is recorded with.
public struct Act: Sendable {
    /// The row of the person who acts; nothing where the system itself does.
    public let person: Int64?
    public let at: Instant
    /// Keeps the commitments of the audit log from being guessed; random, at least 16 bytes.
    let nonce: [UInt8]

    public init(by person: Int64?, at: Instant, nonce: [UInt8]) {
        self.person = person
        self.at = at
        self.nonce = nonce
    }
}

extension Transaction {
    /// Records a change in the transaction that makes it.
    ///
    /// The entry is for good and holds a commitment only: SHA-256 of the payload's canonical JSON. Who and
    /// what stand in the payload, which may be erased without breaking the log.
    public func audit(
        _ what: StaticString, on subjectType: StaticString, _ subject: Int64, by act: Act,
        _ content: [String: JSON] = [:]
    ) throws {
        var fields = content
        fields["nonce"] = .string(Base64URL.encode(act.nonce))
        if let person = act.person { fields["person"] = .integer(person) }
        let payload = JSON.object(fields).canonical
        let commitment = [UInt8](SHA256.hash(data: Array(payload.utf8)))
        let entry: Int64? = try row(
            """
            INSERT INTO audit_entry (what, subject_type, subject_id, at, commitment)
            VALUES (\(what.description), \(subjectType.description), \(subject), \(act.at), \(commitment))
            RETURNING id
            """)?.only()
        try run(
            """
            INSERT INTO audit_payload (entry_id, person_id, content)
            VALUES (\(entry), \(act.person), \(payload))
            """)
    }
}

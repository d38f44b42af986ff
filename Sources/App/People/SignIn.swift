internal import Platform

/// Signing in by a code that was mailed.
enum SignIn {
    static let codeLife: Duration = .seconds(30 * 60)
    /// A season: nobody should be asked for a code in the night of the deadline.
    static let sessionLife: Duration = .seconds(180 * 24 * 3600)

    /// A school sits behind one address, on the last evening too.
    static let codesPerVisitor = RateLimiter.Limit("codes by visitor", 300, per: .seconds(3600))

    /// What is counted of an address: by the visitor who names it, so that nobody uses up what its owner may
    /// do, and over all visitors, so that many of them together neither flood nor guess.
    struct AddressLimit: Sendable {
        let ofVisitor: RateLimiter.Limit
        let ofEverybody: RateLimiter.Limit

        init(_ name: String, ofVisitor: Int, ofEverybody: Int, per window: Duration) {
            self.ofVisitor = RateLimiter.Limit(name + " by visitor", ofVisitor, per: window)
            self.ofEverybody = RateLimiter.Limit(name + " by all", ofEverybody, per: window)
        }

        func count(_ email: String, by visitor: String, _ limiter: RateLimiter, now: Instant) throws {
            try limiter.count(ofVisitor, for: email + " " + visitor, now: now)
            try limiter.count(ofEverybody, for: email, now: now)
        }
    }

    static let codesPerAddress = AddressLimit(
        "codes of an address", ofVisitor: 10, ofEverybody: 60, per: .seconds(3600))
    static let triesPerAddress = AddressLimit(
        "tries of an address", ofVisitor: 15, ofEverybody: 150, per: .seconds(900))

    struct Request: Sendable {
        let email: String
        let browser: String
        let language: Language
        let code: String
        let mail: OutgoingMail
    }

    /// Keeps a code and queues its mail. It does the same whether or not there is an account.
    static func ask(_ request: Request, by act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO sign_in_code (email, code_digest, browser_digest, language, created_at, expires_at)
            VALUES (\(request.email), \(codeDigest(request.code, request.email, request.browser)),
                    \(digest(request.browser)), \(request.language.code), \(act.at), \(act.at + codeLife))
            """)
        try tx.send(request.mail, at: act.at)
    }

    struct Attempt: Sendable {
        let email: String
        let code: String
        let browser: String
        /// The token of the session to be, and how it and a new account are called.
        let token: String
        let sessionID: String
        let personID: String
        let device: String
        let language: Language
        /// What a code given by phone is stored as: it is bound to no browser.
        let phoneDigest: [UInt8]
    }

    /// Uses a code up and begins a session; nothing where the code is not valid.
    static func enter(_ attempt: Attempt, by act: Act, _ tx: Transaction) throws -> Person? {
        let digests = codeDigest(attempt.code, attempt.email, attempt.browser)
        let used = try tx.run(
            """
            UPDATE sign_in_code SET used_at = \(act.at) WHERE email = \(attempt.email) AND used_at IS NULL
            AND expires_at > \(act.at) AND (
                (code_digest = \(digests) AND browser_digest = \(digest(attempt.browser)))
                OR (code_digest = \(attempt.phoneDigest) AND browser_digest IS NULL))
            """)
        guard used > 0 else { return nil }
        let person = try Person.findOrCreate(
            email: attempt.email, language: attempt.language, publicID: attempt.personID, at: act.at, tx)
        let session: Int64? = try tx.row(
            """
            INSERT INTO session (public_id, person_id, token_digest, device, created_at, expires_at)
            VALUES (\(attempt.sessionID), \(person.id), \(digest(attempt.token)), \(attempt.device),
                    \(act.at), \(act.at + sessionLife)) RETURNING id
            """)?.only()
        try tx.audit(
            "signed in", on: "person", person.id.rawValue, by: act, ["session": .integer(session ?? 0)])
        return person
    }

    static func revoke(session publicID: String, of person: ID<Person>, by act: Act, _ tx: Transaction) throws
    {
        let ended = try tx.run(
            """
            UPDATE session SET revoked_at = \(act.at)
            WHERE public_id = \(publicID) AND revoked_at IS NULL
                AND \(Guard.ownSession.condition("person_id = \(person)"))
            """)
        guard ended > 0 else { throw Problem.notFound }
        try tx.audit(
            "session revoked", on: "person", person.rawValue, by: act, ["session": .string(publicID)])
    }

    /// Who steals the table still lacks the browser's secret, so eight digits cannot be guessed from it.
    private static func codeDigest(_ code: String, _ email: String, _ browser: String) -> [UInt8] {
        digest("\(code) \(email) \(browser)")
    }
}

extension Guard {
    static let ownSession = Guard(name: "own session")
}

extension Laurel {
    /// How a code that staff give by phone is stored.
    func phoneDigest(code: String, email: String) -> [UInt8] {
        digest(keys.token("phone \(code) \(email)"))
    }

    /// Makes a code for somebody whom mail does not reach; it works in any browser, once.
    func phoneCode(email: String, by act: Act) async throws -> String? {
        let code = randomness.code()
        let stored = phoneDigest(code: code, email: email)
        return try await database.write { tx in
            guard let person = try Person.find(email: email, tx) else { return nil }
            try tx.run(
                """
                INSERT INTO sign_in_code (email, code_digest, language, created_at, expires_at)
                VALUES (\(email), \(stored), \(person.language.code), \(act.at), \(act.at + SignIn.codeLife))
                """)
            try tx.audit("code given by phone", on: "person", person.id.rawValue, by: act)
            return code
        }
    }
}

/// Addresses of accounts as they are compared: lower case, nothing around them.
enum AccountEmail {
    static func normal(_ typed: String) -> String? {
        let email = typed.trimmed.lowercased()
        guard email.utf8.count <= 254, MailAddress(email)?.address == email else { return nil }
        return email
    }
}

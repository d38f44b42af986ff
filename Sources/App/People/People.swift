internal import Platform

// People: accounts, the codes that sign them in, their sessions and their roles.
//
// One person, one account, many roles. Nobody has a password: a code goes to the address and is typed into
// the browser that asked for it, so a link that a mail scanner opens signs nobody in.
//
// Tables: person, role, session, sign_in_code. Invariants: an address belongs to one account whatever its
// case; a role is held once per season; a session and a code are stored as digests only; a code is used
// once.

/// An account.
struct Person: Sendable, Equatable {
    let id: ID<Person>
    let publicID: String
    let email: String
    let name: String
    let language: Language
    let timeZone: String

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        email = try row["email"]
        name = try row["name"]
        language = Language(try row["language"]) ?? .english
        timeZone = try row["time_zone"]
    }

    /// What others read where no name was given.
    var shownName: String { name.isEmpty ? email : name }

    /// The same in a statement, of the row of `person` that it calls by this name.
    static func shownName(of row: SQL = "person") -> SQL {
        "coalesce(nullif(\(row).name, ''), \(row).email)"
    }

    static func find(email: String, _ tx: Transaction) throws -> Person? {
        try tx.row("SELECT * FROM person WHERE email = \(email)").map(Person.init)
    }

    /// The account of an address, made where there is none yet.
    static func findOrCreate(
        email: String, language: Language, publicID: String, at: Instant, _ tx: Transaction
    )
        throws -> Person
    {
        try tx.run(
            """
            INSERT INTO person (public_id, email, language, created_at)
            VALUES (\(publicID), \(email), \(language.code), \(at)) ON CONFLICT (email) DO NOTHING
            """)
        guard let person = try find(email: email, tx) else { throw Problem.notFound }
        return person
    }
}

/// What somebody may do, in one season or in the whole programme.
struct Role: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        case administrator, staff, screener, juror, directorate, observer

        /// All of them, for a sentence.
        static let names = allCases.map(\.rawValue).joined(separator: ", ")
    }

    let kind: Kind
    let season: ID<Season>?

    /// Nothing where the row has no role.
    fileprivate init?(_ row: Row) throws {
        guard let kind: Kind = try row["kind"] else { return nil }
        self.kind = kind
        season = try row["season_id"]
    }

    static func grant(
        _ kind: Kind, to person: ID<Person>, season: ID<Season>?, by act: Act, _ tx: Transaction
    ) throws {
        let added = try tx.run(
            """
            INSERT INTO role (person_id, kind, season_id, granted_by, granted_at)
            VALUES (\(person), \(kind), \(season), \(act.person), \(act.at)) ON CONFLICT DO NOTHING
            """)
        guard added > 0 else { return }
        try tx.audit(
            "role granted", on: "person", person.rawValue, by: act,
            ["kind": .string(kind.rawValue), "season": season.map { .integer($0.rawValue) } ?? .null])
    }
}

/// Somebody signed in with a browser, and what they may do.
struct SignedInSession: Sendable {
    let publicID: String
    let person: Person
    let roles: [Role]

    /// The session of a cookie, with its person and roles: a row a role, or one without any.
    static func find(token: String, now: Instant, _ tx: Transaction) throws -> SignedInSession? {
        let rows = try tx.rows(
            """
            SELECT person.*, session.public_id AS session_public_id, role.kind, role.season_id FROM session
            JOIN person ON person.id = session.person_id
            LEFT JOIN role ON role.person_id = person.id AND role.ended_at IS NULL
            WHERE token_digest = \(digest(token)) AND revoked_at IS NULL AND expires_at > \(now)
            """)
        guard let first = rows.first else { return nil }
        return SignedInSession(
            publicID: try first["session_public_id"], person: try Person(first),
            roles: try rows.compactMap(Role.init))
    }
}

/// A session as its owner sees it among others.
struct SessionSummary: Sendable {
    let publicID: String
    let device: String
    let createdAt: Instant

    static func ofPerson(_ person: ID<Person>, now: Instant, _ tx: Transaction) throws -> [SessionSummary] {
        let rows = try tx.rows(
            """
            SELECT public_id, device, created_at FROM session WHERE person_id = \(person)
            AND revoked_at IS NULL AND expires_at > \(now) ORDER BY id DESC LIMIT 50
            """)
        return try rows.map {
            SessionSummary(
                publicID: try $0["public_id"], device: try $0["device"], createdAt: try $0["created_at"])
        }
    }
}

internal import Platform

/// Somebody's place in the room of a session.
struct SessionSeat: Sendable, Equatable {
    static let longestName = 100

    enum Part: String, Sendable, Bindable, CaseIterable {
        case facilitator, moderator, scribe, participant
    }

    let id: ID<SessionSeat>
    let publicID: String
    let session: ID<DesignSession>
    /// Nothing for a guest, whom their browser alone is known by.
    let person: ID<Person>?
    let group: ID<SessionGroup>?
    let part: Part
    let name: String
    /// ISO 3166-1 alpha-2; empty where it was not said.
    let country: String
    let language: String
    /// Whether the protocol may name them.
    let isNamed: Bool

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        session = try row["session_id"]
        person = try row["person_id"]
        group = try row["group_id"]
        part = try row["part"]
        name = try row["name"]
        country = try row["country"]
        language = try row["language"]
        isNamed = try row["is_named"]
    }

    /// The seat of an account, else of the browser.
    static func of(_ visit: Visit, in session: ID<DesignSession>, _ tx: Transaction) throws -> SessionSeat? {
        let own: SQL
        switch (visit.person, visit.browser) {
        case (let person?, _): own = "person_id = \(person.id)"
        case (nil, let browser?): own = "person_id IS NULL AND browser_digest = \(digest(browser))"
        case (nil, nil): return nil
        }
        let row = try tx.row(
            "SELECT * FROM seat WHERE session_id = \(session) AND \(own) AND left_at IS NULL")
        return try row.map(SessionSeat.init)
    }
}

internal import Platform

/// An expert of one season, with the account that they sign in with.
struct Juror: Sendable, Equatable {
    static let mostInSeason = 1_000
    static let largestCapacity = 300

    let id: ID<Juror>
    let publicID: String
    let season: ID<Season>
    let person: Person
    let panel: ID<Panel>?
    let organisation: String
    /// Empty where it is not known.
    let country: String
    /// In which they read applications.
    let languages: [Language]
    /// Keys of the season's regions; any where there is none.
    let regions: [String]
    /// How many reviews they take at most.
    let capacity: Int
    let expertise: JurorExpertise
    let addedAt: Instant
    let invitedAt: Instant?
    let acceptedAt: Instant?
    let declinedAt: Instant?
    /// Nothing where staff released them.
    let declineCause: DeclineCause?
    let declineReason: String
    let conflictsDeclaredAt: Instant?
    /// Leads the discussions of their panel, or of the whole jury.
    let isChair: Bool

    enum State: String, CaseIterable, Sendable {
        case added, invited, accepted, declined
    }

    var state: State {
        if acceptedAt != nil { return .accepted }
        if declinedAt != nil { return .declined }
        return invitedAt == nil ? .added : .invited
    }

    func reads(_ language: Language) -> Bool {
        languages.contains { $0.matches(language) }
    }

    init(_ row: Row) throws {
        id = try row["juror_id"]
        publicID = try row["juror_public_id"]
        season = try row["season_id"]
        person = try Person(row)
        panel = try row["panel_id"]
        organisation = try row["organisation"]
        country = try row["country"]
        languages = try StoredList.read(row["languages"]).compactMap { Language($0) }
        regions = try StoredList.read(row["regions"])
        capacity = try row["capacity"]
        expertise = JurorExpertise(
            kind: try row["juror_kind"], themes: try StoredList.read(row["juror_themes"]))
        addedAt = try row["added_at"]
        invitedAt = try row["invited_at"]
        acceptedAt = try row["accepted_at"]
        declinedAt = try row["declined_at"]
        declineCause = try row["decline_cause"]
        declineReason = (try row["decline_reason"] as String?) ?? ""
        conflictsDeclaredAt = try row["conflicts_declared_at"]
        isChair = try row["is_chair"]
    }

    /// What `init` reads. The account's own columns keep their names.
    private static let columns: SQL = """
        SELECT person.*, juror.id AS juror_id, juror.public_id AS juror_public_id, juror.season_id,
               juror.panel_id, juror.organisation, juror.country, juror.languages, juror.regions,
               juror.capacity, juror.added_at, juror.invited_at, juror.accepted_at, juror.declined_at,
               juror.decline_cause, juror.decline_reason, juror.conflicts_declared_at,
               coalesce(juror_expertise.kind, '') AS juror_kind,
               coalesce(juror_expertise.themes, '[]') AS juror_themes,
               CASE WHEN EXISTS (SELECT 1 FROM chair WHERE chair.juror_id = juror.id
                   AND chair.ended_at IS NULL) THEN 1 ELSE 0 END AS is_chair
        FROM juror JOIN person ON person.id = juror.person_id
        LEFT JOIN juror_expertise ON juror_expertise.juror_id = juror.id
        """

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> Juror {
        let row = try tx.row(
            "\(columns) WHERE juror.public_id = \(publicID) AND juror.season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try Juror(row)
    }

    static func find(person: ID<Person>, in season: ID<Season>, _ tx: Transaction) throws -> Juror? {
        try tx.row("\(columns) WHERE juror.person_id = \(person) AND juror.season_id = \(season)")
            .map(Juror.init)
    }

    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Juror] {
        let rows = try tx.rows(
            "\(columns) WHERE juror.season_id = \(season) ORDER BY juror.id LIMIT \(mostInSeason)")
        return try rows.map(Juror.init)
    }
}

/// A list of codes in a column, as JSON.
enum StoredList {
    static func read(_ text: String) throws -> [String] {
        try JSON(parsing: text).list?.compactMap(\.text) ?? []
    }

    static func text(_ codes: [String]) -> String {
        JSON.array(codes.map { .string($0) }).canonical
    }
}

extension Language {
    /// Whether who reads the one reads the other: they are the same, or one is the other said less exactly.
    func matches(_ other: Language) -> Bool {
        isOrRefines(other) || other.isOrRefines(self)
    }

    private func isOrRefines(_ other: Language) -> Bool {
        var candidate: Language? = self
        while let current = candidate {
            if current == other { return true }
            candidate = current.parent
        }
        return false
    }
}

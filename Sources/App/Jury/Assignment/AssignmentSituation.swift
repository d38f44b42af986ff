internal import Assignment
internal import Platform

/// Everything that an automatic assignment depends on, read in one transaction. Two equal situations give the
/// same assignment, so that what staff confirm is what they saw.
struct AssignmentSituation: Sendable, Hashable {
    /// Which applications and jurors are to be brought together; all where nothing is said.
    struct Scope: Sendable, Hashable {
        var nomination: ID<Nomination>?
        var panel: ID<Panel>?
    }

    struct Seat: Sendable, Hashable {
        let id: ID<Juror>
        let languages: [Language]
        let regions: [String]
        let capacity: Int
        /// Whether the scope lets this juror be asked.
        let isAsked: Bool
    }

    struct Task: Sendable, Hashable {
        let id: ID<Application>
        let party: ID<Party>
        let language: Language
        /// The season's region in which its country lies.
        let region: String?
        let demand: Int
    }

    /// A pair that was assigned before: it stays, or it is not made again.
    struct Past: Sendable, Hashable {
        let juror: ID<Juror>
        let application: ID<Application>
        let stands: Bool
    }

    /// A juror and an applicant who must not meet.
    struct Conflict: Sendable, Hashable {
        let juror: ID<Juror>
        let party: ID<Party>
    }

    let seats: [Seat]
    let tasks: [Task]
    let past: [Past]
    let conflicts: Set<Conflict>
}

extension AssignmentSituation {
    /// How many applications one preview takes, so that it can be read and computed while somebody waits.
    static let mostTasks = 2_000

    static func read(
        _ round: Round, _ rules: SeasonDocument, _ scope: Scope, _ tx: Transaction
    ) throws -> AssignmentSituation {
        let tasks = try readTasks(round, rules, scope, tx)
        guard tasks.count <= mostTasks else {
            throw Problem(.invalid, "jury.assign.too-many", ["limit": .number(mostTasks)])
        }
        return AssignmentSituation(
            seats: try readSeats(round, scope, tx), tasks: tasks, past: try readPast(round, tx),
            conflicts: try readConflicts(round, tx))
    }

    private static func readSeats(_ round: Round, _ scope: Scope, _ tx: Transaction) throws -> [Seat] {
        try Juror.ofSeason(round.season, tx).filter { $0.state == .accepted }.map { juror in
            Seat(
                id: juror.id, languages: juror.languages, regions: juror.regions, capacity: juror.capacity,
                isAsked: scope.panel == nil || juror.panel == scope.panel)
        }
    }

    /// Those outside the scope that were assigned before count in the load of their jurors, and want nothing.
    private static func readTasks(
        _ round: Round, _ rules: SeasonDocument, _ scope: Scope, _ tx: Transaction
    ) throws -> [Task] {
        let isInScope: SQL = scope.nomination.map { "application.nomination_id = \($0)" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT application.id, application.party_id, application.language, application.country,
                   CASE WHEN \(isInScope) THEN 1 ELSE 0 END AS is_wanted
            FROM application WHERE application.season_id = \(round.season) AND \(JuryRules.isInJury)
                AND (\(isInScope) OR EXISTS (SELECT 1 FROM assignment WHERE assignment.round_id = \(round.id)
                    AND assignment.application_id = application.id))
            ORDER BY application.id LIMIT \(mostTasks + 1)
            """)
        let regions = RegionMap(rules)
        let demand = rules.jury.reviewsPerApplication
        return try rows.map { row in
            Task(
                id: try row["id"], party: try row["party_id"],
                language: Language(try row["language"]) ?? .english,
                region: regions[try row["country"]], demand: try row["is_wanted"] ? demand : 0)
        }
    }

    private static func readPast(_ round: Round, _ tx: Transaction) throws -> [Past] {
        let rows = try tx.rows(
            """
            SELECT assignment.juror_id, assignment.application_id,
                   CASE WHEN \(JuryRules.stands) THEN 1 ELSE 0 END AS stands
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.round_id = \(round.id) ORDER BY assignment.id
            """)
        return try rows.map { row in
            Past(
                juror: try row["juror_id"], application: try row["application_id"], stands: try row["stands"])
        }
    }

    private static func readConflicts(_ round: Round, _ tx: Transaction) throws -> Set<Conflict> {
        let rows = try tx.rows(
            """
            SELECT conflict_statement.juror_id, conflict_statement.party_id FROM conflict_statement
            JOIN juror ON juror.id = conflict_statement.juror_id
            WHERE juror.season_id = \(round.season) AND conflict_statement.is_conflict = 1
            UNION
            SELECT juror.id, party_member.party_id FROM party_member
            JOIN juror ON juror.person_id = party_member.person_id WHERE juror.season_id = \(round.season)
            """)
        return try Set(rows.map { Conflict(juror: try $0["juror_id"], party: try $0["party_id"]) })
    }
}

/// The region of each country.
struct RegionMap: Sendable {
    private let regions: [String: String]

    init(_ rules: SeasonDocument) {
        var regions: [String: String] = [:]
        for region in rules.regions {
            for country in region.countries { regions[country.code] = region.key }
        }
        self.regions = regions
    }

    subscript(_ country: String) -> String? {
        regions[country]
    }
}

internal import Platform

/// What staff see of the conflicts of a season, shelf by shelf.
struct ConflictDesk: Sendable {
    static let pageSize = 50

    enum Shelf: String, CaseIterable, Sendable {
        /// What facts suggest, and what applicants named that fits somebody.
        case suggested
        /// What applicants named in words.
        case named
        case standing, lifted, dismissed
    }

    /// A conflict with the names of the two.
    struct Entry: Sendable, Equatable {
        let conflict: ConflictOfInterest
        let judge: String
        let applicant: String
        let country: String
        /// Reviews that the person had submitted, which do not count as long as the conflict stands.
        let reviews: Int
        let liftedBy: String
    }

    struct Naming: Sendable, Equatable {
        let naming: NamedConflict
        let applicant: String
        let country: String
    }

    struct Dismissal: Sendable, Equatable {
        let judge: String
        let applicant: String
        let facts: [String]
        let at: Instant
        let by: String
    }

    static func entries(
        isStanding: Bool, after place: String?, in season: ID<Season>, _ tx: Transaction
    ) throws -> [Entry] {
        let isShown: SQL = isStanding ? "conflict.lifted_at IS NULL" : "conflict.lifted_at IS NOT NULL"
        let isBehind: SQL =
            place.map { "conflict.id < (SELECT id FROM conflict WHERE public_id = \($0))" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT conflict.*, \(Person.shownName()) AS judge,
                   party.name AS applicant, party.country,
                   coalesce(\(Person.shownName(of: "lifter")), '') AS lifter,
                   (SELECT count(*) FROM review JOIN assignment ON assignment.id = review.assignment_id
                        JOIN juror ON juror.id = assignment.juror_id
                        JOIN application ON application.id = assignment.application_id
                        WHERE review.submitted_at IS NOT NULL AND juror.person_id = conflict.person_id
                            AND application.party_id = conflict.party_id
                            AND application.season_id = conflict.season_id) AS reviews
            FROM conflict JOIN person ON person.id = conflict.person_id
            JOIN party ON party.id = conflict.party_id LEFT JOIN person AS lifter ON lifter.id = conflict.lifted_by
            WHERE conflict.season_id = \(season) AND \(isShown) AND \(isBehind)
            ORDER BY conflict.id DESC LIMIT \(pageSize + 1)
            """)
        return try rows.map { row in
            Entry(
                conflict: try ConflictOfInterest(row), judge: try row["judge"],
                applicant: try row["applicant"], country: try row["country"], reviews: try row["reviews"],
                liftedBy: try row["lifter"])
        }
    }

    /// How far the list of what applicants named was read: to which entry, and whether it was settled then,
    /// so that settling it moves no other one out of sight.
    struct NamingPlace: Sendable, Equatable {
        let isSettled: Bool
        let publicID: String

        init(_ naming: NamedConflict) {
            (isSettled, publicID) = (naming.isSettled, naming.publicID)
        }

        init?(_ text: String?) {
            let parts = (text ?? "").split(separator: "-", maxSplits: 1)
            guard parts.count == 2, parts[0] == "settled" || parts[0] == "open" else { return nil }
            (isSettled, publicID) = (parts[0] == "settled", String(parts[1]))
        }

        /// As it stands in an address.
        var text: String { (isSettled ? "settled-" : "open-") + publicID }
    }

    /// What nobody has looked through first, the oldest first.
    static func namings(
        after place: NamingPlace?, in season: ID<Season>, _ tx: Transaction
    ) throws -> [Naming] {
        let order: SQL = "CASE WHEN named_conflict.settled_at IS NULL THEN 0 ELSE 1 END, named_conflict.id"
        let isBehind: SQL =
            place.map { place -> SQL in
                let rank: SQL = place.isSettled ? "1" : "0"
                let id: SQL = "(SELECT id FROM named_conflict WHERE public_id = \(place.publicID))"
                return "(\(order)) > (\(rank), \(id))"
            } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT named_conflict.*, party.name AS applicant, party.country
            FROM named_conflict JOIN party ON party.id = named_conflict.party_id
            WHERE named_conflict.season_id = \(season) AND named_conflict.withdrawn_at IS NULL AND \(isBehind)
            ORDER BY \(order) LIMIT \(pageSize + 1)
            """)
        return try rows.map { row in
            Naming(
                naming: try NamedConflict(row), applicant: try row["applicant"], country: try row["country"])
        }
    }

    static func dismissals(
        after place: Int, in season: ID<Season>, _ tx: Transaction
    ) throws -> [Dismissal] {
        let rows = try tx.rows(
            """
            SELECT conflict_dismissal.basis, conflict_dismissal.dismissed_at, party.name AS applicant,
                   \(Person.shownName()) AS judge,
                   \(Person.shownName(of: "dismisser")) AS dismisser
            FROM conflict_dismissal JOIN person ON person.id = conflict_dismissal.person_id
            JOIN party ON party.id = conflict_dismissal.party_id
            JOIN person AS dismisser ON dismisser.id = conflict_dismissal.dismissed_by
            WHERE conflict_dismissal.season_id = \(season)
            ORDER BY conflict_dismissal.dismissed_at DESC, person.id, party.id
            LIMIT \(pageSize + 1) OFFSET \(place)
            """)
        return try rows.map { row in
            let basis: String = try row["basis"]
            return Dismissal(
                judge: try row["judge"], applicant: try row["applicant"],
                facts: basis.split(separator: "\n").map(String.init), at: try row["dismissed_at"],
                by: try row["dismisser"])
        }
    }
}

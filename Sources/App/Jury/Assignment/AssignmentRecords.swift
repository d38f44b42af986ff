internal import Platform

/// One juror asked to review one application in one round.
struct Assignment: Sendable, Equatable {
    enum Origin: String, Sendable, Bindable {
        case hand, automatic
    }

    let id: ID<Assignment>
    let publicID: String
    let juror: ID<Juror>
    let application: ID<Application>
    let origin: Origin
    let explanation: PairingExplanation?
    let sentAt: Instant?

    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        juror = try row["juror_id"]
        application = try row["application_id"]
        origin = try row["origin"]
        explanation = PairingExplanation(stored: try row["explanation"])
        sentAt = try row["sent_at"]
    }

    static func find(_ publicID: String, in round: Round, _ tx: Transaction) throws -> Assignment {
        let row = try tx.row(
            "SELECT * FROM assignment WHERE public_id = \(publicID) AND round_id = \(round.id)")
        guard let row else { throw Problem.notFound }
        return try Assignment(row)
    }
}

/// Why an assignment no longer stands.
struct Recusal: Sendable, Equatable {
    enum Origin: String, Sendable, Bindable {
        case juror, staff
    }

    static let longestReason = 1_000

    let origin: Origin
    /// Nothing where staff took it away.
    let cause: DeclineCause?
    /// Nothing where an automatic assignment moved it to another juror.
    let reason: String

    func words(_ reader: Reader) -> HTML? {
        if origin == .staff, reason.isEmpty { return "\(reader("jury.move.reason"))" }
        return DeclineFields.told(cause, reason, reader)
    }
}

/// An assignment with how far its review is, as staff see it beside its application.
struct AssignmentStatus: Sendable, Equatable {
    let assignment: Assignment
    let jurorName: String
    let jurorPublicID: String
    let recusal: Recusal?
    let hasConflict: Bool
    let begunAt: Instant?
    let submittedAt: Instant?

    /// Those of one application in a round, whether they stand or not.
    static func of(_ application: JuryApplication, in round: Round, _ tx: Transaction) throws
        -> [AssignmentStatus]
    {
        let rows = try tx.rows(
            """
            SELECT assignment.*, \(Person.shownName()) AS juror_name,
                   juror.public_id AS juror_public_id, recusal.origin AS recusal_origin,
                   recusal.cause AS recusal_cause, recusal.reason AS recusal_reason,
                   review.saved_at, review.submitted_at,
                   CASE WHEN \(JuryRules.hasNoConflict) THEN 0 ELSE 1 END AS has_conflict
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN person ON person.id = juror.person_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN recusal ON recusal.assignment_id = assignment.id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.application_id = \(application.id) AND assignment.round_id = \(round.id)
            ORDER BY assignment.id
            """)
        return try rows.map(AssignmentStatus.init)
    }

    private init(_ row: Row) throws {
        assignment = try Assignment(row)
        jurorName = try row["juror_name"]
        jurorPublicID = try row["juror_public_id"]
        let origin: Recusal.Origin? = try row["recusal_origin"]
        let reason: String? = try row["recusal_reason"]
        let cause: DeclineCause? = try row["recusal_cause"]
        recusal = origin.map { Recusal(origin: $0, cause: cause, reason: reason ?? "") }
        hasConflict = try row["has_conflict"]
        begunAt = try row["saved_at"]
        submittedAt = try row["submitted_at"]
    }
}

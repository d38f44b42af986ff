internal import Platform

/// Whoever stepped back from an application is not asked about it again, in no round.
extension Recusal {
    static func jurors(
        steppedBackFrom application: ID<Application>, _ tx: Transaction
    ) throws -> Set<ID<Juror>> {
        let rows = try tx.rows(
            """
            SELECT DISTINCT assignment.juror_id FROM recusal
            JOIN assignment ON assignment.id = recusal.assignment_id
            WHERE assignment.application_id = \(application) AND recusal.origin = 'juror'
            """)
        return try Set(rows.map { try $0.only() })
    }

    /// The pairs of other rounds that are not in this one.
    static func earlier(than round: Round, _ tx: Transaction) throws -> [AssignmentSituation.Past] {
        let rows = try tx.rows(
            """
            SELECT DISTINCT assignment.juror_id, assignment.application_id FROM recusal
            JOIN assignment ON assignment.id = recusal.assignment_id
            WHERE assignment.season_id = \(round.season) AND assignment.round_id <> \(round.id)
                AND recusal.origin = 'juror' AND NOT EXISTS (SELECT 1 FROM assignment AS now
                    WHERE now.round_id = \(round.id) AND now.juror_id = assignment.juror_id
                        AND now.application_id = assignment.application_id)
            ORDER BY assignment.application_id, assignment.juror_id
            """)
        return try rows.map { row in
            AssignmentSituation.Past(
                juror: try row["juror_id"], application: try row["application_id"],
                standing: .steppedBackBefore)
        }
    }
}

internal import Platform

/// Places of the open round that became free: assignments that were sent and no longer stand, as far as their
/// applications still lack reviews.
enum VacatedPlaces {
    static func count(in round: Round, demand: Int, _ tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT coalesce(max(further_review.reviews), 0) AS further,
                   count(CASE WHEN \(JuryRules.hasNoConflict) AND \(JuryRules.isNotRecused) THEN 1 END) AS standing,
                   count(CASE WHEN assignment.sent_at IS NOT NULL
                       AND NOT (\(JuryRules.hasNoConflict) AND \(JuryRules.isNotRecused)) THEN 1 END) AS vacated
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN further_review ON further_review.application_id = application.id
                AND further_review.round_id = assignment.round_id
            WHERE assignment.round_id = \(round.id) AND \(JuryRules.isInJury)
            GROUP BY assignment.application_id
            """)
        return try rows.reduce(0) { total, row in
            let (standing, vacated): (Int, Int) = (try row["standing"], try row["vacated"])
            let wanted: Int = try demand + row["further"]
            return total + max(0, min(vacated, wanted - standing))
        }
    }
}

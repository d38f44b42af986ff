internal import Platform

/// What counts otherwise now than when a round was counted: a conflict that was stated late, an application
/// that left.
struct OutdatedCount: Sendable, Equatable {
    /// Of how many applications other reviews count.
    let applications: Int
    /// Then counting again is no way out any more.
    let isPublished: Bool

    /// Nothing as long as the figures say what the reviews do.
    static func of(_ round: Round, _ tx: Transaction) throws -> OutdatedCount? {
        let row = try tx.row(
            """
            SELECT count(*) AS applications,
                   CASE WHEN \(round.isDecidedPublicly) THEN 1 ELSE 0 END AS is_published
            FROM result LEFT JOIN (\(standing(in: round))) AS standing
                ON standing.application_id = result.application_id
            WHERE result.round_id = \(round.id) AND result.reviews <> coalesce(standing.reviews, 0)
            """)
        guard let row else { return nil }
        let applications: Int = try row["applications"]
        return applications == 0
            ? nil : OutdatedCount(applications: applications, isPublished: try row["is_published"])
    }

    private static func standing(in round: Round) -> SQL {
        """
        SELECT assignment.application_id, count(*) AS reviews FROM assignment
        JOIN juror ON juror.id = assignment.juror_id
        JOIN application ON application.id = assignment.application_id
        JOIN review ON review.assignment_id = assignment.id
        WHERE assignment.round_id = \(round.id) AND review.submitted_at IS NOT NULL AND \(JuryRules.stands)
        GROUP BY assignment.application_id
        """
    }

    func notice(_ round: Round, _ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let why = reader("results.outdated.why", ["count": .number(applications)])
        let wayOut: HTML =
            isPublished
            ? "<p>\(reader("results.outdated.published"))</p>"
            : Controls.buttonForm(
                reader("results.count.again"), action: ResultAddress(season).count(round.publicID), visit)
        return Notices.caution(reader("results.outdated"), "<p>\(why)</p>\(wayOut)")
    }
}

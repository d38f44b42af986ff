internal import Platform

/// More reviews of an application than the rules ask for, where they matter most.
struct FurtherReview: Sendable, Equatable {
    static let mostAtOnce = 500

    let application: JuryApplication
    let reviews: Int

    static func ofRound(_ round: Round, _ tx: Transaction) throws -> [FurtherReview] {
        let rows = try tx.rows(
            """
            SELECT wanted.*, further_review.reviews FROM further_review
            JOIN (\(JuryApplication.columns) WHERE \(round.judges)) wanted ON wanted.id = further_review.application_id
            WHERE further_review.round_id = \(round.id) ORDER BY wanted.title, wanted.id
            """)
        return try rows.map {
            FurtherReview(application: try JuryApplication($0), reviews: try $0["reviews"])
        }
    }

    /// How many of an application, as an expression of `application`.
    static func count(in round: Round) -> SQL {
        """
        coalesce((SELECT reviews FROM further_review WHERE further_review.round_id = \(round.id)
            AND further_review.application_id = application.id), 0)
        """
    }

    /// How many were asked for in a round, by application.
    static func counts(in round: Round, _ tx: Transaction) throws -> [ID<Application>: Int] {
        let rows = try tx.rows(
            "SELECT application_id, reviews FROM further_review WHERE round_id = \(round.id)")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["application_id"], try $0["reviews"]) })
    }

    /// Asks for one review more of each application that does not wait for one already, so that a second
    /// press of the button asks for no second. What has left the jury meanwhile is passed over. Gives of how
    /// many.
    static func ask(
        of publicIDs: [String], in round: Round, demand: Int, by act: Act, _ tx: Transaction
    ) throws -> Int {
        let ids = Set(publicIDs)
        guard ids.count <= mostAtOnce else {
            throw Problem(.invalid, "jury.further.too-many", ["limit": .number(mostAtOnce)])
        }
        let rows = try tx.rows(
            """
            SELECT application.id, CASE WHEN \(round.judges) THEN 1 ELSE 0 END AS is_in_jury,
                   coalesce(further_review.reviews, 0) AS further,
                   (SELECT count(*) FROM assignment JOIN juror ON juror.id = assignment.juror_id
                    WHERE assignment.application_id = application.id AND assignment.round_id = \(round.id)
                        AND \(JuryRules.stands)) AS standing
            FROM application LEFT JOIN further_review ON further_review.application_id = application.id
                AND further_review.round_id = \(round.id)
            WHERE application.season_id = \(round.season)
                AND application.public_id IN \(list: Array(ids)) ORDER BY application.id
            """)
        guard rows.count == ids.count else { throw Problem.notFound }
        var asked: [ID<Application>] = []
        for row in rows where try row["is_in_jury"] {
            let (further, standing): (Int, Int) = (try row["further"], try row["standing"])
            guard further <= max(0, standing - demand) else { continue }
            let id: ID<Application> = try row["id"]
            try tx.run(
                """
                INSERT INTO further_review (round_id, application_id, reviews, asked_at)
                VALUES (\(round.id), \(id), \(further + 1), \(act.at))
                ON CONFLICT (round_id, application_id) DO UPDATE SET reviews = excluded.reviews,
                    asked_at = excluded.asked_at
                """)
            asked.append(id)
        }
        guard !asked.isEmpty else { return 0 }
        try tx.audit(
            "further reviews asked for", on: "round", round.id.rawValue, by: act,
            ["applications": .array(asked.map { .integer($0.rawValue) })])
        return asked.count
    }

    /// Asks for no more than the rules do. Jurors who have the application keep it.
    static func withdraw(_ application: JuryApplication, in round: Round, by act: Act, _ tx: Transaction)
        throws
    {
        let withdrawn = try tx.run(
            """
            DELETE FROM further_review
            WHERE round_id = \(round.id) AND application_id = \(application.id)
            """)
        guard withdrawn > 0 else { return }
        try tx.audit("further reviews withdrawn", on: "application", application.id.rawValue, by: act)
    }
}

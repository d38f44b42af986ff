internal import Platform

/// A review as it was submitted, or as it was changed after that: kept for good.
struct ReviewVersion: Sendable, Equatable {
    let review: ID<Review>
    let number: Int
    let jurorName: String
    let content: ReviewContent
    let madeAt: Instant
    /// Who made it; nothing where it stood there before changes were kept.
    let madeBy: String?
    /// The file that it came from, where staff brought it in.
    let fileName: String?

    /// All of one application in a round, by juror and then by time, whether the reviews still count or not.
    static func of(_ application: ID<Application>, in round: Round, _ tx: Transaction) throws
        -> [ReviewVersion]
    {
        let rows = try tx.rows(
            """
            SELECT review_version.*, \(Person.shownName()) AS juror_name,
                   \(Person.shownName(of: "maker")) AS maker, score_import.file_name
            FROM review_version JOIN review ON review.id = review_version.review_id
            JOIN assignment ON assignment.id = review.assignment_id
            JOIN juror ON juror.id = assignment.juror_id JOIN person ON person.id = juror.person_id
            LEFT JOIN person AS maker ON maker.id = review_version.made_by
            LEFT JOIN score_import ON score_import.id = review_version.import_id
            WHERE assignment.application_id = \(application) AND assignment.round_id = \(round.id)
            ORDER BY juror_name, juror.id, review_version.number
            """)
        return try rows.map(ReviewVersion.init)
    }

    private init(_ row: Row) throws {
        guard let content = ReviewContent(json: try JSON(parsing: row["content"] as String)) else {
            throw DatabaseError.decoding("a version of a review does not read")
        }
        review = try row["review_id"]
        number = try row["number"]
        jurorName = try row["juror_name"]
        self.content = content
        madeAt = try row["made_at"]
        madeBy = try row["maker"]
        fileName = try row["file_name"]
    }

    static func keep(
        _ review: Review, from source: ID<ScoreImport>? = nil, at moment: Instant, by person: Int64?,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO review_version (review_id, number, content, made_at, made_by, import_id)
            VALUES (\(review.id), \(review.version), \(review.content.json.canonical), \(moment),
                    \(person), \(source))
            """)
    }

    /// What was submitted before versions were kept is the first of them.
    static func keepOldest(_ review: Review, _ tx: Transaction) throws {
        let row = try tx.row("SELECT 1 FROM review_version WHERE review_id = \(review.id) LIMIT 1")
        guard row == nil else { return }
        try keep(review, at: review.savedAt, by: nil, tx)
    }
}

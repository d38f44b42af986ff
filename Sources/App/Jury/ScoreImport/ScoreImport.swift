internal import Platform

// Scores from a sheet: jurors who cannot be online write on paper, and staff enter it for them.
//
// Staff download a sheet with a row for each assignment, fill it in and bring it back. The dry run says of
// every row what would become of it; confirming it enters exactly that in one transaction, or nothing where
// anything has changed since. What a juror sent themselves is replaced only row by row and on purpose.
//
// Tables: score_import; `review_version.import_id` says which versions came from one.

/// A sheet of scores as it was entered: from which file, by whom, when.
struct ScoreImport: Sendable, Equatable {
    static let longestFileName = 200
    private static let mostShown = 100

    let fileName: String
    let entered: Int
    let leftOut: Int
    let importedAt: Instant
    let importedBy: String

    /// The newest first.
    static func ofRound(_ round: Round, _ tx: Transaction) throws -> [ScoreImport] {
        let rows = try tx.rows(
            """
            SELECT score_import.*, \(makerColumn) FROM score_import
            LEFT JOIN person ON person.id = score_import.imported_by
            WHERE score_import.round_id = \(round.id) ORDER BY score_import.id DESC LIMIT \(mostShown)
            """)
        return try rows.map(ScoreImport.init)
    }

    /// Where a review stands as it came from a sheet, that sheet; nothing once its juror has changed it.
    static func behind(_ review: Review, _ tx: Transaction) throws -> ScoreImport? {
        let row = try tx.row(
            """
            SELECT score_import.*, \(makerColumn) FROM review_version
            JOIN score_import ON score_import.id = review_version.import_id
            LEFT JOIN person ON person.id = score_import.imported_by
            WHERE review_version.review_id = \(review.id) AND review_version.number =
                (SELECT max(number) FROM review_version WHERE review_id = \(review.id))
            """)
        return try row.map(ScoreImport.init)
    }

    private static let makerColumn: SQL = "coalesce(\(Person.shownName()), '') AS maker"

    private init(_ row: Row) throws {
        fileName = try row["file_name"]
        entered = try row["entered"]
        leftOut = try row["left_out"]
        importedAt = try row["imported_at"]
        importedBy = try row["maker"]
    }
}

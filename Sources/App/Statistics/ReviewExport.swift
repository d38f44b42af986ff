internal import Platform

/// The submitted reviews of a closed round that count: who gave which marks, and what they wrote.
enum ReviewExport {
    static func table(
        of round: Round, for who: ExportReader, _ cache: RulesCache, _ tx: Transaction
    ) throws -> ExportTable {
        let rubric = try RoundRubric.of(round, cache, tx)
        let columns = ExportColumns.application(who.reader) + columns(rubric, who.reader)
        let count = try counts(in: who.season.id, tx)[round.id] ?? 0
        return ExportTable(columns: columns, count: count) { place, tx in
            let rows = try tx.rows(statement(of: round, after: place))
            let marks = try marks(of: rows.map { try $0["review_id"] }, tx)
            return try ExportTable.Part(rows, place: { try $0["review_id"] }) { row in
                try ExportColumns.application(row, who)
                    + cells(row, marks[try row["review_id"]] ?? [:], rubric)
            }
        }
    }

    /// How many there are in each closed round.
    static func counts(in season: ID<Season>, _ tx: Transaction) throws -> [ID<Round>: Int] {
        let rows = try tx.rows(
            """
            SELECT assignment.round_id, count(*) AS counted
            FROM assignment JOIN round ON round.id = assignment.round_id
            JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.season_id = \(season) AND round.closed_at IS NOT NULL AND \(counting)
            GROUP BY assignment.round_id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["round_id"], try $0["counted"]) })
    }

    private static let counting: SQL = "review.submitted_at IS NOT NULL AND \(JuryRules.stands)"

    /// Walks the reviews once in the order of their keys, as applications are walked.
    private static func statement(of round: Round, after place: Int64) -> SQL {
        """
        SELECT \(ExportColumns.selection), review.id AS review_id, review.comment, review.submitted_at,
            review.confidential_comment, juror.organisation,
            \(Person.shownName()) AS juror_name
        FROM review CROSS JOIN assignment JOIN juror ON juror.id = assignment.juror_id
        JOIN person ON person.id = juror.person_id
        JOIN application ON application.id = assignment.application_id
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = application.nomination_id
        WHERE assignment.id = review.assignment_id AND (assignment.round_id + 0) = \(round.id)
            AND \(counting) AND review.id > \(place)
        ORDER BY review.id LIMIT \(StatisticsBounds.readTogether)
        """
    }

    private static func marks(
        of reviews: [ID<Review>], _ tx: Transaction
    ) throws -> [ID<Review>: [ID<Criterion>: Int]] {
        let rows = try tx.rows(
            """
            SELECT review_id, criterion_id, points FROM mark
            WHERE review_id IN \(list: reviews.map(\.rawValue))
            """)
        return try rows.reduce(into: [:]) { marks, row in
            marks[try row["review_id"], default: [:]][try row["criterion_id"]] = try row["points"] as Int
        }
    }

    private static func columns(_ rubric: RoundRubric, _ reader: Reader) -> [Table.Column] {
        let criteria = rubric.criteria.map { criterion in
            Table.Column("\(reader.pick(criterion.rule.title)) [\(criterion.key)]")
        }
        return [
            Table.Column(reader("exports.column.juror")), Table.Column(reader("exports.column.organisation")),
        ] + criteria + [
            Table.Column(reader("exports.column.score")), Table.Column(reader("exports.column.comment")),
            Table.Column(reader("exports.column.confidential")),
            Table.Column(reader("exports.column.reviewed")),
        ]
    }

    private static func cells(
        _ row: Row, _ marks: [ID<Criterion>: Int], _ rubric: RoundRubric
    ) throws -> [Table.Cell] {
        let given = rubric.criteria.map { ExportCell.integer(marks[$0.id]) }
        return [.text(try row["juror_name"]), .text(try row["organisation"])] + given + [
            ExportCell.figure(rubric.score(marks)), .text(try row["comment"]),
            .text(try row["confidential_comment"]), .instant(try row["submitted_at"]),
        ]
    }
}

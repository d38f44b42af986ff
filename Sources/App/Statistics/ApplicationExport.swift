internal import Platform

/// Applications with the answers of their last submitted version.
enum ApplicationExport {
    static func table(
        for who: ExportReader, _ cache: RulesCache, _ tx: Transaction
    ) throws -> ExportTable {
        let answers = try AnswerColumns(who.season, who.reader, cache, tx)
        let columns = ExportColumns.application(who.reader) + details(who.reader) + answers.columns
        return ExportTable(columns: columns, count: try count(for: who, tx)) { place, tx in
            let rows = try tx.rows(statement(for: who, after: place))
            return try ExportTable.Part(rows, place: { try $0["id"] }) { row in
                try ExportColumns.application(row, who) + details(row) + cells(row, answers)
            }
        }
    }

    static func count(for who: ExportReader, _ tx: Transaction) throws -> Int {
        let sql: SQL = "SELECT count(*) FROM application WHERE \(who.applications(.byIndex))"
        return try tx.row(sql)?.only() ?? 0
    }

    private static func statement(for who: ExportReader, after place: Int64) -> SQL {
        """
        SELECT \(ExportColumns.selection), application.completeness, submission.number,
            submission.rules_version_id, submission.answers, submission.submitted_at,
            first.submitted_at AS first_submitted_at
        FROM (\(who.applications(after: place))) AS application
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = application.nomination_id
        JOIN submission ON submission.id = application.submission_id
        JOIN submission AS first ON first.application_id = application.id AND first.number = 1
        ORDER BY application.id
        """
    }

    private static func details(_ reader: Reader) -> [Table.Column] {
        [
            Table.Column(reader("exports.column.completeness")),
            Table.Column(reader("exports.column.version")),
            Table.Column(reader("exports.column.first-submitted")),
            Table.Column(reader("exports.column.last-submitted")),
        ]
    }

    private static func details(_ row: Row) throws -> [Table.Cell] {
        [
            .integer(try row["completeness"]), .integer(try row["number"]),
            .instant(try row["first_submitted_at"]), .instant(try row["submitted_at"]),
        ]
    }

    private static func cells(_ row: Row, _ answers: AnswerColumns) throws -> [Table.Cell] {
        let given = Answers(json: try JSON(parsing: row["answers"] as String)) ?? [:]
        return answers.cells(given, under: try row["rules_version_id"], nomination: try row["nomination"])
    }
}

/// The columns by which every export tells applications apart.
enum ExportColumns {
    /// Of `application`, `party` and `nomination`.
    static let selection: SQL = """
        application.id, application.public_id, application.title, application.state, application.country,
        application.language, party.name AS party_name, nomination.key AS nomination
        """

    static func application(_ reader: Reader) -> [Table.Column] {
        [
            Table.Column(reader("exports.column.application")), Table.Column(reader("exports.column.title")),
            Table.Column(reader("exports.column.applicant")), Table.Column(reader("exports.column.country")),
            Table.Column(reader("exports.column.language")),
            Table.Column(reader("exports.column.nomination")), Table.Column(reader("exports.column.state")),
        ]
    }

    static func application(_ row: Row, _ who: ExportReader) throws -> [Table.Cell] {
        let reader = who.reader
        return [
            .text(try row["public_id"]), .text(try row["title"]), .text(try row["party_name"]),
            .text(reader.country(try row["country"])), .text(reader.languageName(try row["language"])),
            .text(who.season.nominationTitle(try row["nomination"], reader)),
            .text(state(try row["state"], reader)),
        ]
    }

    private static func state(_ state: Application.State, _ reader: Reader) -> String {
        switch state {
        case .draft: reader("screening.state.draft")
        case .submitted: reader("screening.state.to-screen")
        case .withdrawn: reader("screening.state.withdrawn")
        case .admitted: reader("screening.state.admitted")
        case .rejected: reader("screening.state.rejected")
        case .finalist: reader("screening.state.finalist")
        case .laureate: reader("screening.state.laureate")
        }
    }
}

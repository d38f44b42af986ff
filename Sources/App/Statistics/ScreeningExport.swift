internal import Platform

/// What screening made of each application: the decision that stands, or what it still waits for.
enum ScreeningExport {
    static func table(for who: ExportReader, _ tx: Transaction) throws -> ExportTable {
        let columns = ExportColumns.application(who.reader) + columns(who.reader)
        let count = try ApplicationExport.count(for: who, tx)
        return ExportTable(columns: columns, count: count) { place, tx in
            let rows = try tx.rows(statement(for: who, after: place))
            return try ExportTable.Part(rows, place: { try $0["id"] }) { row in
                try ExportColumns.application(row, who) + cells(row, who)
            }
        }
    }

    private static func statement(for who: ExportReader, after place: Int64) -> SQL {
        """
        SELECT \(ExportColumns.selection), application.completeness, standing.verdict, standing.reason,
            standing.note, standing.decided_at, \(Person.shownName(of: "decider")) AS decider,
            request.due_at, target.key AS proposed
        FROM (\(who.applications(after: place))) AS application
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = application.nomination_id
        LEFT JOIN screening_decision AS standing
            ON standing.application_id = application.id AND standing.undone_at IS NULL
        LEFT JOIN person AS decider ON decider.id = standing.decided_by
        LEFT JOIN screening_request AS request ON request.application_id = application.id
            AND request.answered_by_submission_id IS NULL AND request.cancelled_at IS NULL
        LEFT JOIN nomination_move AS move ON move.application_id = application.id AND move.answer IS NULL
        LEFT JOIN nomination AS target ON target.id = move.to_nomination_id
        ORDER BY application.id
        """
    }

    private static func columns(_ reader: Reader) -> [Table.Column] {
        [
            Table.Column(reader("exports.column.completeness")),
            Table.Column(reader("exports.column.verdict")),
            Table.Column(reader("exports.column.reason")), Table.Column(reader("exports.column.note")),
            Table.Column(reader("exports.column.decided")), Table.Column(reader("exports.column.decider")),
            Table.Column(reader("exports.column.due")), Table.Column(reader("exports.column.proposed")),
        ]
    }

    private static func cells(_ row: Row, _ who: ExportReader) throws -> [Table.Cell] {
        let (season, reader) = (who.season, who.reader)
        let verdict: StandingDecision.Verdict? = try row["verdict"]
        let reason: String? = try row["reason"]
        let proposed: String? = try row["proposed"]
        return [
            .integer(try row["completeness"]), ExportCell.text(verdict.map { name($0, reader) }),
            ExportCell.text(reason.map { ScreeningWords.reason($0, in: season, reader) }),
            ExportCell.text(try row["note"]), ExportCell.instant(try row["decided_at"]),
            ExportCell.text(try row["decider"]), ExportCell.instant(try row["due_at"]),
            ExportCell.text(proposed.map { season.nominationTitle($0, reader) }),
        ]
    }

    private static func name(_ verdict: StandingDecision.Verdict, _ reader: Reader) -> String {
        switch verdict {
        case .admit: reader("screening.state.admitted")
        case .reject: reader("screening.state.rejected")
        }
    }
}

/// Cells of what may not be there.
enum ExportCell {
    static func text(_ text: String?) -> Table.Cell {
        text.map { .text($0) } ?? .empty
    }

    static func instant(_ instant: Instant?) -> Table.Cell {
        instant.map { .instant($0) } ?? .empty
    }

    static func integer(_ integer: Int?) -> Table.Cell {
        integer.map { .integer($0) } ?? .empty
    }

    /// To two places behind the point, as pages show it.
    static func figure(_ number: Double?) -> Table.Cell {
        number.map { .number(($0 * 100).rounded() / 100) } ?? .empty
    }
}

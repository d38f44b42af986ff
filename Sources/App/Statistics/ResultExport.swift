internal import Platform

/// What the marks of a closed round came to, the best first, as the page of results has it.
enum ResultExport {
    static func table(of round: Round, for who: ExportReader, _ tx: Transaction) throws -> ExportTable {
        let columns = columns(who.reader)
        let count = try counts(in: who.season.id, tx)[round.id] ?? 0
        return ExportTable(columns: columns, count: count) { place, tx in
            let rows = try tx.rows(
                """
                \(ApplicationResult.selection) WHERE result.round_id = \(round.id) AND \(counting)
                    AND result.score_place > \(place)
                ORDER BY result.score_place LIMIT \(StatisticsBounds.readTogether)
                """)
            return try ExportTable.Part(rows, place: { try $0["score_place"] }) { row in
                try cells(ApplicationResult(row), who)
            }
        }
    }

    /// How many there are in each round.
    static func counts(in season: ID<Season>, _ tx: Transaction) throws -> [ID<Round>: Int] {
        let rows = try tx.rows(
            """
            SELECT result.round_id, count(*) AS counted
            FROM result JOIN application ON application.id = result.application_id
            WHERE application.season_id = \(season) AND \(counting) GROUP BY result.round_id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["round_id"], try $0["counted"]) })
    }

    private static let counting: SQL = "application.state <> 'withdrawn'"

    private static func columns(_ reader: Reader) -> [Table.Column] {
        [
            Table.Column(reader("exports.column.application")), Table.Column(reader("exports.column.title")),
            Table.Column(reader("exports.column.applicant")), Table.Column(reader("exports.column.country")),
            Table.Column(reader("exports.column.region")), Table.Column(reader("exports.column.nomination")),
            Table.Column(reader("exports.column.rank")), Table.Column(reader("exports.column.mean")),
            Table.Column(reader("exports.column.median")), Table.Column(reader("exports.column.spread")),
            Table.Column(reader("exports.column.lowest")), Table.Column(reader("exports.column.highest")),
            Table.Column(reader("exports.column.reviews")), Table.Column(reader("exports.column.passing")),
        ]
    }

    private static func cells(_ result: ApplicationResult, _ who: ExportReader) -> [Table.Cell] {
        let (season, reader, figures) = (who.season, who.reader, result.figures)
        let region = season.rules.regions.first { $0.key == result.region }
        let passing = result.isPassing ? reader("exports.yes") : reader("exports.no")
        return [
            .text(result.publicID), .text(result.title), .text(result.partyName),
            .text(reader.country(result.country)), ExportCell.text(region.map { reader.pick($0.title) }),
            .text(season.nominationTitle(result.nomination, reader)), ExportCell.integer(result.rank),
            ExportCell.figure(figures?.mean), ExportCell.figure(figures?.median),
            ExportCell.figure(figures?.deviation), ExportCell.figure(figures?.lowest),
            ExportCell.figure(figures?.highest), .integer(result.reviews), .text(passing),
        ]
    }
}

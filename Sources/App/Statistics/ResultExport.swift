internal import Platform

/// What the marks of a closed round came to, the best first, as the page of results has it.
enum ResultExport {
    static func table(of round: Round, for who: ExportReader, _ tx: Transaction) throws -> ExportTable {
        let columns = columns(who.reader)
        let count = try counts(in: who.season.id, tx)[round.id] ?? 0
        return ExportTable(columns: columns, count: count) { place, tx in
            let rows = try tx.rows(
                """
                \(ExportedResult.selection) WHERE result.round_id = \(round.id) AND \(counting)
                    AND result.score_place > \(place)
                ORDER BY result.score_place LIMIT \(StatisticsBounds.readTogether)
                """)
            return try ExportTable.Part(rows, place: { try $0["score_place"] }) { row in
                try cells(ExportedResult(row), who)
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
        ] + rankingColumns(reader)
    }

    private static func rankingColumns(_ reader: Reader) -> [Table.Column] {
        [
            Table.Column(reader("exports.column.record-rank")),
            Table.Column(reader("exports.column.record-score")),
            Table.Column(reader("exports.column.standing")),
            Table.Column(reader("exports.column.part")),
            Table.Column(reader("exports.column.calibrated")),
            Table.Column(reader("exports.column.calibrated-low")),
            Table.Column(reader("exports.column.calibrated-high")),
            Table.Column(reader("exports.column.chance")),
            Table.Column(reader("exports.column.too-close")),
            Table.Column(reader("exports.column.juror-trials")),
            Table.Column(reader("exports.column.juror-stays")),
            Table.Column(reader("exports.column.weight-trials")),
            Table.Column(reader("exports.column.weight-stays")),
            Table.Column(reader("exports.column.in-other")),
        ]
    }

    private static func cells(_ exported: ExportedResult, _ who: ExportReader) -> [Table.Cell] {
        let result = exported.result
        let (season, reader, figures) = (who.season, who.reader, result.figures)
        let region = season.rules.regions.first { $0.key == result.region }
        let passing = result.rank.map { _ in reader(result.isPassing ? "exports.yes" : "exports.no") }
        return [
            .text(result.publicID), .text(result.title), .text(result.partyName),
            .text(reader.country(result.country)), ExportCell.text(region.map { reader.pick($0.title) }),
            .text(season.nominationTitle(result.nomination, reader)), ExportCell.integer(result.rank),
            ExportCell.figure(figures?.mean), ExportCell.figure(figures?.median),
            ExportCell.figure(figures?.deviation), ExportCell.figure(figures?.lowest),
            ExportCell.figure(figures?.highest), .integer(result.reviews), ExportCell.text(passing),
        ] + ranking(exported, reader)
    }

    private static func ranking(_ exported: ExportedResult, _ reader: Reader) -> [Table.Cell] {
        let (ranking, stays) = (exported.ranking, exported.stays)
        let interval = ranking?.calibrated
        let isTooClose = ranking.map { reader($0.isTooClose ? "exports.yes" : "exports.no") }
        let isInOther = stays?.isInOther.map { reader($0 ? "exports.yes" : "exports.no") }
        return [
            ExportCell.integer(ranking?.recordRank), ExportCell.figure(ranking?.recordScore),
            ExportCell.text(ranking?.standing.word(reader)), ExportCell.integer(ranking.map { $0.part + 1 }),
            ExportCell.figure(interval?.value), ExportCell.figure(interval?.low),
            ExportCell.figure(interval?.high), ExportCell.figure(ranking?.chanceOfBest),
            ExportCell.text(isTooClose), ExportCell.integer(stays?.jurorTrials),
            ExportCell.integer(stays?.jurorStays), ExportCell.integer(stays?.weightTrials),
            ExportCell.integer(stays?.weightStays), ExportCell.text(isInOther),
        ]
    }
}

/// A result with where it stands by the ranking of record.
private struct ExportedResult: Sendable {
    let result: ApplicationResult
    /// Nothing without a result.
    let ranking: RecordRanking?
    /// Nothing for those that are not among the first.
    let stays: RobustnessReport.Stays?

    init(_ row: Row) throws {
        result = try ApplicationResult(row)
        let place: Int? = try row["place"]
        ranking = try place.map { _ in try RecordRanking(row) }
        let trials: Int? = try row["juror_trials"]
        stays = try trials.map { _ in try RobustnessReport.Stays(row) }
    }

    /// What `init` reads.
    static let selection: SQL = """
        SELECT result.*, ranking.part, ranking.record_score, ranking.record_rank, ranking.is_joint,
               ranking.standing, ranking.calibrated, ranking.low, ranking.high, ranking.calibrated_rank,
               ranking.chance_of_best, ranking.is_too_close, ranking.place,
               robustness.juror_trials, robustness.juror_stays, robustness.weight_trials,
               robustness.weight_stays, robustness.stays_in_other,
               application.public_id, application.title, application.country, application.state,
               party.name AS party_name, nomination.key AS nomination
        FROM result JOIN application ON application.id = result.application_id
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = result.nomination_id
        LEFT JOIN ranking ON ranking.round_id = result.round_id
            AND ranking.application_id = result.application_id
        LEFT JOIN robustness ON robustness.round_id = result.round_id
            AND robustness.application_id = result.application_id
        """
}

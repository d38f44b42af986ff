internal import Platform

/// The sheet to be filled in: a row for each assignment to which scores can be entered. What jurors wrote is
/// not in it.
struct BlankSheet: Sendable {
    /// Whose rows can be taken, and how many each has.
    struct Share: Sendable, Equatable {
        let juror: String
        let name: String
        let rows: Int

        static func all(in round: Round, _ tx: Transaction) throws -> [Share] {
            let rows = try tx.rows(
                """
                SELECT juror.public_id, \(Person.shownName()) AS name, count(*) AS places
                FROM assignment JOIN juror ON juror.id = assignment.juror_id
                JOIN person ON person.id = juror.person_id
                JOIN application ON application.id = assignment.application_id
                WHERE assignment.round_id = \(round.id) AND assignment.sent_at IS NOT NULL
                    AND \(JuryRules.stands)
                GROUP BY juror.public_id, person.name, person.email ORDER BY name, juror.public_id
                """)
            return try rows.map {
                Share(juror: try $0["public_id"], name: try $0["name"], rows: try $0["places"])
            }
        }
    }

    let round: Round
    let terms: ReviewTerms
    let places: [ScoreSituation.Place]

    /// Of one juror, by their public id, or of all where they are not too many for a sheet.
    static func take(
        of juror: String, in season: Season, by act: Act, _ cache: RulesCache, _ tx: Transaction
    ) throws -> BlankSheet {
        let round = try Round.open(in: season.id, tx)
        let shares = try Share.all(in: round, tx).filter { juror.isEmpty || $0.juror == juror }
        guard shares.reduce(0, { $0 + $1.rows }) <= ScoreSheet.mostRows else {
            let most: MessageValue = .number(ScoreSheet.mostRows)
            throw Problem(.invalid, "jury.scores.take.too-many", ["most": most])
        }
        let condition: SQL = juror.isEmpty ? "1 = 1" : "juror.public_id = \(juror)"
        let places = try ScoreSituation.places(condition, round, of: season, at: act.at, tx)
        let open = places.filter { $0.obstacle == nil }
        try tx.audit(
            "score sheet taken", on: "round", round.id.rawValue, by: act,
            ["rows": .integer(Int64(open.count))])
        return BlankSheet(round: round, terms: try ReviewTerms.of(round, cache, tx), places: open)
    }

    func table(_ reader: Reader) -> Table {
        let columns = ScoreSheetColumns(terms: terms)
        let rows = places.map { place -> [Table.Cell] in
            let known: [Table.Cell] = [
                .text(round.publicID), .text(place.application), .text(place.title), .text(place.email),
                .text(place.jurorName), .integer(place.stored?.version ?? 0),
            ]
            return known + columns.blanks.map { _ in .empty }
        }
        return Table(columns: columns.all.map { .init(columns.head($0, reader)) }, rows: rows)
    }
}

internal import Foundation
internal import Platform

/// More time that staff gave a juror in a round.
struct ReviewExtension: Sendable, Equatable {
    static let longestReason = 1_000
    static let mostShown = 200

    let jurorName: String
    let until: Instant
    let reason: String
    let madeAt: Instant
    let madeBy: String

    /// The newest first; of a juror only the newest holds.
    static func ofRound(_ round: Round, _ tx: Transaction) throws -> [ReviewExtension] {
        let rows = try tx.rows(
            """
            SELECT review_extension.*, \(Person.shownName()) AS juror_name,
                   coalesce(\(Person.shownName(of: "maker")), '') AS maker
            FROM review_extension JOIN juror ON juror.id = review_extension.juror_id
            JOIN person ON person.id = juror.person_id
            LEFT JOIN person AS maker ON maker.id = review_extension.made_by
            WHERE review_extension.round_id = \(round.id)
            ORDER BY review_extension.id DESC LIMIT \(mostShown)
            """)
        return try rows.map { row in
            ReviewExtension(
                jurorName: try row["juror_name"], until: try row["until"], reason: try row["reason"],
                madeAt: try row["made_at"], madeBy: try row["maker"])
        }
    }

    /// What staff typed; the moment is by the season's clocks.
    struct Input: Sendable {
        var juror = ""
        var until = ""
        var reason = ""
    }

    /// Lets a juror submit later than the stage ends.
    static func give(
        _ input: Input, in round: Round, of season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let juror = try Juror.ofSeason(season.id, tx).first {
            $0.publicID == input.juror && $0.state == .accepted
        }
        let until = Instant(local: input.until, in: season.rules.timeZone)
        var faults: [Problem.Field] = []
        if juror == nil { faults.append(.init("juror", "jury.extension.juror.missing")) }
        let closes = season.stage(.jury)?.closes
        if until.map({ $0 <= act.at || closes.map { end in until ?? end <= end } ?? false }) ?? true {
            faults.append(.init("until", "jury.extension.until.wrong"))
        }
        if input.reason.isEmpty { faults.append(.init("reason", "jury.reason.missing")) }
        if input.reason.count > longestReason {
            faults.append(.init("reason", "problem.too-long", ["most": .number(longestReason)]))
        }
        guard let juror, let until, faults.isEmpty else {
            throw Problem(.invalid, "problem.check", fields: faults)
        }
        try tx.run(
            """
            INSERT INTO review_extension (round_id, juror_id, until, reason, made_at, made_by)
            VALUES (\(round.id), \(juror.id), \(until), \(input.reason), \(act.at), \(act.person))
            """)
        try tx.audit(
            "review extended", on: "juror", juror.id.rawValue, by: act,
            [
                "round": .integer(round.id.rawValue), "until": .string(until.iso8601),
                "reason": .string(input.reason),
            ])
    }
}

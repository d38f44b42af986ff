internal import Platform

/// Opening and closing a round.
enum RoundVerbs {
    struct Opening: Sendable {
        let name: String
        let publicID: String
        /// The version of the rules whose method the page showed, where it showed one.
        var shownRules: ID<RulesVersion>?
    }

    /// Opens a round under the rules that hold now; they stay its rules for good.
    static func open(_ opening: Opening, in season: Season, by act: Act, _ tx: Transaction) throws {
        try check(opening.name)
        if let shown = opening.shownRules, shown != season.rulesVersion {
            throw Problem(.invalid, "ranking.rules-changed")
        }
        if let round = try Round.current(of: season.id, tx), round.isOpen {
            throw Problem(.conflict, "jury.round.already-open", ["round": .text(round.name)])
        }
        let id: ID<Round>? = try tx.row(
            """
            INSERT INTO round (public_id, season_id, rules_version_id, name, opened_at, of_finalists)
            VALUES (\(opening.publicID), \(season.id), \(season.rulesVersion), \(opening.name), \(act.at),
                \(try PublishedGates.of(season.id, tx).finalists))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        let ranking = season.rules.rankingInFull
        try RoundMethod.fix(ranking, for: id, at: act.at, tx)
        try tx.audit(
            "round opened", on: "round", id.rawValue, by: act,
            [
                "name": .string(opening.name), "rules": .integer(season.rulesVersion.rawValue),
                "method": ranking.json,
            ])
    }

    /// Closes a round: from here on no review changes, and what was not submitted does not count.
    static func close(_ round: Round, by act: Act, _ tx: Transaction) throws {
        let closed = try tx.run(
            """
            UPDATE round SET closed_at = \(act.at), closed_by = \(act.person)
            WHERE id = \(round.id) AND closed_at IS NULL
            """)
        guard closed > 0 else { return }
        let progress = try RoundProgress.of(round, tx)
        try tx.audit(
            "round closed", on: "round", round.id.rawValue, by: act,
            ["assigned": .integer(Int64(progress.sent)), "submitted": .integer(Int64(progress.submitted))])
    }

    private static func check(_ name: String) throws {
        if name.isEmpty {
            throw Problem(.invalid, "problem.check", fields: [.init("name", "jury.round.name.missing")])
        }
        if name.count > Round.longestName {
            let arguments: [String: MessageValue] = ["most": .number(Round.longestName)]
            throw Problem(
                .invalid, "problem.check", fields: [.init("name", "problem.too-long", arguments)])
        }
    }
}

/// How far a round has come, in reviews that stand.
struct RoundProgress: Sendable, Equatable {
    /// Proposed, and not sent yet.
    let proposed: Int
    let sent: Int
    let begun: Int
    let submitted: Int

    var missing: Int { sent - submitted }

    static func of(_ round: Round, _ tx: Transaction) throws -> RoundProgress {
        let row = try tx.row(
            """
            SELECT coalesce(sum(CASE WHEN assignment.sent_at IS NULL THEN 1 ELSE 0 END), 0) AS proposed,
                   count(assignment.sent_at) AS sent, count(review.id) AS begun,
                   count(review.submitted_at) AS submitted
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.round_id = \(round.id) AND \(JuryRules.stands)
            """)
        guard let row else { return RoundProgress(proposed: 0, sent: 0, begun: 0, submitted: 0) }
        return RoundProgress(
            proposed: try row["proposed"], sent: try row["sent"], begun: try row["begun"],
            submitted: try row["submitted"])
    }
}

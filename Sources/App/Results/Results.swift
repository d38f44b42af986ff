internal import Platform
internal import Tally

// Results: what the jury's marks say, as they are.
//
// When a round closes its reviews are counted once: per application the mean, the median and the spread of
// the scores, exact ranks within the nomination, and whether the score passes in its region; per juror how
// they scored. Beside the raw figures stands the calibrated score, and one of the two is the ranking of
// record, as fixed when the round opened. Only submitted reviews that stand count. Nothing here decides: the
// directorate does.
//
// Tables: result, juror_result, round_result; ranking, juror_ranking, round_ranking; robustness_report,
// robustness. Invariants: a round is counted under the rules and the method that it keeps; an application
// with fewer reviews than these ask for has raw figures and nothing else; counting again gives the same rows
// as long as the reviews are the same; all of it is stored in the transaction that closes the round, only the
// report on robustness follows in a job.

/// Counting a round.
enum Results {
    /// Counts the reviews of a round and stores what comes out, in the transaction that closes it. Counting
    /// again replaces what was there.
    static func compute(_ id: ID<Round>, by act: Act, _ cache: RulesCache, _ tx: Transaction) throws {
        let round = try Round.find(id, tx)
        let counted = try CountedRound(round, cache, tx)
        try clear(id, tx)
        try store(counted.count, of: id, at: act.at, tx)
        try RankingStore(counted.ranking, of: id).write(tx)
        try keepReviews(of: round, tx)
        try tx.enqueue(RobustnessJob.kind, RobustnessJob.payload(id, countedAt: act.at), at: act.at)
        let (count, method) = (counted.count, counted.context.ranking.ofRecord)
        try tx.audit(
            "results counted", on: "round", id.rawValue, by: act,
            [
                "applications": .integer(Int64(count.applications.count)),
                "ranked": .integer(Int64(count.ranked)), "reviews": .integer(Int64(count.reviews.count)),
                "of-record": .string(method.rawValue),
            ])
    }

    /// Counts again, as after a conflict that was stated late; not once a decision on these figures is
    /// public.
    static func recount(
        _ publicID: String, in season: Season, by act: Act, _ cache: RulesCache, _ tx: Transaction
    )
        throws
    {
        let round = try Round.find(publicID, in: season.id, tx)
        guard !round.isOpen else { throw Problem(.closed, "results.round-open") }
        guard try !round.isPublished(tx) else { throw Problem(.closed, "results.published") }
        try compute(round.id, by: act, cache, tx)
    }

    private static func clear(_ round: ID<Round>, _ tx: Transaction) throws {
        try tx.run("DELETE FROM result WHERE round_id = \(round)")
        try tx.run("DELETE FROM juror_result WHERE round_id = \(round)")
        try tx.run("DELETE FROM round_result WHERE round_id = \(round)")
        try tx.run("DELETE FROM counted_review WHERE round_id = \(round)")
    }

    /// Of which reviews the results are made.
    private static func keepReviews(of round: Round, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO counted_review (review_id, round_id)
            SELECT review.id, assignment.round_id FROM review
            JOIN assignment ON assignment.id = review.assignment_id
            JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.round_id = \(round.id) AND \(round.judges) AND review.submitted_at IS NOT NULL
                AND \(JuryRules.stands)
            """)
    }

    private static func store(_ count: RoundCount, of round: ID<Round>, at moment: Instant, _ tx: Transaction)
        throws
    {
        let applications = count.applications.map { values(of: $0, in: round) }
        for rows in batches(applications) {
            try tx.run(
                """
                INSERT INTO result (round_id, application_id, nomination_id, region, reviews, scores, mean, median,
                    deviation, lowest, highest, score_exact, rank, is_passing, score_place, spread_place)
                VALUES \(rows)
                """)
        }
        let jurors = count.jurors.map { values(of: $0, in: round) }
        for rows in batches(jurors) {
            try tx.run(
                """
                INSERT INTO juror_result
                    (round_id, juror_id, reviews, scores, mean, median, deviation, lowest, highest, place)
                VALUES \(rows)
                """)
        }
        try tx.run(
            """
            INSERT INTO round_result
                (round_id, counted_at, applications, ranked, passing, jurors, reviews, mean)
            VALUES (\(round), \(moment), \(count.applications.count), \(count.ranked), \(count.passing),
                \(count.jurors.count), \(count.reviews.count), \(count.mean))
            """)
    }

    private static func values(of counted: RoundCount.Counted, in round: ID<Round>) -> SQL {
        let (entry, figures) = (counted.entry, counted.summary)
        let mean: Double? = figures?.mean.doubleValue
        let median: Double? = figures?.median.doubleValue
        let deviation: Double? = figures?.standardDeviation
        let lowest: Double? = figures?.lowest.doubleValue
        let highest: Double? = figures?.highest.doubleValue
        return """
            (\(round), \(entry.id), \(entry.nomination), \(counted.region), \(counted.scores.count),
            \(StoredScores.text(counted.scores)), \(mean), \(median), \(deviation), \(lowest), \(highest),
            \(figures?.mean.description), \(counted.rank), \(counted.isPassing), \(counted.scorePlace),
            \(counted.spreadPlace))
            """
    }

    private static func values(of counted: RoundCount.CountedJuror, in round: ID<Round>) -> SQL {
        let figures = counted.summary
        return """
            (\(round), \(counted.juror), \(figures.count), \(StoredScores.text(counted.scores)),
            \(figures.mean.doubleValue), \(figures.median.doubleValue), \(figures.standardDeviation),
            \(figures.lowest.doubleValue), \(figures.highest.doubleValue), \(counted.place))
            """
    }

    /// Many rows a statement; full batches share one text, so that the engine reads it once.
    static func batches(_ rows: [SQL]) -> [SQL] {
        let size = 64
        return stride(from: 0, to: rows.count, by: size).map { start in
            joined(rows[start..<min(start + size, rows.count)])
        }
    }

    /// With commas between them; by halves, because each interpolation copies what it is given.
    private static func joined(_ rows: ArraySlice<SQL>) -> SQL {
        guard rows.count > 1 else { return rows.first ?? .nothing }
        let middle = rows.startIndex + rows.count / 2
        return "\(joined(rows[..<middle])), \(joined(rows[middle...]))"
    }
}

/// Scores in a column: shown and drawn, never counted with.
enum StoredScores {
    static func text(_ scores: [Rational]) -> String {
        JSON.array(scores.map { .number(($0.doubleValue * 100).rounded() / 100) }).canonical
    }

    static func read(_ text: String) throws -> [Double] {
        try JSON(parsing: text).list?.compactMap(\.double) ?? []
    }
}

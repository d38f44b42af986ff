internal import Platform

/// An answer that everybody reads.
struct PublishedAnswer: Sendable {
    let answer: IdeaAnswer
    let outcome: AnswerOutcome
    let publishedOn: CalendarDate
    /// Those that are shown; titles of hidden and withdrawn ones are not.
    let ideas: [AnsweredIdea]

    private static let pageRows = 30

    static func page(
        of season: ID<Season>, after: String?, _ tx: Transaction
    ) throws -> (answers: [PublishedAnswer], next: String?) {
        let place: SQL =
            after.map { after -> SQL in
                """
                AND answer.id IN (SELECT later.answer_id FROM answer_publication AS later
                    JOIN answer AS shown ON shown.public_id = \(after)
                    JOIN answer_publication AS last ON last.answer_id = shown.id
                    WHERE later.published_at < last.published_at
                        OR (later.published_at = last.published_at AND later.answer_id < last.answer_id))
                """
            } ?? .nothing
        let rows = try tx.rows(
            """
            SELECT line.*, line_publication.published_on FROM (\(IdeaAnswer.selection)
                WHERE answer.season_id = \(season) AND reopening.answer_id IS NULL \(place)) AS line
            JOIN answer_publication AS line_publication ON line_publication.answer_id = line.id
            ORDER BY line.published_at DESC, line.id DESC LIMIT \(pageRows + 1)
            """)
        let shown = try all(Array(rows.prefix(pageRows)), tx)
        return (shown, rows.count > pageRows ? shown.last?.answer.publicID : nil)
    }

    /// Whether it was reopened since or not: what was once public stays readable.
    static func find(
        _ publicID: String, in season: ID<Season>, _ tx: Transaction
    ) throws -> PublishedAnswer {
        let rows = try tx.rows(
            """
            SELECT line.*, line_publication.published_on FROM (\(IdeaAnswer.selection)
                WHERE answer.season_id = \(season) AND answer.public_id = \(publicID)) AS line
            JOIN answer_publication AS line_publication ON line_publication.answer_id = line.id
            """)
        guard let found = try all(rows, tx).first else { throw Problem.notFound }
        return found
    }

    private static func all(_ rows: [Row], _ tx: Transaction) throws -> [PublishedAnswer] {
        let answers = try rows.map(IdeaAnswer.init)
        let ideas = try AnsweredIdea.ofAll(answers.map(\.id), tx)
        return try zip(answers, rows).compactMap { answer, row in
            guard let outcome = answer.outcome else { return nil }
            let shown = (ideas[answer.id] ?? []).filter { !$0.isHidden && !$0.isWithdrawn }
            return PublishedAnswer(
                answer: answer, outcome: outcome, publishedOn: try row["published_on"], ideas: shown)
        }
    }
}

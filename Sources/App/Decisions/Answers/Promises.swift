internal import Platform

/// What everybody may know of how the directorate answers: counts, and what was published.
struct Promises: Sendable {
    /// Ideas of a group of a session in one state.
    struct Count: Sendable {
        let session: LocalizedText
        let group: LocalizedText
        let standing: IdeaStanding
        let ideas: Int
    }

    /// How many answers had a date by now, and how many kept it: the first date, whatever it was moved to.
    struct Punctuality: Sendable, Equatable {
        let due: Int
        let inTime: Int

        var share: Double? { due == 0 ? nil : Double(inTime) / Double(due) }
    }

    struct RuleChange: Sendable {
        let commitment: Commitment
        let answer: String
        /// Whether the rules that hold in its season say so by now.
        let isInForce: Bool
    }

    let counts: [Count]
    let punctuality: Punctuality
    let actions: [PromisedAction]
    let reports: [ID<Commitment>: [ActionReport]]
    let rules: [RuleChange]
    let answers: [PublishedAnswer]
    /// From where the next answers go on.
    let next: String?

    /// A fixed number of statements, whatever was proposed.
    static func read(
        _ season: Season, after: String?, on day: CalendarDate, _ cache: RulesCache, _ tx: Transaction
    ) throws -> Promises {
        let actions = try PromisedAction.all(of: season.id, seesUnpublished: false, on: day, tx)
        let page = try PublishedAnswer.page(of: season.id, after: after, tx)
        return Promises(
            counts: try counts(season.id, tx), punctuality: try punctuality(season.id, on: day, tx),
            actions: actions, reports: try ActionReport.of(actions.map(\.commitment.id), tx),
            rules: try rules(season.id, cache, tx), answers: page.answers, next: page.next)
    }

    private static func counts(_ season: ID<Season>, _ tx: Transaction) throws -> [Count] {
        let rows = try tx.rows(
            """
            SELECT line.title, line.name, line.standing, count(*) AS ideas FROM (
                SELECT design_session.id AS session, design_session.title, session_group.position,
                    session_group.name, \(IdeaStanding.forEverybody) AS standing
                FROM idea JOIN design_session ON design_session.id = idea.session_id
                JOIN session_group ON session_group.id = idea.group_id \(IdeaStanding.joins)
                WHERE design_session.season_id = \(season)
            ) AS line GROUP BY line.session, line.title, line.position, line.name, line.standing
            ORDER BY line.session DESC, line.position
            """)
        return try rows.map {
            Count(
                session: try LocalizedText(stored: $0["title"]), group: try LocalizedText(stored: $0["name"]),
                standing: try $0["standing"], ideas: try $0["ideas"])
        }
    }

    private static func punctuality(
        _ season: ID<Season>, on day: CalendarDate, _ tx: Transaction
    ) throws -> Punctuality {
        let row = try tx.row(
            """
            SELECT count(*) AS due,
                count(CASE WHEN publication.published_on <= review.first_due_on THEN 1 END) AS in_time
            FROM idea JOIN design_session ON design_session.id = idea.session_id \(IdeaStanding.joins)
            WHERE design_session.season_id = \(season) AND withdrawal.idea_id IS NULL
                AND review.first_due_on IS NOT NULL
                AND (publication.answer_id IS NOT NULL OR review.first_due_on < \(day))
            """)
        return Punctuality(due: try row?["due"] ?? 0, inTime: try row?["in_time"] ?? 0)
    }

    private static func rules(
        _ season: ID<Season>, _ cache: RulesCache, _ tx: Transaction
    ) throws -> [RuleChange] {
        let rows = try tx.rows(
            """
            SELECT line.*, answer.public_id AS answer_public_id, season.rules_version_id
            FROM (\(Commitment.selection)) AS line JOIN answer ON answer.id = line.answer_id
            JOIN answer_publication ON answer_publication.answer_id = answer.id
            LEFT JOIN season ON season.id = line.season_id
            LEFT JOIN answer_reopening AS reopening ON reopening.answer_id = answer.id
            WHERE answer.season_id = \(season) AND line.kind = 'rule' AND reopening.answer_id IS NULL
            ORDER BY line.id LIMIT 500
            """)
        return try rows.map { row in
            let commitment = try Commitment(row)
            let version: ID<RulesVersion>? = try row["rules_version_id"]
            let document = try version.map { try cache.rules($0, tx) }
            let value = document.flatMap { RuleCommitments.value(at: commitment.path, in: $0) }
            return RuleChange(
                commitment: commitment, answer: try row["answer_public_id"],
                isInForce: document != nil && value == commitment.after)
        }
    }
}

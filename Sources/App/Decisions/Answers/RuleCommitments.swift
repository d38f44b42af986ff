internal import Platform

/// Changes of rules that answers promised, as those who write a season's rules look at them.
///
/// Published answers only: staff who write rules would otherwise learn here what waits for publication.
enum RuleCommitments {
    /// What answers promised for a season, and whether rules say it, in the order of the places.
    static func promised(
        for season: ID<Season>, in rules: JSON, _ tx: Transaction
    ) throws -> [PromisedRuleChange] {
        let promised = try all(for: season, tx)
        var known: Set<ID<Commitment>> = []
        // One sentence for a change, however many ideas it answers.
        return promised.compactMap { promise in
            let (before, after) = (promise.before, promise.after)
            let state = RuleChangeState.of(
                before: before, after: after, at: promise.origin.path, in: rules)
            guard known.insert(promise.commitment).inserted else { return nil }
            return PromisedRuleChange(origin: promise.origin, state: state)
        }
    }

    /// Which ideas led to which places of a season's rules.
    static func origins(of season: ID<Season>, _ tx: Transaction) throws -> [RuleOrigin] {
        try all(for: season, tx).map(\.origin)
    }

    private struct Promise {
        let commitment: ID<Commitment>
        let before: JSON?
        let after: JSON?
        let origin: RuleOrigin
    }

    /// One for each idea behind a change. An idea that is hidden lends no title; what was promised stays
    /// promised.
    private static func all(for season: ID<Season>, _ tx: Transaction) throws -> [Promise] {
        let rows = try tx.rows(
            """
            SELECT commitment.id, commitment.path, commitment.value_before, commitment.value_after,
                CASE WHEN hiding.id IS NULL THEN idea.title ELSE '' END AS title,
                answer.public_id AS answer, season.key AS season
            FROM commitment JOIN answer_publication ON answer_publication.answer_id = commitment.answer_id
            JOIN answer ON answer.id = commitment.answer_id JOIN season ON season.id = answer.season_id
            JOIN answer_idea ON answer_idea.answer_id = answer.id
            JOIN idea ON idea.id = answer_idea.idea_id
            LEFT JOIN answer_reopening AS reopening ON reopening.answer_id = answer.id
            LEFT JOIN idea_hiding AS hiding ON hiding.idea_id = idea.id AND hiding.lifted_at IS NULL
            WHERE commitment.season_id = \(season) AND reopening.answer_id IS NULL
            ORDER BY commitment.path, commitment.id, idea.id
            """)
        return try rows.compactMap(promise)
    }

    private static func promise(_ row: Row) throws -> Promise? {
        guard let path = RulePath(text: try row["path"]) else { return nil }
        let link = AnswerAddress(season: try row["season"]).promise(try row["answer"])
        return Promise(
            commitment: try row["id"], before: try json(row["value_before"]),
            after: try json(row["value_after"]),
            origin: RuleOrigin(path: path, title: try row["title"], link: link))
    }

    private static func json(_ text: String?) throws -> JSON? {
        try text.map { try JSON(parsing: $0) }
    }

    /// Changes that an adopted answer promises, and that neither rules which were applied since nor their
    /// draft make.
    static func broken(
        of answer: ID<IdeaAnswer>, _ cache: RulesCache, _ tx: Transaction
    ) throws -> [Commitment] {
        let rows = try tx.rows(
            """
            SELECT line.*, season.rules_version_id, season_draft.document FROM (\(Commitment.selection)) AS line
            JOIN season ON season.id = line.season_id
            JOIN rules_version ON rules_version.id = season.rules_version_id
            JOIN answer_adoption ON answer_adoption.answer_id = line.answer_id
            LEFT JOIN season_draft ON season_draft.season_id = season.id
                AND season_draft.discarded_at IS NULL AND season_draft.applied_version_id IS NULL
            WHERE line.answer_id = \(answer) AND rules_version.applied_at > answer_adoption.adopted_at
            ORDER BY line.id
            """)
        return try rows.compactMap { row in
            let commitment = try Commitment(row)
            let rules = try cache.rules(try row["rules_version_id"], tx).json
            guard let path = RulePath(text: commitment.path) else { return nil }
            let isKept = [rules, try json(row["document"]) ?? rules].contains { rules in
                RuleChangeState.of(
                    before: commitment.before, after: commitment.after, at: path, in: rules) == .fulfilled
            }
            return isKept ? nil : commitment
        }
    }

    /// What rules say at a place; nothing where there is no such place.
    static func value(at path: String, in rules: SeasonDocument) -> JSON? {
        RulePath(text: path).flatMap { RuleDocument(rules.json).value(at: $0) }
    }
}

internal import Platform

/// Drafting an answer to one idea or to several.
enum AnswerDrafting {
    /// Begins an answer to an idea that has none. Two who begin at once get one draft: its public id.
    static func begin(
        _ publicID: String, on idea: String, language: String, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws -> String {
        let found = try waiting(idea, in: season.id, tx)
        if let standing = found.standing { return standing }
        guard !found.isWithdrawn else { throw Problem(.conflict, "answers.idea-withdrawn") }
        let answer = try insert(publicID, language: language, in: season.id, by: act, tx)
        try add([found], to: answer, in: season.id, by: act, tx)
        try tx.audit(
            "answer drafted", on: "answer", answer.rawValue, by: act, ["ideas": .integer(1)])
        return publicID
    }

    static func insert(
        _ publicID: String, language: String, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws -> ID<IdeaAnswer> {
        let id: ID<IdeaAnswer>? = try tx.row(
            """
            INSERT INTO answer (public_id, season_id, version, language, drafted_by, drafted_at, saved_by, saved_at)
            VALUES (\(publicID), \(season), 1, \(language), \(act.person), \(act.at), \(act.person), \(act.at))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try sign(id, by: act, tx)
        return id
    }

    private static func sign(_ answer: ID<IdeaAnswer>, by act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO answer_author (answer_id, person_id) VALUES (\(answer), \(act.person))
            ON CONFLICT DO NOTHING
            """)
    }

    private struct FreeIdea {
        let id: ID<StudiedIdea>
        let session: Int64
        /// The public id of its standing answer.
        let standing: String?
        let isWithdrawn: Bool

        init(_ row: Row) throws {
            id = try row["id"]
            session = try row["session_id"]
            standing = try row["standing"]
            isWithdrawn = (try row["withdrawn"] as Int64?) != nil
        }
    }

    private static let freeIdeas: SQL = """
        SELECT idea.id, idea.session_id, answer.public_id AS standing, withdrawal.idea_id AS withdrawn
        FROM idea JOIN design_session ON design_session.id = idea.session_id
        \(IdeaStanding.joins)
        """

    private static func waiting(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws
        -> FreeIdea
    {
        let row = try tx.row(
            """
            \(freeIdeas) WHERE idea.public_id = \(publicID) AND design_session.season_id = \(season)
            """)
        guard let row else { throw Problem.notFound }
        return try FreeIdea(row)
    }

    /// Adds all ideas of a theme that wait for an answer; says how many these are.
    static func gather(
        theme: String, into publicID: String, version: Int, in season: Season, by act: Act, _ tx: Transaction
    ) throws -> Int {
        let answer = try draft(publicID, version: version, in: season, tx)
        let rows = try tx.rows(
            """
            \(freeIdeas)
            JOIN theme_idea ON theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL
            JOIN theme ON theme.id = theme_idea.theme_id AND theme.dissolved_at IS NULL
            WHERE theme.public_id = \(theme) AND design_session.season_id = \(season.id)
                AND answer.id IS NULL AND withdrawal.idea_id IS NULL
            ORDER BY idea.id LIMIT \(AnswerBounds.ideas)
            """)
        let ideas = try rows.map(FreeIdea.init)
        guard answer.ideas + ideas.count <= AnswerBounds.ideas else {
            throw Problem(.tooMany, "answers.too-many-ideas", ["most": .number(AnswerBounds.ideas)])
        }
        try add(ideas, to: answer.id, in: season.id, by: act, tx)
        try touch(answer.id, by: act, tx)
        try tx.audit(
            "ideas gathered in an answer", on: "answer", answer.id.rawValue, by: act,
            ["ideas": .integer(Int64(ideas.count))])
        return ideas.count
    }

    private static func add(
        _ ideas: [FreeIdea], to answer: ID<IdeaAnswer>, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        for idea in ideas {
            try tx.run(
                """
                INSERT INTO answer_idea (answer_id, season_id, idea_id, session_id, added_at)
                VALUES (\(answer), \(season), \(idea.id), \(idea.session), \(act.at))
                """)
        }
    }

    /// A draft in the version that somebody saw.
    static func draft(
        _ publicID: String, version: Int, in season: Season, _ tx: Transaction
    ) throws -> IdeaAnswer {
        let answer = try IdeaAnswer.find(publicID, in: season.id, tx)
        guard answer.state == .draft else { throw Problem(.conflict, "answers.adopted-already") }
        guard answer.version == version else { throw Problem(.conflict, "answers.conflict") }
        return answer
    }

    private static func touch(_ answer: ID<IdeaAnswer>, by act: Act, _ tx: Transaction) throws {
        try sign(answer, by: act, tx)
        try tx.run(
            """
            UPDATE answer SET version = version + 1, saved_by = \(act.person), saved_at = \(act.at)
            WHERE id = \(answer)
            """)
    }

    /// Saves whatever was typed, finished or not. `fresh` names the commitment that is begun with it.
    static func save(
        _ edit: AnswerEdit, of publicID: String, fresh: String, in season: Season, by act: Act,
        _ rules: RulesCache, _ tx: Transaction
    ) throws {
        try edit.check()
        let answer = try draft(publicID, version: edit.base, in: season, tx)
        try tx.run(
            """
            UPDATE answer SET outcome = \(edit.outcome), reason = \(edit.reason), language = \(edit.language)
            WHERE id = \(answer.id)
            """)
        try touch(answer.id, by: act, tx)
        try translate(edit, answer.id, tx)
        try release(edit.released, from: answer, tx)
        let writing = CommitmentWriting(answer: answer, season: season, rules: rules)
        for (key, promise) in edit.promises { try writing.save(promise, key, tx) }
        if let kind = edit.added { try writing.begin(kind, fresh, tx) }
        try tx.audit(
            "answer saved", on: "answer", answer.id.rawValue, by: act,
            ["version": .integer(Int64(answer.version + 1))])
    }

    private static func translate(
        _ edit: AnswerEdit, _ answer: ID<IdeaAnswer>, _ tx: Transaction
    ) throws {
        try tx.run("DELETE FROM answer_translation WHERE answer_id = \(answer)")
        for (language, translated) in edit.translations where language != edit.language {
            let origin: AnswerTranslation.Origin = translated.isMachine ? .machine : .human
            try tx.run(
                """
                INSERT INTO answer_translation (answer_id, language, origin, reason)
                VALUES (\(answer), \(language), \(origin), \(translated.reason))
                """)
        }
    }

    /// One idea at least stays: an answer to nothing would be seen by nobody.
    private static func release(_ ideas: Set<String>, from answer: IdeaAnswer, _ tx: Transaction) throws {
        guard !ideas.isEmpty else { return }
        let released = try tx.run(
            """
            DELETE FROM answer_idea WHERE answer_id = \(answer.id)
                AND idea_id IN (SELECT id FROM idea WHERE public_id IN \(list: ideas.sorted()))
            """)
        guard released < answer.ideas else { throw Problem(.invalid, "answers.last-idea") }
    }
}

/// Writing the commitments of a draft.
private struct CommitmentWriting {
    let answer: IdeaAnswer
    let season: Season
    let rules: RulesCache

    func begin(_ kind: Commitment.Kind, _ publicID: String, _ tx: Transaction) throws {
        let count: Int =
            try tx.row("SELECT count(*) FROM commitment WHERE answer_id = \(answer.id)")?.only() ?? 0
        guard count < AnswerBounds.commitments else {
            throw Problem(
                .tooMany, "answers.too-many-commitments", ["most": .number(AnswerBounds.commitments)])
        }
        try tx.run(
            """
            INSERT INTO commitment (public_id, answer_id, kind) VALUES (\(publicID), \(answer.id), \(kind))
            """)
    }

    func save(_ promise: AnswerEdit.Promise, _ publicID: String, _ tx: Transaction) throws {
        let row = try tx.row(
            "SELECT id, kind FROM commitment WHERE public_id = \(publicID) AND answer_id = \(answer.id)")
        guard let row else { return }
        let (id, kind): (ID<Commitment>, Commitment.Kind) = (try row["id"], try row["kind"])
        guard !promise.isRemoved else {
            try tx.run("DELETE FROM commitment WHERE id = \(id)")
            return
        }
        switch kind {
        case .rule: try saveRule(promise, id, publicID, tx)
        case .action: try saveAction(promise, id, publicID, tx)
        }
    }

    private func saveRule(
        _ promise: AnswerEdit.Promise, _ id: ID<Commitment>, _ publicID: String, _ tx: Transaction
    ) throws {
        let target = promise.season.isEmpty ? nil : try RuleTarget.find(promise.season, rules, tx)
        guard promise.season.isEmpty || target != nil else {
            throw fault("season", publicID, "answers.commitment.season.wrong")
        }
        let before = target.flatMap { RuleCommitments.value(at: promise.path, in: $0.rules) }
        try tx.run(
            """
            UPDATE commitment SET season_id = \(target?.season), path = \(promise.path), what = \(promise.what),
                value_before = \(before?.canonical), value_after = \(TypedRule.value(promise.after)?.canonical)
            WHERE id = \(id)
            """)
    }

    private func saveAction(
        _ promise: AnswerEdit.Promise, _ id: ID<Commitment>, _ publicID: String, _ tx: Transaction
    ) throws {
        let owner =
            try promise.owner.isEmpty
            ? nil : Colleague.actionOwners(of: season.id, tx).first { $0.publicID == promise.owner }
        guard promise.owner.isEmpty || owner != nil else {
            throw fault("owner", publicID, "answers.owner.not-member")
        }
        try tx.run(
            """
            UPDATE commitment SET what = \(promise.what), owner_id = \(owner?.id),
                due_on = \(CalendarDate(promise.due)), measure = \(promise.measure) WHERE id = \(id)
            """)
    }

    private func fault(_ part: StaticString, _ key: String, _ message: String) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init(AnswerEdit.name(part, key), message)])
    }
}

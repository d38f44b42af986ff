internal import Platform

/// Asking an author, or those who speak for a group, to make something clear, and their reply.
enum Clarification {
    /// Asks, and mails whoever has an account. Nobody who asks learns who that is.
    static func ask(
        _ question: String, publicID: String, about idea: String, at desk: ReviewDesk,
        _ letters: AnswerLetters, by act: Act, _ tx: Transaction
    ) throws {
        guard !question.isEmpty, question.count <= AnswerBounds.question else {
            let most: MessageValue = .number(AnswerBounds.question)
            let fault = Problem.Field("question", "answers.question.wrong", ["most": most])
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        let studied = try StudiedIdea.read(idea, in: desk.season.id, at: desk, tx)
        guard studied.line.standing.isOpen else { throw Problem(.conflict, "answers.question.answered") }
        guard studied.questions.allSatisfy({ $0.repliedAt != nil }) else {
            throw Problem(.conflict, "answers.question.open")
        }
        try tx.run(
            """
            INSERT INTO idea_question (public_id, idea_id, question, asked_at, asked_by)
            VALUES (\(publicID), \(studied.id), \(question), \(act.at), \(act.person))
            """)
        let rows = try tx.rows(
            """
            SELECT person.*, design_session.public_id AS session FROM idea
            LEFT JOIN idea_author AS author ON author.idea_id = idea.id
            JOIN seat ON seat.session_id = idea.session_id JOIN person ON person.id = seat.person_id
            JOIN design_session ON design_session.id = idea.session_id
            WHERE idea.id = \(studied.id) AND \(speaks)
            ORDER BY person.id
            """)
        for row in rows {
            let path = AnswerAddress(desk.season).clarification(session: try row["session"], idea: idea)
            let letter = letters.question(
                question, title: studied.line.title, path: path, to: try Person(row))
            try tx.send(letter, at: act.at)
        }
        try tx.audit("author asked", on: "idea", studied.id.rawValue, by: act)
    }

    /// Whether somebody in the room speaks for an idea: its author, or where it has none the scribes of its
    /// group and those who lead the session. A condition on `idea`, its `author` and a `seat`.
    private static let speaks: SQL = """
        (author.seat_id = seat.id OR author.seat_id IS NULL AND (seat.part = 'facilitator'
            OR seat.part = 'scribe' AND seat.group_id = idea.group_id))
        """

    /// Goes on without a reply; the question stays, with why.
    static func end(
        _ reason: String, about idea: String, at desk: ReviewDesk, by act: Act, _ tx: Transaction
    ) throws {
        guard !reason.isEmpty, reason.count <= AnswerBounds.line else {
            let most: MessageValue = .number(AnswerBounds.line)
            let fault = Problem.Field("ending", "answers.question.end.wrong", ["most": most])
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        let studied = try StudiedIdea.read(idea, in: desk.season.id, at: desk, tx)
        let ended = try tx.run(
            """
            UPDATE idea_question SET reply = '', replied_at = \(act.at), ended_reason = \(reason),
                ended_by = \(act.person)
            WHERE idea_id = \(studied.id) AND replied_at IS NULL
            """)
        guard ended > 0 else { throw Problem(.conflict, "answers.question.replied") }
        try tx.audit(
            "question ended", on: "idea", studied.id.rawValue, by: act, ["reason": .string(reason)])
    }

    /// What an author reads of their idea, and what they are asked.
    struct Asked: Sendable {
        let id: ID<StudiedIdea>
        let publicID: String
        let title: String
        let language: String
        let session: String
        let questions: [IdeaQuestion]

        var isOpen: Bool { questions.contains { $0.repliedAt == nil } }
    }

    /// Only for those who speak for the idea: for everybody else there is no such page.
    static func asked(_ idea: String, of seated: Seated, _ tx: Transaction) throws -> Asked {
        let row = try tx.row(
            """
            SELECT idea.id, idea.title, idea.language, CASE WHEN \(speaks) THEN 1 ELSE 0 END AS is_theirs
            FROM idea JOIN seat ON seat.id = \(seated.seat.id)
            LEFT JOIN idea_author AS author ON author.idea_id = idea.id
            WHERE idea.public_id = \(idea) AND idea.session_id = \(seated.session.id)
            """)
        guard let row else { throw Problem.notFound }
        try Guard.clarifiesOwnIdea.require(try row["is_theirs"], orElse: .notFound)
        let id: ID<StudiedIdea> = try row["id"]
        return Asked(
            id: id, publicID: idea, title: try row["title"], language: try row["language"],
            session: seated.session.publicID, questions: try IdeaQuestion.of(id, tx))
    }

    static func reply(
        _ text: String, to idea: String, of seated: Seated, by act: Act, _ tx: Transaction
    ) throws {
        let asked = try asked(idea, of: seated, tx)
        guard !text.isEmpty, text.count <= AnswerBounds.reply else {
            let most: MessageValue = .number(AnswerBounds.reply)
            let fault = Problem.Field("reply", "answers.reply.wrong", ["most": most])
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        let replied = try tx.run(
            """
            UPDATE idea_question SET reply = \(text), replied_at = \(act.at)
            WHERE idea_id = \(asked.id) AND replied_at IS NULL
            """)
        guard replied > 0 else { throw Problem(.conflict, "answers.question.none") }
        try tx.audit("author replied", on: "idea", asked.id.rawValue, by: act)
    }
}

extension Guard {
    static let clarifiesOwnIdea = Guard(name: "clarifies an own idea")
}

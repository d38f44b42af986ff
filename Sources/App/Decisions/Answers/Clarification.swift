internal import Platform

/// Asking an author to make something clear, and their reply.
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
        let row = try tx.row(
            """
            SELECT person.*, design_session.public_id AS session FROM idea_author
            JOIN seat ON seat.id = idea_author.seat_id JOIN person ON person.id = seat.person_id
            JOIN design_session ON design_session.id = seat.session_id
            WHERE idea_author.idea_id = \(studied.id)
            """)
        if let row {
            let path = AnswerAddress(desk.season).clarification(session: try row["session"], idea: idea)
            let letter = letters.question(
                question, title: studied.line.title, path: path, to: try Person(row))
            try tx.send(letter, at: act.at)
        }
        try tx.audit("author asked", on: "idea", studied.id.rawValue, by: act)
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

    /// Only for whose the idea is: for everybody else there is no such page.
    static func asked(_ idea: String, of seated: Seated, _ tx: Transaction) throws -> Asked {
        let row = try tx.row(
            """
            SELECT idea.id, idea.title, idea.language, author.seat_id FROM idea
            LEFT JOIN idea_author AS author ON author.idea_id = idea.id AND author.seat_id = \(seated.seat.id)
            WHERE idea.public_id = \(idea) AND idea.session_id = \(seated.session.id)
            """)
        guard let row else { throw Problem.notFound }
        let isOwn = (try row["seat_id"] as Int64?) != nil
        try Guard.clarifiesOwnIdea.require(isOwn, orElse: .notFound)
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

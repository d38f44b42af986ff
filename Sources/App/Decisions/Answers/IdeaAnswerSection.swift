internal import Platform

/// Where an idea stands with the directorate, for the page of the idea: what everybody may know, and for its
/// author what they are asked.
struct IdeaAnswerSection: Sendable {
    private let season: Season
    private let session: String
    private let idea: String
    private let standing: IdeaStanding
    /// The public id of the published answer.
    private let answer: String?
    private let isAsked: Bool

    /// `isTheirs` says that the visitor proposed it, or speaks for those who did. One statement.
    static func of(
        _ idea: String, in session: DesignSession, _ season: Season, isTheirs: Bool, _ tx: Transaction
    ) throws -> IdeaAnswerSection? {
        let row = try tx.row(
            """
            SELECT \(IdeaStanding.forEverybody) AS standing,
                CASE WHEN publication.answer_id IS NULL THEN NULL ELSE answer.public_id END AS answer,
                question.id AS question
            FROM idea \(IdeaStanding.joins)
            LEFT JOIN idea_question AS question ON question.idea_id = idea.id AND question.replied_at IS NULL
            WHERE idea.public_id = \(idea) AND idea.session_id = \(session.id)
            """)
        guard let row else { return nil }
        let question: Int64? = try row["question"]
        return IdeaAnswerSection(
            season: season, session: session.publicID, idea: idea, standing: try row["standing"],
            answer: try row["answer"], isAsked: isTheirs && question != nil)
    }

    func markup(_ reader: Reader) -> HTML {
        let address = AnswerAddress(season)
        let read: HTML? = answer.map { answer in
            let link = Controls.link(reader("answers.read"), to: address.promise(answer), style: .secondary)
            return "<p class=\"actions\">\(link)</p>"
        }
        let asked: HTML? =
            isAsked
            ? Notices.caution(
                reader("answers.asked"),
                """
                <p class="actions">\(Controls.link(reader("answers.reply"),
                    to: address.clarification(session: session, idea: idea)))</p>
                """) : nil
        return """
            <section class="stack"><h2>\(reader("answers.section"))</h2>\
            <p>\(AnswerWords.badge(standing, reader))</p>\(asked)\(read)</section>
            """
    }
}

/// Where an author makes something clear that the directorate asked.
enum ClarificationPage {
    struct Content: Sendable {
        let season: Season
        let asked: Clarification.Asked
        var reply = ""
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, asked) = (visit.reader, content.asked)
        let address = SessionAddress(content.season, asked.session)
        let questions = asked.questions.map { StudiedIdeaPages.question($0, reader) }
        let field = Controls.Field(
            "reply", reader("answers.reply"), help: reader("answers.reply.help"), problem: content.problem)
        let path = AnswerAddress(content.season).clarification(
            session: asked.session, idea: asked.publicID)
        let form: HTML? =
            asked.isOpen
            ? Controls.form(
                action: path, visit, problem: content.problem,
                body: Controls.longText(field, value: content.reply, reader),
                actions: Controls.button(reader("answers.reply.send"))) : nil
        let none: HTML? =
            asked.questions.isEmpty
            ? Notices.empty(reader("answers.question.none"), reader("answers.question.none.why")) : nil
        return Page(
            title: asked.title, lead: reader("answers.clarification.lead"),
            trail: [
                content.season.link(reader),
                Link(text: reader("answers.idea"), path: address.idea(asked.publicID)),
            ], body: "<div class=\"stack-wide\">\(none)\(questions)\(form)</div>")
    }
}

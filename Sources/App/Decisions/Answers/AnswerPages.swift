internal import Platform

/// An answer as the directorate writes and keeps it.
enum AnswerPages {
    struct Content: Sendable {
        let season: Season
        let answer: IdeaAnswer
        let ideas: [AnsweredIdea]
        let commitments: [Commitment]
        let translations: [AnswerTranslation]
        /// Themes of its ideas in which others wait for an answer.
        let themes: [WaitingTheme]
        let owners: [Colleague]
        /// Those whose rules may change.
        let seasons: [RuleTarget]
        let today: CalendarDate
        /// What was typed and could not be saved.
        var edit: AnswerEdit?
        /// Why it is to be thought over, as it was typed.
        var reopening: String?
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, answer) = (visit.reader, content.answer)
        let body: HTML =
            answer.state == .draft
            ? """
            \(ideas(content, reader))\(gathering(content, visit))\(AnswerForm.markup(content, visit))\
            \(missing(content, reader))
            """
            : "\(settled(content, visit))\(ideas(content, reader))\(text(content, reader))"
        return Page(
            title: reader("answers.answer"),
            lead: reader("answers.answer.by", ["name": .text(answer.draftedBy)]),
            actions: AnswerWords.badge(answer, reader),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.board"), path: AnswerAddress(content.season).board)
            ], body: "<div class=\"stack-wide\">\(body)</div>")
    }

    private static func ideas(_ content: Content, _ reader: Reader) -> HTML {
        let address = AnswerAddress(content.season)
        let items = content.ideas.map { idea -> HTML in
            let withdrawn: HTML? =
                idea.isWithdrawn ? " \(AnswerWords.badge(.withdrawn, reader))" : nil
            return """
                <li><a href="\(address.idea(idea.publicID))">\(reader.number(idea.number)). \
                \(AnswerWords.written(idea.title, idea.language))</a>\(withdrawn)</li>
                """
        }
        return """
            <section class="stack"><h2 id="ideas">\
            \(reader("answers.answer.ideas", ["count": .number(content.ideas.count)]))</h2>\
            <ul>\(items)</ul></section>
            """
    }

    /// Bringing the other ideas of a theme under this answer.
    private static func gathering(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let buttons = content.themes.map { theme -> HTML in
            let text = reader(
                "answers.gather", ["count": .number(theme.waiting), "theme": .text(theme.title)])
            return Controls.buttonForm(
                text, action: AnswerAddress(content.season).gathering(content.answer.publicID), visit,
                hidden: [("theme", theme.publicID), ("version", String(content.answer.version))])
        }
        return "\(buttons)"
    }

    private static func missing(_ content: Content, _ reader: Reader) -> HTML {
        let faults = AnswerFaults.of(
            content.answer, content.commitments, content.ideas, content.seasons)
        let meetings = Controls.link(
            reader("answers.meetings"), to: AnswerAddress(content.season).meetings, style: .secondary)
        guard !faults.isEmpty else {
            return Notices.information(
                reader("answers.ready"), "<p class=\"actions\">\(meetings)</p>")
        }
        let lines = faults.map { fault -> HTML in
            "<li>\(reader(fault.message, fault.arguments))</li>"
        }
        return Notices.information(reader("answers.not-ready"), "<ul>\(lines)</ul>")
    }

    private static func settled(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, answer) = (visit.reader, content.answer)
        let address = AnswerAddress(content.season)
        if answer.state == .reopened {
            return Notices.information(
                reader("answers.reopened.why"), "<p dir=\"auto\">\(answer.reopenedReason ?? "")</p>")
        }
        let onward =
            answer.state == .published
            ? Controls.link(reader("answers.publish.see"), to: address.promise(answer.publicID))
            : Controls.link(reader("answers.publish.prepare"), to: address.publication(answer.publicID))
        let field = Controls.Field(
            "reason", reader("answers.reopen.reason-label"), help: reader("answers.reopen.help"),
            problem: content.problem)
        let reopen = Controls.form(
            action: address.reopening(answer.publicID), visit, problem: content.problem,
            body: Controls.text(field, value: content.reopening ?? "", reader),
            actions: Controls.button(reader("answers.reopen"), style: .danger))
        let isOpen: HTML? = content.reopening == nil ? nil : " open"
        return """
            <p class="actions">\(onward)</p>
            <details class="more"\(isOpen)><summary>\(Icon.onward)\(reader("answers.reopen"))</summary>\
            \(reopen)</details>
            """
    }

    /// An answer that does not change any more.
    private static func text(_ content: Content, _ reader: Reader) -> HTML {
        let answer = content.answer
        let outcome = answer.outcome.map { AnswerWords.outcome($0, reader) } ?? "–"
        return """
            <section class="stack"><h2>\(outcome)</h2>\
            \(AnswerWords.paragraphs(answer.reason, answer.language))</section>
            \(AnswerWords.commitments(content.commitments, on: content.today, reader))
            """
    }
}

/// A theme from which ideas can be brought under an answer.
struct WaitingTheme: Sendable, Equatable {
    let publicID: String
    let title: String
    /// Ideas of it without an answer.
    let waiting: Int

    static func of(_ answer: ID<IdeaAnswer>, _ tx: Transaction) throws -> [WaitingTheme] {
        let rows = try tx.rows(
            """
            SELECT theme.public_id, theme.title, count(*) AS waiting FROM theme
            JOIN theme_idea ON theme_idea.theme_id = theme.id AND theme_idea.released_at IS NULL
            LEFT JOIN answer_idea AS standing ON standing.idea_id = theme_idea.idea_id
                AND standing.ended_at IS NULL
            LEFT JOIN idea_withdrawal AS withdrawal ON withdrawal.idea_id = theme_idea.idea_id
            WHERE theme.dissolved_at IS NULL AND standing.idea_id IS NULL AND withdrawal.idea_id IS NULL
                AND theme.id IN (SELECT beside.theme_id FROM theme_idea AS beside
                    JOIN answer_idea ON answer_idea.idea_id = beside.idea_id
                    WHERE beside.released_at IS NULL AND answer_idea.answer_id = \(answer))
            GROUP BY theme.id, theme.public_id, theme.title ORDER BY theme.id
            """)
        return try rows.map {
            WaitingTheme(publicID: try $0["public_id"], title: try $0["title"], waiting: try $0["waiting"])
        }
    }
}

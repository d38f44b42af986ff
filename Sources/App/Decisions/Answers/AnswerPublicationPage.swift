internal import Platform

/// What publishing an answer would do, shown before it is asked for.
enum AnswerPublicationPage {
    struct Content: Sendable {
        let season: Season
        let answer: IdeaAnswer
        let outcome: AnswerOutcome
        let effect: AnswerEffect
        let commitments: [Commitment]
        /// What it promises and what rules applied since do not say.
        let broken: [Commitment]
        let today: CalendarDate
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, effect) = (visit.reader, content.effect)
        let address = AnswerAddress(content.season)
        let publicID = content.answer.publicID
        let facts: [(String, HTML)] = [
            (reader("answers.outcome"), "\(AnswerWords.outcome(content.outcome, reader))"),
            (reader("answers.publish.ideas"), "\(reader.number(effect.ideas))"),
            (reader("answers.publish.mails"), "\(reader.number(effect.mails))"),
        ]
        let hidden: HTML? =
            effect.hidden == 0
            ? nil : Notices.caution(reader("answers.publish.hidden", ["count": .number(effect.hidden)]))
        let promised = AnswerWords.commitments(content.commitments, on: content.today, reader)
        let obstacles = content.broken.map { broken -> HTML in
            let obstacle = broken.isNotInRules
            return Notices.caution(reader(obstacle.message, obstacle.arguments))
        }
        let publish: HTML? =
            obstacles.isEmpty
            ? Controls.buttonForm(
                reader("answers.publish"), action: address.publication(publicID), visit, style: .danger)
            : nil
        let back = Controls.link(
            reader("decisions.publish.back"), to: address.answer(publicID), style: .secondary)
        return Page(
            title: reader("answers.publish.title"), lead: reader("answers.publish.lead"),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.answer"), path: address.answer(publicID))
            ],
            body: """
                <div class="stack-wide">\(Lists.facts(facts))\(hidden)\(obstacles)
                \(AnswerWords.paragraphs(content.answer.reason, content.answer.language))
                \(promised.map { list -> HTML in
                    "<section class=\"stack\"><h2>\(reader("answers.commitments"))</h2>\(list)</section>"
                })
                <p>\(reader("answers.publish.final"))</p>
                <div class="actions">\(publish)\(back)</div></div>
                """)
    }
}

internal import Platform

/// One idea before the directorate: what it says, what was said of it, and what is to be done with it.
enum StudiedIdeaPages {
    struct Content: Sendable {
        let season: Season
        let idea: StudiedIdea
        let owners: [Colleague]
        let today: CalendarDate
        /// What was typed and could not be taken.
        var typed: Typed?
        var problem: Problem?

        enum Typed: Sendable {
            case question(String)
            /// Why nobody waits for a reply.
            case ending(String)
            case triage(IdeaTriage.Change)

            fileprivate var question: String? { if case .question(let text) = self { text } else { nil } }
            fileprivate var ending: String? { if case .ending(let text) = self { text } else { nil } }
            fileprivate var triage: IdeaTriage.Change? {
                if case .triage(let change) = self { change } else { nil }
            }
        }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, idea) = (visit.reader, content.idea)
        let number = reader("answers.idea.number", ["number": .number(idea.line.number)])
        return Page(
            title: idea.line.title,
            lead: "\(number) · \(reader.pick(idea.line.group)) · \(reader.pick(idea.line.sessionTitle))",
            actions: AnswerWords.badge(idea.line.standing, reader),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.board"), path: AnswerAddress(content.season).board)
            ],
            body: """
                <div class="stack-wide">\(notices(idea, reader))\(text(idea, reader))\
                \(answer(content, visit))\(review(content, visit))\(questions(content, visit))\
                \(discussion(idea, reader))</div>
                """)
    }

    private static func notices(_ idea: StudiedIdea, _ reader: Reader) -> HTML {
        let hidden: HTML? = idea.hidingReason.map { reason in
            Notices.caution(reader("answers.hidden.why"), "<p dir=\"auto\">\(reason)</p>")
        }
        let withdrawn: HTML? = idea.withdrawalReason.map { reason in
            Notices.information(reader("answers.withdrawn.why"), "<p dir=\"auto\">\(reason)</p>")
        }
        return "\(hidden)\(withdrawn)"
    }

    private static func text(_ idea: StudiedIdea, _ reader: Reader) -> HTML {
        let language = idea.line.language
        let parts: [(String, String)] = [
            (reader("answers.idea.change"), idea.change),
            (reader("answers.idea.beneficiary"), idea.beneficiary),
            (reader("answers.idea.reason"), idea.reason),
        ]
        let said = parts.filter { !$0.1.isEmpty }.map { part -> HTML in
            "<h3>\(part.0)</h3>\(AnswerWords.paragraphs(part.1, language))"
        }
        let translations = idea.translations.map { translation -> HTML in
            let origin = reader(
                translation.isMachine ? "answers.translation.machine" : "answers.translation.human")
            return """
                <details class="more"><summary>\(Icon.onward)\(reader.languageName(translation.language)) \
                <span class="soft">\(origin)</span></summary><div lang="\(translation.language)">\
                <h3>\(translation.title)</h3>\(Paragraphs.markup(translation.change))</div></details>
                """
        }
        return """
            <section class="stack"><h2>\(reader("answers.idea.text"))</h2>\
            <p class="soft">\(reader.languageName(language))</p>\(said)\(translations)</section>
            """
    }

    /// The way to its answer, or the button that begins one.
    private static func answer(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, idea) = (visit.reader, content.idea)
        let address = AnswerAddress(content.season)
        let earlier = idea.earlier.map { publicID -> HTML in
            "<li><a href=\"\(address.answer(publicID))\">\(reader("answers.answer.earlier"))</a></li>"
        }
        let before: HTML? = earlier.isEmpty ? nil : "<ul>\(earlier)</ul>"
        let way: HTML
        if let standing = idea.line.answer {
            way = Controls.link(reader("answers.answer.see"), to: address.answer(standing))
        } else if idea.line.standing == .withdrawn {
            way = "<p>\(reader("answers.idea-withdrawn"))</p>"
        } else {
            way = Controls.buttonForm(
                reader("answers.answer.begin"), action: address.drafts(idea.line.publicID), visit,
                style: .primary)
        }
        return """
            <section class="stack"><h2>\(reader("answers.answer"))</h2>\
            <div class="actions">\(way)</div>\(before)</section>
            """
    }

    private static func review(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, idea) = (visit.reader, content.idea)
        let selection = IdeaTriage.Selection(publicID: idea.line.publicID, version: idea.line.version)
        let owners = content.owners.map { Controls.Option($0.publicID, $0.name) }
        let typed = content.typed?.triage
        let problem = typed == nil ? nil : content.problem
        let owner = Controls.Field("new-owner", reader("answers.owner"), problem: problem)
        let moved = idea.firstDueOn.flatMap { $0 == idea.line.dueOn ? nil : reader.date($0) }
        let due = Controls.Field(
            "new-due", reader("answers.due"),
            help: moved.map { reader("answers.due.first", ["date": .text($0)]) }, problem: problem)
        let until = typed?.due ?? idea.line.dueOn?.description ?? ""
        let study: HTML =
            idea.isStudied
            ? "<p>\(reader("answers.study.since"))</p>"
            : Controls.checkbox(.init("study", reader("answers.study")), isChecked: false, reader)
        let form = Controls.form(
            action: AnswerAddress(content.season).ideaTriage(idea.line.publicID), visit, problem: problem,
            body: """
                \(Controls.hidden("idea", selection.text))
                \(Controls.select(owner, owners, chosen: typed?.owner ?? idea.owner ?? "",
                    empty: reader("answers.owner.nobody"), reader))
                \(Controls.text(due, value: until, input: .date, reader))\(study)
                """,
            actions: Controls.button(reader("answers.triage.save"), style: .secondary))
        return "<section class=\"stack\"><h2>\(reader("answers.review"))</h2>\(form)</section>"
    }

    private static func questions(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, idea) = (visit.reader, content.idea)
        let asked = idea.questions.map { question($0, reader) }
        return """
            <section class="stack"><h2>\(reader("answers.questions"))</h2>\(asked)\
            \(asking(content, visit))\(ending(content, visit))</section>
            """
    }

    /// What somebody typed stays, even where another was faster.
    private static func asking(_ content: Content, _ visit: Visit) -> HTML? {
        let (reader, idea) = (visit.reader, content.idea)
        let typed = content.typed?.question
        guard typed != nil || !idea.isWaiting && idea.line.standing.isOpen else { return nil }
        let problem = typed == nil ? nil : content.problem
        let field = Controls.Field(
            "question", reader("answers.question"), help: reader("answers.question.help"), problem: problem)
        return Controls.form(
            action: AnswerAddress(content.season).questions(idea.line.publicID), visit,
            problem: problem, body: Controls.longText(field, value: typed ?? "", rows: 3, reader),
            actions: Controls.button(reader("answers.question.ask"), style: .secondary))
    }

    private static func ending(_ content: Content, _ visit: Visit) -> HTML? {
        let (reader, idea) = (visit.reader, content.idea)
        let typed = content.typed?.ending
        guard idea.isWaiting || typed != nil else { return nil }
        let problem = typed == nil ? nil : content.problem
        let field = Controls.Field(
            "ending", reader("answers.question.end.reason"), help: reader("answers.question.end.help"),
            problem: problem)
        let form = Controls.form(
            action: AnswerAddress(content.season).questionEnd(idea.line.publicID), visit,
            problem: problem, body: Controls.text(field, value: typed ?? "", reader),
            actions: Controls.button(reader("answers.question.end"), style: .secondary))
        let isOpen: HTML? = problem == nil ? nil : " open"
        return """
            <details class="more"\(isOpen)><summary>\(Icon.onward)\(reader("answers.question.end"))</summary>\
            \(form)</details>
            """
    }

    static func question(_ question: IdeaQuestion, _ reader: Reader) -> HTML {
        let reply: HTML
        if let reason = question.endedReason {
            reply = "<p class=\"soft\">\(reader("answers.question.ended")) <bdi>\(reason)</bdi></p>"
        } else if let said = question.reply {
            reply = "<blockquote class=\"letter\" dir=\"auto\">\(said)</blockquote>"
        } else {
            reply = "<p class=\"soft\">\(reader("answers.question.waiting"))</p>"
        }
        return """
            <div class="stack"><p dir="auto"><strong>\(question.question)</strong></p>\
            <p class="soft small">\(Moments.short(question.askedAt, reader))</p>\(reply)</div>
            """
    }

    private static func discussion(_ idea: StudiedIdea, _ reader: Reader) -> HTML {
        let theme: HTML? = idea.theme.map { theme in
            let words = reader("answers.theme.of", ["count": .number(theme.ideas)])
            return "<p>\(words) <bdi>\(theme.title)</bdi></p>"
        }
        let count = reader("answers.supporters", ["count": .number(idea.line.supporters)])
        let comments = idea.comments.map { comment -> HTML in
            """
            <li><div><p class="soft small">\(kind(comment.kind, reader))</p>\
            <p lang="\(comment.language)" dir="auto">\(comment.text)</p></div></li>
            """
        }
        let said: HTML =
            comments.isEmpty
            ? "<p class=\"soft\">\(reader("answers.discussion.none"))</p>"
            : "<ul class=\"entries\">\(comments)</ul>"
        return """
            <section class="stack"><h2>\(reader("answers.discussion"))</h2>\
            <p>\(count)</p>\(theme)\(said)</section>
            """
    }

    private static func kind(_ kind: StudiedIdea.Comment.Kind, _ reader: Reader) -> String {
        switch kind {
        case .comment: reader("answers.comment.comment")
        case .for: reader("answers.comment.for")
        case .against: reader("answers.comment.against")
        }
    }
}

internal import Platform

/// The scoring page: what was applied for beside the rubric.
enum ScoringPages {
    struct Content: Sendable {
        let season: Season
        let opened: OpenedAssignment
        let text: ReviewedText
        let rubric: RoundRubric
        /// What stands in the form, and the version that it was made from.
        var content: ReviewContent
        var version: Int
        let stored: Review?
        /// What was typed as a mark and is none, by the names of the fields.
        var problem: Problem?
        /// What somebody else saved meanwhile.
        var conflict: Review?
        var recusalReason = ""
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let title = content.text.title.isEmpty ? reader("jury.review") : content.text.title
        var page = Page.jury(title, content.season, reader)
        page.lead = reader.pick(content.text.nomination)
        page.body = """
            <div class="review">\(application(content, reader))
            <section class="stack scoring"><h2>\(reader("jury.review"))</h2>\(state(content, reader))
            \(conflict(content, reader))\(form(content, visit))\(recusal(content, visit))</section></div>
            """
        return page
    }

    private static func state(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.opened.round.isOpen else {
            return Notices.information(
                reader("jury.queue.closed", ["round": .text(content.opened.round.name)]))
        }
        guard let moment = content.stored?.submittedAt else { return nil }
        return """
            <p>\(Notices.badge(reader("jury.review.state.submitted"), .positive))
            \(Moments.short(moment, reader))</p>
            <p class="soft">\(reader("jury.review.may-change"))</p>
            """
    }

    // MARK: What is read

    private static func application(_ content: Content, _ reader: Reader) -> HTML {
        let text = content.text
        let applicant: HTML? = text.applicant.map { applicant -> HTML in
            Lists.facts([
                (reader("jury.field.applicant"), "<bdi>\(applicant.name)</bdi>"),
                (reader("jury.field.country"), "\(reader.country(applicant.country))"),
            ])
        }
        let sections = text.sections.map { section(at: $0, content, reader) }
        return """
            <article class="stack application" lang="\(text.language.code)" dir="\(text.language.direction)">\
            \(applicant)\(sections)</article>
            """
    }

    /// The questions are the reader's, the answers the applicant's: each in its own language.
    private static func section(
        at section: ReviewedText.Section, _ content: Content, _ reader: Reader
    ) -> HTML {
        let answers = section.answers.map { item -> HTML in
            """
            <h3\(language(reader))>\(reader.pick(item.field.label))</h3>\(answer(item, content, reader))
            """
        }
        let title: HTML = "<h2\(language(reader))>\(reader.pick(section.title))</h2>"
        return "<section class=\"stack\">\(title)\(answers)</section>"
    }

    private static func language(_ reader: Reader) -> HTML {
        " lang=\"\(reader.language.code)\" dir=\"\(reader.language.direction)\""
    }

    private static func answer(
        _ item: (field: FormField, answer: Answer), _ content: Content, _ reader: Reader
    ) -> HTML {
        switch item.answer {
        case .file(let file):
            return link(to: file, content, reader)
        case .rows(let rows):
            return "<div\(language(reader))>\(AnswerSheet.table(item.field, rows, reader))</div>"
        case .text, .texts:
            let plain = item.field.kind.plain(item.answer, item.field, reader)
            return "\(InvitationPages.paragraphs(plain))"
        }
    }

    private static func link(to file: AnsweredFile, _ content: Content, _ reader: Reader) -> HTML {
        let path = JuryAddress(content.season).review(content.opened.publicID) + "/files/\(file.id)"
        let facts: [String: MessageValue] = [
            "type": .text(file.type.extensions[0].uppercased()),
            "kilobytes": .number((file.bytes + 999) / 1000),
        ]
        let name: HTML? = file.name.isEmpty ? nil : "<bdi>\(file.name)</bdi> "
        return "<p\(language(reader))><a href=\"\(path)\">\(name)\(reader("jury.review.file", facts))</a></p>"
    }

    // MARK: What is written

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let isOpen = content.opened.round.isOpen
        let path = JuryAddress(content.season).review(content.opened.publicID)
        let comment = Controls.Field(
            "comment", reader("jury.review.comment"), help: reader("jury.review.comment.help"),
            problem: content.problem)
        let confidential = Controls.Field(
            "confidential", reader("jury.review.confidential"), help: reader("jury.review.confidential.help"),
            problem: content.problem)
        // A submitted review changes as a whole and on purpose; only drafts are saved while they are typed.
        let isDraft = isOpen && content.stored?.submittedAt == nil
        let autosave: Autosave? = isDraft ? Autosave(version: content.version) : nil
        let disabled: HTML? = isOpen ? nil : " disabled"
        return """
            \(Notices.problem(content.problem, reader))
            <form class="form" method="post" action="\(path)" novalidate\(autosave?.attribute)>
            <fieldset class="plain"\(disabled)><legend class="hidden">\(reader("jury.review"))</legend>
            \(content.rubric.criteria.map { criterion($0, content, reader) })
            \(Controls.longText(comment, value: content.content.comment, reader))
            \(Controls.longText(confidential, value: content.content.confidentialComment, reader))
            </fieldset>\(score(content, reader))\(isOpen ? buttons(content, autosave, reader) : "")
            \(Controls.token(visit))</form>
            """
    }

    private static func buttons(_ content: Content, _ autosave: Autosave?, _ reader: Reader) -> HTML {
        guard let autosave else {
            let changing = Controls.button(reader("jury.review.change"), name: "deed", value: "submit")
            return """
                <div class="actions">\(changing)</div>\(Controls.hidden("version", String(content.version)))
                """
        }
        let saved: HTML? = content.stored.map { stored -> HTML in
            "<p class=\"soft\">\(reader("jury.review.saved-at")) \(Moments.short(stored.savedAt, reader))</p>"
        }
        let saving = Controls.button(
            reader("jury.review.save"), style: .secondary, name: "deed", value: "save")
        let submitting = Controls.button(reader("jury.review.submit"), name: "deed", value: "submit")
        return "\(saved)\(autosave.bar("\(saving)\(submitting)", reader))"
    }

    private static func criterion(_ criterion: Criterion, _ content: Content, _ reader: Reader) -> HTML {
        let rule = criterion.rule
        let name = ReviewInput.markName(criterion)
        let weight = reader("jury.review.weight", ["weight": .number(rule.weight)])
        let help = rule.description.map { reader.pick($0) }
        let field = Controls.Field(
            name, reader.pick(rule.title), help: help, mark: weight, problem: content.problem)
        let chosen = content.content.marks[criterion.id].map { String($0) } ?? ""
        let anchors: HTML? =
            rule.anchors.isEmpty
            ? nil : "<ul class=\"anchors small soft\">\(rule.anchors.map { anchor($0, reader) })</ul>"
        return "<div class=\"criterion\">\(scale(field, content.rubric, chosen, reader))\(anchors)</div>"
    }

    private static func anchor(_ anchor: ScoreAnchor, _ reader: Reader) -> HTML {
        "<li><strong>\(reader.number(anchor.score))</strong> \(reader.pick(anchor.text))</li>"
    }

    /// Few marks are buttons side by side, many a number.
    private static func scale(
        _ field: Controls.Field, _ rubric: RoundRubric, _ chosen: String, _ reader: Reader
    ) -> HTML {
        guard rubric.scale.count <= 11 else {
            return Controls.text(field, value: chosen, input: .number, reader)
        }
        let marks = rubric.scale.map { points -> HTML in
            let id = points == rubric.scale.lowerBound ? field.name : "\(field.name)-\(points)"
            let mark: HTML = String(points) == chosen ? " checked" : ""
            return """
                <span class="mark-choice">\
                <input type="radio" id="\(id)" name="\(field.name)" value="\(points)"\(mark)>\
                <label for="\(id)">\(reader.number(points))</label></span>
                """
        }
        return Controls.group(field, reader, "<div class=\"scale row\">\(marks)</div>")
    }

    private static func score(_ content: Content, _ reader: Reader) -> HTML? {
        guard let score = content.rubric.score(content.content.marks) else { return nil }
        let words = reader("jury.review.score", ["score": .text(reader.decimal(score, digits: 1))])
        return "<p class=\"score\">\(words)</p>"
    }

    // MARK: Both texts of a conflict

    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard let stored = content.conflict else { return nil }
        let marks = content.rubric.criteria.map { criterion -> HTML in
            let points = stored.content.marks[criterion.id].map { reader.number($0) } ?? "—"
            return "<li>\(reader.pick(criterion.rule.title)): <strong>\(points)</strong></li>"
        }
        return Notices.caution(
            reader("jury.review.conflict"),
            """
            <p>\(reader("jury.review.conflict.what")) \(Moments.short(stored.savedAt, reader))</p>
            <ul>\(marks)</ul>\(text(reader("jury.review.comment"), stored.content.comment))
            \(text(reader("jury.review.confidential"), stored.content.confidentialComment))
            """)
    }

    private static func text(_ label: String, _ text: String) -> HTML? {
        text.isEmpty ? nil : "<p><strong>\(label)</strong></p>\(InvitationPages.paragraphs(text))"
    }

    // MARK: Stepping back

    private static func recusal(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.opened.round.isOpen else { return nil }
        let reader = visit.reader
        let action = JuryAddress(content.season).review(content.opened.publicID) + "/recuse"
        let isWrong = content.problem?.fields.contains { $0.name == "reason" } ?? false
        let reason = Controls.Field("reason", reader("jury.recuse.reason"), problem: content.problem)
        let box = Controls.Field("conflict", reader("jury.recuse.conflict"))
        let open: HTML? = isWrong ? " open" : nil
        return """
            <details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.recuse"))</summary>
            <form class="form" method="post" action="\(action)" novalidate>
            <p>\(reader("jury.recuse.what"))</p>
            \(Controls.longText(reason, value: content.recusalReason, rows: 3, reader))
            \(Controls.checkbox(box, isChecked: false, reader))
            <div class="actions">\(Controls.button(reader("jury.recuse.do"), style: .danger))</div>
            \(Controls.token(visit))</form></details>
            """
    }
}

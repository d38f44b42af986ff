internal import Platform

/// What a juror fills in: marks, how sure they are, and texts that each say who reads them.
enum ReviewForm {
    typealias Content = ScoringPages.Content

    static func markup(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        // A submitted review changes as a whole and on purpose; only drafts are saved while they are typed.
        let isDraft = content.stored?.submittedAt == nil
        let saving = Autosave(
            version: content.version, isKeptHere: !isDraft, owner: visit.person?.publicID)
        let autosave: Autosave? = content.isOpen ? saving : nil
        let disabled: HTML? = content.isOpen ? nil : " disabled"
        return """
            \(Notices.problem(content.problem, labels: labels(content, reader), reader))
            \(keys(content, reader))
            <form class="form" method="post" action="\(content.address)" novalidate data-scoring \
            data-waiting="\(reader("jury.review.waiting"))"\(autosave.map(\.attribute))>
            <fieldset class="plain"\(disabled)><legend class="hidden">\(reader("jury.review"))</legend>
            \(content.terms.rubric.criteria.map { criterion($0, content, reader) })\
            \(confidence(content, reader))\(texts(content, reader))</fieldset>\
            \(score(content, reader))\(autosave.map { buttons(content, $0, isDraft: isDraft, reader) })
            \(Controls.token(visit))</form>
            """
    }

    /// Which keys do what; scripts show it, and whoever needs these keys otherwise switches them off.
    private static func keys(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.isOpen else { return nil }
        return """
            <div class="scoring-keys small" data-keys hidden><div class="choice">\
            <input type="checkbox" id="keys"><label for="keys">\(reader("jury.review.keys"))\
            <span class="hint">\(reader("jury.review.keys.help"))</span></label></div></div>
            """
    }

    /// What the summary of problems calls the fields.
    private static func labels(_ content: Content, _ reader: Reader) -> [String: String] {
        var labels: [String: String] = [:]
        for criterion in content.terms.rubric.criteria {
            labels[ReviewInput.markName(criterion)] = reader.pick(criterion.rule.title)
        }
        return labels
    }

    private static func buttons(
        _ content: Content, _ autosave: Autosave, isDraft: Bool, _ reader: Reader
    ) -> HTML {
        guard isDraft else {
            let changing = Controls.button(reader("jury.review.change"), name: "deed", value: "submit")
            return autosave.bar(changing, reader)
        }
        let saving = Controls.button(
            reader("jury.review.save"), style: .secondary, name: "deed", value: "save")
        let hasNext = content.place?.next != nil
        let submitting = Controls.button(
            hasNext ? reader("jury.review.submit-next") : reader("jury.review.submit"), name: "deed",
            value: "submit")
        let state: HTML? = content.stored.map { stored -> HTML in
            "\(reader("jury.review.saved-at")) \(Moments.short(stored.savedAt, reader))"
        }
        let then: HTML? = hasNext ? Controls.hidden("then", "next") : nil
        return "\(then)\(autosave.bar("\(saving)\(submitting)", state: state, reader))"
    }

    // MARK: Marks

    private static func criterion(_ criterion: Criterion, _ content: Content, _ reader: Reader) -> HTML {
        let rule = criterion.rule
        let name = ReviewInput.markName(criterion)
        let weight = reader("jury.review.weight", ["weight": .number(rule.weight)])
        let help = rule.description.map { reader.pick($0) }
        let field = Controls.Field(
            name, reader.pick(rule.title), help: help, mark: weight, problem: content.problem)
        let chosen = content.content.marks[criterion.id].map { String($0) } ?? ""
        let marks: HTML =
            content.terms.rubric.scale.count <= 11
            ? Controls.group(field, reader, scale(field, criterion, content, chosen, reader))
            : Controls.text(field, value: chosen, input: .number, reader)
        let anchors: HTML? =
            rule.anchors.isEmpty
            ? nil : "<ul class=\"anchors small soft\">\(rule.anchors.map { anchor($0, name, reader) })</ul>"
        return "<div class=\"criterion\">\(marks)\(anchors)</div>"
    }

    private static func anchor(_ anchor: ScoreAnchor, _ name: String, _ reader: Reader) -> HTML {
        """
        <li data-mark="\(anchor.score)"><strong>\(reader.number(anchor.score))</strong> \
        <span id="\(name)-anchor-\(anchor.score)">\(reader.pick(anchor.text))</span></li>
        """
    }

    /// Few marks are buttons side by side. What a mark means is said with it.
    private static func scale(
        _ field: Controls.Field, _ criterion: Criterion, _ content: Content, _ chosen: String,
        _ reader: Reader
    ) -> HTML {
        let scale = content.terms.rubric.scale
        let described = Set(criterion.rule.anchors.map(\.score))
        let marks = scale.map { points -> HTML in
            let id = points == scale.lowerBound ? field.name : "\(field.name)-\(points)"
            let mark: HTML = String(points) == chosen ? " checked" : ""
            let meaning: HTML? =
                described.contains(points)
                ? " aria-describedby=\"\(field.name)-anchor-\(points)\"" : nil
            return """
                <span class="mark-choice">\
                <input type="radio" id="\(id)" name="\(field.name)" value="\(points)"\(mark)\(meaning)>\
                <label for="\(id)">\(reader.number(points))</label></span>
                """
        }
        return "<div class=\"scale\">\(marks)</div>"
    }

    private static func score(_ content: Content, _ reader: Reader) -> HTML? {
        guard let score = content.terms.rubric.score(content.content.marks) else { return nil }
        let words = reader("jury.review.score", ["score": .text(reader.decimal(score, digits: 1))])
        return "<p class=\"score\">\(words)</p>"
    }

    // MARK: Beside the marks

    private static func confidence(_ content: Content, _ reader: Reader) -> HTML? {
        let scale = content.terms.rules.confidence
        guard scale.steps > 0 else { return nil }
        let field = Controls.Field(
            "confidence", reader("jury.review.confidence"), help: reader("jury.review.confidence.help"),
            problem: content.problem)
        let options = (1...scale.steps).compactMap { step in
            scale.word(step, reader).map { Controls.Option(String(step), $0) }
        }
        let chosen = content.content.confidence.map { [String($0)] } ?? []
        return Controls.choices(field, options, chosen: Set(chosen), reader)
    }

    private static func texts(_ content: Content, _ reader: Reader) -> HTML {
        let comment = Controls.Field(
            "comment", reader("jury.review.comment"), help: reader("jury.review.comment.help"),
            mark: commentMark(content.terms.rules, reader), problem: content.problem)
        let confidential = Controls.Field(
            "confidential", reader("jury.review.confidential"), help: reader("jury.review.confidential.help"),
            mark: reader("jury.optional"), problem: content.problem)
        let notes = Controls.Field(
            "notes", reader("jury.review.notes"), help: reader("jury.review.notes.help"),
            mark: reader("jury.optional"), problem: content.problem)
        return """
            \(Controls.longText(comment, value: content.content.comment, reader))\
            \(Controls.longText(confidential, value: content.content.confidentialComment, rows: 3, reader))\
            \(Controls.longText(notes, value: content.notes, rows: 3, reader))
            """
    }

    /// When the comment has to be there.
    private static func commentMark(_ rules: SeasonScoring, _ reader: Reader) -> String {
        let least: [String: MessageValue] = ["least": .number(rules.leastComment)]
        return switch rules.comments {
        case .never: reader("jury.optional")
        case .always: reader("jury.review.comment.always", least)
        case .extremes: reader("jury.review.comment.extremes", least)
        }
    }
}

extension ConfidenceScale {
    /// How sure somebody is who chose a step.
    func word(_ step: Int, _ reader: Reader) -> String? {
        let words = [
            reader("jury.confidence.1"), reader("jury.confidence.2"), reader("jury.confidence.3"),
            reader("jury.confidence.4"), reader("jury.confidence.5"),
        ]
        guard (1...max(1, steps)).contains(step) else { return nil }
        return switch self {
        case .none: nil
        case .three: words[(step - 1) * 2]
        case .five: words[step - 1]
        }
    }
}

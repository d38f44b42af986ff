internal import Platform

/// What the pages of answers say alike.
enum AnswerWords {
    static func standing(_ standing: IdeaStanding, _ reader: Reader) -> String {
        reader("answers.state.\(standing.rawValue)")
    }

    static func outcome(_ outcome: AnswerOutcome, _ reader: Reader) -> String {
        reader("answers.state.\(outcome.rawValue)")
    }

    static func badge(_ standing: IdeaStanding, _ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch standing {
            case .received, .withdrawn: .neutral
            case .underStudy, .drafted, .reopened: .waiting
            case .adopted: .active
            case .accepted, .acceptedInPart, .alreadySo: .positive
            case .declined, .anotherSeason, .outsideRemit: .negative
            }
        return Notices.badge(Self.standing(standing, reader), tone)
    }

    static func badge(_ state: Commitment.State, _ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch state {
            case .planned: .waiting
            case .underWay: .active
            case .done: .positive
            case .dropped: .negative
            }
        return Notices.badge(Self.state(state, reader), tone)
    }

    static func state(_ state: Commitment.State, _ reader: Reader) -> String {
        reader("answers.progress.\(state.rawValue)")
    }

    static func badge(_ answer: IdeaAnswer, _ reader: Reader) -> HTML {
        switch answer.state {
        case .draft: Notices.badge(reader("answers.answer.draft"), .waiting)
        case .adopted: Notices.badge(reader("answers.answer.adopted"), .active)
        case .published: Notices.badge(reader("answers.answer.published"), .positive)
        case .reopened: Notices.badge(reader("answers.answer.reopened"), .neutral)
        }
    }

    /// A date until when, marked where it has passed.
    static func due(_ day: CalendarDate?, isOverdue: Bool, _ reader: Reader) -> HTML {
        guard let day else { return "–" }
        let mark: HTML? =
            isOverdue ? " \(Notices.badge(reader("answers.overdue"), .negative))" : nil
        return "\(reader.date(day))\(mark)"
    }

    /// A text that people wrote, in its language.
    static func written(_ text: String, _ language: String) -> HTML {
        "<bdi lang=\"\(language)\">\(text)</bdi>"
    }

    static func paragraphs(_ text: String, _ language: String) -> HTML {
        "<div class=\"stack measure\" lang=\"\(language)\">\(Paragraphs.markup(text))</div>"
    }

    /// A value of the rules as people read it.
    static func rule(_ value: JSON?, _ reader: Reader) -> HTML {
        guard let value else { return "<span class=\"soft\">\(reader("answers.rule.nothing"))</span>" }
        let text = TypedRule.text(value)
        let isText = value.text != nil
        return isText ? "<bdi>\(text)</bdi>" : "<code dir=\"ltr\">\(text)</code>"
    }

    /// What an answer promises, as a list.
    static func commitments(_ commitments: [Commitment], on day: CalendarDate, _ reader: Reader) -> HTML? {
        guard !commitments.isEmpty else { return nil }
        let items = commitments.map { commitment -> HTML in
            switch commitment.kind {
            case .rule: rule(commitment, reader)
            case .action: action(commitment, on: day, reader)
            }
        }
        return "<ul class=\"entries\">\(items)</ul>"
    }

    private static func rule(_ commitment: Commitment, _ reader: Reader) -> HTML {
        let title = reader(
            "answers.rule.title", ["season": .text(commitment.season ?? "–")])
        let facts: [(String, HTML)] = [
            (reader("answers.rule.path"), "<code dir=\"ltr\">\(commitment.path)</code>"),
            (reader("answers.rule.before"), rule(commitment.before, reader)),
            (reader("answers.rule.after"), rule(commitment.after, reader)),
        ]
        let what: HTML? = commitment.what.isEmpty ? nil : "<p dir=\"auto\">\(commitment.what)</p>"
        return "<li><div><h3>\(title)</h3>\(what)\(Lists.facts(facts))</div></li>"
    }

    private static func action(_ commitment: Commitment, on day: CalendarDate, _ reader: Reader) -> HTML {
        let isOverdue = commitment.isOverdue(on: day)
        let owner = commitment.ownerName.map { (reader("answers.action.owner"), "<bdi>\($0)</bdi>" as HTML) }
        let facts: [(String, HTML)] =
            [owner].compactMap(\.self) + [
                (reader("answers.due"), due(commitment.dueOn, isOverdue: isOverdue, reader)),
                (reader("answers.action.measure"), "<bdi>\(commitment.measure)</bdi>"),
            ]
        return """
            <li><div><h3><bdi>\(commitment.what)</bdi></h3>\(Lists.facts(facts))</div>\
            <p>\(badge(commitment.state, reader))</p></li>
            """
    }
}

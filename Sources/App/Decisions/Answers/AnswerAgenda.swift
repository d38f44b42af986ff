internal import Platform

/// An answer on the agenda, with all that is needed to vote on it.
struct AgendaItem: Sendable {
    let answer: IdeaAnswer
    let ideas: [AnsweredIdea]
    let commitments: [Commitment]
    let voices: [MeetingVoice]
    let isAdoptedHere: Bool
    /// What it lacks before it can be adopted.
    let faults: [Problem.Field]

    /// In the order in which they were put there; a fixed number of statements.
    static func all(
        of meeting: DirectorateMeeting, _ rules: RulesCache, _ tx: Transaction
    ) throws -> [AgendaItem] {
        let rows = try tx.rows(
            """
            SELECT line.*, line_adoption.meeting_id AS adopted_at_meeting
            FROM meeting_item JOIN (\(IdeaAnswer.selection)) AS line ON line.id = meeting_item.answer_id
            LEFT JOIN answer_adoption AS line_adoption ON line_adoption.answer_id = line.id
            WHERE meeting_item.meeting_id = \(meeting.id) ORDER BY meeting_item.added_at, line.id
            """)
        let answers = try rows.map(IdeaAnswer.init)
        let ids = answers.map(\.id)
        let ideas = try AnsweredIdea.ofAll(ids, tx)
        let commitments = Dictionary(grouping: try Commitment.of(ids, tx), by: \.answer)
        let voices = try AnswerVoices.at(meeting.id, tx)
        let targets = try RuleTarget.all(rules, tx)
        return try zip(answers, rows).map { answer, row in
            let place: ID<DirectorateMeeting>? = try row["adopted_at_meeting"]
            let (served, promised) = (ideas[answer.id] ?? [], commitments[answer.id] ?? [])
            return AgendaItem(
                answer: answer, ideas: served, commitments: promised, voices: voices[answer.id] ?? [],
                isAdoptedHere: place == meeting.id,
                faults: answer.state == .draft ? AnswerFaults.of(answer, promised, served, targets) : [])
        }
    }
}

/// An answer of the agenda on the page of a meeting.
struct AgendaItemMarkup {
    let item: AgendaItem
    let content: MeetingPages.Content

    private var address: AnswerAddress { AnswerAddress(content.season) }

    private var ballot: MeetingBallot {
        MeetingBallot(
            key: item.answer.publicID, version: item.answer.version, voices: item.voices,
            votingMembers: content.votingMembers, reader: content.reader)
    }

    func markup(_ visit: Visit) -> HTML {
        let (reader, answer) = (visit.reader, item.answer)
        let outcome = answer.outcome.map { AnswerWords.outcome($0, reader) } ?? reader("answers.undecided")
        let ideas = item.ideas.map { idea -> HTML in
            """
            <li><a href="\(address.idea(idea.publicID))">\(reader.number(idea.number)). \
            \(AnswerWords.written(idea.title, idea.language))</a></li>
            """
        }
        return """
            <article class="stack" id="\(answer.publicID)"><h3>\
            <a href="\(address.answer(answer.publicID))">\(outcome)</a> \
            \(AnswerWords.badge(answer, reader))</h3><ul>\(ideas)</ul>\
            \(AnswerWords.paragraphs(answer.reason, answer.language))\
            \(AnswerWords.commitments(item.commitments, on: content.today, reader))\
            \(ballot.table(reader))\(voting(visit))</article>
            """
    }

    /// What a member who is there may say, and whether it can be adopted.
    private func voting(_ visit: Visit) -> HTML? {
        guard content.meeting.isOpen, item.answer.state == .draft else { return nil }
        let reader = visit.reader
        guard item.faults.isEmpty else {
            let lines = item.faults.map { fault -> HTML in
                "<li>\(reader(fault.message, fault.arguments))</li>"
            }
            return Notices.information(reader("answers.not-ready"), "<ul>\(lines)</ul>")
        }
        guard content.isThere else { return "<p class=\"soft\">\(reader("answers.meeting.not-present"))</p>" }
        let action = address.voice(content.meeting.publicID, on: item.answer.publicID)
        return "\(ballot.form(to: action, visit))\(ballot.standing(reader))\(adoption(visit))"
    }

    private func adoption(_ visit: Visit) -> HTML? {
        guard ballot.isEnough else { return nil }
        return Controls.buttonForm(
            visit.reader("answers.adopt"),
            action: address.adoption(content.meeting.publicID, of: item.answer.publicID), visit,
            style: .primary, hidden: [("version", String(item.answer.version))])
    }
}

internal import Platform

/// Meetings of the directorate as its members see them.
enum MeetingPages {
    struct ListContent: Sendable {
        let season: Season
        let meetings: [DirectorateMeeting]
        var call = MeetingVerbs.Call(heldOn: "", place: "")
        var problem: Problem?
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = AnswerAddress(content.season)
        let rows = content.meetings.map { meeting -> [HTML] in
            [
                "<a href=\"\(address.meeting(meeting.publicID))\">\(reader.date(meeting.heldOn))</a>",
                "<bdi>\(meeting.place)</bdi>", "\(reader.number(meeting.items))",
                "\(reader.number(meeting.adopted))", badge(meeting, reader),
            ]
        }
        let table = DataTable(
            caption: reader("answers.meetings"),
            columns: [
                .init(reader("answers.meeting.date")), .init(reader("answers.meeting.place")),
                .init(reader("answers.meeting.items"), isNumber: true),
                .init(reader("answers.meeting.adopted"), isNumber: true), .init(reader("answers.state")),
            ], rows: rows)
        let all: HTML =
            rows.isEmpty
            ? Notices.empty(reader("answers.meetings.none"), reader("answers.meetings.none.why"))
            : table.markup(reader)
        return Page(
            title: reader("answers.meetings"), lead: reader("answers.meetings.lead"),
            trail: BoardPages.trail(content.season, reader),
            body: "<div class=\"stack-wide\">\(all)\(convening(content, visit))</div>")
    }

    private static func convening(_ content: ListContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let date = Controls.Field("date", reader("answers.meeting.date"), problem: content.problem)
        let place = Controls.Field("place", reader("answers.meeting.place"), problem: content.problem)
        let form = Controls.form(
            action: AnswerAddress(content.season).meetings, visit, problem: content.problem,
            body: """
                \(Controls.text(date, value: content.call.heldOn, input: .date, reader))
                \(Controls.text(place, value: content.call.place, reader))
                """,
            actions: Controls.button(reader("answers.meeting.convene")))
        return "<section class=\"stack\"><h2>\(reader("answers.meeting.new"))</h2>\(form)</section>"
    }

    private static func badge(_ meeting: DirectorateMeeting, _ reader: Reader) -> HTML {
        meeting.isOpen
            ? Notices.badge(reader("answers.meeting.open"), .active)
            : Notices.badge(reader("answers.meeting.over"), .positive)
    }

    struct Content: Sendable {
        let season: Season
        let meeting: DirectorateMeeting
        let present: [Colleague]
        let members: [Colleague]
        let agenda: [AgendaItem]
        /// Drafts that could be put on it.
        let unscheduled: [IdeaAnswer]
        let reader: ID<Person>
        let today: CalendarDate
        /// What was typed into the minutes and could not be saved.
        var minutes: String?
        var problem: Problem?

        var isThere: Bool { present.contains { $0.id == reader } }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, meeting) = (visit.reader, content.meeting)
        let items = content.agenda.map { MeetingItemMarkup(item: $0, content: content).markup(visit) }
        let agenda: HTML =
            items.isEmpty
            ? Notices.empty(reader("answers.agenda.none"), reader("answers.agenda.none.why")) : "\(items)"
        return Page(
            title: reader("answers.meeting.of", ["date": .text(reader.date(meeting.heldOn))]),
            lead: meeting.place, actions: badge(meeting, reader),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.meetings"), path: AnswerAddress(content.season).meetings)
            ],
            body: """
                <div class="stack-wide">\(problem(content, reader))\(attendance(content, visit))
                <section class="stack-wide"><h2>\(reader("answers.agenda"))</h2>\(agenda)</section>
                \(scheduling(content, visit))\(minutes(content, visit))</div>
                """)
    }

    /// Those of the minutes stand above their form.
    private static func problem(_ content: Content, _ reader: Reader) -> HTML? {
        content.minutes == nil ? Notices.problem(content.problem, reader) : nil
    }

    private static func attendance(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, meeting) = (visit.reader, content.meeting)
        let names = content.present.map { person -> HTML in "<li><bdi>\(person.name)</bdi></li>" }
        let quorum = content.members.count / 2 + 1
        let words = reader(
            "answers.present.count",
            [
                "count": .number(content.present.count), "members": .number(content.members.count),
                "quorum": .number(quorum),
            ])
        var button: HTML?
        if meeting.isOpen {
            button = Controls.buttonForm(
                reader(content.isThere ? "answers.present.leave" : "answers.present.arrive"),
                action: AnswerAddress(content.season).attendance(meeting.publicID), visit,
                style: content.isThere ? .quiet : .primary,
                hidden: [("there", content.isThere ? "no" : "yes")])
        }
        return """
            <section class="stack"><h2>\(reader("answers.present"))</h2><p>\(words)</p>\
            <ul>\(names)</ul>\(button)</section>
            """
    }

    private static func scheduling(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.meeting.isOpen, !content.unscheduled.isEmpty else { return nil }
        let reader = visit.reader
        let options = content.unscheduled.map { answer in
            Controls.Option(
                answer.publicID,
                reader(
                    "answers.agenda.draft",
                    ["count": .number(answer.ideas), "name": .text(answer.draftedBy)]),
                hint: answer.outcome.map { AnswerWords.outcome($0, reader) })
        }
        let form = Controls.form(
            action: AnswerAddress(content.season).agenda(content.meeting.publicID), visit,
            body: Controls.choices(
                .init("answer", reader("answers.agenda.add")), options, chosen: [], isMultiple: true, reader),
            actions: Controls.button(reader("answers.agenda.put"), style: .secondary))
        return "<section class=\"stack\">\(form)</section>"
    }

    private static func minutes(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, meeting) = (visit.reader, content.meeting)
        let title: HTML = "<h2>\(reader("answers.minutes"))</h2>"
        guard meeting.isOpen else {
            return """
                <section class="stack">\(title)\
                <div class="stack measure">\(Paragraphs.markup(meeting.minutes))</div></section>
                """
        }
        let isTyped = content.minutes != nil
        let field = Controls.Field(
            "minutes", reader("answers.minutes"), help: reader("answers.minutes.help"),
            problem: isTyped ? content.problem : nil)
        let stored: HTML? =
            isTyped && content.minutes != meeting.minutes
            ? Notices.caution(
                reader("decisions.conflict.stored"), "<p class=\"letter\" dir=\"auto\">\(meeting.minutes)</p>"
            )
            : nil
        let address = AnswerAddress(content.season)
        let form = Controls.form(
            action: address.minutes(meeting.publicID), visit, problem: isTyped ? content.problem : nil,
            body: """
                \(Controls.hidden("version", String(meeting.version)))
                \(Controls.longText(field, value: content.minutes ?? meeting.minutes, rows: 8, reader))\(stored)
                """,
            actions: """
                \(Controls.button(reader("answers.minutes.save")))\
                \(Controls.button(reader("answers.meeting.close"), style: .danger,
                    to: address.closing(meeting.publicID)))
                """)
        return "<section class=\"stack\">\(title)\(form)</section>"
    }
}

/// An answer on the agenda, with all that is needed to vote on it.
struct AgendaItem: Sendable {
    let answer: IdeaAnswer
    let ideas: [AnsweredIdea]
    let commitments: [Commitment]
    let voices: [MeetingVoice]
    let isAdoptedHere: Bool

    /// In the order in which they were put there; a fixed number of statements.
    static func all(of meeting: DirectorateMeeting, _ tx: Transaction) throws -> [AgendaItem] {
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
        let voices = Dictionary(grouping: try MeetingVoice.at(meeting.id, tx), by: \.answer)
        return try zip(answers, rows).map { answer, row in
            let place: ID<DirectorateMeeting>? = try row["adopted_at_meeting"]
            return AgendaItem(
                answer: answer, ideas: ideas[answer.id] ?? [], commitments: commitments[answer.id] ?? [],
                voices: voices[answer.id] ?? [], isAdoptedHere: place == meeting.id)
        }
    }
}

/// One item of the agenda on the page of a meeting.
private struct MeetingItemMarkup {
    let item: AgendaItem
    let content: MeetingPages.Content

    private var address: AnswerAddress { AnswerAddress(content.season) }

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
            \(voices(reader))\(voting(visit))</article>
            """
    }

    private func voices(_ reader: Reader) -> HTML? {
        guard !item.voices.isEmpty else { return nil }
        let rows = item.voices.map { voice -> [HTML] in
            let stale: HTML? =
                voice.isCurrent ? nil : " <span class=\"soft\">\(reader("answers.voice.stale"))</span>"
            let reason: HTML? = voice.reason.isEmpty ? nil : "<br><bdi>\(voice.reason)</bdi>"
            return ["<bdi>\(voice.name)</bdi>", "\(name(voice.voice, reader))\(stale)\(reason)"]
        }
        let table = DataTable(
            caption: reader("answers.votes"),
            columns: [.init(reader("answers.member")), .init(reader("answers.vote"))], rows: rows)
        return table.markup(reader)
    }

    private func name(_ voice: DirectorateMeeting.Voice, _ reader: Reader) -> String {
        switch voice {
        case .for: reader("answers.voice.for")
        case .against: reader("answers.voice.against")
        case .abstained: reader("answers.voice.abstained")
        case .recused: reader("answers.voice.recused")
        }
    }

    /// What a member who is there may say, and whether it can be adopted.
    private func voting(_ visit: Visit) -> HTML? {
        guard content.meeting.isOpen, item.answer.state == .draft else { return nil }
        let reader = visit.reader
        let faults = AnswerFaults.of(item.answer, item.commitments, item.ideas)
        guard faults.isEmpty else {
            let lines = faults.map { fault -> HTML in
                "<li>\(reader(fault.message, fault.arguments))</li>"
            }
            return Notices.information(reader("answers.not-ready"), "<ul>\(lines)</ul>")
        }
        guard content.isThere else { return "<p class=\"soft\">\(reader("answers.meeting.not-present"))</p>" }
        return "\(ballot(visit))\(adoption(visit))"
    }

    private func ballot(_ visit: Visit) -> HTML {
        let (reader, answer) = (visit.reader, item.answer)
        let own = item.voices.first { $0.person == content.reader && $0.isCurrent }
        // Several forms of this kind share a page: each has names of its own.
        let field = Controls.Field("voice-\(answer.publicID)", reader("answers.vote.own"))
        let options = DirectorateMeeting.Voice.allCases.map {
            Controls.Option($0.rawValue, name($0, reader))
        }
        let reason = Controls.Field("reason-\(answer.publicID)", reader("answers.recusal.why"))
        return Controls.form(
            action: address.voice(content.meeting.publicID, on: answer.publicID), visit,
            body: """
                \(Controls.hidden("version", String(answer.version)))
                \(Controls.choices(field, options, chosen: own.map { [$0.voice.rawValue] } ?? [], reader))
                \(Controls.text(reason, value: own?.reason ?? "", reader))
                """,
            actions: Controls.button(reader("answers.vote.give"), style: .secondary))
    }

    private func adoption(_ visit: Visit) -> HTML {
        let (reader, answer) = (visit.reader, item.answer)
        let tally = MeetingTally(item.voices, members: content.members.count)
        let words = reader(
            "answers.tally",
            [
                "for": .number(tally.votesFor), "against": .number(tally.against),
                "abstained": .number(tally.abstained), "recused": .number(tally.recused),
            ])
        if let obstacle = tally.obstacle {
            let why = reader(obstacle, ["quorum": .number(tally.quorum)])
            return "<p>\(words)</p><p class=\"soft\">\(why)</p>"
        }
        let button = Controls.buttonForm(
            reader("answers.adopt"), action: address.adoption(content.meeting.publicID, of: answer.publicID),
            visit, style: .primary, hidden: [("version", String(answer.version))])
        return "<p>\(words)</p>\(button)"
    }
}

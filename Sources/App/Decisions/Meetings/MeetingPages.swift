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

    static func badge(_ meeting: DirectorateMeeting, _ reader: Reader) -> HTML {
        meeting.isOpen
            ? Notices.badge(reader("answers.meeting.open"), .active)
            : Notices.badge(reader("answers.meeting.over"), .positive)
    }

    struct Content: Sendable {
        let season: Season
        let meeting: DirectorateMeeting
        let present: [Colleague]
        let votingMembers: VotingMembers
        let agenda: [AgendaItem]
        /// Drafts that could be put on it.
        let unscheduled: [IdeaAnswer]
        let decisions: [MeetingMatter]
        let unscheduledDecisions: [Decision]
        let reader: ID<Person>
        let today: CalendarDate
        /// What was typed into the minutes and could not be saved.
        var minutes: String?
        var problem: Problem?

        var isThere: Bool { present.contains { $0.id == reader } }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, meeting) = (visit.reader, content.meeting)
        let answers = content.agenda.map { AgendaItemMarkup(item: $0, content: content).markup(visit) }
        let agenda: HTML =
            content.agenda.isEmpty && content.decisions.isEmpty
            ? Notices.empty(reader("answers.agenda.none"), reader("answers.agenda.none.why"))
            : "\(MatterPages.list(content.decisions, meeting, content.season, reader))\(answers)"
        return Page(
            title: reader("answers.meeting.of", ["date": .text(reader.date(meeting.heldOn))]),
            lead: meeting.place, actions: badge(meeting, reader),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.meetings"), path: AnswerAddress(content.season).meetings)
            ],
            body: """
                <div class="stack-wide">\(problem(content, reader))\(attendance(content, visit))
                <section class="stack-wide"><h2>\(reader("answers.agenda"))</h2>\(agenda)</section>
                \(scheduling(content, visit))\(schedulingDecisions(content, visit))\(minutes(content, visit))\
                </div>
                """)
    }

    /// Those of the minutes stand above their form.
    private static func problem(_ content: Content, _ reader: Reader) -> HTML? {
        content.minutes == nil ? Notices.problem(content.problem, reader) : nil
    }

    private static func attendance(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, meeting) = (visit.reader, content.meeting)
        let names = content.present.map { person -> HTML in "<li><bdi>\(person.name)</bdi></li>" }
        let quorum = MeetingTally([], content.votingMembers).quorum
        let words = reader(
            "answers.present.count",
            [
                "count": .number(content.present.count), "members": .number(content.votingMembers.members),
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

    private static func schedulingDecisions(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.meeting.isOpen, !content.unscheduledDecisions.isEmpty else { return nil }
        let reader = visit.reader
        let options = content.unscheduledDecisions.map { decision in
            Controls.Option(
                decision.publicID, DecisionPages.name(decision, reader),
                hint: reader("decisions.of", ["name": .text(decision.draftedBy)]))
        }
        let form = Controls.form(
            action: DecisionAddress(content.season).matters(content.meeting.publicID), visit,
            body: Controls.choices(
                .init("decision", reader("decisions.agenda.add")), options, chosen: [], isMultiple: true,
                reader),
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

internal import Platform

/// The board on which the directorate sees every idea.
enum BoardPages {
    struct Content: Sendable {
        let season: Season
        let filter: BoardFilter
        let choices: BoardChoices
        let page: ReviewedIdea.Page
        let counts: [IdeaStanding: Int]
        let list: ListAddress
        let today: CalendarDate
        /// What was to be changed, where something stands in the way.
        var typed: Typed?
        var problem: Problem?

        struct Typed: Sendable {
            let change: IdeaTriage.Change
            /// The public ids of the ideas that were ticked.
            let ticked: Set<String>
        }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = AnswerAddress(content.season)
        let export = ListAddress(path: address.export, query: content.list.query).with(["after": nil])
        let body: HTML =
            content.page.ideas.isEmpty
            ? empty(content, reader)
            : """
            \(Lists.head(found(content, reader),
                actions: Controls.link(reader("answers.board.export"), to: export, style: .quiet)))
            \(triage(content, visit))\(Lists.pager(content.list, next: content.page.next, reader))
            """
        return Page(
            title: reader("answers.board"), lead: reader("answers.board.lead"),
            actions: Controls.link(reader("answers.meetings"), to: address.meetings, style: .secondary),
            trail: trail(content.season, reader), body: "\(filter(content, reader))\(body)")
    }

    static func trail(_ season: Season, _ reader: Reader) -> [Link] {
        [
            season.link(reader),
            Link(text: reader("decisions.title"), path: DecisionAddress(season).overview),
        ]
    }

    private static func found(_ content: Content, _ reader: Reader) -> String {
        let total = content.counts.values.reduce(0, +)
        let open = content.counts.filter { $0.key.isOpen }.values.reduce(0, +)
        return reader("answers.board.found", ["count": .number(total), "open": .number(open)])
    }

    private static func empty(_ content: Content, _ reader: Reader) -> HTML {
        guard content.counts.isEmpty else {
            return Notices.empty(
                reader("answers.board.none"), reader("answers.board.none.why"),
                action: Controls.link(
                    reader("interface.filter.clear"), to: content.list.path, style: .secondary))
        }
        return Notices.empty(reader("answers.board.empty"), reader("answers.board.empty.why"))
    }

    private static func filter(_ content: Content, _ reader: Reader) -> HTML {
        let (filter, choices) = (content.filter, content.choices)
        let any = reader("answers.any")
        func named(_ options: [BoardChoices.Choice]) -> [Controls.Option] {
            options.map { Controls.Option($0.publicID, reader.pick($0.title)) }
        }
        func select(
            _ name: String, _ label: String, _ options: [Controls.Option], _ chosen: String
        ) -> HTML {
            Controls.select(.init(name, label), options, chosen: chosen, empty: any, reader)
        }
        let group: HTML? =
            choices.groups.isEmpty
            ? nil : select("group", reader("answers.group"), named(choices.groups), filter.group)
        let theme: HTML? =
            choices.themes.isEmpty
            ? nil
            : select(
                "theme", reader("answers.theme"),
                choices.themes.map { Controls.Option($0.publicID, $0.title) }, filter.theme)
        let support = Controls.text(
            .init("support", reader("answers.support.least")),
            value: filter.leastSupport == 0 ? "" : String(filter.leastSupport), input: .number, reader)
        let owners =
            [Controls.Option(BoardFilter.nobody, reader("answers.owner.nobody"))]
            + choices.owners.map { Controls.Option($0.publicID, $0.name) }
        let fields: HTML = """
            \(select("session", reader("answers.session"), named(choices.sessions), filter.session))\
            \(group)\(theme)\(support)\
            \(select("state", reader("answers.state"), states(content, reader), stateValue(filter)))\
            \(select("owner", reader("answers.owner"), owners, filter.owner))\
            \(select("due", reader("answers.due"), dues(reader), filter.due?.rawValue ?? ""))\
            \(Controls.select(.init("sort", reader("answers.sort")), orders(reader),
                chosen: filter.order.rawValue, reader))
            """
        // The order stands among the fields here, so that the address has it once.
        let list = ListAddress(path: content.list.path, query: [:])
        return Lists.filter(list, fields: fields, reader)
    }

    private static func stateValue(_ filter: BoardFilter) -> String {
        filter.isOpen ? "open" : filter.standing?.rawValue ?? ""
    }

    private static func states(_ content: Content, _ reader: Reader) -> [Controls.Option] {
        let all = IdeaStanding.allCases.map { standing in
            let count = reader.number(content.counts[standing] ?? 0)
            return Controls.Option(
                standing.rawValue, "\(AnswerWords.standing(standing, reader)) (\(count))")
        }
        return [Controls.Option("open", reader("answers.state.all-open"))] + all
    }

    private static func dues(_ reader: Reader) -> [Controls.Option] {
        BoardFilter.Due.allCases.map { Controls.Option($0.rawValue, reader("answers.due.\($0.rawValue)")) }
    }

    private static func orders(_ reader: Reader) -> [Controls.Option] {
        BoardFilter.Order.allCases.map { Controls.Option($0.rawValue, reader("answers.sort.\($0.rawValue)")) }
    }

    /// The ideas with a box each, and what may be set for those that are ticked. Answers are not among it:
    /// each is written for what it answers.
    private static func triage(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, typed, problem) = (visit.reader, content.typed?.change, content.problem)
        let owners =
            content.choices.owners.map { Controls.Option($0.publicID, $0.name) }
            + [Controls.Option(IdeaTriage.Change.nobody, reader("answers.owner.nobody"))]
        let owner = Controls.Field("new-owner", reader("answers.owner"), problem: problem)
        let due = Controls.Field("new-due", reader("answers.due"), problem: problem)
        let fields: HTML = """
            <fieldset class="field"><legend>\(reader("answers.triage"))</legend>\
            <p class="help">\(reader("answers.triage.help"))</p>
            \(Controls.select(owner, owners, chosen: typed?.owner ?? "",
                empty: reader("answers.unchanged"), reader))
            \(Controls.text(due, value: typed?.due ?? "", input: .date, reader))
            \(Controls.checkbox(.init("no-due", reader("answers.due.none")),
                isChecked: typed?.clearsDue ?? false, reader))
            \(Controls.checkbox(.init("study", reader("answers.study")),
                isChecked: typed?.isStudied ?? false, reader))</fieldset>
            """
        // What was filtered stays filtered.
        let list = ListAddress(path: AnswerAddress(content.season).triage, query: content.list.query)
        return Controls.form(
            action: list.with([:]), visit, problem: problem, body: "\(table(content, reader))\(fields)",
            actions: Controls.button(reader("answers.triage.do")))
    }

    private static func table(_ content: Content, _ reader: Reader) -> HTML {
        let table = DataTable(
            caption: reader("answers.board"),
            columns: [
                .init(reader("answers.idea")), .init(reader("answers.group")),
                .init(reader("answers.support"), isNumber: true), .init(reader("answers.state")),
                .init(reader("answers.owner")), .init(reader("answers.due")),
            ], rows: content.page.ideas.map { row($0, content, reader) })
        return table.markup(reader)
    }

    private static func row(_ idea: ReviewedIdea, _ content: Content, _ reader: Reader) -> [HTML] {
        let path = AnswerAddress(season: idea.season).idea(idea.publicID)
        let selection = IdeaTriage.Selection(publicID: idea.publicID, version: idea.version)
        let label = reader("answers.triage.select", ["number": .number(idea.number)])
        let asked: HTML? =
            idea.isQuestionOpen ? " \(Notices.badge(reader("answers.question.waiting"), .waiting))" : nil
        let hidden: HTML? = idea.isHidden ? " \(Notices.badge(reader("answers.hidden")))" : nil
        let isOverdue = idea.isOverdue(on: content.today)
        let ticked: HTML? = content.typed?.ticked.contains(idea.publicID) == true ? " checked" : nil
        return [
            """
            <div class="choice"><input type="checkbox" name="idea" value="\(selection.text)" \
            aria-label="\(label)"\(ticked)><span><a href="\(path)">\(reader.number(idea.number)). \
            \(AnswerWords.written(idea.title, idea.language))</a></span></div>
            """,
            """
            \(reader.pick(idea.group))<br>\
            <span class="soft small">\(reader.pick(idea.sessionTitle))</span>
            """,
            "\(reader.number(idea.supporters))",
            "\(AnswerWords.badge(idea.standing, reader))\(asked)\(hidden)",
            idea.ownerName.map { "<bdi>\($0)</bdi>" } ?? "–",
            AnswerWords.due(idea.dueOn, isOverdue: isOverdue, reader),
        ]
    }

    /// What is late, for the directorate's own overview.
    static func overdue(_ overdue: Overdue, _ season: Season, _ reader: Reader) -> HTML {
        let address = AnswerAddress(season)
        let lines = overdue.ideas.map { idea -> HTML in
            let path = AnswerAddress(season: idea.season).idea(idea.publicID)
            return """
                <li><a href="\(path)">\(AnswerWords.written(idea.title, idea.language))</a> · \
                \(AnswerWords.due(idea.dueOn, isOverdue: true, reader))</li>
                """
        }
        let deeds = overdue.actions.map { action -> HTML in
            """
            <li><a href="\(address.action(action.commitment.publicID))">\
            <bdi>\(action.commitment.what)</bdi></a> · \
            \(AnswerWords.due(action.commitment.dueOn, isOverdue: true, reader))</li>
            """
        }
        let late: HTML =
            lines.isEmpty && deeds.isEmpty
            ? "<p>\(reader("answers.overdue.none"))</p>"
            : Notices.caution(
                reader("answers.overdue.title", ["count": .number(lines.count + deeds.count)]),
                "<ul>\(lines)\(deeds)</ul>")
        return """
            <section class="stack"><h2>\(reader("answers.ideas"))</h2>\(late)
            <p class="actions">\(Controls.link(reader("answers.board"), to: address.board))\
            \(Controls.link(reader("answers.meetings"), to: address.meetings, style: .secondary))\
            \(Controls.link(reader("answers.actions"), to: address.actions, style: .quiet))</p></section>
            """
    }
}

/// What is late in a directorate: ideas without their answer, and actions.
struct Overdue: Sendable {
    let ideas: [ReviewedIdea]
    let actions: [PromisedAction]

    private static let mostIdeas = 20

    static func read(at desk: ReviewDesk, on day: CalendarDate, _ tx: Transaction) throws -> Overdue {
        Overdue(
            ideas: try ReviewedIdea.overdue(at: desk, on: day, most: mostIdeas, tx),
            actions: try PromisedAction.overdue(of: desk.season.id, on: day, tx))
    }
}

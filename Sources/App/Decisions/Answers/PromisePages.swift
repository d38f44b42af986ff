internal import Platform

/// "You proposed, we did": what became of every idea, for everybody.
enum PromisePages {
    struct Content: Sendable {
        let season: Season
        let promises: Promises
        let list: ListAddress
        let today: CalendarDate
    }

    static func page(_ content: Content, _ reader: Reader) -> Page {
        let promises = content.promises
        let body: HTML =
            promises.counts.isEmpty
            ? Notices.empty(reader("answers.promises.none"), reader("answers.promises.none.why"))
            : """
            <div class="stack-wide">\(figures(promises, reader))\(groups(promises, reader))\
            \(states(promises, reader))\(rules(content, reader))\(actions(content, reader))\
            \(answers(content, reader))</div>
            """
        return Page(
            title: reader("answers.promises"), lead: reader("answers.promises.lead"),
            trail: [content.season.link(reader)], body: body,
            description: reader("answers.promises.lead"))
    }

    private static func sum(_ counts: [Promises.Count], _ holds: (IdeaStanding) -> Bool) -> Int {
        counts.filter { holds($0.standing) }.map(\.ideas).reduce(0, +)
    }

    private static func isAccepted(_ standing: IdeaStanding) -> Bool {
        standing.outcome?.isAcceptance ?? false
    }

    private static func figures(_ promises: Promises, _ reader: Reader) -> HTML {
        let counts = promises.counts
        let share = promises.punctuality.share.map { reader.percent($0, digits: 0) } ?? "–"
        let figures: [(String, String)] = [
            (reader("answers.promises.ideas"), reader.number(sum(counts) { _ in true })),
            (reader("answers.promises.answered"), reader.number(sum(counts) { $0.outcome != nil })),
            (reader("answers.promises.accepted"), reader.number(sum(counts, isAccepted))),
            (reader("answers.promises.in-time"), share),
        ]
        let items = figures.map { figure -> HTML in
            "<div><dt>\(figure.0)</dt><dd>\(figure.1)</dd></div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    /// Group by group, in the order in which they come: the drawing stands in its table.
    private static func groups(_ promises: Promises, _ reader: Reader) -> HTML {
        var order: [String] = []
        var counts: [String: [Promises.Count]] = [:]
        for count in promises.counts {
            let name = "\(reader.pick(count.session)) \u{2013} \(reader.pick(count.group))"
            if counts[name] == nil { order.append(name) }
            counts[name, default: []].append(count)
        }
        let rows = order.map { name -> [HTML] in
            let own = counts[name] ?? []
            let (all, answered) = (sum(own) { _ in true }, sum(own) { $0.outcome != nil })
            let share = all == 0 ? 0 : Double(answered) / Double(all)
            return [
                "\(name)", "\(reader.number(all))", "\(reader.number(answered))",
                "\(reader.number(sum(own, isAccepted)))",
                "\(Drawings.bar(share))<span class=\"number\">\(reader.percent(share, digits: 0))</span>",
            ]
        }
        let table = DataTable(
            caption: reader("answers.promises.groups"),
            columns: [
                .init(reader("answers.group")), .init(reader("answers.promises.ideas"), isNumber: true),
                .init(reader("answers.promises.answered"), isNumber: true),
                .init(reader("answers.promises.accepted"), isNumber: true),
                .init(reader("answers.promises.share")),
            ], rows: rows)
        return "<section class=\"stack\">\(table.markup(reader))</section>"
    }

    private static func states(_ promises: Promises, _ reader: Reader) -> HTML {
        let rows = IdeaStanding.allCases.compactMap { standing -> BarChart.Row? in
            let ideas = sum(promises.counts) { $0 == standing }
            return ideas == 0 ? nil : BarChart.Row("\(AnswerWords.standing(standing, reader))", ideas)
        }
        let chart = BarChart(
            caption: reader("answers.promises.states"), subject: reader("answers.state"),
            measure: reader("answers.promises.ideas"), rows: rows)
        return "<section class=\"stack\">\(chart.markup(reader))</section>"
    }

    private static func rules(_ content: Content, _ reader: Reader) -> HTML? {
        let changes = content.promises.rules
        guard !changes.isEmpty else { return nil }
        let address = AnswerAddress(content.season)
        let rows = changes.map { change -> [HTML] in
            let commitment = change.commitment
            let badge =
                change.isInForce
                ? Notices.badge(reader("answers.rule.in-force"), .positive)
                : Notices.badge(reader("answers.rule.promised"), .waiting)
            let title = commitment.what.isEmpty ? commitment.path : commitment.what
            return [
                """
                <a href="\(address.promise(change.answer))"><bdi>\(title)</bdi></a><br>\
                <code class="small" dir="ltr">\(commitment.path)</code>
                """,
                AnswerWords.rule(commitment.before, reader), AnswerWords.rule(commitment.after, reader),
                badge,
            ]
        }
        let table = DataTable(
            caption: reader("answers.promises.rules"),
            columns: [
                .init(reader("answers.rule")), .init(reader("answers.rule.before")),
                .init(reader("answers.rule.after")), .init(reader("answers.state")),
            ], rows: rows)
        return "<section class=\"stack\">\(table.markup(reader))</section>"
    }

    private static func actions(_ content: Content, _ reader: Reader) -> HTML? {
        let actions = content.promises.actions
        guard !actions.isEmpty else { return nil }
        let items = actions.map { action($0, content, reader) }
        return """
            <section class="stack"><h2>\(reader("answers.promises.actions"))</h2>\
            <ul class="entries">\(items)</ul></section>
            """
    }

    private static func action(
        _ action: PromisedAction, _ content: Content, _ reader: Reader
    ) -> HTML {
        let commitment = action.commitment
        let address = AnswerAddress(content.season)
        let isOverdue = commitment.isOverdue(on: content.today)
        var facts: [(String, HTML)] = [
            (reader("answers.due"), AnswerWords.due(commitment.dueOn, isOverdue: isOverdue, reader)),
            (reader("answers.action.measure"), "<bdi>\(commitment.measure)</bdi>"),
        ]
        if !commitment.publicOwner.isEmpty {
            facts.insert((reader("answers.action.owner"), "<bdi>\(commitment.publicOwner)</bdi>"), at: 0)
        }
        let reports = content.promises.reports[commitment.id] ?? []
        let evidence: HTML? = reports.isEmpty ? nil : ActionPages.reports(reports, reader)
        return """
            <li><div><h3><a href="\(address.promise(action.answer))"><bdi>\(commitment.what)</bdi></a></h3>\
            \(Lists.facts(facts))\(evidence)</div><p>\(AnswerWords.badge(commitment.state, reader))</p></li>
            """
    }

    private static func answers(_ content: Content, _ reader: Reader) -> HTML? {
        let answers = content.promises.answers
        guard !answers.isEmpty else { return nil }
        let address = AnswerAddress(content.season)
        let items = answers.map { answer -> HTML in
            let titles = answer.ideas.map { idea -> HTML in
                "<h3>\(AnswerWords.written(idea.title, idea.language))</h3>"
            }
            let see = reader("answers.promises.read", ["day": .text(reader.date(answer.publishedOn))])
            return """
                <li><div>\(titles)<p><a href="\(address.promise(answer.answer.publicID))">\(see)</a></p></div>\
                <p>\(outcome(answer.outcome, reader))</p></li>
                """
        }
        return """
            <section class="stack"><h2 id="answers">\(reader("answers.promises.answers"))</h2>\
            <ul class="entries">\(items)</ul>\(Lists.pager(content.list, next: content.promises.next, reader))\
            </section>
            """
    }

    static func outcome(_ outcome: AnswerOutcome, _ reader: Reader) -> HTML {
        IdeaStanding(rawValue: outcome.rawValue).map { AnswerWords.badge($0, reader) } ?? ""
    }

    struct AnswerContent: Sendable {
        let season: Season
        let published: PublishedAnswer
        let commitments: [Commitment]
        let reports: [ID<Commitment>: [ActionReport]]
        let translations: [AnswerTranslation]
        let today: CalendarDate
    }

    /// One published answer, with what it answers and what it promises.
    static func answer(_ content: AnswerContent, _ reader: Reader) -> Page {
        let published = content.published
        let ideas = published.ideas.map { idea -> HTML in
            let path = SessionAddress(content.season, idea.session).idea(idea.publicID)
            return """
                <li><a href="\(path)">\(reader.number(idea.number)). \
                \(AnswerWords.written(idea.title, idea.language))</a></li>
                """
        }
        let reopened: HTML? = published.answer.reopenedReason.map { reason in
            Notices.caution(reader("answers.reopened.why"), "<p dir=\"auto\">\(reason)</p>")
        }
        let reports = content.commitments.compactMap { commitment -> HTML? in
            guard let reports = content.reports[commitment.id] else { return nil }
            return "<h3><bdi>\(commitment.what)</bdi></h3>\(ActionPages.reports(reports, reader))"
        }
        let done: HTML? =
            reports.isEmpty
            ? nil : "<section class=\"stack\"><h2>\(reader("answers.reports"))</h2>\(reports)</section>"
        let promised: HTML? = AnswerWords.commitments(
            content.commitments.map(\.forEverybody), on: content.today, reader
        ).map { list -> HTML in
            "<section class=\"stack\"><h2>\(reader("answers.commitments"))</h2>\(list)</section>"
        }
        return Page(
            title: AnswerWords.outcome(published.outcome, reader),
            lead: reader("answers.promise.on", ["day": .text(reader.date(published.publishedOn))]),
            actions: outcome(published.outcome, reader),
            trail: [
                content.season.link(reader),
                Link(text: reader("answers.promises"), path: AnswerAddress(content.season).promises),
            ],
            body: """
                <div class="stack-wide">\(reopened)<section class="stack">\
                <h2>\(reader("answers.promise.ideas", ["count": .number(published.ideas.count)]))</h2>\
                <ul>\(ideas)</ul></section>\(reason(content, reader))\(promised)\(done)</div>
                """)
    }

    /// In the reader's language where it was put into it, else in its own.
    private static func reason(_ content: AnswerContent, _ reader: Reader) -> HTML? {
        let answer = content.published.answer
        guard !answer.reason.isEmpty else { return nil }
        let own = reader.language.code
        let translation = content.translations.first { $0.language == own && answer.language != own }
        let title: HTML = "<h2>\(reader("answers.reason"))</h2>"
        guard let translation else {
            let note: HTML? =
                answer.language == own
                ? nil : "<p class=\"soft\">\(reader.languageName(answer.language))</p>"
            return """
                <section class="stack">\(title)\(note)\
                \(AnswerWords.paragraphs(answer.reason, answer.language))</section>
                """
        }
        let origin = reader(
            translation.origin == .machine ? "answers.translation.machine" : "answers.translation.human")
        return """
            <section class="stack">\(title)<p class="soft">\(origin)</p>\
            \(AnswerWords.paragraphs(translation.reason, translation.language))
            <details class="more"><summary>\(Icon.onward)\(reader.languageName(answer.language))</summary>\
            \(AnswerWords.paragraphs(answer.reason, answer.language))</details></section>
            """
    }
}

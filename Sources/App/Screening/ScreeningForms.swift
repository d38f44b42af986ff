internal import Foundation
internal import Platform

/// What may be done with an application: its standing decision with the way back, or the ways to decide.
struct ScreeningForms: Sendable {
    let page: ScreeningCasePage

    private var found: ScreeningCase { page.found }
    private var address: ScreeningAddress { page.address }
    private var season: Season { page.season }

    func markup(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let conflict: HTML? = isFormShown(visit.now) ? nil : Notices.problem(page.typed.problem, reader)
        guard page.isOpen else {
            return "\(conflict)\(standing(visit))\(Notices.information(reader("screening.closed")))"
        }
        guard found.mayBeDecided else { return "\(conflict)\(standing(visit))" }
        return """
            \(conflict)\(question(visit))\(move(visit))
            \(decision(visit))
            \(asking(visit))
            \(moving(visit))
            """
    }

    /// Whether the form is on the page in which something was typed; a conflict is said where it is gone as
    /// well.
    private func isFormShown(_ now: Instant) -> Bool {
        guard page.isOpen, found.mayBeDecided else { return false }
        switch page.typed {
        case .nothing, .ruling: return true
        case .question: return !(found.question.map { $0.dueAt > now } ?? false)
        case .move: return found.move == nil && page.options.contains(where: \.isOpen)
        case .conflict: return false
        }
    }

    private func section(_ title: String, _ body: HTML) -> HTML {
        "<section class=\"stack\"><h2>\(title)</h2>\(body)</section>"
    }

    /// A way that is taken now and then stays folded until somebody wants it, or mistyped in it.
    private func folded(_ title: String, isOpen: Bool, _ body: HTML) -> HTML {
        let mark: HTML? = isOpen ? " open" : nil
        return "<details class=\"more\"\(mark)><summary>\(Icon.onward)\(title)</summary>\(body)</details>"
    }
}

// MARK: The decision

extension ScreeningForms {
    private func standing(_ visit: Visit) -> HTML? {
        guard let decision = found.decision else { return nil }
        let reader = visit.reader
        var facts: [(String, HTML)] = [
            (
                reader("screening.decision.verdict"),
                ScreeningWords.state(
                    decision.verdict == .admit ? .admitted : .rejected, isWaiting: false, reader)
            )
        ]
        if let reason = decision.reason {
            facts.append((reader("screening.decision.reason"), reasonWords(reason, reader)))
        }
        if !decision.note.isEmpty {
            facts.append((reader("screening.decision.note"), Paragraphs.markup(decision.note)))
        }
        facts.append(
            (
                reader("screening.decision.by"),
                "<bdi>\(decision.by)</bdi>, \(Moments.moment(decision.at, reader))"
            ))
        return section(reader("screening.decision"), "\(Lists.facts(facts))\(undoing(decision, visit))")
    }

    private func reasonWords(_ key: String, _ reader: Reader) -> HTML {
        let text = season.rules.screening.reasons.first { $0.key == key }.map { reader.pick($0.text) }
        return "<p>\(ScreeningWords.reason(key, in: season, reader))</p><p class=\"soft\">\(text ?? "")</p>"
    }

    private func undoing(_ decision: StandingDecision, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard page.isOpen, found.mayBeUndone else {
            let isPublished = found.areFinalistsPublished
            return "<p class=\"soft\">\(isPublished ? reader("screening.undo.published") : "")</p>"
        }
        let button = Controls.buttonForm(
            reader("screening.undo"), action: address.undoing(found.publicID), visit,
            hidden: [("decided", String(decision.at.milliseconds))])
        return "<p class=\"soft\">\(reader("screening.undo.effect"))</p>\(button)"
    }

    private func decision(_ visit: Visit) -> HTML {
        let reader = visit.reader
        var ruling: ScreeningDecisions.Ruling?
        var problem: Problem?
        if case .ruling(let typed, let found) = page.typed { (ruling, problem) = (typed, found) }
        let verdict = Controls.Field("verdict", reader("screening.decide.verdict"), problem: problem)
        let reason = Controls.Field(
            "reason", reader("screening.decide.reason"), help: reader("screening.decide.reason.help"),
            problem: problem)
        let note = Controls.Field(
            "note", reader("screening.decide.note"), help: reader("screening.decide.note.help"),
            mark: reader("screening.optional"), problem: problem)
        let reasons = season.rules.screening.reasons.map {
            Controls.Option($0.key, reader.pick($0.title), hint: reader.pick($0.text))
        }
        let verdicts = [
            Controls.Option("admit", reader("screening.decide.admit")),
            Controls.Option("reject", reader("screening.decide.reject")),
        ]
        let chosen = Set([ruling?.verdict?.rawValue].compactMap { $0 })
        let waits: HTML? =
            found.question == nil && found.move == nil
            ? nil : "<p class=\"soft\">\(reader("screening.decide.takes-back"))</p>"
        let body: HTML = """
            \(Controls.hidden("version", String(found.submission.number)))
            \(Controls.choices(verdict, verdicts, chosen: chosen, reader))
            \(Controls.choices(reason, reasons, chosen: [ruling?.reason ?? ""], reader))
            \(Controls.longText(note, value: ruling?.note ?? "", rows: 3, reader))
            """
        let form = Controls.form(
            action: address.decision(found.publicID), visit, problem: problem, body: body,
            actions: Controls.button(reader("screening.decide.button")))
        let effect = reader("screening.decide.effect")
        return section(reader("screening.decide"), "<p>\(effect)</p>\(waits)\(form)")
    }
}

// MARK: Questions and moves

extension ScreeningForms {
    private func question(_ visit: Visit) -> HTML? {
        guard let question = found.question else { return nil }
        let reader = visit.reader
        let isLate = question.dueAt <= visit.now
        let title = isLate ? reader("screening.question.late") : reader("screening.question.open")
        let words: [String: MessageValue] = [
            "person": .text(question.askedBy), "moment": .text(reader.moment(question.askedAt)),
        ]
        return Notices.caution(
            title,
            """
            <div class="stack">\(Paragraphs.markup(question.text))
            <p>\(reader("screening.due")) \(Moments.moment(question.dueAt, reader))</p>
            <p class="soft">\(reader("screening.asked-by", words))</p>
            \(Controls.buttonForm(reader("screening.question.cancel"),
                action: address.cancellation(ofQuestion: question.publicID, found.publicID), visit))</div>
            """)
    }

    private func move(_ visit: Visit) -> HTML? {
        guard let move = found.move else { return nil }
        let reader = visit.reader
        let words: [String: MessageValue] = [
            "person": .text(move.proposedBy), "moment": .text(reader.moment(move.proposedAt)),
        ]
        let target = season.nominationTitle(move.nomination, reader)
        return Notices.caution(
            reader("screening.move.open", ["nomination": .text(target)]),
            """
            <div class="stack">\(Paragraphs.markup(move.reason))
            <p class="soft">\(reader("screening.asked-by", words))</p>
            \(Controls.buttonForm(reader("screening.move.cancel"),
                action: address.cancellation(ofMove: move.publicID, found.publicID), visit))</div>
            """)
    }

    private func asking(_ visit: Visit) -> HTML? {
        if let question = found.question, question.dueAt > visit.now { return nil }
        let reader = visit.reader
        var entry = ScreeningQuestions.Entry(text: "", due: usualDue(visit.now))
        var problem: Problem?
        if case .question(let typed, let found) = page.typed { (entry, problem) = (typed, found) }
        let question = Controls.Field(
            "question", reader("screening.ask.question"), help: reader("screening.ask.question.help"),
            problem: problem)
        let due = Controls.Field(
            "due", reader("screening.ask.due"),
            help: reader(
                "screening.ask.due.help", ["zone": .text(season.rules.timeZone.identifier)]), problem: problem
        )
        let body: HTML = """
            \(Controls.longText(question, value: entry.text, rows: 4, reader))
            \(Controls.text(due, value: entry.due, input: .date, reader))
            """
        let form = Controls.form(
            action: address.questions(found.publicID), visit, problem: problem, body: body,
            actions: Controls.button(reader("screening.ask.button"), style: .secondary))
        return folded(
            reader("screening.ask"), isOpen: problem != nil, "<p>\(reader("screening.ask.effect"))</p>\(form)"
        )
    }

    /// A week from now.
    private func usualDue(_ now: Instant) -> String {
        let day = (now + .seconds(7 * 86_400)).day(in: season.rules.timeZone)
        return day.description
    }

    private func moving(_ visit: Visit) -> HTML? {
        guard found.move == nil, !page.options.isEmpty else { return nil }
        let reader = visit.reader
        var entry = NominationProposals.Entry(nomination: "", reason: "")
        var problem: Problem?
        if case .move(let typed, let found) = page.typed { (entry, problem) = (typed, found) }
        let open = page.options.filter(\.isOpen).map {
            Controls.Option($0.nomination.key, reader.pick($0.nomination.title))
        }
        let title = reader("screening.move")
        guard !open.isEmpty else { return closedOptions(reader).map { folded(title, isOpen: false, $0) } }
        let nomination = Controls.Field("nomination", reader("screening.move.nomination"), problem: problem)
        let reason = Controls.Field(
            "move-reason", reader("screening.move.reason"), help: reader("screening.move.reason.help"),
            problem: problem)
        let body: HTML = """
            \(Controls.choices(nomination, open, chosen: [entry.nomination], reader))
            \(Controls.longText(reason, value: entry.reason, rows: 4, reader))
            """
        let form = Controls.form(
            action: address.moves(found.publicID), visit, problem: problem, body: body,
            actions: Controls.button(reader("screening.move.button"), style: .secondary))
        return folded(
            title, isOpen: problem != nil,
            "<p>\(reader("screening.move.effect"))</p>\(form)\(closedOptions(reader))")
    }

    /// Nominations that this applicant may not enter, and why.
    private func closedOptions(_ reader: Reader) -> HTML? {
        let items = page.options.filter { !$0.isOpen }.map { option -> HTML in
            let reasons = option.obstacles.map { $0.message(reader) }.joined(separator: " ")
            return "<div><dt>\(reader.pick(option.nomination.title))</dt><dd>\(reasons)</dd></div>"
        }
        guard !items.isEmpty else { return nil }
        return "<p>\(reader("screening.move.closed"))</p><dl class=\"facts\">\(items)</dl>"
    }
}

internal import Platform

/// A decision at a meeting: what each pool comes to, and the votes on it.
enum MatterPages {
    struct Content: Sendable {
        let season: Season
        let meeting: DirectorateMeeting
        /// Without the pools from which the reader keeps away.
        let contents: DecisionContents
        let hidden: Set<String>
        let voices: [String: [MeetingVoice]]
        /// What each pool was adopted with.
        let adopted: [String: AdoptedVote]
        /// Who stepped aside, by the key of the pool.
        let aside: [String: Set<ID<Person>>]
        let votingMembers: VotingMembers
        let reader: ID<Person>
        let isThere: Bool
        let isAuthor: Bool
        var problem: Problem?

        var decision: Decision { contents.decision }

        func ballot(on pool: DecisionContents.Pool, _ reader: Reader) -> MeetingBallot {
            MeetingBallot(
                key: pool.key, version: decision.version, voices: voices[pool.key] ?? [],
                votingMembers: votingMembers, reader: self.reader, aside: aside[pool.key] ?? [],
                matter: reader.pick(pool.title))
        }
    }

    /// On the page of the meeting.
    static func list(
        _ matters: [MeetingMatter], _ meeting: DirectorateMeeting, _ season: Season, _ reader: Reader
    ) -> HTML {
        let address = DecisionAddress(season)
        let lines = matters.map { matter -> HTML in
            let badge =
                matter.isAdopted
                ? Notices.badge(
                    reader(matter.isAdoptedHere ? "decisions.matter.adopted" : "decisions.state.adopted"),
                    .positive)
                : Notices.badge(reader("decisions.state.draft"), .waiting)
            let path = address.matter(matter.publicID, at: meeting.publicID)
            return """
                <article class="stack" id="\(matter.publicID)"><h3><a href="\(path)">\
                \(DecisionPages.name(matter.gate, isCorrection: matter.isCorrection, reader))</a> \(badge)</h3>
                <p class="soft">\(reader("decisions.of", ["name": .text(matter.draftedBy)]))</p></article>
                """
        }
        return "\(lines)"
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, decision) = (visit.reader, content.decision)
        let pools = content.contents.pools(content.season)
        let sections = pools.map { section($0, content, visit) }
        let meetings = AnswerAddress(content.season)
        return Page(
            title: DecisionPages.name(decision, reader),
            lead: reader("decisions.of", ["name": .text(decision.draftedBy)]),
            actions: DecisionPages.badge(decision, reader),
            trail: BoardPages.trail(content.season, reader) + [
                Link(text: reader("answers.meetings"), path: meetings.meetings),
                Link(
                    text: reader(
                        "answers.meeting.of", ["date": .text(reader.date(content.meeting.heldOn))]),
                    path: meetings.meeting(content.meeting.publicID)),
            ],
            body: """
                <div class="stack-wide">\(Notices.problem(content.problem, reader))
                \(keptAway(content.hidden, content.season, reader))\(reasons(decision, reader))\
                \(sections)\(adoption(pools, content, visit))</div>
                """)
    }

    /// What the reader does not see, and that there is such a thing.
    static func keptAway(_ hidden: Set<String>, _ season: Season, _ reader: Reader) -> HTML? {
        guard !hidden.isEmpty else { return nil }
        let prizes = season.rules.prizes.filter { hidden.contains($0.key) }.map(\.title)
        let nominations = season.rules.nominations.filter { hidden.contains($0.key) }.map(\.title)
        let titles = (prizes.isEmpty ? nominations : prizes).map { reader.pick($0) }
        return Notices.information(
            reader("decisions.pool.hidden"), "<p>\(reader.list(titles))</p>")
    }

    private static func reasons(_ decision: Decision, _ reader: Reader) -> HTML {
        let note: HTML? =
            decision.note.isEmpty
            ? nil : Notices.information(reader("decisions.note"), Paragraphs.markup(decision.note))
        return """
            \(note)<section class="stack"><h2>\(reader("decisions.reasons"))</h2>
            <div class="stack measure">\(Paragraphs.markup(decision.reasons))</div></section>
            """
    }

    private static func section(
        _ pool: DecisionContents.Pool, _ content: Content, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let votes = content.ballot(on: pool, reader)
        return """
            <section class="stack" id="pool-\(pool.key)"><h2>\(reader.pick(pool.title))</h2>
            \(PoolMarkup(pool: pool, season: content.season).markup(reader))\
            \(votes.table(reader))\(voting(votes, content, visit))</section>
            """
    }

    private static func voting(_ votes: MeetingBallot, _ content: Content, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        if let vote = content.adopted[votes.key] { return outcome(vote, reader) }
        guard content.meeting.isOpen, content.decision.state == .draft else { return nil }
        guard content.isThere else {
            return "<p class=\"soft\">\(reader("answers.meeting.not-present"))</p>"
        }
        let action = DecisionAddress(content.season)
            .voice(content.decision.publicID, at: content.meeting.publicID)
        return "\(votes.form(to: action, hidden: [("pool", votes.key)], visit))\(votes.standing(reader))"
    }

    /// As the minutes keep it.
    private static func outcome(_ vote: AdoptedVote, _ reader: Reader) -> HTML {
        let words = reader(
            "answers.tally",
            [
                "for": .number(vote.votesFor), "against": .number(vote.against),
                "abstained": .number(vote.abstained), "recused": .number(vote.recused),
            ])
        let voters = reader("decisions.matter.voters", ["voters": .number(vote.voters)])
        return "<p>\(words)</p><p class=\"soft\">\(voters)</p>"
    }

    /// What is missing, or the way to adopt it. Whoever keeps away from a pool learns nothing of its votes,
    /// so that others adopt.
    private static func adoption(
        _ pools: [DecisionContents.Pool], _ content: Content, _ visit: Visit
    ) -> HTML? {
        let (reader, decision) = (visit.reader, content.decision)
        guard content.meeting.isOpen, decision.state == .draft, content.hidden.isEmpty else { return nil }
        let faults = DecisionFaults.of(content.contents, content.season)
        guard faults.isEmpty else {
            let lines = faults.map { fault -> HTML in "<li>\(reader(fault.message, fault.arguments))</li>" }
            return Notices.information(reader("decisions.not-ready"), "<ul>\(lines)</ul>")
        }
        guard content.isThere else { return nil }
        guard !content.isAuthor else { return Notices.information(reader("decisions.own")) }
        let isEnough = pools.allSatisfy { content.ballot(on: $0, reader).isEnough }
        guard isEnough else { return "<p class=\"soft\">\(reader("decisions.matter.votes-missing"))</p>" }
        let action = DecisionAddress(content.season)
            .adoption(decision.publicID, at: content.meeting.publicID)
        return Controls.buttonForm(
            reader("decisions.adopt"), action: action, visit, style: .primary,
            hidden: [("version", String(decision.version))])
    }
}

/// Who is chosen in a pool, who stands by, and why it departs from the ranking of record.
struct PoolMarkup {
    let pool: DecisionContents.Pool
    let season: Season

    func markup(_ reader: Reader) -> HTML {
        "\(chosen(reader))\(reserve(reader))\(departure(reader))"
    }

    private func chosen(_ reader: Reader) -> HTML? {
        guard !pool.chosen.isEmpty else { return nil }
        let hasReasons = pool.chosen.contains { !$0.reason.isEmpty }
        var columns: [DataTable.Column] = [
            .init(reader("decisions.place"), isNumber: true), .init(reader("results.application")),
            .init(reader("results.country")), .init(reader("results.rank"), isNumber: true),
            .init(reader("decisions.score"), isNumber: true),
        ]
        if !pool.stays.isEmpty { columns.append(.init(reader("board.stays"))) }
        if hasReasons { columns.append(.init(reader("decisions.item.reason"))) }
        let rows = pool.chosen.map { item -> [HTML] in
            var cells: [HTML] = [
                "\(reader.number(item.place))", DecisionForm.heading(item.candidate, reader),
                "\(reader.country(item.country))", "\(item.rank.map { reader.number($0) } ?? "–")",
                ResultFigures.score(item.score, reader),
            ]
            if !pool.stays.isEmpty {
                cells.append(pool.stays[item.application].map { $0.markup(reader) } ?? "–")
            }
            if hasReasons { cells.append("<span class=\"letter\" dir=\"auto\">\(item.reason)</span>") }
            return cells
        }
        let table = DataTable(caption: reader.pick(pool.title), columns: columns, rows: rows).markup(reader)
        return "\(table)\(guide(reader))"
    }

    /// What the figures of robustness mean.
    private func guide(_ reader: Reader) -> HTML? {
        pool.stays.isEmpty ? nil : "<p class=\"soft small\">\(reader("decisions.stays.guide"))</p>"
    }

    private func reserve(_ reader: Reader) -> HTML? {
        guard !pool.reserve.isEmpty else { return nil }
        let lines = pool.reserve.map { candidate -> HTML in
            """
            <li>\(DecisionForm.heading(candidate, reader)) · \(ResultFigures.score(candidate.score, reader))</li>
            """
        }
        return "<h3>\(reader("decisions.reserve"))</h3><ol>\(lines)</ol>"
    }

    private func departure(_ reader: Reader) -> HTML? {
        guard pool.departs else { return nil }
        let reason: HTML =
            pool.departure.isEmpty
            ? "<p>\(reader("decisions.departure.none"))</p>" : Paragraphs.markup(pool.departure)
        return Notices.caution(reader("decisions.departure.is"), reason)
    }
}

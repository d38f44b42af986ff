internal import Platform

/// Lets the directorate study every idea of the session that is over: triage, a question, meetings that adopt
/// answers, their publication, and what was reported of its promises since.
struct DemonstrationStudy {
    let store: DemonstrationStore
    let session: DemonstrationSession
    let written: DemonstrationSession.Written
    /// By key: the rules that changes lead to.
    let seasons: [String: Season]

    static let members = ["directorate@example.org", "directorate2@example.org"]

    private var script: AnswerScript { store.composer.corpus.sessions.answers }
    private var laurel: Laurel { store.laurel }
    private var season: Season { session.season }

    /// An answer of the script once it is drafted.
    private struct Drafted {
        let answer: AnswerScript.Answer
        let publicID: String
        /// Of its actions, in their order.
        var actions: [String] = []
    }

    func write(_ tx: Transaction) throws {
        try triage(tx)
        try ask(tx)
        var drafted: [String: Drafted] = [:]
        for meeting in script.meetings { try hold(meeting, &drafted, tx) }
        for answer in drafted.values.sorted(by: { $0.answer.key < $1.answer.key }) {
            try report(on: answer, tx)
        }
    }

    private func ago(_ days: Int) -> Instant { store.loading - .seconds(Int64(days) * 86_400) }

    private func day(_ moment: Instant) -> CalendarDate { moment.day(in: season.rules.timeZone) }

    // MARK: Before the meetings

    /// Each idea has an owner and a date from the day after the session on.
    private func triage(_ tx: Transaction) throws {
        let act = store.act(Self.members[0], at: session.endsAt + .seconds(86_400))
        let due = day(session.endsAt).adding(days: script.dueDaysAfterSession)
        for (index, idea) in written.ideas.values.sorted(by: { $0.id.rawValue < $1.id.rawValue }).enumerated()
        {
            let owner = store.people[Self.members[index % Self.members.count]]
            try tx.run(
                """
                INSERT INTO idea_review (idea_id, version, owner_id, due_on, studied_since, triaged_at, triaged_by)
                VALUES (\(idea.id), 1, \(owner), \(due), \(act.at), \(act.at), \(act.person))
                """)
            try tx.audit("idea triaged", on: "idea", idea.id.rawValue, by: act)
        }
    }

    private func ask(_ tx: Transaction) throws {
        guard let idea = written.ideas[script.question.idea] else { return }
        let act = store.act(Self.members[1], at: session.endsAt + .seconds(3 * 86_400))
        try tx.run(
            """
            INSERT INTO idea_question (public_id, idea_id, question, asked_at, asked_by, reply, replied_at)
            VALUES (\(laurel.randomness.publicID()), \(idea.id), \(script.question.question), \(act.at),
                \(act.person), \(script.question.reply), \(act.at + .seconds(5 * 86_400)))
            """)
        try tx.audit("author asked", on: "idea", idea.id.rawValue, by: act)
    }

    // MARK: A meeting

    private func hold(
        _ meeting: AnswerScript.Meeting, _ drafted: inout [String: Drafted], _ tx: Transaction
    ) throws {
        let (moment, publicID) = (ago(meeting.daysAgo), laurel.randomness.publicID())
        let first = store.act(Self.members[0], at: moment)
        let call = MeetingVerbs.Call(heldOn: day(moment).description, place: meeting.place)
        try MeetingVerbs.convene(
            call, publicID: publicID, in: season,
            by: store.act(Self.members[0], at: moment - .seconds(7 * 86_400)), tx)
        var agenda: [Drafted] = []
        for answer in script.answers where answer.meeting == meeting.key {
            let ready = try draft(answer, before: moment, drafted, tx)
            drafted[answer.key] = ready
            agenda.append(ready)
        }
        for member in Self.members {
            try MeetingVerbs.attend(
                publicID, isThere: true, in: season, by: store.act(member, at: moment), tx)
        }
        try MeetingVerbs.schedule(agenda.map(\.publicID), at: publicID, in: season, by: first, tx)
        for answer in agenda { try adopt(answer.publicID, at: publicID, moment, tx) }
        try MeetingVerbs.write(
            meeting.minutes, version: 1, of: publicID, in: season, by: first, tx)
        try MeetingVerbs.close(publicID, in: season, by: first, tx)
        let publishing = AnswerPublishing(letters: AnswerLetters(season, laurel), rules: laurel.rules)
        let after = store.act(Self.members[1], at: moment + .seconds(2 * 86_400))
        for answer in agenda { try publishing.publish(answer.publicID, in: season, by: after, tx) }
    }

    private func adopt(
        _ answer: String, at meeting: String, _ moment: Instant, _ tx: Transaction
    ) throws {
        let version = try IdeaAnswer.find(answer, in: season.id, tx).version
        let statement = MeetingStatement(voice: .for, reason: "", version: version)
        for member in Self.members {
            try MeetingVerbs.speak(
                statement, on: answer, at: meeting, in: season, by: store.act(member, at: moment), tx)
        }
        try AnswerAdoption.adopt(
            answer, version: version, at: meeting, in: season, by: store.act(Self.members[1], at: moment),
            laurel.rules, tx)
    }

    // MARK: An answer

    private func draft(
        _ answer: AnswerScript.Answer, before meeting: Instant, _ drafted: [String: Drafted],
        _ tx: Transaction
    ) throws -> Drafted {
        let act = store.act(Self.members[0], at: meeting - .seconds(4 * 86_400))
        let publicID = laurel.randomness.publicID()
        let former = drafted.values.first { $0.answer.reopened?.by == answer.key }
        if let former, let reopening = former.answer.reopened {
            try reopen(former.publicID, reopening, as: publicID, tx)
        } else {
            try begin(answer, as: publicID, by: act, tx)
        }
        let saved = try IdeaAnswer.find(publicID, in: season.id, tx)
        for rule in answer.rules ?? [] { try promise(rule, of: saved.id, tx) }
        let actions = try (answer.actions ?? []).map { try promise($0, of: saved.id, tx) }
        var edit = AnswerEdit(
            base: saved.version, outcome: answer.outcome, reason: answer.reason["en"] ?? "")
        edit.translations = answer.reason.filter { $0.key != "en" }.mapValues { .init(reason: $0) }
        try AnswerDrafting.save(
            edit, of: publicID, fresh: laurel.randomness.publicID(), in: season, by: act, laurel.rules, tx)
        return Drafted(answer: answer, publicID: publicID, actions: actions)
    }

    /// One answer serves all ideas that say the same.
    private func begin(
        _ answer: AnswerScript.Answer, as publicID: String, by act: Act, _ tx: Transaction
    ) throws {
        let ideas = answer.ideas.compactMap { written.ideas[$0] }
        guard let first = ideas.first else { throw Problem.notFound }
        _ = try AnswerDrafting.begin(
            publicID, on: first.publicID, language: "en", in: season, by: act, tx)
        try tx.run(
            """
            INSERT INTO answer_idea (answer_id, season_id, idea_id, session_id, added_at)
            SELECT answer.id, answer.season_id, idea.id, idea.session_id, \(act.at) FROM answer, idea
            WHERE answer.public_id = \(publicID) AND idea.id IN \(list: ideas.dropFirst().map(\.id.rawValue))
            """)
    }

    /// By the member who drafts, so that the other can vote as somebody who did not write it; with a date for
    /// the next answer.
    private func reopen(
        _ former: String, _ reopening: AnswerScript.Reopening, as publicID: String, _ tx: Transaction
    ) throws {
        let act = store.act(Self.members[0], at: ago(reopening.daysAgo))
        try AnswerAdoption.reopen(
            former, reason: reopening.reason, successor: publicID, commitments: [], in: season, by: act, tx)
        try tx.run(
            """
            UPDATE idea_review SET version = version + 1, due_on = \(day(act.at).adding(days: 30))
            WHERE idea_id IN (SELECT answer_idea.idea_id FROM answer_idea
                JOIN answer ON answer.id = answer_idea.answer_id WHERE answer.public_id = \(publicID))
            """)
    }

    /// From the rules of the season over which people spoke to those that hold today, or to their draft.
    private func promise(_ rule: AnswerScript.Rule, of answer: ID<IdeaAnswer>, _ tx: Transaction) throws {
        guard let target = seasons[rule.season] else { throw Problem.notFound }
        let isDraft = rule.isDraft ?? false
        let rules = isDraft ? try draftedRules(of: target, tx) : target.rules
        let before = RuleCommitments.value(at: rule.path, in: season.rules)
        let after = RuleCommitments.value(at: rule.path, in: rules)
        try tx.run(
            """
            INSERT INTO commitment (public_id, answer_id, kind, season_id, path, value_before, value_after, what)
            VALUES (\(laurel.randomness.publicID()), \(answer), 'rule', \(target.id), \(rule.path),
                \(before?.canonical), \(after?.canonical), \(rule.what))
            """)
    }

    /// Staff write the prize into a draft, which waits to be applied.
    private func draftedRules(of target: Season, _ tx: Transaction) throws -> SeasonDocument {
        let act = store.act(DemonstrationStore.staff, at: ago(5))
        try SeasonDrafts.start(target.key, from: target, by: act, tx)
        let prize = store.composer.corpus.sessions.prize
        try SeasonDrafts.edit(target.key, from: target, over: nil, by: act, tx) { rules in
            rules.append(prize, to: RulePath("prizes"))
        }
        let check = try SeasonDraft.open(target.key, from: target.id, tx).check
        guard let document = check.document else { throw Problem(.invalid, "drafts.not-ready") }
        return document
    }

    private func promise(
        _ action: AnswerScript.Action, of answer: ID<IdeaAnswer>, _ tx: Transaction
    ) throws -> String {
        let publicID = laurel.randomness.publicID()
        try tx.run(
            """
            INSERT INTO commitment (public_id, answer_id, kind, what, owner_id, due_on, measure)
            VALUES (\(publicID), \(answer), 'action', \(action.what), \(store.people[owner(of: action)]),
                \(day(ago(-action.due))), \(action.measure))
            """)
        return publicID
    }

    private func owner(of action: AnswerScript.Action) -> String { action.owner + "@example.org" }

    // MARK: Afterwards

    private func report(on drafted: Drafted, _ tx: Transaction) throws {
        for (action, publicID) in zip(drafted.answer.actions ?? [], drafted.actions) {
            for (base, report) in action.reports.enumerated() {
                let moment = ago(report.daysAgo)
                let entry = ActionReport.Entry(
                    base: base, state: report.state, evidence: report.evidence, link: report.link ?? "",
                    happenedOn: day(moment).description)
                try ActionReport.add(
                    entry, to: publicID, in: season, seesUnpublished: true,
                    by: store.act(owner(of: action), at: moment), tx)
            }
        }
    }
}

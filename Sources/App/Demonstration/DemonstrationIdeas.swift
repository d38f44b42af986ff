internal import Platform

/// Writes what people of a session propose, say about it and support, and what was gathered from it.
struct DemonstrationIdeas {
    let session: DemonstrationSession

    private var script: SessionScript { session.script }
    private var store: DemonstrationStore { session.store }
    private var laurel: Laurel { session.laurel }

    /// An idea on its way into the room.
    private struct Proposal {
        let idea: SessionScript.Idea
        let id: ID<SessionScript.Idea>
        let publicID: String
        let at: Instant
        let author: DemonstrationSeat?
    }

    func write(
        _ written: inout DemonstrationSession.Written, _ random: inout SeededRandom, _ tx: Transaction
    ) throws {
        var authors = Speakers(written.seats)
        var speakers = Speakers(random.shuffled(written.seats))
        for (index, idea) in order(&random).enumerated() {
            let author = idea.origin == nil ? authors.next(idea.language, named: idea.by) : nil
            let proposal = try propose(idea, number: index + 1, by: author, in: written, tx)
            written.ideas[idea.key] = .init(id: proposal.id, publicID: proposal.publicID, script: idea)
            try translate(proposal, in: written, tx)
            try support(proposal, in: written, &random, tx)
            try discuss(proposal, &speakers, in: written, &random, tx)
            try takeBack(proposal, in: written, tx)
        }
        try report(in: written, tx)
        try gather(in: written, tx)
    }

    /// What groups say comes after what people say.
    private func order(_ random: inout SeededRandom) -> [SessionScript.Idea] {
        let ideas = random.shuffled(script.ideas)
        return ideas.filter { $0.origin == nil } + ideas.filter { $0.origin != nil }
    }

    private func propose(
        _ idea: SessionScript.Idea, number: Int, by author: DemonstrationSeat?,
        in written: DemonstrationSession.Written, _ tx: Transaction
    ) throws -> Proposal {
        let (design, moment) = (written.session, moment(ofIdea: number))
        let publicID = laurel.randomness.publicID()
        let origin = idea.origin ?? "person"
        let id: ID<SessionScript.Idea>? = try tx.row(
            """
            INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change, beneficiary,
                reason, proposed_at, request_key)
            VALUES (\(publicID), \(design.id), \(number), \(written.groups[idea.group]), \(origin),
                \(idea.language), \(idea.title), \(idea.change), \(idea.beneficiary ?? ""), \(idea.reason ?? ""),
                \(moment), \(laurel.randomness.token()))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        if let author {
            try tx.run(
                """
                INSERT INTO idea_author (idea_id, session_id, seat_id) VALUES (\(id), \(design.id), \(author.id))
                """)
        }
        try tx.audit(
            "idea proposed", on: "idea", id.rawValue, by: store.act(author?.email, at: moment),
            ["number": .integer(Int64(number)), "origin": .string(origin)])
        try tell(idea, number, publicID, of: author, at: moment, in: written, tx)
        return Proposal(idea: idea, id: id, publicID: publicID, at: moment, author: author)
    }

    private func tell(
        _ idea: SessionScript.Idea, _ number: Int, _ publicID: String, of author: DemonstrationSeat?,
        at moment: Instant, in written: DemonstrationSession.Written, _ tx: Transaction
    ) throws {
        let group: String? = try tx.row(
            "SELECT public_id FROM session_group WHERE id = \(written.groups[idea.group])")?.only()
        var content: [String: JSON] = [
            "id": .string(publicID), "number": .integer(Int64(number)), "group": .string(group ?? ""),
            "language": .string(idea.language), "title": .string(idea.title),
        ]
        if let author { content["author"] = .string(author.name) }
        try SessionEvent.append(.idea, content, to: written.session.id, at: moment, tx)
    }

    /// Evenly over the step in which people propose.
    private func moment(ofIdea number: Int) -> Instant {
        let (from, until) = (session.beginning(of: .propose), session.beginning(of: .discuss))
        let share = (until - from) / (script.ideas.count + 1)
        return from + share * number
    }

    private func translate(
        _ proposal: Proposal, in written: DemonstrationSession.Written, _ tx: Transaction
    ) throws {
        let scribe = written.seats.first { $0.part == .scribe && $0.group == proposal.idea.group }
        guard let scribe else { return }
        for translation in proposal.idea.translations ?? [] {
            try tx.run(
                """
                INSERT INTO idea_translation (idea_id, language, origin, title, change, beneficiary, reason, version,
                    saved_at, saved_by)
                VALUES (\(proposal.id), \(translation.language), \(translation.origin), \(translation.title),
                    \(translation.change), \(translation.beneficiary ?? ""), \(translation.reason ?? ""), 1,
                    \(min(proposal.at + .seconds(240), session.latest)), \(scribe.id))
                """)
        }
        try tx.run(
            """
            INSERT INTO idea_translation_version (idea_id, language, version, origin, title, change, beneficiary,
                reason, saved_at, saved_by)
            SELECT idea_id, language, version, origin, title, change, beneficiary, reason, saved_at, saved_by
            FROM idea_translation WHERE idea_id = \(proposal.id)
            """)
    }

    /// By people who have a seat and no part; every second one with an account wants to read the answer.
    private func support(
        _ proposal: Proposal, in written: DemonstrationSession.Written, _ random: inout SeededRandom,
        _ tx: Transaction
    ) throws {
        let others = written.seats.filter { $0.part == .participant && $0.id != proposal.author?.id }
        let supporters = random.shuffled(others).prefix(proposal.idea.support).map(\.id)
        let curious = supporters.enumerated().filter { $0.offset % 2 == 0 }
        try tx.run(
            """
            INSERT INTO idea_support (idea_id, session_id, seat_id, wants_answer)
            SELECT \(proposal.id), session_id, id,
                CASE WHEN person_id IS NOT NULL AND id IN \(list: curious.map(\.element.rawValue)) THEN 1 ELSE 0 END
            FROM seat WHERE session_id = \(written.session.id) AND id IN \(list: supporters.map(\.rawValue))
            """)
    }

    private func discuss(
        _ proposal: Proposal, _ speakers: inout Speakers, in written: DemonstrationSession.Written,
        _ random: inout SeededRandom, _ tx: Transaction
    ) throws {
        let from = session.beginning(of: .discuss)
        for (index, comment) in (proposal.idea.comments ?? []).enumerated() {
            guard let speaker = speakers.next(comment.language, except: proposal.author) else { continue }
            let moment = from + .seconds(Int64(60 * index + random.number(in: 5...60)))
            let said = min(moment, session.latest)
            try tx.run(
                """
                INSERT INTO idea_comment (public_id, idea_id, session_id, seat_id, kind, language, text, request_key,
                    written_at)
                VALUES (\(laurel.randomness.publicID()), \(proposal.id), \(written.session.id), \(speaker.id),
                    \(comment.kind), \(comment.language), \(comment.text), \(laurel.randomness.token()), \(said))
                """)
            try tx.audit(
                "comment written", on: "idea", proposal.id.rawValue,
                by: store.act(speaker.email, at: said), ["kind": .string(comment.kind)])
        }
    }

    /// What a moderator hid, and what its author no longer wants.
    private func takeBack(
        _ proposal: Proposal, in written: DemonstrationSession.Written, _ tx: Transaction
    ) throws {
        let moment = min(proposal.at + .seconds(180), session.latest)
        if let reason = proposal.idea.hidden {
            let act = store.act(DemonstrationSession.moderator, at: moment)
            try tx.run(
                """
                INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
                VALUES (\(proposal.id), \(reason), \(moment), \(act.person))
                """)
            try tx.audit(
                "idea hidden", on: "idea", proposal.id.rawValue, by: act, ["reason": .string(reason)])
        } else if let reason = proposal.idea.withdrawn {
            let act = store.act(proposal.author?.email, at: session.beginning(of: .gather))
            try tx.run(
                """
                INSERT INTO idea_withdrawal (idea_id, reason, withdrawn_at)
                VALUES (\(proposal.id), \(reason), \(act.at))
                """)
            try tx.audit("idea withdrawn", on: "idea", proposal.id.rawValue, by: act)
        } else {
            return
        }
        let content: [String: JSON] = ["id": .string(proposal.publicID), "shown": .bool(false)]
        try SessionEvent.append(.sight, content, to: written.session.id, at: moment, tx)
    }

    private func report(in written: DemonstrationSession.Written, _ tx: Transaction) throws {
        for group in script.groups {
            let scribe = written.seats.first { $0.part == .scribe && $0.group == group.key }
            guard let report = group.report, let scribe else { continue }
            try tx.run(
                """
                INSERT INTO group_report (group_id, text, language, version, saved_at, saved_by)
                VALUES (\(written.groups[group.key]), \(report.text), \(report.language), 1, \(session.latest),
                    \(scribe.id))
                """)
        }
    }

    private func gather(in written: DemonstrationSession.Written, _ tx: Transaction) throws {
        let moment = min(session.beginning(of: .gather) + .seconds(120), session.latest)
        let act = store.act(DemonstrationSession.facilitator, at: moment)
        for theme in script.themes {
            let id: ID<SessionScript.Theme>? = try tx.row(
                """
                INSERT INTO theme (public_id, session_id, title, language, summary, version, created_at, created_by)
                VALUES (\(laurel.randomness.publicID()), \(written.session.id), \(theme.title), \(theme.language),
                    \(theme.summary), 1, \(moment), \(act.person))
                RETURNING id
                """)?.only()
            guard let id else { throw Problem.notFound }
            let ideas = theme.ideas.compactMap { written.ideas[$0]?.id.rawValue }
            try tx.run(
                """
                INSERT INTO theme_idea (theme_id, idea_id, session_id, gathered_at, gathered_by)
                SELECT \(id), id, session_id, \(moment), \(act.person) FROM idea WHERE id IN \(list: ideas)
                """)
            try tx.audit(
                "theme gathered", on: "theme", id.rawValue, by: act,
                ["ideas": .integer(Int64(ideas.count))])
            try SessionEvent.append(.theme, to: written.session.id, at: moment, tx)
        }
    }
}

/// Gives the word to those who speak a language, one after the other.
private struct Speakers {
    private var waiting: [DemonstrationSeat]

    init(_ seats: [DemonstrationSeat]) {
        waiting = seats.filter { $0.part == .participant }
    }

    /// Whoever is named, else the one who speaks the language and has waited longest. What nobody here speaks
    /// at home is said in English by those whose own language few understand.
    mutating func next(
        _ language: String, named name: String? = nil, except other: DemonstrationSeat? = nil
    ) -> DemonstrationSeat? {
        if let name { return waiting.first { $0.email == name || $0.name == name } }
        let isFree = { (seat: DemonstrationSeat) in seat.id != other?.id && !seat.name.isEmpty }
        let common: Set<String> = ["ru", "ar", "es", "fr", "zh", "pt", "kk", "hi"]
        let index =
            waiting.firstIndex { isFree($0) && $0.language == language }
            ?? waiting.firstIndex { isFree($0) && language == "en" && !common.contains($0.language) }
            ?? waiting.firstIndex(where: isFree)
        guard let index else { return nil }
        let speaker = waiting.remove(at: index)
        waiting.append(speaker)
        return speaker
    }
}

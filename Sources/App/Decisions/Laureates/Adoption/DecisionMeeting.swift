internal import Platform

/// Decisions on the agenda of a meeting: each of their pools is voted on for itself.
extension MeetingVerbs {
    static func schedule(
        decisions: [String], at publicID: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let meeting = try open(publicID, in: season, tx)
        guard meeting.items + decisions.count <= AnswerBounds.itemsOfMeeting else {
            throw Problem(
                .tooMany, "answers.meeting.too-many-items", ["most": .number(AnswerBounds.itemsOfMeeting)])
        }
        for publicID in decisions {
            let decision = try Decision.find(publicID, in: season.id, tx)
            guard decision.state == .draft else { throw Problem(.conflict, "decisions.no-longer-draft") }
            try tx.run(
                """
                INSERT INTO meeting_decision (meeting_id, decision_id, season_id, added_at)
                VALUES (\(meeting.id), \(decision.id), \(season.id), \(act.at)) ON CONFLICT DO NOTHING
                """)
        }
        try tx.audit(
            "meeting agenda extended", on: "meeting", meeting.id.rawValue, by: act,
            ["decisions": .integer(Int64(decisions.count))])
    }

    /// What is voted on.
    struct Matter: Sendable {
        let decision: String
        /// The key of the pool.
        let pool: String
    }

    /// Votes on a pool, or steps aside from it for good. Whoever is too close to somebody in it cannot vote.
    static func speak(
        _ statement: MeetingStatement, on matter: Matter, at publicID: String, in season: Season,
        by act: Act, _ tx: Transaction
    ) throws {
        guard let person = act.person.map(ID<Person>.init(rawValue:)) else {
            throw Problem(.forbidden, "problem.forbidden")
        }
        let meeting = try open(publicID, in: season, tx)
        let draft = try DecisionDrafting.draft(matter.decision, in: season, version: statement.version, tx)
        try statement.check()
        let closed = try MemberConflicts.pools(for: person, in: draft, of: season, tx)
        try Guard.hasNoConflict.require(
            !closed.contains(matter.pool), orElse: Problem(.forbidden, "decisions.pool.hidden"))
        let contents = try DecisionContents.of(draft, tx)
        guard contents.pools(season).contains(where: { $0.key == matter.pool }) else {
            throw Problem.notFound
        }
        let said = try tx.attempt {
            try tx.run(
                """
                INSERT INTO decision_voice (meeting_id, decision_id, pool, person_id, version, voice, reason,
                    given_at)
                VALUES (\(meeting.id), \(draft.id), \(matter.pool), \(person), \(draft.version),
                    \(statement.voice), \(statement.reason), \(act.at))
                ON CONFLICT (meeting_id, decision_id, pool, person_id) DO UPDATE SET version = excluded.version,
                    voice = excluded.voice, reason = excluded.reason, given_at = excluded.given_at
                """)
        }
        // Whoever is not on the list, or a decision that is not on the agenda.
        if case .failure = said { throw Problem(.forbidden, "answers.meeting.not-present") }
        try tx.audit(
            "decision voted on", on: "decision", draft.id.rawValue, by: act,
            [
                "pool": .string(matter.pool), "voice": .string(statement.voice.rawValue),
                "version": .integer(Int64(draft.version)),
            ])
    }
}

extension Guard {
    static let hasNoConflict = Guard(name: "has no conflict")
}

/// Adopting a decision at a meeting.
extension DecisionAdoption {
    /// Adopts the version that was voted on: every pool of it has its quorum and its majority. Two who adopt
    /// at once make one adoption.
    static func adopt(
        _ publicID: String, version: Int, at meeting: String, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws {
        let meeting = try MeetingVerbs.open(meeting, in: season, tx)
        let decision = try adoptable(publicID, version: version, under: .meeting, in: season, by: act, tx)
        let present = try DirectorateMeeting.present(at: meeting.id, tx)
        try Guard.present.require(
            present.contains { $0.id.rawValue == act.person },
            orElse: Problem(.forbidden, "answers.meeting.not-present"))
        let votingMembers = try VotingMembers.of(season.id, tx)
        let voices = try DecisionVoices.of(decision, at: meeting.id, tx)
        let aside = try DecisionVoices.aside(from: decision, tx)
        let tallies = try DecisionContents.of(decision, tx).pools(season).map { pool in
            let tally = MeetingTally(voices[pool.key] ?? [], votingMembers, aside: aside[pool.key] ?? [])
            return (pool: pool.key, tally: tally)
        }
        for (_, tally) in tallies {
            guard let obstacle = tally.obstacle else { continue }
            throw Problem(.conflict, obstacle, ["quorum": .number(tally.quorum)])
        }
        try record(decision, by: act, tx)
        try tx.run(
            """
            INSERT INTO decision_adoption (decision_id, meeting_id, version)
            VALUES (\(decision.id), \(meeting.id), \(decision.version))
            """)
        for (pool, tally) in tallies {
            try tx.run(
                """
                INSERT INTO decision_vote (decision_id, pool, members, votes_for, votes_against, abstained, recused)
                VALUES (\(decision.id), \(pool), \(tally.voters), \(tally.votesFor), \(tally.against),
                    \(tally.abstained), \(tally.recused))
                """)
        }
    }
}

/// What a pool was adopted with.
struct AdoptedVote: Sendable, Equatable {
    let voters: Int
    let votesFor: Int
    let against: Int
    let abstained: Int
    let recused: Int

    /// By the key of the pool; nothing before a meeting adopted the decision.
    static func of(_ decision: Decision, _ tx: Transaction) throws -> [String: AdoptedVote] {
        let rows = try tx.rows("SELECT * FROM decision_vote WHERE decision_id = \(decision.id)")
        return try rows.reduce(into: [:]) { votes, row in
            votes[try row["pool"]] = AdoptedVote(
                voters: try row["members"], votesFor: try row["votes_for"],
                against: try row["votes_against"], abstained: try row["abstained"],
                recused: try row["recused"])
        }
    }
}

/// Who said what on the pools of a decision at a meeting.
enum DecisionVoices {
    /// By the key of the pool.
    static func of(
        _ decision: Decision, at meeting: ID<DirectorateMeeting>, _ tx: Transaction
    ) throws -> [String: [MeetingVoice]] {
        let rows = try tx.rows(
            """
            SELECT voice.*, \(Person.shownName()) AS shown,
                CASE WHEN voice.version = \(decision.version) THEN 1 ELSE 0 END AS is_current,
                CASE WHEN part.person_id IS NULL THEN 0 ELSE 1 END AS is_author
            FROM decision_voice AS voice JOIN person ON person.id = voice.person_id
            LEFT JOIN decision_part AS part ON part.decision_id = voice.decision_id
                AND part.person_id = voice.person_id AND part.part = 'author'
            WHERE voice.meeting_id = \(meeting) AND voice.decision_id = \(decision.id)
            ORDER BY voice.pool, shown, person.id
            """)
        return try rows.reduce(into: [:]) { voices, row in
            voices[try row["pool"], default: []].append(try MeetingVoice(row))
        }
    }

    /// Who stepped aside from its pools, at whichever meeting: by the key of the pool.
    static func aside(from decision: Decision, _ tx: Transaction) throws -> [String: Set<ID<Person>>] {
        let rows = try tx.rows(
            """
            SELECT DISTINCT pool, person_id FROM decision_voice
            WHERE decision_id = \(decision.id) AND voice = 'recused'
            """)
        return try rows.reduce(into: [:]) { aside, row in
            aside[try row["pool"], default: []].insert(try row["person_id"])
        }
    }
}

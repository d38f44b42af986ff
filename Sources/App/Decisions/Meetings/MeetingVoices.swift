internal import Platform

/// What somebody said at a meeting on what was before it.
struct MeetingVoice: Sendable, Equatable {
    let person: ID<Person>
    let name: String
    let voice: DirectorateMeeting.Voice
    let reason: String
    /// Whether what they spoke on still stands as it did then.
    let isCurrent: Bool
    /// Whether they wrote on it themself.
    let isAuthor: Bool

    /// Of a row that names the person `shown`.
    init(_ row: Row) throws {
        person = try row["person_id"]
        name = try row["shown"]
        voice = try row["voice"]
        reason = try row["reason"]
        isCurrent = try row["is_current"]
        isAuthor = try row["is_author"]
    }
}

/// Who may vote at the meetings of a season's directorate.
///
/// Whoever has a conflict with an applicant of the season keeps away from its meetings and is counted in no
/// quorum of theirs: one that they could never reach would let nothing be adopted.
struct VotingMembers: Sendable, Equatable {
    /// How many members the directorate has.
    let members: Int
    let voters: Set<ID<Person>>

    static func of(_ season: ID<Season>, _ tx: Transaction) throws -> VotingMembers {
        let isFree = Impartiality.isImpartial("role.person_id", in: "\(season)")
        let rows = try tx.rows(
            """
            SELECT DISTINCT role.person_id, CASE WHEN \(isFree) THEN 1 ELSE 0 END AS is_free FROM role
            WHERE role.kind = 'directorate' AND role.ended_at IS NULL
                AND (role.season_id IS NULL OR role.season_id = \(season))
            """)
        let free = try rows.filter { try $0["is_free"] }
        return VotingMembers(members: rows.count, voters: Set(try free.map { try $0["person_id"] }))
    }
}

/// How a vote stands. Pure: who counts and what is enough.
struct MeetingTally: Sendable, Equatable {
    /// Of the whole directorate.
    let members: Int
    /// Those who may vote on it: without whoever has a conflict or stepped aside from it.
    let voters: Int
    let votesFor: Int
    let against: Int
    let abstained: Int
    let recused: Int
    /// Whether somebody who did not write on it voted for it.
    let hasOtherVoice: Bool

    /// `aside`: those who stepped aside from it, at this meeting or at another.
    init(_ voices: [MeetingVoice], _ votingMembers: VotingMembers, aside: Set<ID<Person>> = []) {
        let stepped = voices.filter { $0.voice == .recused }.map(\.person)
        let recused = aside.union(stepped).intersection(votingMembers.voters)
        let heard = voices.filter { voice in
            voice.isCurrent && votingMembers.voters.contains(voice.person) && !recused.contains(voice.person)
        }
        func count(_ voice: DirectorateMeeting.Voice) -> Int { heard.count { $0.voice == voice } }
        (members, voters) = (votingMembers.members, votingMembers.voters.count - recused.count)
        (votesFor, against, abstained) = (count(.for), count(.against), count(.abstained))
        self.recused = recused.count
        hasOtherVoice = heard.contains { $0.voice == .for && !$0.isAuthor }
    }

    /// More than half of those who may vote. However many step aside, nobody decides alone, unless the
    /// directorate is one person.
    var quorum: Int { max(voters / 2 + 1, min(2, members)) }
    var voted: Int { votesFor + against + abstained }

    /// What stands in the way of adopting; nothing where nothing does.
    var obstacle: String? {
        if voted < quorum { return "answers.tally.no-quorum" }
        if votesFor <= against { return "answers.tally.no-majority" }
        return hasOtherVoice ? nil : "answers.tally.author-alone"
    }
}

/// What somebody says at a meeting.
struct MeetingStatement: Sendable {
    let voice: DirectorateMeeting.Voice
    let reason: String
    /// Of what they speak on, as it was read.
    let version: Int

    /// Whoever steps aside says why.
    func check() throws {
        guard voice != .recused || !reason.isEmpty else { throw Problem(.invalid, "answers.recusal.reason") }
        guard reason.count <= AnswerBounds.line else {
            throw Problem(.invalid, "problem.too-long", ["most": .number(AnswerBounds.line)])
        }
    }
}

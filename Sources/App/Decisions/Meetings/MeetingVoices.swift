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

/// How a vote stands. Pure: who counts and what is enough.
struct MeetingTally: Sendable, Equatable {
    /// Members of the directorate, present or not.
    let members: Int
    let votesFor: Int
    let against: Int
    let abstained: Int
    let recused: Int
    /// Whether somebody who did not write on it voted for it.
    let hasOtherVoice: Bool

    init(_ voices: [MeetingVoice], members: Int) {
        let current = voices.filter(\.isCurrent)
        func count(_ voice: DirectorateMeeting.Voice) -> Int { current.count { $0.voice == voice } }
        self.members = members
        (votesFor, against) = (count(.for), count(.against))
        (abstained, recused) = (count(.abstained), count(.recused))
        hasOtherVoice = current.contains { $0.voice == .for && !$0.isAuthor }
    }

    /// More than half of all members; those who step aside do not count.
    var quorum: Int { members / 2 + 1 }
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

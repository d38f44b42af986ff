internal import Platform

/// A meeting of the directorate.
struct DirectorateMeeting: Sendable, Equatable {
    enum Voice: String, Sendable, Bindable, CaseIterable {
        case `for`, against, abstained
        /// Steps aside, and says why.
        case recused
    }

    let id: ID<DirectorateMeeting>
    let publicID: String
    let heldOn: CalendarDate
    let place: String
    let minutes: String
    /// Counts the saves of the minutes.
    let version: Int
    let convenedBy: String
    let closedAt: Instant?
    let items: Int
    let adopted: Int

    var isOpen: Bool { closedAt == nil }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        heldOn = try row["held_on"]
        place = try row["place"]
        minutes = try row["minutes"]
        version = try row["version"]
        convenedBy = try row["convener"]
        closedAt = try row["closed_at"]
        items = try row["items"]
        adopted = try row["adopted"]
    }

    private static let selection: SQL = """
        SELECT directorate_meeting.*, coalesce(nullif(person.name, ''), person.email) AS convener,
            (SELECT count(*) FROM meeting_item
                WHERE meeting_item.meeting_id = directorate_meeting.id) AS items,
            (SELECT count(*) FROM meeting_item
                JOIN answer_adoption ON answer_adoption.answer_id = meeting_item.answer_id
                    AND answer_adoption.meeting_id = meeting_item.meeting_id
                WHERE meeting_item.meeting_id = directorate_meeting.id) AS adopted
        FROM directorate_meeting JOIN person ON person.id = directorate_meeting.convened_by
        """

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws
        -> DirectorateMeeting
    {
        let row = try tx.row(
            """
            \(selection) WHERE directorate_meeting.public_id = \(publicID)
                AND directorate_meeting.season_id = \(season)
            """)
        guard let row else { throw Problem.notFound }
        return try DirectorateMeeting(row)
    }

    /// The latest first.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [DirectorateMeeting] {
        let rows = try tx.rows(
            """
            \(selection) WHERE directorate_meeting.season_id = \(season)
            ORDER BY directorate_meeting.held_on DESC, directorate_meeting.id DESC
            LIMIT \(AnswerBounds.meetings)
            """)
        return try rows.map(DirectorateMeeting.init)
    }

    /// Who is there, by name.
    static func present(at meeting: ID<DirectorateMeeting>, _ tx: Transaction) throws -> [Colleague] {
        let rows = try tx.rows(
            """
            SELECT person.id, person.public_id, coalesce(nullif(person.name, ''), person.email) AS shown
            FROM meeting_attendance JOIN person ON person.id = meeting_attendance.person_id
            WHERE meeting_attendance.meeting_id = \(meeting) ORDER BY shown, person.id
            """)
        return try rows.map {
            Colleague(id: try $0["id"], publicID: try $0["public_id"], name: try $0["shown"])
        }
    }
}

/// What somebody said on an answer at a meeting.
struct MeetingVoice: Sendable, Equatable {
    let answer: ID<IdeaAnswer>
    let person: ID<Person>
    let name: String
    let voice: DirectorateMeeting.Voice
    let reason: String
    /// Whether the answer still stands as it did then.
    let isCurrent: Bool
    /// Whether they wrote on the answer themself.
    let isAuthor: Bool

    static func at(_ meeting: ID<DirectorateMeeting>, _ tx: Transaction) throws -> [MeetingVoice] {
        let rows = try tx.rows(
            """
            SELECT meeting_voice.*, coalesce(nullif(person.name, ''), person.email) AS shown,
                CASE WHEN answer.version = meeting_voice.version THEN 1 ELSE 0 END AS is_current,
                CASE WHEN author.person_id IS NULL THEN 0 ELSE 1 END AS is_author
            FROM meeting_voice JOIN person ON person.id = meeting_voice.person_id
            JOIN answer ON answer.id = meeting_voice.answer_id
            LEFT JOIN answer_author AS author ON author.answer_id = answer.id
                AND author.person_id = meeting_voice.person_id
            WHERE meeting_voice.meeting_id = \(meeting)
            ORDER BY meeting_voice.answer_id, shown, person.id
            """)
        return try rows.map { row in
            MeetingVoice(
                answer: try row["answer_id"], person: try row["person_id"], name: try row["shown"],
                voice: try row["voice"], reason: try row["reason"], isCurrent: try row["is_current"],
                isAuthor: try row["is_author"])
        }
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
    /// Whether somebody who did not write on the answer voted for it.
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

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
        SELECT directorate_meeting.*, \(Person.shownName()) AS convener,
            (SELECT count(*) FROM meeting_item WHERE meeting_item.meeting_id = directorate_meeting.id)
            + (SELECT count(*) FROM meeting_decision
                WHERE meeting_decision.meeting_id = directorate_meeting.id) AS items,
            (SELECT count(*) FROM answer_adoption WHERE answer_adoption.meeting_id = directorate_meeting.id)
            + (SELECT count(*) FROM decision_adoption
                WHERE decision_adoption.meeting_id = directorate_meeting.id) AS adopted
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
            SELECT person.id, person.public_id, \(Person.shownName()) AS shown
            FROM meeting_attendance JOIN person ON person.id = meeting_attendance.person_id
            WHERE meeting_attendance.meeting_id = \(meeting) ORDER BY shown, person.id
            """)
        return try rows.map {
            Colleague(id: try $0["id"], publicID: try $0["public_id"], name: try $0["shown"])
        }
    }
}

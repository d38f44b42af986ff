internal import Platform

/// What the directorate does at a meeting, each member for themself.
enum MeetingVerbs {
    struct Call: Sendable, Equatable {
        /// As it was typed.
        let heldOn: String
        let place: String

        init(heldOn: String, place: String) {
            self.heldOn = heldOn
            self.place = place
        }

        init(_ form: Form) {
            self.init(heldOn: form["date"], place: form["place"].asLine)
        }

        fileprivate func day() throws -> CalendarDate {
            var faults: [Problem.Field] = []
            let day = CalendarDate(heldOn)
            if day == nil { faults.append(.init("date", "answers.date.wrong")) }
            if place.isEmpty || place.count > AnswerBounds.line {
                faults.append(.init("place", "answers.meeting.place.missing"))
            }
            guard faults.isEmpty, let day else { throw Problem(.invalid, "problem.check", fields: faults) }
            return day
        }
    }

    static func convene(
        _ call: Call, publicID: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let day = try call.day()
        let count: Int? = try tx.row(
            "SELECT count(*) FROM directorate_meeting WHERE season_id = \(season.id)")?.only()
        guard count ?? 0 < AnswerBounds.meetings else {
            throw Problem(.tooMany, "answers.meeting.too-many", ["most": .number(AnswerBounds.meetings)])
        }
        let id: ID<DirectorateMeeting>? = try tx.row(
            """
            INSERT INTO directorate_meeting (public_id, season_id, held_on, place, version, convened_at,
                convened_by)
            VALUES (\(publicID), \(season.id), \(day), \(call.place), 1, \(act.at), \(act.person)) RETURNING id
            """)?.only()
        try tx.audit(
            "meeting convened", on: "meeting", id?.rawValue ?? 0, by: act,
            ["day": .string(day.description)])
    }

    /// A meeting that is not over.
    static func open(
        _ publicID: String, in season: Season, _ tx: Transaction
    ) throws -> DirectorateMeeting {
        let meeting = try DirectorateMeeting.find(publicID, in: season.id, tx)
        try Guard.meetingIsOpen.require(meeting.isOpen, orElse: Problem(.closed, "answers.meeting.closed"))
        return meeting
    }

    /// Each says for themself that they are there. Who has voted stays.
    static func attend(
        _ publicID: String, isThere: Bool, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let meeting = try open(publicID, in: season, tx)
        if isThere {
            try tx.run(
                """
                INSERT INTO meeting_attendance (meeting_id, person_id, arrived_at)
                VALUES (\(meeting.id), \(act.person), \(act.at)) ON CONFLICT DO NOTHING
                """)
        } else {
            let left = try tx.attempt {
                try tx.run(
                    """
                    DELETE FROM meeting_attendance WHERE meeting_id = \(meeting.id)
                        AND person_id = \(act.person)
                    """)
            }
            if case .failure = left { throw Problem(.conflict, "answers.meeting.has-voted") }
        }
        try tx.audit(
            "meeting attended", on: "meeting", meeting.id.rawValue, by: act, ["there": .bool(isThere)])
    }

    /// Saves the minutes over the version that was read.
    static func write(
        _ minutes: String, version: Int, of publicID: String, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws {
        let meeting = try open(publicID, in: season, tx)
        guard minutes.count <= AnswerBounds.minutes else {
            let fault = Problem.Field("minutes", "problem.too-long", ["most": .number(AnswerBounds.minutes)])
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        guard meeting.version == version else { throw Problem(.conflict, "answers.conflict") }
        try tx.run(
            """
            UPDATE directorate_meeting SET minutes = \(minutes), version = version + 1
            WHERE id = \(meeting.id)
            """)
        try tx.audit("minutes saved", on: "meeting", meeting.id.rawValue, by: act)
    }

    /// Ends it: nothing of it changes any more.
    static func close(_ publicID: String, in season: Season, by act: Act, _ tx: Transaction) throws {
        let meeting = try open(publicID, in: season, tx)
        try tx.run(
            """
            UPDATE directorate_meeting SET closed_at = \(act.at), closed_by = \(act.person)
            WHERE id = \(meeting.id)
            """)
        try tx.audit(
            "meeting closed", on: "meeting", meeting.id.rawValue, by: act,
            ["minutes": .string(meeting.minutes), "adopted": .integer(Int64(meeting.adopted))])
    }
}

extension Guard {
    static let meetingIsOpen = Guard(name: "meeting is open")
    static let present = Guard(name: "present")
}

internal import Platform

/// Answers on the agenda of a meeting.
extension MeetingVerbs {
    /// Puts drafts on the agenda.
    static func schedule(
        _ answers: [String], at publicID: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let meeting = try open(publicID, in: season, tx)
        guard meeting.items + answers.count <= AnswerBounds.itemsOfMeeting else {
            throw Problem(
                .tooMany, "answers.meeting.too-many-items", ["most": .number(AnswerBounds.itemsOfMeeting)])
        }
        for answer in answers {
            let found = try IdeaAnswer.find(answer, in: season.id, tx)
            guard found.state == .draft else { throw Problem(.conflict, "answers.adopted-already") }
            try tx.run(
                """
                INSERT INTO meeting_item (meeting_id, answer_id, season_id, added_at)
                VALUES (\(meeting.id), \(found.id), \(season.id), \(act.at)) ON CONFLICT DO NOTHING
                """)
        }
        try tx.audit(
            "meeting agenda extended", on: "meeting", meeting.id.rawValue, by: act,
            ["answers": .integer(Int64(answers.count))])
    }

    /// Votes, or steps aside. Whoever says something again has said the last only.
    static func speak(
        _ statement: MeetingStatement, on answer: String, at publicID: String, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws {
        let meeting = try open(publicID, in: season, tx)
        let draft = try AnswerDrafting.draft(answer, version: statement.version, in: season, tx)
        try statement.check()
        let said = try tx.attempt {
            try tx.run(
                """
                INSERT INTO meeting_voice (meeting_id, answer_id, person_id, version, voice, reason, given_at)
                VALUES (\(meeting.id), \(draft.id), \(act.person), \(draft.version), \(statement.voice),
                    \(statement.reason), \(act.at))
                ON CONFLICT (meeting_id, answer_id, person_id) DO UPDATE SET version = excluded.version,
                    voice = excluded.voice, reason = excluded.reason, given_at = excluded.given_at
                """)
        }
        // Whoever is not on the list, or an answer that is not on the agenda.
        if case .failure = said { throw Problem(.forbidden, "answers.meeting.not-present") }
        try tx.audit(
            "answer voted on", on: "answer", draft.id.rawValue, by: act,
            ["voice": .string(statement.voice.rawValue), "version": .integer(Int64(draft.version))])
    }
}

/// Who said what on the answers of a meeting.
enum AnswerVoices {
    static func at(
        _ meeting: ID<DirectorateMeeting>, _ tx: Transaction
    ) throws -> [ID<IdeaAnswer>: [MeetingVoice]] {
        let rows = try tx.rows(
            """
            SELECT meeting_voice.*, \(Person.shownName()) AS shown,
                CASE WHEN answer.version = meeting_voice.version THEN 1 ELSE 0 END AS is_current,
                CASE WHEN author.person_id IS NULL THEN 0 ELSE 1 END AS is_author
            FROM meeting_voice JOIN person ON person.id = meeting_voice.person_id
            JOIN answer ON answer.id = meeting_voice.answer_id
            LEFT JOIN answer_author AS author ON author.answer_id = answer.id
                AND author.person_id = meeting_voice.person_id
            WHERE meeting_voice.meeting_id = \(meeting)
            ORDER BY meeting_voice.answer_id, shown, person.id
            """)
        return try rows.reduce(into: [:]) { voices, row in
            voices[try row["answer_id"], default: []].append(try MeetingVoice(row))
        }
    }
}

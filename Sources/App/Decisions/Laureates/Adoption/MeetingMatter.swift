internal import Platform

/// A decision on the agenda of a meeting.
struct MeetingMatter: Sendable, Equatable {
    let publicID: String
    let gate: Gate
    let isCorrection: Bool
    let draftedBy: String
    let isAdopted: Bool
    let isAdoptedHere: Bool

    /// In the order in which they were put there.
    static func all(of meeting: DirectorateMeeting, _ tx: Transaction) throws -> [MeetingMatter] {
        let rows = try tx.rows(
            """
            SELECT decision.public_id, decision.gate, decision.corrects_id, decision.adopted_at,
                \(Person.shownName()) AS drafter, decision_adoption.meeting_id
            FROM meeting_decision JOIN decision ON decision.id = meeting_decision.decision_id
            JOIN person ON person.id = decision.drafted_by
            LEFT JOIN decision_adoption ON decision_adoption.decision_id = decision.id
            WHERE meeting_decision.meeting_id = \(meeting.id)
            ORDER BY meeting_decision.added_at, decision.id
            """)
        return try rows.map { row in
            let corrects: ID<Decision>? = try row["corrects_id"]
            let adopted: Instant? = try row["adopted_at"]
            let place: ID<DirectorateMeeting>? = try row["meeting_id"]
            return MeetingMatter(
                publicID: try row["public_id"], gate: try row["gate"], isCorrection: corrects != nil,
                draftedBy: try row["drafter"], isAdopted: adopted != nil, isAdoptedHere: place == meeting.id)
        }
    }
}

extension Decision {
    /// Drafts that could be put on the agenda of a meeting; none where members adopt one by one.
    static func unscheduled(in season: Season, _ tx: Transaction) throws -> [Decision] {
        guard season.rules.outcomes.adoption == .meeting else { return [] }
        return try drafts(of: season.id, tx)
    }
}

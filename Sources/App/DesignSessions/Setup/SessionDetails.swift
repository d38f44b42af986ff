internal import Platform

/// What the set-up of a session says, apart from its groups and its agenda.
struct SessionDetails: Sendable, Equatable {
    var title: LocalizedText
    var purpose: LocalizedText
    var place: LocalizedText
    var link: String
    var timeZone: String
    var startsAt: Instant
    var endsAt: Instant
    var languages: [String]
    var allowsGuests: Bool
    var mostSeats: Int
    var namesShown: DesignSession.NamesShown
    var entries: [SessionEntry]
}

extension DesignSession {
    func details(_ entries: [SessionEntry]) -> SessionDetails {
        SessionDetails(
            title: title, purpose: purpose, place: place, link: link, timeZone: timeZone, startsAt: startsAt,
            endsAt: endsAt, languages: languages, allowsGuests: allowsGuests, mostSeats: mostSeats,
            namesShown: namesShown, entries: entries)
    }
}

/// Whose finalists or laureates may take a seat without being invited one by one.
struct SessionEntry: Sendable, Hashable {
    enum Honour: String, Sendable, Bindable, CaseIterable {
        case finalists, laureates
    }

    let season: ID<Season>
    let gate: Honour

    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [SessionEntry] {
        let rows = try tx.rows(
            """
            SELECT season_id, gate FROM session_entry WHERE session_id = \(session) ORDER BY season_id, gate
            """)
        return try rows.map { SessionEntry(season: try $0["season_id"], gate: try $0["gate"]) }
    }

    static func replace(_ entries: [SessionEntry], of session: ID<DesignSession>, _ tx: Transaction) throws {
        try tx.run("DELETE FROM session_entry WHERE session_id = \(session)")
        for entry in Set(entries) {
            try tx.run(
                """
                INSERT INTO session_entry (session_id, season_id, gate)
                VALUES (\(session), \(entry.season), \(entry.gate))
                """)
        }
    }
}

/// A group as the set-up has it; the public id of a new one is made before.
struct PlannedGroup: Sendable, Equatable {
    static let longestName = 120
    static let longestDescription = 1_000

    let publicID: String
    var name: LocalizedText
    var description = LocalizedText([:])
}

/// A step of the agenda as the set-up has it; the public id of a new one is made before.
struct PlannedStep: Sendable, Equatable {
    static let longestTitle = 120
    static let longest = 600

    let publicID: String
    var kind: AgendaStep.Kind
    /// Empty where what its kind is called is enough.
    var title = LocalizedText([:])
    var minutes: Int
}

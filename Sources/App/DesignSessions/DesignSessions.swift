internal import Platform

// DesignSessions: people of the award meet, in a room or online, and propose in thematic groups what it
// should change; they discuss, gather similar ideas and say what matters most.
//
// A session has groups and an agenda of timed steps. Whoever is in the room has a seat: as facilitator,
// moderator, scribe or participant, by an account or by a browser alone. An idea is one person's or one
// group's; its text never changes. Similar ideas are gathered in themes and released again; they are never
// merged. What everybody may know of is an event with a number, so that nobody misses one.
//
// Tables: design_session, session_entry, session_group, agenda_step, seat, session_invitation, group_report,
// idea, idea_author, author_disclosure, idea_translation, idea_translation_version, translation_removal,
// idea_hiding, idea_withdrawal, idea_referral, idea_support, idea_comment, comment_hiding, theme, theme_idea,
// session_event. Invariants: one open step; one seat a person
// and a browser; an idea sent twice is kept once; an idea stands in at most one theme at a time; whose an
// idea is stands in one table, read as `names_shown` says; an event holds nothing that a participant may not
// see.

/// A session as it was set up, and how far it is.
struct DesignSession: Sendable, Equatable {
    static let longestTitle = 200
    static let longestPurpose = 4_000
    static let mostSeats = 5_000
    static let mostGroups = 20
    static let mostSteps = 40

    /// Who reads the names of authors: each includes those after it, and nobody means that ideas cannot be
    /// linked to people at all without a logged reason.
    enum NamesShown: String, Sendable, Bindable, CaseIterable {
        case participants, facilitator, staff, nobody
    }

    enum State: Sendable, Equatable {
        /// Only staff and facilitators know of it.
        case prepared
        case announced
        case open
        case closed
    }

    let id: ID<DesignSession>
    let publicID: String
    let season: ID<Season>
    /// Counts the saves of its set-up.
    let version: Int
    let title: LocalizedText
    let purpose: LocalizedText
    /// Room and city; empty where people meet online.
    let place: LocalizedText
    /// Where people meet online.
    let link: String
    let timeZone: String
    let startsAt: Instant
    let endsAt: Instant
    /// Codes of the languages that are spoken.
    let languages: [String]
    let joinCode: String?
    let allowsGuests: Bool
    let mostSeats: Int
    let namesShown: NamesShown
    let announcedAt: Instant?
    let openedAt: Instant?
    let closedAt: Instant?

    var state: State {
        if closedAt != nil { return .closed }
        if openedAt != nil { return .open }
        return announcedAt == nil ? .prepared : .announced
    }

    var isOpen: Bool { state == .open }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        version = try row["version"]
        title = try LocalizedText(stored: row["title"])
        purpose = try LocalizedText(stored: row["purpose"])
        place = try LocalizedText(stored: row["place"])
        link = try row["link"]
        timeZone = try row["time_zone"]
        startsAt = try row["starts_at"]
        endsAt = try row["ends_at"]
        languages = try JSON(parsing: row["languages"] as String).list?.compactMap(\.text) ?? []
        joinCode = try row["join_code"]
        allowsGuests = try row["allows_guests"]
        mostSeats = try row["most_seats"]
        namesShown = try row["names_shown"]
        announcedAt = try row["announced_at"]
        openedAt = try row["opened_at"]
        closedAt = try row["closed_at"]
    }

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> DesignSession {
        let row = try tx.row(
            "SELECT * FROM design_session WHERE public_id = \(publicID) AND season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try DesignSession(row)
    }

    /// The newest first.
    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [DesignSession] {
        let rows = try tx.rows(
            """
            SELECT * FROM design_session WHERE season_id = \(season)
            ORDER BY starts_at DESC, id DESC LIMIT 100
            """)
        return try rows.map(DesignSession.init)
    }
}

/// A thematic group of a session.
struct SessionGroup: Sendable, Equatable {
    let id: ID<SessionGroup>
    let publicID: String
    let name: LocalizedText
    let description: LocalizedText

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        name = try LocalizedText(stored: row["name"])
        description = try LocalizedText(stored: row["description"])
    }

    /// In the order of the set-up.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [SessionGroup] {
        let rows = try tx.rows("SELECT * FROM session_group WHERE session_id = \(session) ORDER BY position")
        return try rows.map(SessionGroup.init)
    }
}

/// A timed part of a session.
struct AgendaStep: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        case welcome, write, propose, discuss, gather, prioritise, report
    }

    let id: ID<AgendaStep>
    let publicID: String
    let kind: Kind
    let title: LocalizedText
    let minutes: Int
    let openedAt: Instant?
    let dueAt: Instant?
    let closedAt: Instant?

    var isOpen: Bool { openedAt != nil && closedAt == nil }

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        kind = try row["kind"]
        title = try LocalizedText(stored: row["title"])
        minutes = try row["minutes"]
        openedAt = try row["opened_at"]
        dueAt = try row["due_at"]
        closedAt = try row["closed_at"]
    }

    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [AgendaStep] {
        let rows = try tx.rows("SELECT * FROM agenda_step WHERE session_id = \(session) ORDER BY position")
        return try rows.map(AgendaStep.init)
    }
}

extension LocalizedText {
    /// As it stands in a column: JSON, language → text.
    init(stored: String) throws {
        let fields = try JSON(parsing: stored).fields ?? [:]
        self.init(fields.compactMapValues(\.text))
    }

    var stored: String {
        JSON.object(texts.mapValues(JSON.string)).canonical
    }
}

internal import Platform

/// Gathering ideas in themes, and letting them go again.
enum Gathering {
    enum Place: Sendable {
        case new(ThemeEntry, publicID: String)
        /// By its public id.
        case existing(String)
    }

    /// Puts ideas into a theme, all of them or none. One that stands in another has to be released there
    /// first.
    @discardableResult
    static func gather(
        _ ideas: [String], into place: Place, by leader: Facilitating, _ act: RoomAct, _ tx: Transaction
    ) throws -> Theme {
        let session = leader.session
        guard !ideas.isEmpty else { throw Problem(.invalid, "themes.gather.none") }
        guard ideas.count <= Theme.mostIdeas else {
            throw Problem(.invalid, "themes.gather.too-many", ["most": .number(Theme.mostIdeas)])
        }
        let theme = try self.theme(place, leader, act, tx)
        for publicID in ideas {
            let idea = try Idea.find(publicID, in: session.id, tx)
            try idea.requireShown()
            try add(idea, to: theme, leader, act, tx)
        }
        try tell(session, act.at, tx)
        return theme
    }

    private static func theme(
        _ place: Place, _ leader: Facilitating, _ act: RoomAct, _ tx: Transaction
    ) throws -> Theme {
        let session = leader.session.id
        switch place {
        case .existing(let publicID): return try Theme.find(publicID, in: session, tx)
        case .new(let entry, let publicID):
            try entry.check()
            let count: Int =
                try tx.row(
                    "SELECT count(*) FROM theme WHERE session_id = \(session) AND dissolved_at IS NULL")?
                .only() ?? 0
            guard count < Theme.mostInSession else {
                throw Problem(.tooMany, "themes.too-many", ["most": .number(Theme.mostInSession)])
            }
            try tx.run(
                """
                INSERT INTO theme (public_id, session_id, title, language, summary, version, created_at, created_by)
                VALUES (\(publicID), \(session), \(entry.title), \(entry.language), \(entry.summary), 1, \(act.at),
                    \(leader.person.id))
                """)
            let theme = try Theme.find(publicID, in: session, tx)
            try tx.audit(
                "theme made", on: "theme", theme.id.rawValue, by: act.official,
                ["title": .string(entry.title)])
            return theme
        }
    }

    private static func add(
        _ idea: Idea, to theme: Theme, _ leader: Facilitating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let gathered = try tx.run(
            """
            INSERT INTO theme_idea (theme_id, idea_id, session_id, gathered_at, gathered_by)
            VALUES (\(theme.id), \(idea.id), \(leader.session.id), \(act.at), \(leader.person.id))
            ON CONFLICT (idea_id) WHERE released_at IS NULL DO NOTHING
            """)
        guard gathered > 0 else {
            throw Problem(.conflict, "themes.gather.taken", ["number": .text(String(idea.number))])
        }
        try tx.audit(
            "idea gathered", on: "idea", idea.id.rawValue, by: act.official,
            ["theme": .integer(theme.id.rawValue)])
    }

    static func release(
        _ publicID: String, from theme: String, by leader: Facilitating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let session = leader.session
        let theme = try Theme.find(theme, in: session.id, tx)
        let idea = try Idea.find(publicID, in: session.id, tx)
        let released = try tx.run(
            """
            UPDATE theme_idea SET released_at = \(act.at), released_by = \(leader.person.id)
            WHERE theme_id = \(theme.id) AND idea_id = \(idea.id) AND released_at IS NULL
            """)
        guard released > 0 else { throw Problem(.conflict, "themes.release.not-in") }
        try tx.audit(
            "idea released", on: "idea", idea.id.rawValue, by: act.official,
            ["theme": .integer(theme.id.rawValue)])
        try tell(session, act.at, tx)
    }

    /// Gives another name or summary; who began from an older version is told of the newer.
    static func save(
        _ entry: ThemeEntry, of publicID: String, version: Int, by leader: Facilitating, _ act: RoomAct,
        _ tx: Transaction
    ) throws {
        let theme = try Theme.find(publicID, in: leader.session.id, tx)
        try entry.check()
        let saved = try tx.run(
            """
            UPDATE theme SET title = \(entry.title), summary = \(entry.summary), language = \(entry.language),
                version = version + 1
            WHERE id = \(theme.id) AND version = \(version)
            """)
        guard saved > 0 else { throw Problem(.conflict, "themes.conflict") }
        try tx.audit(
            "theme saved", on: "theme", theme.id.rawValue, by: act.official,
            ["title": .string(entry.title), "summary": .string(entry.summary)])
        try tell(leader.session, act.at, tx)
    }

    /// Releases all its ideas; the theme is shown no longer.
    static func dissolve(
        _ publicID: String, by leader: Facilitating, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let theme = try Theme.find(publicID, in: leader.session.id, tx)
        try tx.run(
            """
            UPDATE theme_idea SET released_at = \(act.at), released_by = \(leader.person.id)
            WHERE theme_id = \(theme.id) AND released_at IS NULL
            """)
        try tx.run("UPDATE theme SET dissolved_at = \(act.at) WHERE id = \(theme.id)")
        try tx.audit("theme dissolved", on: "theme", theme.id.rawValue, by: act.official)
        try tell(leader.session, act.at, tx)
    }

    private static func tell(_ session: DesignSession, _ at: Instant, _ tx: Transaction) throws {
        try SessionEvent.append(.theme, to: session.id, at: at, tx)
    }
}

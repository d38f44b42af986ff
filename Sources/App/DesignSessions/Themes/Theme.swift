internal import Platform

// Themes: ideas that say much the same are gathered by a facilitator, and released again.
//
// An idea is in at most one theme at a time; that it was in one stays, with its dates. Nothing of an idea
// changes by it: who releases it finds it as it was. Supporters of a theme are those of its ideas, each
// counted once.

/// Ideas that were gathered, as everybody in the room sees them.
struct Theme: Sendable, Equatable {
    static let longestTitle = 150
    static let longestSummary = 2_000
    static let mostInSession = 200
    static let mostIdeas = 200

    let id: ID<Theme>
    let publicID: String
    let title: String
    let language: String
    let summary: String
    let version: Int
    /// Of what is in sight.
    let ideas: Int
    /// Each once, however many of its ideas they support.
    let supporters: Int

    private init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        title = try row["title"]
        language = try row["language"]
        summary = try row["summary"]
        version = try row["version"]
        ideas = try row["ideas"]
        supporters = try row["supporters"]
    }

    private static let columns: SQL = """
        theme.id, theme.public_id, theme.title, theme.language, theme.summary, theme.version,
        (SELECT count(*) FROM theme_idea JOIN idea ON idea.id = theme_idea.idea_id
            WHERE theme_idea.theme_id = theme.id AND \(isCounted)) AS ideas,
        (SELECT count(DISTINCT idea_support.seat_id) FROM theme_idea
            JOIN idea ON idea.id = theme_idea.idea_id
            JOIN idea_support ON idea_support.idea_id = idea.id
            WHERE theme_idea.theme_id = theme.id AND \(isCounted)) AS supporters
        """

    private static let isCounted: SQL = """
        theme_idea.released_at IS NULL AND \(IdeaSight.isNotHidden) AND \(IdeaSight.isNotWithdrawn)
        """

    /// In the order in which they were made.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Theme] {
        let rows = try tx.rows(
            """
            SELECT \(columns) FROM theme
            WHERE theme.session_id = \(session) AND theme.dissolved_at IS NULL ORDER BY theme.id
            """)
        return try rows.map(Theme.init)
    }

    /// One that stands.
    static func find(_ publicID: String, in session: ID<DesignSession>, _ tx: Transaction) throws -> Theme {
        let row = try tx.row(
            """
            SELECT \(columns) FROM theme
            WHERE theme.public_id = \(publicID) AND theme.session_id = \(session) AND theme.dissolved_at IS NULL
            """)
        guard let row else { throw Problem.notFound }
        return try Theme(row)
    }
}

/// What a theme is called and what it says, as a facilitator typed it.
struct ThemeEntry: Sendable, Equatable {
    let title: String
    let summary: String
    let language: String

    init(title: String, summary: String, language: String) {
        self.title = title.asLine
        self.summary = summary.asLines
        self.language = language
    }

    init(_ form: Form) {
        self.init(title: form["title"], summary: form["summary"], language: form["language"])
    }

    func check() throws {
        var faults: [Problem.Field] = []
        if title.isEmpty { faults.append(.init("title", "themes.title.missing")) }
        for (name, text, most) in [
            ("title", title, Theme.longestTitle), ("summary", summary, Theme.longestSummary),
        ] where text.count > most {
            faults.append(.init(name, "problem.too-long", ["most": .number(most)]))
        }
        if !Languages.contains(language) { faults.append(.init("language", "ideas.language.wrong")) }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}

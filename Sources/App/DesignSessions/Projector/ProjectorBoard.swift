internal import Platform

/// What a hall sees of a session.
struct ProjectorBoard: Sendable {
    /// An idea as a participant may see it.
    struct Idea: Sendable {
        let number: Int
        let group: ID<SessionGroup>
        let language: String
        let title: String
        /// Nothing where the session shows no names to participants.
        let author: String?
    }

    /// Ideas that are shown of each group.
    static let newest = 4
    static let mostThemes = 12

    let season: Season
    let session: DesignSession
    let steps: [AgendaStep]
    let groups: [GroupFigures]
    /// The newest of each group first.
    let ideas: [Idea]
    let themes: [(title: String, language: String, ideas: Int)]
    let poll: WallPoll?
    /// The newest event.
    let last: Int

    /// A fixed number of statements.
    init(_ here: SessionVisit, poll: PollOnWall, _ reader: Reader, _ tx: Transaction) throws {
        (season, session) = (here.season, here.session)
        steps = try AgendaStep.of(session.id, tx)
        groups = try GroupFigures.of(session.id, tx)
        ideas = try Self.ideas(of: session, tx)
        themes = try Self.themes(of: session, tx)
        self.poll = try poll(session, reader, tx)
        last = try SessionEvent.last(of: session.id, tx)
    }

    private static func ideas(of session: DesignSession, _ tx: Transaction) throws -> [Idea] {
        // A name that is not to be seen is not read.
        let author: SQL =
            session.namesShown == .participants
            ? """
            (SELECT seat.name FROM idea_author JOIN seat ON seat.id = idea_author.seat_id
                WHERE idea_author.idea_id = idea.id)
            """ : "NULL"
        let rows = try tx.rows(
            """
            SELECT * FROM (
                SELECT idea.number, idea.group_id, idea.language, idea.title, \(author) AS author,
                    row_number() OVER (PARTITION BY idea.group_id ORDER BY idea.number DESC) AS place
                FROM idea WHERE idea.session_id = \(session.id) AND \(IdeaSight.visible)) AS newest
            WHERE place <= \(newest) ORDER BY group_id, place
            """)
        return try rows.map { row in
            Idea(
                number: try row["number"], group: try row["group_id"], language: try row["language"],
                title: try row["title"], author: try row["author"])
        }
    }

    private static func themes(
        of session: DesignSession, _ tx: Transaction
    ) throws -> [(title: String, language: String, ideas: Int)] {
        let rows = try tx.rows(
            """
            SELECT * FROM (SELECT theme.id, theme.title, theme.language,
                (SELECT count(*) FROM theme_idea JOIN idea ON idea.id = theme_idea.idea_id
                    WHERE theme_idea.theme_id = theme.id AND theme_idea.released_at IS NULL
                    AND \(IdeaSight.visible)) AS ideas
                FROM theme WHERE theme.session_id = \(session.id) AND theme.dissolved_at IS NULL) AS gathered
            ORDER BY ideas DESC, id LIMIT \(mostThemes)
            """)
        return try rows.map { (try $0["title"], try $0["language"], try $0["ideas"]) }
    }
}

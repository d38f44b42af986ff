internal import Platform

/// Which ideas a member of the directorate may study: those of the seasons in whose directorate they sit and
/// in which they take no part, whichever season's board they look at.
struct ReviewDesk: Sendable {
    let season: Season
    let person: ID<Person>
    /// Nothing where they sit in the directorate of the whole programme.
    private let seasons: [ID<Season>]?

    init(_ member: DirectorateMember) {
        season = member.season
        person = member.person.id
        let seats = (member.visit.session?.roles ?? []).filter { $0.kind == .directorate }
        let isOfProgramme = seats.contains { $0.season == nil }
        seasons = isOfProgramme ? nil : seats.compactMap(\.season)
    }

    /// Of a row of `design_session`.
    var mayStudy: SQL {
        let isImpartial = Guard.takesNoPart.condition(
            Impartiality.isImpartial(person, in: "design_session.season_id"))
        guard let seasons else { return isImpartial }
        let isOwn = Guard.ideasOfOwnSeasons.condition("design_session.season_id IN \(list: seasons)")
        return "\(isOwn) AND \(isImpartial)"
    }
}

extension Guard {
    static let ideasOfOwnSeasons = Guard(name: "ideas of own seasons")
}

/// An idea as a line of the board.
struct ReviewedIdea: Sendable, Equatable {
    let publicID: String
    let number: Int
    let title: String
    let language: String
    /// The key of the season whose session it is of.
    let season: String
    let sessionTitle: LocalizedText
    let group: LocalizedText
    let supporters: Int
    let comments: Int
    let standing: IdeaStanding
    let isHidden: Bool
    let ownerName: String?
    let dueOn: CalendarDate?
    let isQuestionOpen: Bool
    /// The public id of its standing answer.
    let answer: String?
    /// Counts what was decided on its review; 0 where nothing was.
    let version: Int

    func isOverdue(on day: CalendarDate) -> Bool {
        standing.isOpen && (dueOn.map { $0 < day } ?? false)
    }

    init(_ row: Row) throws {
        publicID = try row["public_id"]
        number = try row["number"]
        title = try row["title"]
        language = try row["language"]
        season = try row["season"]
        sessionTitle = try LocalizedText(stored: row["session_title"])
        group = try LocalizedText(stored: row["group_name"])
        supporters = try row["supporters"]
        comments = try row["comments"]
        standing = try row["standing"]
        isHidden = try row["is_hidden"]
        ownerName = try row["owner_name"]
        dueOn = try row["due_on"]
        isQuestionOpen = try row["is_question_open"]
        answer = try row["answer"]
        version = try row["review_version"]
    }

    /// Where no date is set, an idea stands behind all that have one.
    private static let noDate = "9999-12-31"

    private static func lines(_ desk: ReviewDesk) -> SQL {
        """
        SELECT idea.id, idea.public_id, idea.number, idea.title, idea.language, season.key AS season,
            design_session.public_id AS session, design_session.title AS session_title,
            session_group.public_id AS group_public_id, session_group.name AS group_name,
            theme.public_id AS theme,
            (SELECT count(*) FROM idea_support WHERE idea_support.idea_id = idea.id) AS supporters,
            (SELECT count(*) FROM idea_comment
                WHERE idea_comment.idea_id = idea.id AND idea_comment.hidden_at IS NULL) AS comments,
            \(IdeaStanding.forDirectorate) AS standing,
            CASE WHEN hiding.id IS NULL THEN 0 ELSE 1 END AS is_hidden,
            person.public_id AS owner, \(Person.shownName()) AS owner_name,
            review.due_on, coalesce(review.due_on, \(noDate)) AS due_key,
            CASE WHEN question.id IS NULL THEN 0 ELSE 1 END AS is_question_open,
            answer.public_id AS answer, coalesce(review.version, 0) AS review_version
        FROM idea JOIN design_session ON design_session.id = idea.session_id
        JOIN season ON season.id = design_session.season_id
        JOIN session_group ON session_group.id = idea.group_id
        \(IdeaStanding.joins)
        LEFT JOIN person ON person.id = review.owner_id
        LEFT JOIN idea_hiding AS hiding ON hiding.idea_id = idea.id AND hiding.lifted_at IS NULL
        LEFT JOIN idea_question AS question ON question.idea_id = idea.id AND question.replied_at IS NULL
        LEFT JOIN theme_idea ON theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL
        LEFT JOIN theme ON theme.id = theme_idea.theme_id AND theme.dissolved_at IS NULL
        WHERE \(desk.mayStudy)
        """
    }

    struct Page: Sendable {
        let ideas: [ReviewedIdea]
        /// From where the next page goes on; nothing on the last.
        let next: String?
    }

    /// One statement however many ideas there are.
    static func page(
        _ filter: BoardFilter, rows: Int = AnswerBounds.pageRows, at desk: ReviewDesk, on day: CalendarDate,
        _ tx: Transaction
    ) throws -> Page {
        let conditions = filter.conditions(on: day) + filter.place
        let found = try tx.rows(
            """
            SELECT line.* FROM (\(lines(desk))) AS line WHERE \(SQL.all(conditions))
            ORDER BY \(filter.ordering) LIMIT \(rows + 1)
            """
        ).map(ReviewedIdea.init)
        let shown = Array(found.prefix(rows))
        guard found.count > rows, let last = shown.last else { return Page(ideas: shown, next: nil) }
        return Page(ideas: shown, next: last.place(filter.order).text)
    }

    static func find(_ publicID: String, at desk: ReviewDesk, _ tx: Transaction) throws -> ReviewedIdea? {
        let row = try tx.row("SELECT line.* FROM (\(lines(desk))) AS line WHERE line.public_id = \(publicID)")
        return try row.map(ReviewedIdea.init)
    }

    private func place(_ order: BoardFilter.Order) -> BoardFilter.Place {
        switch order {
        case .newest, .oldest: .init(key: "", idea: publicID)
        case .due: .init(key: dueOn?.description ?? Self.noDate, idea: publicID)
        case .support: .init(key: String(supporters), idea: publicID)
        }
    }

    /// Those that are past their date and not answered, the oldest date first.
    static func overdue(
        at desk: ReviewDesk, on day: CalendarDate, most: Int, _ tx: Transaction
    ) throws -> [ReviewedIdea] {
        var filter = BoardFilter([:])
        filter.due = .overdue
        filter.order = .due
        return try page(filter, rows: most, at: desk, on: day, tx).ideas
    }

    static func counts(at desk: ReviewDesk, _ tx: Transaction) throws -> [IdeaStanding: Int] {
        let rows = try tx.rows(
            """
            SELECT standing, count(*) AS number FROM (
                SELECT \(IdeaStanding.forDirectorate) AS standing FROM idea
                JOIN design_session ON design_session.id = idea.session_id \(IdeaStanding.joins)
                WHERE \(desk.mayStudy)) AS line GROUP BY standing
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["standing"], try $0["number"]) })
    }
}

/// What the board can be filtered by.
struct BoardChoices: Sendable {
    struct Choice: Sendable {
        let publicID: String
        let title: LocalizedText
    }

    let sessions: [Choice]
    /// Of the session that is chosen.
    let groups: [Choice]
    let themes: [(publicID: String, title: String)]
    let owners: [Colleague]

    static func read(_ filter: BoardFilter, at desk: ReviewDesk, _ tx: Transaction) throws -> BoardChoices {
        let sessions = try tx.rows(
            """
            SELECT public_id, title FROM design_session WHERE \(desk.mayStudy)
            ORDER BY starts_at DESC, id DESC LIMIT 200
            """)
        let groups = try tx.rows(
            """
            SELECT session_group.public_id, session_group.name AS title FROM session_group
            JOIN design_session ON design_session.id = session_group.session_id
            WHERE design_session.public_id = \(filter.session) AND \(desk.mayStudy)
            ORDER BY session_group.position
            """)
        let themes = try tx.rows(
            """
            SELECT theme.public_id, theme.title FROM theme
            JOIN design_session ON design_session.id = theme.session_id
            WHERE design_session.public_id = \(filter.session) AND \(desk.mayStudy)
                AND theme.dissolved_at IS NULL ORDER BY theme.id LIMIT 200
            """)
        return BoardChoices(
            sessions: try sessions.map(Choice.init), groups: try groups.map(Choice.init),
            themes: try themes.map { (try $0["public_id"], try $0["title"]) },
            owners: try Colleague.members(of: desk.season.id, tx))
    }
}

extension BoardChoices.Choice {
    fileprivate init(_ row: Row) throws {
        publicID = try row["public_id"]
        title = try LocalizedText(stored: row["title"])
    }
}

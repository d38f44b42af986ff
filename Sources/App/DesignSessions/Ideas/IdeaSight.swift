internal import Platform

/// Somebody who looks at what is said in the room, and how much of it they may see: whoever has a seat, and
/// the staff of the season.
struct IdeaSight: Sendable {
    /// Of an idea: nobody has hidden it or taken it back.
    static let visible: SQL = """
        NOT EXISTS (SELECT 1 FROM idea_hiding WHERE idea_hiding.idea_id = idea.id AND lifted_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM idea_withdrawal WHERE idea_withdrawal.idea_id = idea.id)
        """

    let here: SessionVisit
    let language: Language
    let now: Instant
    var session: DesignSession { here.session }
    var season: Season { here.season }
    var seat: SessionSeat? { here.seat }
    var readsHidden: Bool { here.isModerator }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        let here = try SessionVisit(visitor, tx)
        guard here.seat != nil || here.isStaff else { throw Problem(.forbidden, "sessions.join-first") }
        self.here = here
        language = visitor.reader.language
        now = visitor.now
    }

    /// Whether they proposed it, or speak for a group that did: its scribes, and those who lead the session.
    func speaks(for idea: IdeaView) -> Bool {
        guard !idea.isOwn, idea.origin != .person else { return idea.isOwn }
        return seat?.part == .facilitator || seat?.part == .scribe && seat?.group == idea.group
    }

    /// Whether names of authors are in what is read for them.
    var readsNames: Bool {
        switch session.namesShown {
        case .participants: true
        case .facilitator: here.isFacilitator
        case .staff: here.isStaff
        case .nobody: false
        }
    }

    /// The name and country of `seat`, which is `table`: nothing is joined for who may not read them.
    func nameColumns(_ table: SQL) -> SQL {
        readsNames
            ? "\(table).name AS author_name, \(table).country AS author_country"
            : "NULL AS author_name, NULL AS author_country"
    }

    /// A column of the idea, read unless it is hidden from them.
    func column(_ column: SQL) -> SQL {
        readsHidden ? column : "CASE WHEN idea_hiding.id IS NULL THEN \(column) ELSE '' END"
    }

    /// What lists and counts leave out for them.
    var isListed: SQL {
        readsHidden ? "1 = 1" : Self.isNotHidden
    }

    /// What everybody may see.
    static let isNotHidden: SQL = """
        NOT EXISTS (SELECT 1 FROM idea_hiding
            WHERE idea_hiding.idea_id = idea.id AND idea_hiding.lifted_at IS NULL)
        """
    static let isNotWithdrawn: SQL =
        "NOT EXISTS (SELECT 1 FROM idea_withdrawal WHERE idea_withdrawal.idea_id = idea.id)"

    /// The countries of which enough people are in the room to be named.
    func namedCountries(_ tx: Transaction) throws -> Set<String> {
        guard readsNames else { return [] }
        let rows = try tx.rows(
            """
            SELECT country FROM seat WHERE session_id = \(session.id) AND country <> ''
            GROUP BY country HAVING count(*) >= \(IdeaBounds.fewestOfCountry)
            """)
        return Set(try rows.map { try $0["country"] as String })
    }
}

/// Whose something is, as far as its reader may know.
struct AuthorName: Sendable, Equatable {
    enum Country: Sendable, Equatable {
        case unsaid
        case named(String)
        /// One of those with few people in the room.
        case another
    }

    let name: String
    let country: Country

    init?(_ row: Row, _ named: Set<String>) throws {
        guard let name = try row["author_name"] as String? else { return nil }
        self.name = name
        let code: String = try row["author_country"]
        country = code.isEmpty ? .unsaid : named.contains(code) ? .named(code) : .another
    }
}

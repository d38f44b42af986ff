internal import Platform

/// What an acceptance promises.
struct Commitment: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        case rule, action
    }

    /// How far an action is.
    enum State: String, Sendable, Bindable, CaseIterable {
        case planned
        case underWay = "under-way"
        case done, dropped

        /// Whether somebody still waits for it.
        var isOpen: Bool { self == .planned || self == .underWay }
    }

    let id: ID<Commitment>
    let publicID: String
    let answer: ID<IdeaAnswer>
    let kind: Kind
    /// The key of the season whose rules change; nothing where nobody has said.
    let season: String?
    let path: String
    let before: JSON?
    let after: JSON?
    let what: String
    /// The public id of who sees to it.
    let owner: String?
    /// A name, else an address: for colleagues.
    private(set) var ownerName: String?
    /// The name alone.
    let publicOwner: String
    let dueOn: CalendarDate?
    let measure: String
    let state: State
    let reports: Int

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        answer = try row["answer_id"]
        kind = try row["kind"]
        season = try row["season_key"]
        path = try row["path"]
        before = try (row["value_before"] as String?).map { try JSON(parsing: $0) }
        after = try (row["value_after"] as String?).map { try JSON(parsing: $0) }
        what = try row["what"]
        owner = try row["owner"]
        ownerName = try row["owner_name"]
        publicOwner = try (row["public_owner"] as String?) ?? ""
        dueOn = try row["due_on"]
        measure = try row["measure"]
        state = try row["state"]
        reports = try row["reports"]
    }

    static let selection: SQL = """
        SELECT commitment.*, season.key AS season_key, person.public_id AS owner,
            \(Person.shownName()) AS owner_name, person.name AS public_owner
        FROM commitment LEFT JOIN season ON season.id = commitment.season_id
        LEFT JOIN person ON person.id = commitment.owner_id
        """

    static func of(_ answers: [ID<IdeaAnswer>], _ tx: Transaction) throws -> [Commitment] {
        let rows = try tx.rows(
            "\(selection) WHERE commitment.answer_id IN \(list: answers) ORDER BY commitment.id")
        return try rows.map(Commitment.init)
    }

    /// Without the address of somebody who gave no name.
    var forEverybody: Commitment {
        var shown = self
        shown.ownerName = publicOwner.isEmpty ? nil : publicOwner
        return shown
    }

    func isOverdue(on day: CalendarDate) -> Bool {
        state.isOpen && (dueOn.map { $0 < day } ?? false)
    }
}

internal import Platform

/// What a juror has to do in a round, in the order in which they are asked to.
struct ReviewQueue: Sendable {
    struct Item: Sendable, Equatable {
        enum State: String, Sendable {
            /// The juror has not yet said whether there is a conflict: nothing of it is shown.
            case undeclared
            case new, begun, submitted
        }

        let publicID: String
        /// Empty where it must not be shown yet, or tells who applies in a blind round.
        let title: String
        /// The key of its nomination in the season's rules.
        let nomination: String
        let language: Language
        let state: State
        /// Whether its jurors are discussing it now.
        var isDiscussed = false
    }

    let round: Round
    let items: [Item]
    /// Whether nothing is left because of conflicts that were stated.
    let isHandedOn: Bool

    func count(_ state: Item.State) -> Int {
        items.count { $0.state == state }
    }

    /// What to open next: what was begun before what is new.
    var next: Item? {
        items.first { $0.state == .begun } ?? items.first { $0.state == .new }
    }

    /// Where one of them stands, and what else is to be opened.
    func place(of publicID: String) -> Place? {
        guard let index = items.firstIndex(where: { $0.publicID == publicID }) else { return nil }
        let others = items[(index + 1)...] + items[..<index]
        let next = others.first { $0.state == .begun } ?? others.first { $0.state == .new }
        return Place(number: index + 1, count: items.count, next: next?.publicID)
    }

    struct Place: Sendable, Equatable {
        let number: Int
        let count: Int
        /// The one to open after this: begun ones before new ones, from here on and then from the start.
        let next: String?
    }

    /// Nothing as long as there was no round. The order is that of the random public ids: another one for
    /// each juror, so that no application is everybody's first or last, and always the same for one.
    static func of(_ who: SeatedJuror, _ cache: RulesCache, _ tx: Transaction) throws -> ReviewQueue? {
        guard let round = try Round.current(of: who.season.id, tx) else { return nil }
        let rules = try cache.rules(round.rulesVersion, tx)
        let opensAll = try ConflictDeclaration.opensTexts(for: who, under: rules, tx)
        let opens: SQL = opensAll ? "1 = 1" : "review.id IS NOT NULL"
        let isOpen: SQL = "(\(JuryRules.isDeclaredFree) AND \(opens))"
        let rows = try tx.rows(
            """
            SELECT assignment.public_id, nomination.key AS nomination, application.language,
                   CASE WHEN \(isOpen) THEN application.title END AS title,
                   CASE WHEN \(isOpen) THEN 1 ELSE 0 END AS is_declared, review.saved_at, review.submitted_at,
                   CASE WHEN \(isOpen) AND \(Discussion.isOpen) THEN 1 ELSE 0 END AS is_discussed
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            JOIN nomination ON nomination.id = application.nomination_id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.juror_id = \(who.juror.id) AND assignment.round_id = \(round.id)
                AND assignment.sent_at IS NOT NULL AND \(JuryRules.stands)
            ORDER BY assignment.public_id
            """)
        let untitled = Set(rules.jury.isBlind ? rules.nominationsWhoseTitlesTell : [])
        return ReviewQueue(
            round: round, items: try rows.map { try Item($0, untitled: untitled) },
            isHandedOn: try rows.isEmpty && isHandedOn(by: who, in: round, tx))
    }

    /// Whether there is a conflict with everybody whose application was sent to the juror. Whatever became of
    /// the applications, and of the juror's own, does not show in it.
    private static func isHandedOn(
        by who: SeatedJuror, in round: Round, _ tx: Transaction
    ) throws -> Bool {
        let row = try tx.row(
            """
            SELECT count(*) AS sent, count(CASE WHEN \(JuryRules.isConflictStated) THEN 1 END) AS conflicts
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.juror_id = \(who.juror.id) AND assignment.round_id = \(round.id)
                AND assignment.sent_at IS NOT NULL AND \(JuryRules.isNotTheirOwn)
            """)
        let (sent, conflicts): (Int, Int) = (try row?["sent"] ?? 0, try row?["conflicts"] ?? 0)
        return sent > 0 && sent == conflicts
    }
}

extension ReviewQueue.Item {
    fileprivate init(_ row: Row, untitled: Set<String>) throws {
        let nomination: String = try row["nomination"]
        let title: String? = try row["title"]
        let isDeclared: Bool = try row["is_declared"]
        let (saved, submitted): (Instant?, Instant?) = (try row["saved_at"], try row["submitted_at"])
        self.init(
            publicID: try row["public_id"], title: untitled.contains(nomination) ? "" : title ?? "",
            nomination: nomination, language: Language(try row["language"]) ?? .english,
            state: !isDeclared ? .undeclared : submitted != nil ? .submitted : saved != nil ? .begun : .new,
            isDiscussed: try row["is_discussed"])
    }
}

extension SeasonDocument {
    /// Their keys: in a blind round titles of applications for them stay hidden.
    var nominationsWhoseTitlesTell: [String] {
        nominations.filter { form(of: $0)?.titleTells ?? false }.map(\.key)
    }
}

internal import Platform

/// A page of applications of a season: the screeners' queue and the list of staff are this one.
struct ApplicationList: Sendable {
    let rows: [ApplicationSummary]
    /// The rest of the list; nothing on its last page.
    let next: ApplicationFilter?

    /// One statement, and one more where something is searched for.
    static func page(
        _ filter: ApplicationFilter, at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> ApplicationList {
        let rows = try tx.rows(statement(filter, at: desk, now: now, tx))
        let found = try rows.map { try ApplicationSummary($0, now: now) }
        let shown = Array(found.prefix(ScreeningBounds.pageRows))
        guard found.count > shown.count, let last = shown.last else {
            return ApplicationList(rows: shown, next: nil)
        }
        var next = filter
        next.after = last.place
        return ApplicationList(rows: shown, next: next)
    }

    /// The first application behind the place of a filter.
    static func first(
        _ filter: ApplicationFilter, at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> ApplicationSummary? {
        let row = try tx.row(statement(filter, rows: 1, at: desk, now: now, tx))
        return try row.map { try ApplicationSummary($0, now: now) }
    }

    /// The statement that reads a page.
    static func statement(
        _ filter: ApplicationFilter, rows: Int = ScreeningBounds.pageRows + 1, at desk: ScreeningDesk,
        now: Instant, _ tx: Transaction
    ) throws -> SQL {
        let conditions = try conditions(filter, at: desk, now: now, tx) + place(filter)
        let order = ordering(filter)
        let page: SQL = """
            SELECT * FROM application WHERE \(SQL.all(conditions)) ORDER BY \(order)
            LIMIT \(rows)
            """
        return "\(ApplicationSummary.query(from: page)) ORDER BY \(order)"
    }

    /// What a row of `application` fulfils that is on the list.
    static func conditions(
        _ filter: ApplicationFilter, at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> [SQL] {
        let search = try ApplicationSearch(filter.words).matches(in: desk.season.id, tx)
        let access: ApplicationAccess = filter.shelf == .waiting || search.isFew ? .byList : .byIndex
        var conditions = access.conditions(filter.shelf, in: desk.season.id, now: now)
        if !filter.nomination.isEmpty {
            conditions.append(
                """
                \(access.nomination) = (SELECT id FROM nomination
                    WHERE season_id = \(desk.season.id) AND key = \(filter.nomination))
                """)
        }
        if !filter.country.isEmpty { conditions.append("\(access.country) = \(filter.country)") }
        if !filter.language.isEmpty { conditions.append("application.language = \(filter.language)") }
        conditions.append(Impartiality.admits(desk.person))
        return conditions + search.conditions
    }

    static func ordering(_ filter: ApplicationFilter) -> SQL {
        guard filter.shelf != .draft else {
            return filter.effectiveOrder == .newest ? "application.id DESC" : "application.id"
        }
        switch filter.effectiveOrder {
        case .oldest: return "application.submitted_at, application.id"
        case .newest: return "application.submitted_at DESC, application.id DESC"
        case .leastComplete: return "application.completeness, application.submitted_at, application.id"
        case .mostComplete:
            return "application.completeness DESC, application.submitted_at DESC, application.id DESC"
        }
    }

    /// What lies behind the page before.
    private static func place(_ filter: ApplicationFilter) -> [SQL] {
        guard let after = filter.after else { return [] }
        let id: SQL = "(SELECT id FROM application WHERE public_id = \(after.publicID))"
        let (submitted, percent) = (after.submittedAt, after.completeness)
        let completeness: SQL = "(application.completeness, application.submitted_at, application.id)"
        guard filter.shelf != .draft else {
            return filter.effectiveOrder == .newest
                ? ["application.id < \(id)"] : ["application.id > \(id)"]
        }
        switch filter.effectiveOrder {
        case .oldest: return ["(application.submitted_at, application.id) > (\(submitted), \(id))"]
        case .newest: return ["(application.submitted_at, application.id) < (\(submitted), \(id))"]
        case .leastComplete: return ["\(completeness) > (\(percent), \(submitted), \(id))"]
        case .mostComplete: return ["\(completeness) < (\(percent), \(submitted), \(id))"]
        }
    }
}

/// How rows of `application` are reached: through an index of the season in the order of the list, or one
/// by one from a short list of them. For the latter its columns stand in expressions, which no index
/// answers: both engines would rather walk the whole season in order than sort a few rows.
enum ApplicationAccess: Sendable {
    case byIndex, byList

    var season: SQL { self == .byIndex ? "application.season_id" : "(application.season_id + 0)" }
    var nomination: SQL { self == .byIndex ? "application.nomination_id" : "(application.nomination_id + 0)" }
    var country: SQL { self == .byIndex ? "application.country" : "(application.country || '')" }
    private var state: SQL { self == .byIndex ? "application.state" : "(application.state || '')" }

    /// States stand in the text, not as bound values: the index of what waits for screeners holds only one
    /// of them.
    func conditions(_ shelf: ApplicationFilter.Shelf, in id: ID<Season>, now: Instant) -> [SQL] {
        let season: SQL = "\(season) = \(id)"
        switch shelf {
        case .all: return [season, "application.submitted_at IS NOT NULL"]
        case .draft: return [season, "\(state) = 'draft'", "application.submitted_at IS NULL"]
        case .toScreen: return [season, "\(state) = 'submitted'", ScreeningRules.doesNotWait(at: now)]
        case .waiting: return [season, "\(state) = 'submitted'", ScreeningRules.waits(at: now)]
        case .withdrawn: return [season, "\(state) = 'withdrawn'", "application.submitted_at IS NOT NULL"]
        case .admitted: return [season, "\(state) = 'admitted'"]
        case .rejected: return [season, "\(state) = 'rejected'"]
        case .finalist: return [season, "\(state) = 'finalist'"]
        case .laureate: return [season, "\(state) = 'laureate'"]
        }
    }
}

/// An application as a line of a list.
struct ApplicationSummary: Sendable {
    let publicID: String
    let title: String
    let applicant: String
    let nomination: String
    let country: String
    let language: String
    let state: Application.State
    let completeness: Int
    let createdAt: Instant
    let submittedAt: Instant?
    /// Until when the applicant has time to answer a question; nothing where none is open.
    let questionDue: Instant?
    let isMoveProposed: Bool
    let isWaiting: Bool

    /// The few rows of a page with what stands beside them in other tables.
    static func query(from page: SQL) -> SQL {
        """
        SELECT application.*, party.name AS applicant, nomination.key AS nomination,
            screening_request.due_at, nomination_move.proposed_at
        FROM (\(page)) AS application
        JOIN party ON party.id = application.party_id
        JOIN nomination ON nomination.id = application.nomination_id
        LEFT JOIN screening_request ON screening_request.application_id = application.id
            AND screening_request.answered_by_submission_id IS NULL AND screening_request.cancelled_at IS NULL
        LEFT JOIN nomination_move ON nomination_move.application_id = application.id
            AND nomination_move.answer IS NULL
        """
    }

    init(_ row: Row, now: Instant) throws {
        publicID = try row["public_id"]
        title = try row["title"]
        applicant = try row["applicant"]
        nomination = try row["nomination"]
        country = try row["country"]
        language = try row["language"]
        state = try row["state"]
        completeness = try row["completeness"]
        createdAt = try row["created_at"]
        submittedAt = try row["submitted_at"]
        questionDue = try row["due_at"]
        isMoveProposed = try row["proposed_at"] as Instant? != nil
        let isAsked = questionDue.map { $0 > now } ?? false
        isWaiting = state == .submitted && (isAsked || isMoveProposed)
    }

    /// From where the next page goes on.
    fileprivate var place: ApplicationFilter.Place {
        ApplicationFilter.Place(
            completeness: completeness, submittedAt: submittedAt ?? createdAt, publicID: publicID)
    }
}

/// How many applications stand on each shelf of the queue.
struct ScreeningCounts: Sendable, Equatable {
    let counts: [ApplicationFilter.Shelf: Int]

    /// Whether there are more than are counted.
    func isMore(_ shelf: ApplicationFilter.Shelf) -> Bool {
        counts[shelf] ?? 0 > ScreeningBounds.counted
    }

    /// One statement, which stops counting early: its cost does not grow with the season.
    static func of(
        _ shelves: [ApplicationFilter.Shelf], at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> ScreeningCounts {
        let parts: [SQL] = shelves.enumerated().map { index, shelf in
            let access: ApplicationAccess = shelf == .waiting ? .byList : .byIndex
            let conditions: [SQL] =
                access.conditions(shelf, in: desk.season.id, now: now) + [
                    Impartiality.admits(desk.person)
                ]
            return """
                SELECT \(index) AS shelf, count(*) AS counted FROM (
                    SELECT 1 FROM application WHERE \(SQL.all(conditions))
                        LIMIT \(ScreeningBounds.counted + 1)
                ) AS bounded
                """
        }
        guard let first = parts.first else { return ScreeningCounts(counts: [:]) }
        let all = parts.dropFirst().reduce(first) { "\($0) UNION ALL \($1)" }
        let counted = try tx.rows(all).map { row in (shelves[try row["shelf"]], try row["counted"] as Int) }
        return ScreeningCounts(counts: Dictionary(uniqueKeysWithValues: counted))
    }
}

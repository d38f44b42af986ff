internal import Hummingbird
internal import Logging
internal import Platform
internal import Synchronization

/// When the clock alone changes an outcome next, as far as this node knows: an embargo opens, or the time to
/// confirm runs out.
final class DueWatch: Sendable {
    private struct State {
        var checkedAt: Instant?
        var next: Instant?
    }

    private let state = Mutex(State())
    /// Other nodes set moments, too; none is nearer than a minute when it is set.
    private static let life: Duration = .seconds(5)

    /// The moment, read anew where what is known is old.
    func next(at now: Instant, _ database: Database) async throws -> Instant? {
        let known = state.withLock { state -> State? in
            guard let checked = state.checkedAt, checked <= now, now < checked + Self.life else { return nil }
            return state
        }
        if let known { return known.next }
        let next = try await database.read { try Self.read($0) }
        state.withLock { $0 = State(checkedAt: now, next: next) }
        return next
    }

    /// What is known, without asking.
    var known: Instant? { state.withLock { $0.next } }

    /// Something was set or settled: what is known does not hold any more.
    func forget() {
        state.withLock { $0.checkedAt = nil }
    }

    private static func read(_ tx: Transaction) throws -> Instant? {
        try tx.row(
            """
            SELECT min(moment) FROM (
                SELECT min(opens_at) AS moment FROM embargo WHERE failure IS NULL
                UNION ALL
                SELECT min(outcome_notice.answer_by) FROM outcome_notice
                JOIN decision ON decision.id = outcome_notice.decision_id
                LEFT JOIN outcome_reply ON outcome_reply.notice_id = outcome_notice.id
                WHERE outcome_reply.notice_id IS NULL AND \(Decision.isConfidential)
            ) AS moments
            """)?.only()
    }
}

/// What the clock does with outcomes: opens embargoes at their moment, and ends what nobody confirmed in
/// time.
///
/// The first request after the moment does it before it is answered, so that no page shows what was, and a
/// job does it where nobody asks. However many begin, each thing happens once.
struct DueOutcomes: Sendable {
    static let kind: StaticString = "outcomes"

    let laurel: Laurel
    let statistics: @Sendable (Season, Transaction) throws -> JSON

    @Sendable func work(_ job: Job) async throws -> JobRunner.Outcome {
        try await settle(at: laurel.clock())
        return { _ in }
    }

    func settle(at now: Instant) async throws {
        try await expire(at: now)
        let due = try await laurel.database.read { try Embargo.due(at: now, $0) }
        for (embargo, season) in due { try await open(embargo, of: season, at: now) }
        laurel.due.forget()
        if !due.isEmpty { laurel.pages.clear() }
    }

    private func expire(at now: Instant) async throws {
        let (laurel, act) = (laurel, Act(by: nil, at: now, nonce: laurel.randomness.bytes(16)))
        let seasons = try await laurel.database.read { tx in
            let ids = Set(try ConfidentialNotice.due(at: now, tx).map(\.season))
            return try ids.compactMap { try Season.find($0, laurel.rules, tx) }
        }
        for season in seasons {
            let verbs = NoticeVerbs(season, laurel)
            try await laurel.database.write { tx in
                let due = try ConfidentialNotice.due(at: now, tx).filter { $0.season == season.id }
                try verbs.expire(due, by: act, tx)
            }
        }
    }

    /// What cannot be published is kept with the reason, for the directorate to look at.
    private func open(_ embargo: Embargo, of season: ID<Season>, at now: Instant) async throws {
        let laurel = laurel
        guard let season = try await laurel.database.read({ try Season.find(season, laurel.rules, $0) })
        else { return }
        let nonce = laurel.randomness.bytes(16)
        let act = Act(by: embargo.setBy.rawValue, at: embargo.opensAt, nonce: nonce)
        let publishing = Publishing(letters: OutcomeLetters(season, laurel), statistics: statistics)
        do {
            try await laurel.database.write { try publishing.open(embargo, in: season, by: act, $0) }
        } catch let problem as Problem {
            laurel.logger.warning(
                "An embargo could not be opened", metadata: ["reason": "\(problem.message)"])
            try await laurel.database.write { try embargo.fail(because: problem, by: act, $0) }
        }
    }
}

/// Before anything is answered, what has come due is done.
struct DueMatters: RouterMiddleware {
    let outcomes: DueOutcomes

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        let laurel = outcomes.laurel
        let now = laurel.clock()
        do {
            if let due = try await laurel.due.next(at: now, laurel.database), due <= now {
                try await outcomes.settle(at: now)
            }
        } catch {
            laurel.logger.error("What was due could not be done", metadata: ["error": "\(error)"])
        }
        return try await next(request, context)
    }
}

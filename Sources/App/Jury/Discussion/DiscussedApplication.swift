internal import Platform

/// An application as those who discuss it hear of it: in a blind round nothing tells who applies.
struct DiscussedApplication: Sendable, Equatable {
    let id: ID<Application>
    let publicID: String
    /// Empty in a blind round whose form says that titles tell who applies.
    let title: String
    let nomination: LocalizedText

    static func of(_ seat: DiscussionSeat, _ cache: RulesCache, _ tx: Transaction) throws
        -> DiscussedApplication
    {
        let row = try tx.row(
            """
            SELECT application.id, application.public_id, application.title, nomination.key AS nomination
            FROM application JOIN nomination ON nomination.id = application.nomination_id
            WHERE application.id = \(seat.application)
            """)
        guard let row else { throw Problem.notFound }
        return try DiscussedApplication(row, try cache.rules(seat.round.rulesVersion, tx))
    }

    /// As staff know it: nothing is blind to them.
    init(id: ID<Application>, publicID: String, title: String, nomination: LocalizedText) {
        (self.id, self.publicID, self.title, self.nomination) = (id, publicID, title, nomination)
    }

    fileprivate init(_ row: Row, _ rules: SeasonDocument) throws {
        let key: String = try row["nomination"]
        let isTold = rules.jury.isBlind && rules.nominationsWhoseTitlesTell.contains(key)
        id = try row["id"]
        publicID = try row["public_id"]
        title = isTold ? "" : try row["title"]
        nomination = rules.nomination(key)?.title ?? LocalizedText([:])
    }
}

/// What a chair may open discussions of.
struct ChairedApplication: Sendable {
    enum Standing: Sendable, Equatable {
        /// The chair reviews it and has not submitted yet: nothing of the others is told.
        case ownFirst
        case tooFewReviews
        case ready
        case discussed(Discussion.State)
    }

    let application: DiscussedApplication
    let standing: Standing
    let reviews: Int
    /// Between the highest and the lowest score; nothing with fewer than two.
    let spread: Double?

    /// Those of a round: first what is being discussed, then what waits for the chair's own review, then by
    /// how far the scores lie apart.
    static func of(
        _ chair: Chair, in round: Round, _ terms: ReviewTerms, _ cache: RulesCache, _ tx: Transaction
    ) throws -> [ChairedApplication] {
        guard !chair.isWaiting else { return [] }
        let rules = try cache.rules(round.rulesVersion, tx)
        let rows = try tx.rows(
            """
            SELECT application.id, application.public_id, application.title, nomination.key AS nomination,
                   CASE WHEN own.id IS NOT NULL AND review.submitted_at IS NULL THEN 1 ELSE 0 END AS waits,
                   discussion.id AS discussion_id, discussion.closed_at
            FROM application JOIN juror ON juror.id = \(chair.juror.id)
            JOIN nomination ON nomination.id = application.nomination_id
            LEFT JOIN assignment AS own ON own.juror_id = juror.id AND own.round_id = \(round.id)
                AND own.application_id = application.id AND own.sent_at IS NOT NULL
            LEFT JOIN review ON review.assignment_id = own.id
            LEFT JOIN discussion ON discussion.id = (SELECT max(id) FROM discussion AS newest
                WHERE newest.application_id = application.id AND newest.round_id = \(round.id))
            WHERE \(Chair.scope(in: round)) ORDER BY application.id
            """)
        let marks = try ReviewMarks.ofRound(round, terms.rubric, tx)
        let scores = Dictionary(grouping: marks, by: \.application).mapValues { reviews in
            reviews.map { terms.rubric.score($0, in: terms.rubric.criteria) }
        }
        let all = try rows.map { row -> ChairedApplication in
            let application = try DiscussedApplication(row, rules)
            return try ChairedApplication(application, row, round, scores[application.id] ?? [])
        }
        return all.sorted { $0.rank > $1.rank }
    }

    private init(
        _ application: DiscussedApplication, _ row: Row, _ round: Round, _ scores: [Double?]
    ) throws {
        self.application = application
        let (waits, discussion): (Bool, Int64?) = (try row["waits"], try row["discussion_id"])
        let closedAt: Instant? = try row["closed_at"]
        if waits {
            (standing, reviews, spread) = (.ownFirst, 0, nil)
            return
        }
        reviews = scores.count
        let known = scores.compactMap(\.self)
        spread = known.count < 2 ? nil : (known.max() ?? 0) - (known.min() ?? 0)
        if discussion != nil {
            standing = .discussed(closedAt != nil ? .concluded : round.isOpen ? .open : .ended)
        } else {
            standing = scores.count < Discussion.leastReviews ? .tooFewReviews : .ready
        }
    }

    private var rank: Double {
        switch standing {
        case .discussed(.open): 1_000
        case .ownFirst: 900
        default: spread ?? -1
        }
    }
}

extension RoundRubric {
    /// From 0 to 100; nothing as long as a mark is missing.
    fileprivate func score(_ review: ReviewMarks, in criteria: [Criterion]) -> Double? {
        score(
            Dictionary(
                uniqueKeysWithValues: zip(criteria, review.marks).compactMap { criterion, mark in
                    mark.map { (criterion.id, $0) }
                }))
    }
}

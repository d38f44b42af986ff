internal import Platform

/// What an applicant is told of the jury's work: never who, and nothing that would point at one of few.
struct ReleasedFeedback: Sendable, Equatable {
    /// How a criterion was met by all experts together.
    struct Band: Sendable, Equatable {
        let criterion: LocalizedText
        let level: Level
    }

    enum Level: Sendable, Equatable {
        /// Where the rubric describes marks: what it says of the nearest one.
        case described(LocalizedText)
        case lower, middle, upper
    }

    let bands: [Band]
    /// Whether bands or scores would be told, had more experts reviewed it.
    let lacksReviews: Bool
    /// How many experts looked at it.
    let reviews: Int?
    /// Of the reviews, the lowest first, which says nothing of who gave them.
    let scores: [Double]
    let mean: Double?
    /// In no order that would tell.
    let comments: [String]

    /// Of what was counted before the gate, whatever is stated of its jurors later. A number of statements
    /// that depends on the policy alone.
    static func of(
        _ application: ID<Application>, before gate: Gate, in season: Season, _ cache: RulesCache,
        _ tx: Transaction
    ) throws -> ReleasedFeedback {
        let policy = season.rules.feedback
        let row = try tx.row(
            """
            SELECT result.reviews, result.scores, result.mean, round.rules_version_id FROM result
            JOIN round ON round.id = result.round_id
            WHERE result.application_id = \(application)
                AND result.round_id = \(gate.round(of: "\(season.id)"))
            """)
        let reviews: Int = try row?["reviews"] ?? 0
        let rules = try row.map { try cache.rules($0["rules_version_id"], tx) }
        // What is too little for a result is too little to tell how it did.
        let isEnough = rules.map { reviews >= $0.jury.minimumReviews } ?? false
        // With few reviews anything finer than a band could be traced to one of them.
        let isOpen = reviews >= season.rules.outcomes.feedbackReviews
        let told = { (part: SeasonFeedback) in isOpen && policy.contains(part) }
        let comments = policy.contains(.comments) ? try released(application, before: gate, season, tx) : []
        let bands =
            policy.contains(.bands) ? try bands(application, before: gate, in: season, rules, tx) : []
        let showsScores = isEnough && told(.scores)
        return ReleasedFeedback(
            bands: isEnough ? bands : [],
            lacksReviews: row != nil && !isEnough && (policy.contains(.bands) || policy.contains(.scores)),
            reviews: told(.reviews) ? reviews : nil,
            scores: showsScores ? try StoredScores.read(row?["scores"] ?? "[]") : [],
            mean: showsScores ? try row?["mean"] : nil, comments: told(.comments) ? comments : [])
    }

    /// Under the rules that the round keeps.
    private static func bands(
        _ application: ID<Application>, before gate: Gate, in season: Season, _ rules: SeasonDocument?,
        _ tx: Transaction
    ) throws -> [Band] {
        let rows = try tx.rows(
            """
            SELECT criterion.key, sum(mark.points) AS points, count(*) AS marks
            FROM assignment JOIN review ON review.assignment_id = assignment.id
            JOIN counted_review ON counted_review.review_id = review.id
            JOIN mark ON mark.review_id = review.id JOIN criterion ON criterion.id = mark.criterion_id
            WHERE assignment.application_id = \(application)
                AND counted_review.round_id = \(gate.round(of: "\(season.id)"))
            GROUP BY criterion.key
            """)
        guard let rubric = rules?.rubric else { return [] }
        let means: [String: Double] = try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let (points, marks): (Int, Int) = (try row["points"], try row["marks"])
                return (try row["key"], Double(points) / Double(marks))
            })
        return rubric.criteria.compactMap { criterion in
            means[criterion.key].map { mean in
                Band(criterion: criterion.title, level: level(of: mean, criterion, in: rubric))
            }
        }
    }

    /// The description of the nearest mark that has one, between two the lower, else the third of the scale.
    static func level(of mean: Double, _ criterion: SeasonCriterion, in rubric: SeasonRubric) -> Level {
        let anchors = criterion.anchors.sorted { $0.score < $1.score }
        if let nearest = anchors.min(by: { abs(Double($0.score) - mean) < abs(Double($1.score) - mean) }) {
            return .described(nearest.text)
        }
        let share = (mean - Double(rubric.minimum)) / Double(max(1, rubric.maximum - rubric.minimum))
        return share < 1.0 / 3 ? .lower : share < 2.0 / 3 ? .middle : .upper
    }

    /// The comments that were counted before the gate and may be read: not one that was hidden, and where
    /// the season wants them looked at first, only those that were released as they stand.
    private static func released(
        _ application: ID<Application>, before gate: Gate, _ season: Season, _ tx: Transaction
    ) throws -> [String] {
        let rule: SQL =
            switch season.rules.outcomes.comments {
            case .all: "coalesce(comment_release.verdict, 'released') = 'released'"
            case .lookedAt:
                "comment_release.verdict = 'released' AND comment_release.version = review.version"
            }
        let rows = try tx.rows(
            """
            SELECT review.comment FROM review JOIN assignment ON assignment.id = review.assignment_id
            JOIN counted_review ON counted_review.review_id = review.id
            JOIN round ON round.id = counted_review.round_id
            LEFT JOIN comment_release ON comment_release.review_id = review.id
            WHERE assignment.application_id = \(application) AND \(gate.isAfterRound) AND review.comment <> ''
                AND \(rule)
            ORDER BY assignment.public_id
            """)
        return try rows.map { try $0.only() }
    }
}

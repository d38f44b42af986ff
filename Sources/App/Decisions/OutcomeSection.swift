internal import Platform

/// What those who act for an application are told of its outcome, once that is public and as far as the
/// season's policy goes.
struct ReleasedOutcome: Sendable, Equatable {
    let outcome: GateOutcome?
    /// The key of a reason of screening.
    let rejection: String?
    /// The key of a prize.
    let prize: String?
    let reason: String
    /// Of the reviews, the lowest first, which says nothing of who gave them.
    let scores: [Double]
    let mean: Double?
    let comments: [String]

    /// Nothing before publication, and nothing for an application that no gate concerned. Three statements.
    static func of(
        _ application: ID<Application>, in season: Season, _ tx: Transaction
    ) throws -> ReleasedOutcome? {
        let row = try tx.row(
            """
            SELECT application.state, screening_decision.reason AS rejection, prize.key AS prize,
                   decision_item.reason, result.scores, result.mean,
                   (SELECT count(*) FROM publication WHERE season_id = \(season.id) AND gate = 'finalists')
                       AS finalists,
                   (SELECT count(*) FROM publication WHERE season_id = \(season.id) AND gate = 'laureates')
                       AS laureates
            FROM application
            LEFT JOIN screening_decision ON screening_decision.application_id = application.id
                AND screening_decision.undone_at IS NULL AND screening_decision.verdict = 'reject'
            LEFT JOIN decision ON decision.season_id = application.season_id AND decision.publication_id =
                (SELECT max(publication.id) FROM publication
                 JOIN decision AS other ON other.publication_id = publication.id
                 JOIN decision_item AS chosen ON chosen.decision_id = other.id
                 WHERE publication.season_id = \(season.id) AND chosen.application_id = application.id)
            LEFT JOIN decision_item ON decision_item.decision_id = decision.id
                AND decision_item.application_id = application.id
            LEFT JOIN prize ON prize.id = decision_item.prize_id
            LEFT JOIN result ON result.application_id = application.id AND result.round_id =
                (SELECT max(id) FROM round WHERE season_id = \(season.id) AND closed_at IS NOT NULL)
            WHERE application.id = \(application) AND application.season_id = \(season.id)
            """)
        guard let row, try row["finalists"] as Int > 0 else { return nil }
        let comments = try SubmittedReview.comments(for: application, tx)
        guard let outcome = outcome(of: try row["state"], hasLaureates: try row["laureates"] as Int > 0)
        else { return nil }
        let policy = season.rules.feedback
        let wasJudged = policy.contains(.scores) && outcome != .rejected
        return ReleasedOutcome(
            outcome: policy.contains(.outcome) ? outcome : nil, rejection: try row["rejection"],
            prize: try row["prize"], reason: try (row["reason"] as String?) ?? "",
            scores: wasJudged ? try StoredScores.read(row["scores"] ?? "[]") : [],
            mean: wasJudged ? try row["mean"] : nil, comments: policy.contains(.comments) ? comments : [])
    }

    private static func outcome(of state: Application.State, hasLaureates: Bool) -> GateOutcome? {
        switch state {
        case .draft, .submitted, .withdrawn: nil
        case .rejected: .rejected
        case .admitted: .notFinalist
        case .finalist: hasLaureates ? .notLaureate : .finalist
        case .laureate: .laureate
        }
    }
}

/// The part of an application's page that tells its outcome.
enum OutcomeSection {
    static func markup(_ released: ReleasedOutcome, _ season: Season, _ reader: Reader) -> HTML {
        let scores: HTML? = released.scores.isEmpty ? nil : scores(released, reader)
        let comments: HTML? = released.comments.isEmpty ? nil : comments(released.comments, reader)
        return """
            <section class="stack" aria-labelledby="outcome"><h2 id="outcome">\(reader("decisions.outcome"))</h2>
            \(released.outcome.map { outcome($0, released, season, reader) })\(scores)\(comments)</section>
            """
    }

    private static func outcome(
        _ outcome: GateOutcome, _ released: ReleasedOutcome, _ season: Season, _ reader: Reader
    ) -> HTML {
        let rejection = season.rules.screening.reasons.first { $0.key == released.rejection }
        let prize = season.rules.prizes.first { $0.key == released.prize }
        let details: [String] = [
            outcome == .rejected ? rejection.map { reader.pick($0.text) } : nil,
            outcome == .laureate ? prize.map { reader.pick($0.title) } : nil,
            released.reason.isEmpty ? nil : released.reason,
        ].compactMap(\.self)
        let lines = details.map { text -> HTML in "<p class=\"letter\" dir=\"auto\">\(text)</p>" }
        return Notices.information(sentence(outcome, reader), "\(lines)")
    }

    private static func sentence(_ outcome: GateOutcome, _ reader: Reader) -> String {
        switch outcome {
        case .finalist: reader("decisions.outcome.finalist")
        case .notFinalist: reader("decisions.outcome.not-finalist")
        case .rejected: reader("decisions.outcome.rejected")
        case .laureate: reader("decisions.outcome.laureate")
        case .notLaureate: reader("decisions.outcome.not-laureate")
        }
    }

    private static func scores(_ released: ReleasedOutcome, _ reader: Reader) -> HTML {
        let lead = reader("decisions.outcome.scores", ["count": .number(released.scores.count)])
        return """
            <h3>\(lead)</h3>\(Lists.facts([(reader("results.mean"), ResultFigures.score(released.mean, reader))]))
            \(Drawings.marks(released.scores, mean: released.mean))<p>\(ResultFigures.list(released.scores, reader))</p>
            """
    }

    private static func comments(_ comments: [String], _ reader: Reader) -> HTML {
        let texts = comments.map { text -> HTML in
            "<blockquote class=\"letter\" dir=\"auto\">\(text)</blockquote>"
        }
        return "<h3>\(reader("decisions.outcome.comments"))</h3>\(texts)"
    }
}

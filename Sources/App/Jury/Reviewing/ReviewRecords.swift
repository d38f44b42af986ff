internal import Platform

/// A review as it was last saved.
struct Review: Sendable, Equatable {
    static let longestComment = 5_000

    let id: ID<Review>
    /// Counts the saves.
    let version: Int
    let content: ReviewContent
    let savedAt: Instant
    let submittedAt: Instant?

    /// The juror's own notes are among it: nobody else's page asks for a review in this way.
    static func of(_ assignment: ID<Assignment>, _ tx: Transaction) throws -> Review? {
        let row = try tx.row(
            """
            SELECT review.*, coalesce(review_note.text, '') AS notes FROM review
            LEFT JOIN review_note ON review_note.review_id = review.id
            WHERE review.assignment_id = \(assignment)
            """)
        let marks = try tx.rows(
            """
            SELECT mark.criterion_id, mark.points FROM mark JOIN review ON review.id = mark.review_id
            WHERE review.assignment_id = \(assignment)
            """)
        guard let row else { return nil }
        let points: [ID<Criterion>: Int] = try Dictionary(
            uniqueKeysWithValues: marks.map { (try $0["criterion_id"], try $0["points"]) })
        var review = try Review(row, marks: points)
        review.notes = try row["notes"]
        return review
    }

    /// Of a row of `review`, which has no notes in it.
    init(_ row: Row, marks: [ID<Criterion>: Int]) throws {
        id = try row["id"]
        version = try row["version"]
        content = ReviewContent(
            marks: marks, confidence: try row["confidence"], comment: try row["comment"],
            confidentialComment: try row["confidential_comment"])
        savedAt = try row["saved_at"]
        submittedAt = try row["submitted_at"]
    }

    /// What the juror wrote down for themselves alone.
    private(set) var notes = ""

    init(
        id: ID<Review>, version: Int, content: ReviewContent, notes: String, savedAt: Instant,
        submittedAt: Instant?
    ) {
        self.id = id
        self.version = version
        self.content = content
        self.notes = notes
        self.savedAt = savedAt
        self.submittedAt = submittedAt
    }
}

/// What a juror says of an application.
struct ReviewContent: Sendable, Equatable {
    var marks: [ID<Criterion>: Int] = [:]
    /// How sure the juror is, from 1 in the steps of the round's rules.
    var confidence: Int?
    /// For the applicant, where the season's policy releases it.
    var comment = ""
    /// For the staff of the jury alone.
    var confidentialComment = ""

    func missing(in rubric: RoundRubric) -> [Criterion] {
        rubric.criteria.filter { marks[$0.id] == nil }
    }

    var json: JSON {
        let marks = marks.sorted { $0.key.rawValue < $1.key.rawValue }.map { criterion, points -> JSON in
            ["criterion": .integer(criterion.rawValue), "points": .integer(Int64(points))]
        }
        return [
            "marks": .array(marks), "comment": .string(comment),
            "confidential_comment": .string(confidentialComment),
            "confidence": confidence.map { .integer(Int64($0)) } ?? .null,
        ]
    }

    /// Nothing where it is not what `json` writes.
    init?(json: JSON) {
        guard let marks = json["marks"]?.list else { return nil }
        for mark in marks {
            guard let criterion = mark["criterion"]?.int, let points = mark["points"]?.int else { return nil }
            self.marks[ID(rawValue: Int64(criterion))] = points
        }
        confidence = json["confidence"]?.int
        comment = json["comment"]?.text ?? ""
        confidentialComment = json["confidential_comment"]?.text ?? ""
    }

    init(
        marks: [ID<Criterion>: Int] = [:], confidence: Int? = nil, comment: String = "",
        confidentialComment: String = ""
    ) {
        self.marks = marks
        self.confidence = confidence
        self.comment = comment
        self.confidentialComment = confidentialComment
    }
}

/// Under what a round is scored: its rubric, and what its rules ask beside the marks.
struct ReviewTerms: Sendable {
    let rubric: RoundRubric
    let rules: SeasonScoring

    static func of(_ round: Round, _ cache: RulesCache, _ tx: Transaction) throws -> ReviewTerms {
        ReviewTerms(
            rubric: try RoundRubric.of(round, cache, tx),
            rules: try cache.rules(round.rulesVersion, tx).jury.scoring)
    }

    /// What a review lacks to be submitted, by the names of the form's fields.
    func lacks(_ content: ReviewContent) -> [Problem.Field] {
        var lacks = content.missing(in: rubric).map { criterion -> Problem.Field in
            .init(ReviewInput.markName(criterion), "jury.review.mark-missing")
        }
        if rules.confidence.steps > 0, content.confidence == nil {
            lacks.append(.init("confidence", "jury.review.confidence.missing"))
        }
        if let lack = commentLack(content) { lacks.append(lack) }
        return lacks
    }

    private func commentLack(_ content: ReviewContent) -> Problem.Field? {
        let length = content.comment.trimmed.count
        guard asksForComment(content.marks), length < rules.leastComment else { return nil }
        guard length > 0 else {
            let key =
                rules.comments == .always
                ? "jury.review.comment.missing" : "jury.review.comment.missing-extreme"
            return .init("comment", key)
        }
        let arguments: [String: MessageValue] = [
            "least": .number(rules.leastComment), "count": .number(length),
        ]
        return .init("comment", "jury.review.comment.too-short", arguments)
    }

    private func asksForComment(_ marks: [ID<Criterion>: Int]) -> Bool {
        switch rules.comments {
        case .never: false
        case .always: true
        case .extremes:
            rubric.criteria.contains { criterion in
                marks[criterion.id] == rubric.scale.lowerBound
                    || marks[criterion.id] == rubric.scale.upperBound
            }
        }
    }
}

extension ConfidenceScale {
    /// How many answers there are; none where it is not asked.
    var steps: Int {
        switch self {
        case .none: 0
        case .three: 3
        case .five: 5
        }
    }
}

/// What a juror typed, with everything in it that cannot be kept.
struct ReviewInput: Sendable, Equatable {
    /// The version of the review that the page showed; 0 where there was none.
    let base: Int
    let content: ReviewContent
    let notes: String
    let faults: [Problem.Field]

    static func markName(_ criterion: Criterion) -> String {
        "mark." + criterion.key
    }

    init(base: Int, content: ReviewContent, notes: String) {
        self.base = base
        self.content = content
        self.notes = notes
        faults = []
    }

    init(_ form: Form, _ terms: ReviewTerms) {
        var content = ReviewContent()
        var faults: [Problem.Field] = []
        for criterion in terms.rubric.criteria {
            let name = Self.markName(criterion)
            content.marks[criterion.id] = Self.number(form[name], in: terms.rubric.scale, name, &faults)
        }
        let steps = terms.rules.confidence.steps
        if steps > 0 {
            content.confidence = Self.number(form["confidence"], in: 1...steps, "confidence", &faults)
        }
        content.comment = form["comment"].asLines
        content.confidentialComment = form["confidential"].asLines
        notes = form["notes"].asLines
        let texts = [
            ("comment", content.comment), ("confidential", content.confidentialComment), ("notes", notes),
        ]
        for (name, text) in texts where text.count > Review.longestComment {
            faults.append(.init(name, "problem.too-long", ["most": .number(Review.longestComment)]))
        }
        base = Int(form["version"]) ?? 0
        self.content = content
        self.faults = faults
    }

    /// Nothing where nothing was chosen, or what is none of the numbers.
    private static func number(
        _ text: String, in range: ClosedRange<Int>, _ name: String, _ faults: inout [Problem.Field]
    ) -> Int? {
        if text.isEmpty { return nil }
        if let number = Int(text), range.contains(number) { return number }
        let ends: [String: MessageValue] = [
            "lowest": .number(range.lowerBound), "highest": .number(range.upperBound),
        ]
        faults.append(.init(name, "jury.review.off-scale", ends))
        return nil
    }
}

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

    static func of(_ assignment: ID<Assignment>, _ tx: Transaction) throws -> Review? {
        let row = try tx.row("SELECT * FROM review WHERE assignment_id = \(assignment)")
        let marks = try tx.rows(
            """
            SELECT mark.criterion_id, mark.points FROM mark JOIN review ON review.id = mark.review_id
            WHERE review.assignment_id = \(assignment)
            """)
        guard let row else { return nil }
        let content = ReviewContent(
            marks: try Dictionary(
                uniqueKeysWithValues: marks.map { (try $0["criterion_id"], try $0["points"]) }),
            comment: try row["comment"], confidentialComment: try row["confidential_comment"])
        return Review(
            id: try row["id"], version: try row["version"], content: content, savedAt: try row["saved_at"],
            submittedAt: try row["submitted_at"])
    }
}

/// What a juror says of an application.
struct ReviewContent: Sendable, Equatable {
    var marks: [ID<Criterion>: Int] = [:]
    /// For the applicant, where the season's policy releases it.
    var comment = ""
    /// For the jury and its staff alone.
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
        ]
    }
}

/// What a juror typed, with everything in it that cannot be kept.
struct ReviewInput: Sendable, Equatable {
    /// The version of the review that the page showed; 0 where there was none.
    let base: Int
    let content: ReviewContent
    let faults: [Problem.Field]

    static func markName(_ criterion: Criterion) -> String {
        "mark." + criterion.key
    }

    init(_ form: Form, _ rubric: RoundRubric) {
        var content = ReviewContent()
        var faults: [Problem.Field] = []
        for criterion in rubric.criteria {
            let name = Self.markName(criterion)
            if form[name].isEmpty { continue }
            if let points = Int(form[name]), rubric.scale.contains(points) {
                content.marks[criterion.id] = points
            } else {
                faults.append(
                    .init(
                        name, "jury.review.off-scale",
                        [
                            "lowest": .number(rubric.scale.lowerBound),
                            "highest": .number(rubric.scale.upperBound),
                        ]))
            }
        }
        content.comment = form["comment"].asLines
        content.confidentialComment = form["confidential"].asLines
        for (name, text) in [("comment", content.comment), ("confidential", content.confidentialComment)]
        where text.count > Review.longestComment {
            faults.append(.init(name, "problem.too-long", ["most": .number(Review.longestComment)]))
        }
        base = Int(form["version"]) ?? 0
        self.content = content
        self.faults = faults
    }
}

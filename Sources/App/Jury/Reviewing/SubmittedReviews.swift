internal import Platform

// What the results of a round are made of.

/// The marks of one submitted review that counts.
struct ReviewMarks: Sendable, Equatable {
    let application: ID<Application>
    let nomination: ID<Nomination>
    let juror: ID<Juror>
    /// In the order of the rubric's criteria.
    var marks: [Int?]

    /// All of a round, by application and juror. Reviews that were recused, whose juror has a conflict, or
    /// whose application left the jury are not among them.
    static func ofRound(_ round: Round, _ rubric: RoundRubric, _ tx: Transaction) throws -> [ReviewMarks] {
        let rows = try tx.rows(
            """
            SELECT assignment.id, assignment.application_id, application.nomination_id, assignment.juror_id,
                   mark.criterion_id, mark.points
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            JOIN review ON review.assignment_id = assignment.id JOIN mark ON mark.review_id = review.id
            WHERE assignment.round_id = \(round.id) AND review.submitted_at IS NOT NULL
                AND \(JuryRules.stands)
            ORDER BY assignment.application_id, assignment.juror_id
            """)
        let places: [ID<Criterion>: Int] = Dictionary(
            uniqueKeysWithValues: rubric.criteria.enumerated().map { ($1.id, $0) })
        var reviews: [ReviewMarks] = []
        var last: Int64?
        for row in rows {
            let assignment: Int64 = try row["id"]
            if assignment != last {
                reviews.append(try ReviewMarks(row, criteria: rubric.criteria.count))
                last = assignment
            }
            guard let place = places[try row["criterion_id"]] else { continue }
            reviews[reviews.count - 1].marks[place] = try row["points"] as Int
        }
        return reviews
    }

    private init(_ row: Row, criteria: Int) throws {
        application = try row["application_id"]
        nomination = try row["nomination_id"]
        juror = try row["juror_id"]
        marks = Array(repeating: nil, count: criteria)
    }
}

/// A submitted review of one application, as staff read it beside the others.
struct SubmittedReview: Sendable, Equatable {
    let jurorName: String
    let review: Review

    /// Those that count in a round, by the name of the juror.
    static func of(_ application: ID<Application>, in round: Round, _ tx: Transaction) throws
        -> [SubmittedReview]
    {
        let rows = try tx.rows(
            """
            SELECT review.*, \(Person.shownName()) AS juror_name
            FROM review JOIN assignment ON assignment.id = review.assignment_id
            JOIN juror ON juror.id = assignment.juror_id JOIN person ON person.id = juror.person_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.application_id = \(application) AND assignment.round_id = \(round.id)
                AND review.submitted_at IS NOT NULL AND \(JuryRules.stands)
            ORDER BY juror_name, juror.id
            """)
        let marks = try tx.rows(
            """
            SELECT mark.review_id, mark.criterion_id, mark.points FROM mark
            JOIN review ON review.id = mark.review_id JOIN assignment ON assignment.id = review.assignment_id
            WHERE assignment.application_id = \(application) AND assignment.round_id = \(round.id)
            """)
        var marksByReview: [ID<Review>: [ID<Criterion>: Int]] = [:]
        for row in marks {
            let criterion: ID<Criterion> = try row["criterion_id"]
            marksByReview[try row["review_id"], default: [:]][criterion] = try row["points"] as Int
        }
        return try rows.map { row in
            let id: ID<Review> = try row["id"]
            let review = try Review(row, marks: marksByReview[id] ?? [:])
            return SubmittedReview(jurorName: try row["juror_name"], review: review)
        }
    }
}

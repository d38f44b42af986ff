import SeededRandom
import Tally
import Testing

struct RawResultsTests {
    /// One criterion in thirds of the full marks.
    private func thirds() throws -> Rubric {
        try Rubric([.init(weight: 1, scale: 0...3)])
    }

    @Test func summarisesByApplicationAndByJuror() throws {
        let results = try RawResults(
            rubric: try thirds(),
            reviews: [
                Review(application: 7, juror: 1, marks: [3]), Review(application: 7, juror: 2, marks: [0]),
                Review(application: 5, juror: 2, marks: [2]), Review(application: 5, juror: 1, marks: [2]),
            ])
        #expect(results.applications.map(\.application) == [5, 7])
        #expect(results.applications.map(\.rank) == [1, 2])
        #expect(results.applications.map(\.scores.mean) == [Rational(200, over: 3), 50])
        #expect(results.jurors.map(\.juror) == [1, 2])
        #expect(results.jurors.map(\.scores.mean) == [Rational(250, over: 3), Rational(100, over: 3)])
        #expect(results.incomplete.isEmpty)
    }

    /// Rounded to any number of digits, three times a third would differ from a whole.
    @Test func tiesWhatIsExactlyEqual() throws {
        func reviews(of application: Int, _ marks: [Int]) -> [Review] {
            marks.enumerated().map { Review(application: application, juror: $0, marks: [$1]) }
        }
        let results = try RawResults(
            rubric: try thirds(),
            reviews: reviews(of: 4, [1, 1, 1]) + reviews(of: 3, [3, 0, 0]) + reviews(of: 2, [0, 2])
                + reviews(of: 1, [1, 1, 1, 1, 1, 1, 2]))
        #expect(results.applications.map(\.application) == [1, 2, 3, 4])
        #expect(results.applications.map(\.rank) == [1, 2, 2, 2])
    }

    @Test func setsIncompleteReviewsAside() throws {
        let rubric = try Rubric([.init(weight: 1, scale: 0...3), .init(weight: 1, scale: 0...3)])
        let unfinished = Review(application: 1, juror: 2, marks: [3, nil])
        let untouched = Review(application: 2, juror: 1, marks: [nil, nil])
        let results = try RawResults(
            rubric: rubric,
            reviews: [untouched, unfinished, Review(application: 1, juror: 1, marks: [3, 0])])
        #expect(results.applications.map(\.application) == [1])
        #expect(results.applications.map(\.scores.mean) == [50])
        #expect(results.jurors.map(\.juror) == [1])
        #expect(results.incomplete == [unfinished, untouched])
    }

    @Test func refusesMarksThatDoNotFitTheRubric() throws {
        let rubric = try thirds()
        #expect(throws: Rubric.InvalidMarks.offScale(criterion: 0)) {
            try RawResults(rubric: rubric, reviews: [Review(application: 1, juror: 1, marks: [4])])
        }
    }

    @Test func doesNotDependOnTheOrderOfReviews() throws {
        let scales: [ClosedRange<Int>] = [1...10, 0...7, 1...5]
        let weights = [50, 33, 17]
        let rubric = try Rubric(zip(weights, scales).map { .init(weight: $0, scale: $1) })
        var generator = SplitMix(seed: 5)
        var reviews: [Review] = []
        for application in 0..<60 {
            for juror in (0..<12).shuffled(using: &generator).prefix(3) {
                let marks: [Int?] = scales.map { scale in
                    let isMissing: Bool = Int.random(in: 1...20, using: &generator) == 1
                    return isMissing ? nil : Int.random(in: scale, using: &generator)
                }
                reviews.append(Review(application: application, juror: juror, marks: marks))
            }
        }
        let results = try RawResults(rubric: rubric, reviews: reviews)
        #expect(!results.incomplete.isEmpty)
        for _ in 0..<10 {
            reviews.shuffle(using: &generator)
            #expect(try RawResults(rubric: rubric, reviews: reviews) == results)
        }
    }
}

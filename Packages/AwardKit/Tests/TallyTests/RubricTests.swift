import SplitMix
import Tally
import Testing

struct RubricTests {
    /// Two scales and three weights: 50, 30 and 20 per cent.
    private func rubric() throws -> Rubric {
        try Rubric([
            .init(weight: 50, scale: 1...10), .init(weight: 30, scale: 0...5),
            .init(weight: 20, scale: 0...5),
        ])
    }

    @Test func weighsMarksOnTheirScales() throws {
        let rubric = try rubric()
        #expect(try rubric.score(of: [1, 0, 0]) == 0)
        #expect(try rubric.score(of: [10, 5, 5]) == 100)
        #expect(try rubric.score(of: [7, 4, 0]) == Rational(172, over: 3), "50 * 6/9 + 30 * 4/5 = 57 1/3")
    }

    @Test func hasNoScoreWhereAMarkIsMissing() throws {
        let rubric = try rubric()
        #expect(try rubric.score(of: [10, nil, 5]) == nil)
        #expect(try rubric.score(of: [nil, nil, nil]) == nil)
    }

    @Test func refusesMarksThatDoNotFit() throws {
        let rubric = try rubric()
        #expect(throws: Rubric.InvalidMarks.wrongNumber) { try rubric.score(of: [10, 5]) }
        #expect(throws: Rubric.InvalidMarks.offScale(criterion: 0)) { try rubric.score(of: [0, 5, 5]) }
        #expect(throws: Rubric.InvalidMarks.offScale(criterion: 2)) { try rubric.score(of: [nil, 5, 6]) }
    }

    @Test(
        arguments: [
            ([], .noCriteria),
            (
                [.init(weight: 1, scale: 0...1), .init(weight: 0, scale: 0...1)],
                .weightNotPositive(criterion: 1)
            ),
            ([.init(weight: 1, scale: 3...3)], .scaleWithoutSteps(criterion: 0)),
            ([.init(weight: 1_000_000, scale: 0...1_001)], .tooFine),
            ([.init(weight: .max, scale: 0...1), .init(weight: .max, scale: 0...1)], .tooFine),
            ([.init(weight: 1, scale: .min ... .max)], .tooFine),
        ] as [([Rubric.Criterion], Rubric.Invalid)])
    func refusesWhatCannotBeScored(criteria: [Rubric.Criterion], problem: Rubric.Invalid) {
        #expect(throws: problem) { try Rubric(criteria) }
    }

    @Test func scoresTheSameInWhateverUnits() throws {
        let coarse = try rubric()
        let fine = try Rubric([
            .init(weight: 5, scale: -20...160), .init(weight: 3, scale: 7...12),
            .init(weight: 2, scale: 0...10),
        ])
        for (first, second) in [(1, 0), (4, 3), (10, 5)] {
            #expect(
                try coarse.score(of: [first, second, second])
                    == fine.score(of: [(first - 2) * 20, second + 7, second * 2]))
        }
    }

    @Test func risesWithEveryMark() throws {
        let rubric = try rubric()
        var generator = SplitMix64(seed: 1)
        for _ in 0..<200 {
            var marks: [Int?] = rubric.criteria.map { criterion in
                Int.random(in: criterion.scale.lowerBound..<criterion.scale.upperBound, using: &generator)
            }
            let score: Rational = try #require(try rubric.score(of: marks))
            let index = Int.random(in: 0..<marks.count, using: &generator)
            marks[index] = marks[index].map { $0 + 1 }
            #expect(try #require(try rubric.score(of: marks)) > score)
        }
    }
}

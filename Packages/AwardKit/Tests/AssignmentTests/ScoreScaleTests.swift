import Assignment
import Testing

struct ScoreScaleTests {
    @Test func takesTheFewestDecimalsThatDo() throws {
        for (scores, units) in [([], 1), ([1, 2, -3], 1), ([0.25, 1], 100), ([0.1, 0.123456], 1_000_000)] {
            let scale = try #require(ScoreScale(scores: scores))
            #expect(scale.unitsPerPoint == units)
            #expect(scale.isExact)
            #expect(scores.allSatisfy { scale.score(scale.units($0)) == $0 })
        }
    }

    @Test func makesSumsExact() throws {
        let scale = try #require(ScoreScale(scores: [0.1, 0.2, 0.3]))
        #expect(scale.units(0.1) + scale.units(0.2) == scale.units(0.3))
    }

    @Test func saysWhenItRounds() throws {
        let third = try #require(ScoreScale(scores: [1.0 / 3]))
        #expect((third.unitsPerPoint, third.isExact) == (1_000_000, false))
        #expect(third.units(1.0 / 3) == 333_333)
        let great = try #require(ScoreScale(scores: [123_456.789]))
        #expect((great.unitsPerPoint, great.isExact) == (1, false))
        #expect(great.units(123_456.789) == 123_457)
    }

    @Test func refusesWhatIsNoScore() {
        #expect(ScoreScale(scores: [.nan]) == nil)
        #expect(ScoreScale(scores: [.infinity]) == nil)
        #expect(ScoreScale(scores: [1e12]) == nil)
    }
}

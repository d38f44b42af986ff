import SplitMix
import Tally
import Testing

struct RankingTests {
    @Test func sharesRanksAndSkipsTheNext() {
        #expect(competitionRanks(of: [50, 90, 70, 70, 10]) == [4, 1, 2, 2, 5])
        #expect(competitionRanks(of: [8, 8, 8]) == [1, 1, 1])
        #expect(competitionRanks(of: [Int]()) == [])
    }

    @Test func givesEachValueOneMoreThanTheNumberOfGreaterOnes() {
        var generator = SplitMix64(seed: 4)
        for _ in 0..<100 {
            let values: [Int] = (0..<30).map { _ in Int.random(in: 0...12, using: &generator) }
            let expected: [Int] = values.map { value in 1 + values.count { $0 > value } }
            #expect(competitionRanks(of: values) == expected)
        }
    }
}

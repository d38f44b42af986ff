import PairwiseRanking
import Testing

/// The American League's Eastern division in 1987, the worked example of Agresti, *Categorical Data
/// Analysis*, and of the R package BradleyTerry2 (Turner and Firth 2012), whose estimates these are.
@Suite struct BaseballTests {
    private static let teams = [
        "Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore",
    ]

    /// A row for each home team, a column for each visitor: games won by the home team and by the visitor.
    private static let games: [[(home: Int, away: Int)]] = [
        [(0, 0), (4, 3), (4, 2), (4, 3), (6, 1), (4, 2), (6, 0)],
        [(3, 3), (0, 0), (4, 2), (4, 3), (6, 0), (6, 1), (4, 3)],
        [(2, 5), (4, 3), (0, 0), (2, 4), (4, 3), (4, 2), (6, 0)],
        [(3, 3), (5, 1), (2, 5), (0, 0), (4, 3), (4, 2), (6, 1)],
        [(5, 1), (2, 5), (3, 3), (4, 2), (0, 0), (5, 2), (6, 0)],
        [(2, 5), (3, 3), (3, 4), (4, 3), (4, 2), (0, 0), (2, 4)],
        [(2, 5), (1, 5), (1, 6), (2, 4), (1, 6), (3, 4), (0, 0)],
    ]

    private static let comparisons: [Comparison] = games.enumerated().flatMap { home, row in
        row.enumerated().flatMap { away, count in
            Array(repeating: Comparison(left: home, right: away, outcome: .left), count: count.home)
                + Array(repeating: Comparison(left: home, right: away, outcome: .right), count: count.away)
        }
    }

    private func strengths(side: Double) -> (aboveBaltimore: [Double], side: Double) {
        var priors = PairwisePriors()
        (priors.strength, priors.side, priors.pair) = (1_000, side, 1e-6)
        let model = PairwiseModel(items: 7, comparisons: Self.comparisons, priors: priors)
        return (model.strengths.map { $0 - model.strengths[6] }, model.averageJudge.side)
    }

    @Test func bradleyAndTerrysStrengths() {
        let published = [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0]
        let found: [Double] = strengths(side: 1e-6).aboveBaltimore
        for (ours, theirs) in zip(found, published) { #expect(abs(ours - theirs) < 1e-3) }
    }

    @Test func theHomeAdvantage() {
        let published = [1.6196, 1.4754, 1.3271, 1.2813, 1.1438, 0.7047, 0]
        let found = strengths(side: 1_000)
        for (ours, theirs) in zip(found.aboveBaltimore, published) { #expect(abs(ours - theirs) < 1e-3) }
        #expect(abs(found.side - 0.3023) < 1e-3)
    }
}

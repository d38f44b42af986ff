import Calibration
import Testing

/// The 90 % intervals contain the truth as often as they claim, where the model's own simulation knows it.
struct CoverageTests {
    private static let scoresInAll: Int = isOptimised ? 60_000 : 240

    /// A small panel, in every build.
    @Test func intervalsOfASmallPanelHoldTheTruth() {
        let found: Found = run(Simulation(applications: 20, jurors: 5, spread: 0.25))
        #expect((0.75...0.99).contains(found.applications))
    }

    /// Of juries from a small panel to a large season, with and without different spreads.
    @Test(
        .enabled(if: isOptimised),
        arguments: [(20, 5, 3), (54, 12, 9), (309, 42, 3), (1_000, 1_000, 4)], [0, 0.25])
    func intervalsHoldTheTruth(size: (applications: Int, jurors: Int, reviews: Int), spread: Double) {
        let simulation = Simulation(
            applications: size.applications, jurors: size.jurors, reviews: size.reviews, spread: spread)
        let found: Found = run(simulation)
        print("coverage, \(size), spread \(spread): \(found)")
        #expect((0.87...0.93).contains(found.applications))
        // So few scores hardly tell one juror's spread from another's.
        #expect((0.82...0.995).contains(found.leniencies))
        #expect((0.80...1).contains(found.spreads))
    }

    @Test(.enabled(if: isOptimised)) func intervalsHoldTheTruthWithNominations() {
        let found: Found = run(Simulation(nominations: 4, nominationVariance: 0.5))
        print("coverage, four nominations: \(found)")
        #expect((0.87...0.93).contains(found.applications))
    }

    /// Outside the model: whole scores from 1 to 10, and noise with a long tail on the good side.
    @Test(.enabled(if: isOptimised), arguments: [0, 0.25])
    func intervalsBendButDoNotBreakOutsideTheModel(spread: Double) {
        let rounded: Found = run(Simulation(spread: spread, isRounded: true))
        let skewed: Found = run(Simulation(spread: spread, isSkewed: true))
        print("coverage, rounded, spread \(spread): \(rounded)\ncoverage, skewed: \(skewed)")
        #expect((0.85...0.95).contains(rounded.applications))
        #expect((0.85...0.95).contains(skewed.applications))
    }

    /// Of applications said to be among the best with some probability, about that many are.
    @Test(.enabled(if: isOptimised)) func chancesAreKept() {
        var (claimed, kept, count) = (0.0, 0.0, 0)
        for seed in 0..<UInt64(Self.scoresInAll / 900) {
            let outcome: Simulation.Outcome = Simulation(spread: 0.25).run(seed: seed)
            let best: Set<Int> = Set(
                outcome.truth.indices.sorted { outcome.truth[$0] > outcome.truth[$1] }.prefix(30))
            for (number, result) in outcome.calibration(best: 30).applications.enumerated() {
                guard let chance = result.chanceOfBest, (0.3...0.7).contains(chance) else { continue }
                claimed += chance
                kept += best.contains(number) ? 1 : 0
                count += 1
            }
        }
        print("chances: \(claimed / Double(count)) claimed, \(kept / Double(count)) kept, of \(count)")
        #expect(abs(claimed - kept) / Double(count) < 4 * (0.25 / Double(count)).squareRoot())
    }

    private struct Found: CustomStringConvertible {
        var applications = 0.0
        var leniencies = 0.0
        var spreads = 0.0

        var description: String { "\(applications), leniencies \(leniencies), spreads \(spreads)" }
    }

    private func run(_ simulation: Simulation) -> Found {
        let runs: Int = max(4, Self.scoresInAll / (simulation.applications * simulation.reviews))
        var found = Found()
        for seed in 0..<runs {
            let outcome: Simulation.Outcome = simulation.run(seed: UInt64(seed))
            let calibration: Calibration = outcome.calibration()
            let share: Double = 1 / Double(runs)
            found.applications +=
                share * coverage(calibration.applications.compactMap(\.calibrated), of: outcome.truth)
            found.leniencies +=
                share * coverage(calibration.jurors.compactMap(\.leniency), of: outcome.leniencies)
            found.spreads += share * coverage(calibration.jurors.compactMap(\.spread), of: outcome.spreads)
        }
        return found
    }
}
